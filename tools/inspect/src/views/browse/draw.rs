//! How the state looks on the screen.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::{Color, Modifier, Style as Look};
use ratatui::text::{Line as Text, Span};
use ratatui::widgets::{Block, Clear, Paragraph};

use super::app::{App, Focus};
use super::page::Link;
use super::tree::Item;
use crate::console::Style;

const HELP: &[&str] = &[
    "arrows, PgUp, PgDn, Home, End   move; also h j k l g G",
    "Tab                             tree or page",
    "Enter                           open; follow the marked link",
    "left, right                     close, open; on a page: choose a link",
    "Backspace, Esc, b               back",
    "/   n   N                       search on the page; next; previous",
    "f                               only classes whose names contain a text",
    "x                               who refers to this class or member",
    "s                               strings and numbers that a pattern fits",
    "q                               end",
];

fn look(style: Option<Style>) -> Look {
    let look = Look::new();
    match style {
        None => look,
        Some(Style::Dim) => look.add_modifier(Modifier::DIM),
        Some(Style::Strong) => look.add_modifier(Modifier::BOLD),
        Some(Style::Keyword) => look.fg(Color::Blue),
        Some(Style::Comment) => look.fg(Color::Green),
        Some(Style::Literal) => look.fg(Color::Yellow),
        Some(Style::Bad) => look.fg(Color::Red).add_modifier(Modifier::BOLD),
    }
}

/// Draws everything.
pub(super) fn draw(app: &mut App<'_, '_, '_>, frame: &mut Frame<'_>) {
    let [main, status] =
        Layout::vertical([Constraint::Min(3), Constraint::Length(1)]).areas(frame.area());
    let [left, right] =
        Layout::horizontal([Constraint::Percentage(32), Constraint::Percentage(68)]).areas(main);
    app.height = usize::from(main.height.saturating_sub(2)).max(1);
    tree(app, frame, left);
    page(app, frame, right);
    let line = match &app.prompt {
        Some((prompt, text)) => format!("{}{text}█", prompt.label()),
        None => match app.link().filter(|_| app.message.is_empty() && app.focus == Focus::Page) {
            Some(link) => format!("→ {}", described(link)),
            None => app.message.clone(),
        },
    };
    frame.render_widget(Paragraph::new(line), status);
    if app.help {
        help(frame, main);
    }
}

fn described(link: &Link) -> String {
    match link {
        Link::Line(line) => format!("line {}", line + 1),
        Link::Class(class) => class.clone(),
        Link::Member(_, symbol) => symbol.clone(),
        Link::Place { class, member, .. } => member.clone().unwrap_or_else(|| class.clone()),
    }
}

/// Moves the first line that is seen as little as keeps the cursor in sight.
fn scrolled(top: usize, cursor: usize, height: usize) -> usize {
    top.clamp((cursor + 1).saturating_sub(height), cursor)
}

fn block(title: &str, focused: bool) -> Block<'_> {
    let border = if focused { Look::new().fg(Color::Cyan) } else { look(Some(Style::Dim)) };
    Block::bordered().title(title).border_style(border)
}

fn tree(app: &mut App<'_, '_, '_>, frame: &mut Frame<'_>, area: Rect) {
    app.tree_top = scrolled(app.tree_top, app.tree.cursor, app.height);
    let rows = app.tree.rows.iter().enumerate().skip(app.tree_top).take(app.height);
    let lines = rows.map(|(at, row)| {
        let mark = match (&row.item, row.open) {
            (Item::Member(..), _) => "  ",
            (_, true) => "▾ ",
            (_, false) => "▸ ",
        };
        let text = format!("{}{mark}{}", "  ".repeat(row.depth), row.label);
        let style =
            if at == app.tree.cursor { cursor(app.focus == Focus::Tree) } else { Look::new() };
        Text::styled(text, style)
    });
    let lines: Vec<Text<'_>> = lines.collect();
    let focused = app.focus == Focus::Tree;
    frame.render_widget(Paragraph::new(lines).block(block("classes", focused)), area);
}

fn cursor(focused: bool) -> Look {
    let style = Look::new().add_modifier(Modifier::REVERSED);
    if focused { style } else { style.add_modifier(Modifier::DIM) }
}

fn page(app: &mut App<'_, '_, '_>, frame: &mut Frame<'_>, area: Rect) {
    let (height, focused) = (app.height, app.focus == Focus::Page);
    let Some(location) = app.location_mut() else {
        let hint = "Enter opens a class, ? shows the keys.";
        return frame.render_widget(Paragraph::new(hint).block(block("", false)), area);
    };
    location.top = scrolled(location.top, location.cursor, height);
    let lines = location.page.lines.iter().enumerate().skip(location.top).take(height);
    let lines: Vec<Text<'_>> = lines
        .map(|(at, line)| {
            let spans =
                line.text.iter().map(|(style, text)| Span::styled(text.as_str(), look(*style)));
            let text = Text::from_iter(spans);
            if at == location.cursor { text.style(cursor(focused)) } else { text }
        })
        .collect();
    let title = location.page.title.clone();
    frame.render_widget(Paragraph::new(lines).block(block(&title, focused)), area);
}

fn help(frame: &mut Frame<'_>, area: Rect) {
    let width = HELP.iter().map(|line| line.len()).max().unwrap_or(0) as u16 + 4;
    let [area] = Layout::horizontal([Constraint::Length(width)])
        .flex(ratatui::layout::Flex::Center)
        .areas(area);
    let [area] = Layout::vertical([Constraint::Length(HELP.len() as u16 + 2)])
        .flex(ratatui::layout::Flex::Center)
        .areas(area);
    frame.render_widget(Clear, area);
    let lines: Vec<Text<'_>> = HELP.iter().map(|&line| Text::from(line)).collect();
    frame.render_widget(Paragraph::new(lines).block(block("keys", true)), area);
}
