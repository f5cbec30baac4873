//! The state of the view, and what keys do to it.

use std::rc::Rc;
use std::thread::Scope;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use regex::RegexBuilder;

use super::find::{Search, Wanted};
use super::library::Library;
use super::page::{Link, Page};
use super::tree::{Item, Tree};

/// Where the cursor is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Focus {
    Tree,
    Page,
}

/// What the line at the bottom asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Prompt {
    /// Text to look for on the page.
    Search,
    /// Part of the names of classes.
    Filter,
    /// A pattern of constants.
    Constants,
}

impl Prompt {
    pub(super) const fn label(self) -> &'static str {
        match self {
            Prompt::Search => "search: ",
            Prompt::Filter => "classes with: ",
            Prompt::Constants => "strings and numbers like: ",
        }
    }
}

/// A page with a cursor.
#[derive(Clone)]
pub(super) struct Location {
    pub(super) page: Rc<Page>,
    pub(super) cursor: usize,
    /// The link of the line under the cursor that is chosen.
    pub(super) link: usize,
    /// The first line that is seen.
    pub(super) top: usize,
}

impl Location {
    fn new(page: Page) -> Location {
        Location { page: Rc::new(page), cursor: 0, link: 0, top: 0 }
    }

    fn move_to(&mut self, line: usize) {
        self.cursor = line.min(self.page.lines.len().saturating_sub(1));
        self.link = 0;
    }
}

/// Everything.
pub(super) struct App<'s, 'e, 'i> {
    scope: &'s Scope<'s, 'e>,
    pub(super) library: &'s Library<'i>,
    pub(super) tree: Tree,
    pub(super) tree_top: usize,
    pub(super) focus: Focus,
    /// Pages that were left for others, and the one that is shown.
    history: Vec<Location>,
    pub(super) prompt: Option<(Prompt, String)>,
    pub(super) search: Option<Search>,
    /// The text last looked for.
    pattern: String,
    pub(super) message: String,
    pub(super) help: bool,
    pub(super) over: bool,
    /// Rows of the tree and lines of the page that fit.
    pub(super) height: usize,
}

impl<'s, 'e, 'i: 's> App<'s, 'e, 'i> {
    pub(super) fn new(scope: &'s Scope<'s, 'e>, library: &'s Library<'i>) -> Self {
        let mut app = App {
            scope,
            library,
            tree: Tree::new(library),
            tree_top: 0,
            focus: Focus::Tree,
            history: Vec::new(),
            prompt: None,
            search: None,
            pattern: String::new(),
            message: format!("{} classes; ? for help", library.len()),
            help: false,
            over: false,
            height: 20,
        };
        // One class alone is what one wants to see.
        if library.len() == 1 {
            app.open(library.page(0), 0);
        }
        app
    }

    pub(super) fn location(&self) -> Option<&Location> {
        self.history.last()
    }

    pub(super) fn location_mut(&mut self) -> Option<&mut Location> {
        self.history.last_mut()
    }

    /// Shows a page, from a line on.
    fn open(&mut self, page: Page, line: usize) {
        let mut location = Location::new(page);
        location.move_to(line);
        location.top = line.saturating_sub(self.height / 3);
        self.history.push(location);
        self.focus = Focus::Page;
        self.message.clear();
    }

    /// Takes over what a search has found in the meantime.
    pub(super) fn poll(&mut self) {
        let Some(search) = &self.search else { return };
        let progress = search.progress();
        match search.take() {
            None => {
                self.search = None;
                let results = self.history.iter().rfind(|location| location.page.results);
                let found = results.map_or(0, |location| location.page.lines.len());
                let places = if found == 1 { "place" } else { "places" };
                self.message = format!("{found} {places}");
            }
            Some(places) => {
                self.message = format!("searching: {progress} of {} classes", self.library.len());
                if places.is_empty() {
                    return;
                }
                let results = self.history.iter_mut().rfind(|location| location.page.results);
                if let Some(location) = results {
                    location.page = Rc::new(location.page.with(places));
                }
            }
        }
    }

    fn start_search(&mut self, title: String, wanted: Wanted) {
        self.open(Page::results(title), 0);
        self.search = Some(Search::start(self.scope, self.library, wanted));
    }

    /// Does what a key asks for.
    pub(super) fn key(&mut self, key: KeyEvent) {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        if control && key.code == KeyCode::Char('c') {
            self.over = true;
        } else if self.help {
            self.help = false;
        } else if self.prompt.is_some() {
            self.key_of_prompt(key.code);
        } else if !self.common_key(key.code) {
            match self.focus {
                Focus::Tree => self.key_of_tree(key.code),
                Focus::Page => self.key_of_page(key.code),
            }
        }
    }

    /// Keys that do the same everywhere; whether this is one.
    fn common_key(&mut self, code: KeyCode) -> bool {
        match code {
            KeyCode::Char('q') => self.over = true,
            KeyCode::Char('?') => self.help = true,
            KeyCode::Tab | KeyCode::BackTab => {
                self.focus = match self.focus {
                    Focus::Tree if self.location().is_some() => Focus::Page,
                    _ => Focus::Tree,
                };
            }
            KeyCode::Char('/') if self.location().is_some() => {
                self.prompt = Some((Prompt::Search, String::new()));
            }
            KeyCode::Char('f') => self.prompt = Some((Prompt::Filter, String::new())),
            KeyCode::Char('s') => self.prompt = Some((Prompt::Constants, String::new())),
            KeyCode::Char('n') => self.look_for(1),
            KeyCode::Char('N') => self.look_for(-1),
            KeyCode::Char('x') => self.references(),
            KeyCode::Backspace | KeyCode::Esc | KeyCode::Char('b') => self.back(),
            _ => return false,
        }
        true
    }

    fn back(&mut self) {
        if self.search.take().is_some() {
            self.message = "stopped".to_owned();
            return;
        }
        if self.history.len() > 1 {
            self.history.pop();
        } else {
            self.focus = Focus::Tree;
        }
        self.message.clear();
    }

    /// Where a key moves a cursor among `count` lines.
    fn moved(&self, code: KeyCode, cursor: usize, count: usize) -> Option<usize> {
        let page = self.height.max(2) - 1;
        let moved = match code {
            KeyCode::Up | KeyCode::Char('k') => cursor.saturating_sub(1),
            KeyCode::Down | KeyCode::Char('j') => cursor + 1,
            KeyCode::PageUp => cursor.saturating_sub(page),
            KeyCode::PageDown | KeyCode::Char(' ') => cursor + page,
            KeyCode::Home | KeyCode::Char('g') => 0,
            KeyCode::End | KeyCode::Char('G') => count,
            _ => return None,
        };
        Some(moved.min(count.saturating_sub(1)))
    }

    fn key_of_tree(&mut self, code: KeyCode) {
        if let Some(cursor) = self.moved(code, self.tree.cursor, self.tree.rows.len()) {
            self.tree.cursor = cursor;
            return;
        }
        match code {
            KeyCode::Left | KeyCode::Char('h') => self.tree.leave(self.library),
            KeyCode::Right | KeyCode::Char('l')
                if self.tree.current().is_some_and(|row| !row.open) =>
            {
                self.tree.toggle(self.library);
            }
            KeyCode::Enter => match self.tree.current().map(|row| row.item.clone()) {
                Some(Item::Package(_)) => self.tree.toggle(self.library),
                Some(Item::Class(entry)) => self.open(self.library.page(entry), 0),
                Some(Item::Member(entry, symbol)) => {
                    let page = self.library.page(entry);
                    let line = page.declaration(&symbol).unwrap_or(0);
                    self.open(page, line);
                }
                None => {}
            },
            _ => {}
        }
    }

    fn key_of_page(&mut self, code: KeyCode) {
        let Some(location) = self.location() else { return };
        let (cursor, count) = (location.cursor, location.page.lines.len());
        if let Some(cursor) = self.moved(code, cursor, count) {
            self.location_mut().into_iter().for_each(|location| location.move_to(cursor));
            return;
        }
        let links = location.page.lines.get(cursor).map_or(0, |line| line.links.len());
        let link = location.link;
        let choose = |app: &mut Self, link| {
            app.location_mut().into_iter().for_each(|location| location.link = link);
        };
        match code {
            KeyCode::Right | KeyCode::Char('l') if links > 0 => choose(self, (link + 1) % links),
            KeyCode::Left | KeyCode::Char('h') if link > 0 => choose(self, link - 1),
            KeyCode::Left | KeyCode::Char('h') => self.focus = Focus::Tree,
            KeyCode::Enter => self.follow(),
            _ => {}
        }
    }

    /// The chosen link under the cursor.
    pub(super) fn link(&self) -> Option<&Link> {
        let location = self.location()?;
        location.page.lines.get(location.cursor)?.links.get(location.link)
    }

    fn follow(&mut self) {
        match self.link().cloned() {
            None => {}
            Some(Link::Line(line)) => {
                // So that one can go back.
                let location = self.location().cloned();
                self.history.extend(location);
                self.location_mut().into_iter().for_each(|location| location.move_to(line));
            }
            Some(Link::Class(class)) => self.go_to(&class, None, 0),
            Some(Link::Member(class, member)) => self.go_to_member(&class, &member),
            Some(Link::Place { class, member, line }) => {
                self.go_to(&class, member.as_deref(), line);
            }
        }
    }

    fn go_to(&mut self, class: &str, member: Option<&str>, line: u16) {
        let page = self.library.page_of_class(class);
        let line = page.place(member, line).unwrap_or(0);
        if let Some(entry) = self.library.find(class) {
            self.tree.show(self.library, entry);
        }
        self.open(page, line);
    }

    /// Goes to a member where it is declared: in the class or a superclass or interface.
    fn go_to_member(&mut self, class: &str, member: &str) {
        let own = member.get(class.len()..).unwrap_or(member);
        let (mut open, mut at) = (vec![class.to_owned()], 0);
        while let Some(name) = open.get(at).cloned() {
            let page = self.library.page_of_class(&name);
            if page.declaration(&format!("{name}{own}")).is_some() {
                return self.go_to(&name, Some(&format!("{name}{own}")), 0);
            }
            // The supertypes are what the lines before the first member link to.
            let head = page.lines.iter().take_while(|line| line.declares.is_none());
            let head = head.filter(|line| !line.plain_text().trim_start().starts_with("permits "));
            for link in head.flat_map(|line| &line.links) {
                if let Link::Class(name) = link
                    && !open.contains(name)
                {
                    open.push(name.clone());
                }
            }
            at += 1;
        }
        self.go_to(class, None, 0);
        self.message = format!("{member} is not declared");
    }

    /// Looks for references to what is under the cursor: a link, a member, the class.
    fn references(&mut self) {
        let symbol = match self.focus {
            Focus::Tree => match self.tree.current().map(|row| row.item.clone()) {
                Some(Item::Class(entry)) => self.library.page(entry).class,
                Some(Item::Member(_, symbol)) => Some(symbol),
                _ => None,
            },
            Focus::Page => match (self.link(), self.location()) {
                (Some(Link::Member(_, symbol)), _) => Some(symbol.clone()),
                (link, Some(location)) => {
                    let line = location.page.lines.get(location.cursor);
                    let declared = line.and_then(|line| line.declares.clone());
                    declared
                        .or_else(|| match link {
                            Some(Link::Class(class)) => Some(class.clone()),
                            _ => None,
                        })
                        .or_else(|| location.page.class.clone())
                }
                _ => None,
            },
        };
        if let Some(symbol) = symbol {
            self.start_search(format!("references to {symbol}"), Wanted::References(symbol));
        }
    }

    fn key_of_prompt(&mut self, code: KeyCode) {
        let Some((prompt, text)) = &mut self.prompt else { return };
        match code {
            KeyCode::Esc => self.prompt = None,
            KeyCode::Backspace if text.pop().is_none() => self.prompt = None,
            KeyCode::Char(c) => text.push(c),
            KeyCode::Enter => {
                let (prompt, text) = (*prompt, std::mem::take(text));
                self.prompt = None;
                self.answer(prompt, text);
            }
            _ => {}
        }
    }

    fn answer(&mut self, prompt: Prompt, text: String) {
        match prompt {
            Prompt::Search => {
                self.pattern = text.to_lowercase();
                self.focus = Focus::Page;
                self.look_for(1);
            }
            Prompt::Filter => {
                self.tree = match text.is_empty() {
                    true => Tree::new(self.library),
                    false => Tree::filtered(self.library, &text),
                };
                self.message = match text.is_empty() {
                    true => String::new(),
                    false => {
                        format!("{} classes with {text}; f and Enter for all", self.tree.rows.len())
                    }
                };
                self.focus = Focus::Tree;
            }
            Prompt::Constants => match RegexBuilder::new(&text).build() {
                Ok(pattern) => {
                    self.start_search(format!("constants like {text}"), Wanted::Constants(pattern));
                }
                Err(error) => {
                    let message = error.to_string();
                    self.message = message.lines().last().unwrap_or_default().to_owned();
                }
            },
        }
    }

    /// Goes to the next line of the page, or the one before, that has the text.
    fn look_for(&mut self, direction: isize) {
        let Some(location) = self.history.last() else { return };
        let lines = &location.page.lines;
        if self.pattern.is_empty() || lines.is_empty() {
            return;
        }
        let count = lines.len() as isize;
        let found = (1..=count)
            .map(|step| (location.cursor as isize + direction * step).rem_euclid(count) as usize)
            .find(|&at| lines[at].plain_text().to_lowercase().contains(&self.pattern));
        match found {
            Some(line) => {
                self.location_mut().into_iter().for_each(|location| location.move_to(line));
                self.message.clear();
            }
            None => self.message = format!("{} is not there", self.pattern),
        }
    }
}
