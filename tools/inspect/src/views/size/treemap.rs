//! The treemap: packages in packages, classes in them, each class divided by what
//! its bytes are for.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::count::{ClassSize, PARTS};
use super::squarify::{Rect, squarify};

const WIDTH: f64 = 1600.0;
const HEIGHT: f64 = 1000.0;
/// Height of the legend below.
const LEGEND: f64 = 24.0;
/// Height of the line with a package's name.
const TITLE: f64 = 14.0;
/// Smaller rectangles are left blank: nobody could see what is in them.
const LEAST: f64 = 3.0;
/// Pixels of a character.
const CHARACTER: f64 = 6.2;

#[derive(Default)]
struct Package<'c> {
    packages: BTreeMap<&'c str, Package<'c>>,
    classes: Vec<&'c ClassSize>,
    bytes: u64,
}

enum Child<'p, 'c> {
    Package(&'p str, &'p Package<'c>),
    Class(&'c ClassSize),
}

/// The picture.
pub(super) fn svg(classes: &[ClassSize]) -> String {
    let mut root = Package::default();
    for class in classes {
        root.insert(class);
    }
    let mut out = String::new();
    let height = HEIGHT + LEGEND;
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" \
         viewBox=\"0 0 {WIDTH} {height}\" font-family=\"sans-serif\" font-size=\"11\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>"
    );
    let whole = Rect { x: 0.0, y: 0.0, width: WIDTH, height: HEIGHT };
    root.draw("", whole, 0, &mut out);
    legend(&mut out);
    out += "</svg>\n";
    out
}

impl<'c> Package<'c> {
    fn insert(&mut self, class: &'c ClassSize) {
        let bytes = class.parts.sum();
        self.bytes += bytes;
        let mut package = self;
        // Names of hostile classes have any number of parts.
        let mut parts: Vec<&str> = class.name.splitn(64, '.').collect();
        parts.pop();
        for part in parts {
            package = package.packages.entry(part).or_default();
            package.bytes += bytes;
        }
        package.classes.push(class);
    }

    fn draw(&self, name: &str, rect: Rect, depth: usize, out: &mut String) {
        // A package that has only one package is shown as one with it.
        if self.classes.is_empty()
            && self.packages.len() == 1
            && let Some((part, only)) = self.packages.first_key_value()
        {
            let separator = if name.is_empty() { "" } else { "." };
            return only.draw(&format!("{name}{separator}{part}"), rect, depth, out);
        }
        let shade = ["#e8e8e8", "#f2f2f2"][depth % 2];
        let title = format!("{name}: {} bytes", self.bytes);
        let mut inner = rect;
        if !name.is_empty() {
            rectangle(rect, shade, Some(&title), out);
            let has_title = rect.height > 3.0 * TITLE && rect.width > 6.0 * CHARACTER;
            inner = rect.inside(2.0, if has_title { TITLE } else { 0.0 });
            if has_title {
                text(rect.x + 4.0, rect.y + 12.0, rect.width - 8.0, name, out);
            }
        }
        let mut children: Vec<(u64, Child<'_, 'c>)> = self
            .packages
            .iter()
            .map(|(name, package)| (package.bytes, Child::Package(name, package)))
            .chain(self.classes.iter().map(|&class| (class.parts.sum(), Child::Class(class))))
            .collect();
        children.sort_by_key(|child| std::cmp::Reverse(child.0));
        let sizes: Vec<f64> = children.iter().map(|child| child.0 as f64).collect();
        for ((_, child), piece) in children.iter().zip(squarify(&sizes, inner)) {
            if piece.width < LEAST || piece.height < LEAST {
                continue;
            }
            match child {
                Child::Package(name, package) => package.draw(name, piece, depth + 1, out),
                Child::Class(class) => draw_class(class, piece, out),
            }
        }
    }
}

fn draw_class(class: &ClassSize, rect: Rect, out: &mut String) {
    let inner = rect.inside(0.5, 0.0);
    let mut title = format!("{}: {} bytes", class.name, class.parts.sum());
    let mut parts: Vec<(f64, &str)> = Vec::new();
    for (part, count) in PARTS.iter().zip(class.parts.0).filter(|(_, count)| *count > 0) {
        let _ = write!(title, "\n{}: {count}", part.name);
        parts.push((count as f64, part.colour));
    }
    parts.sort_by(|a, b| b.0.total_cmp(&a.0));
    let largest = parts.first().map_or("#ffffff", |part| part.1);
    let _ = write!(out, "<g><title>{}</title>", escaped(&title));
    rectangle(inner, largest, None, out);
    let sizes: Vec<f64> = parts.iter().map(|part| part.0).collect();
    for ((_, colour), piece) in parts.iter().zip(squarify(&sizes, inner)).skip(1) {
        if piece.width >= 1.0 && piece.height >= 1.0 {
            rectangle(piece, colour, None, out);
        }
    }
    let simple = class.name.rsplit('.').next().unwrap_or_default();
    if inner.height > TITLE && inner.width > 4.0 * CHARACTER {
        text(inner.x + 3.0, inner.y + 11.0, inner.width - 6.0, simple, out);
    }
    *out += "</g>\n";
}

fn rectangle(rect: Rect, fill: &str, title: Option<&str>, out: &mut String) {
    let Rect { x, y, width, height } = rect;
    let _ = write!(
        out,
        "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{fill}\""
    );
    match title {
        Some(title) => {
            let _ = writeln!(out, "><title>{}</title></rect>", escaped(title));
        }
        None => *out += "/>\n",
    }
}

/// As much of a text as fits.
fn text(x: f64, y: f64, width: f64, text: &str, out: &mut String) {
    let fits = (width / CHARACTER) as usize;
    let shown: String = if text.chars().count() <= fits {
        text.to_owned()
    } else {
        text.chars().take(fits.saturating_sub(1)).chain(['…']).collect()
    };
    let _ = writeln!(out, "<text x=\"{x:.1}\" y=\"{y:.1}\">{}</text>", escaped(&shown));
}

fn legend(out: &mut String) {
    let width = WIDTH / PARTS.len() as f64;
    for (at, part) in PARTS.iter().enumerate() {
        let x = at as f64 * width;
        let square = Rect { x: x + 4.0, y: HEIGHT + 7.0, width: 10.0, height: 10.0 };
        rectangle(square, part.colour, None, out);
        text(x + 18.0, HEIGHT + 16.0, width - 20.0, part.name, out);
    }
}

/// Text for XML, which cannot have most control characters.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push('\n'),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
