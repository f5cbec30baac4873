//! The tree of packages, classes and members at the left side.

use super::library::{Library, Package};
use super::page::Page;

/// What a row of the tree stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Item {
    /// The number of a package.
    Package(usize),
    /// The number of a class's entry.
    Class(usize),
    /// A member of a class's entry: its symbol.
    Member(usize, String),
}

/// A row that can be seen.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) item: Item,
    pub(super) label: String,
    pub(super) depth: usize,
    pub(super) open: bool,
}

/// The rows in order, those inside of closed ones left out.
#[derive(Default)]
pub(super) struct Tree {
    pub(super) rows: Vec<Row>,
    pub(super) cursor: usize,
}

impl Tree {
    /// The packages, all closed, unless there is only one.
    pub(super) fn new(library: &Library<'_>) -> Tree {
        let row = |(number, (name, classes)): (usize, &Package)| {
            let name = if name.is_empty() { "(no package)" } else { name.as_str() };
            let label = format!("{name}  ({})", classes.len());
            Row { item: Item::Package(number), label, depth: 0, open: false }
        };
        let rows = library.packages.iter().enumerate().map(row).collect();
        let mut tree = Tree { rows, cursor: 0 };
        if tree.rows.len() == 1 {
            tree.toggle(library);
        }
        tree
    }

    /// The classes whose names contain a text, whatever their package.
    pub(super) fn filtered(library: &Library<'_>, text: &str) -> Tree {
        let text = text.to_lowercase();
        let fits = library.names().filter(|(name, _)| name.to_lowercase().contains(&text));
        let row = |(name, entry): (&str, usize)| Row {
            item: Item::Class(entry),
            label: name.to_owned(),
            depth: 0,
            open: false,
        };
        Tree { rows: fits.map(row).collect(), cursor: 0 }
    }

    /// The row under the cursor.
    pub(super) fn current(&self) -> Option<&Row> {
        self.rows.get(self.cursor)
    }

    /// Opens or closes the row under the cursor.
    pub(super) fn toggle(&mut self, library: &Library<'_>) {
        let Some(row) = self.rows.get_mut(self.cursor) else { return };
        let (below, depth) = (self.cursor + 1, row.depth);
        if row.open {
            row.open = false;
            let inside = self.rows[below..].iter().take_while(|row| row.depth > depth).count();
            self.rows.drain(below..below + inside);
            return;
        }
        let inside: Vec<Row> = match &row.item {
            Item::Package(number) => {
                let (package, classes) = &library.packages[*number];
                let class = |(name, entry): &(String, usize)| {
                    let label = name.get(package.len()..).unwrap_or(name).trim_start_matches('.');
                    Row {
                        item: Item::Class(*entry),
                        label: label.to_owned(),
                        depth: depth + 1,
                        open: false,
                    }
                };
                classes.iter().map(class).collect()
            }
            Item::Class(entry) => members(&library.page(*entry), *entry, depth + 1),
            Item::Member(..) => return,
        };
        row.open = !inside.is_empty();
        drop(self.rows.splice(below..below, inside));
    }

    /// Closes the row under the cursor or goes to the one that it is in.
    pub(super) fn leave(&mut self, library: &Library<'_>) {
        let Some(row) = self.current() else { return };
        if row.open {
            return self.toggle(library);
        }
        let depth = row.depth;
        let above = self.rows[..self.cursor].iter().rposition(|row| row.depth < depth);
        self.cursor = above.unwrap_or(self.cursor);
    }

    /// Brings the cursor to a class, whose package is opened.
    pub(super) fn show(&mut self, library: &Library<'_>, entry: usize) {
        let found = |rows: &[Row]| rows.iter().position(|row| row.item == Item::Class(entry));
        if let Some(at) = found(&self.rows) {
            self.cursor = at;
            return;
        }
        let has = |classes: &[(String, usize)]| classes.iter().any(|(_, at)| *at == entry);
        let package = library.packages.iter().position(|(_, classes)| has(classes));
        let row = package.map(Item::Package);
        let Some(at) = self.rows.iter().position(|r| Some(&r.item) == row.as_ref()) else { return };
        self.cursor = at;
        self.toggle(library);
        self.cursor = found(&self.rows).unwrap_or(at);
    }
}

fn members(page: &Page, entry: usize, depth: usize) -> Vec<Row> {
    let class = page.class.as_deref().unwrap_or_default();
    let symbols = page.lines.iter().filter_map(|line| line.declares.as_ref());
    symbols
        .map(|symbol| Row {
            item: Item::Member(entry, symbol.clone()),
            label: symbol.get(class.len() + 1..).unwrap_or(symbol).to_owned(),
            depth,
            open: false,
        })
        .collect()
}
