//! Graphs as SVG.

use std::io::{self, Write};

use super::layout::{LINE, MARGIN, Place, layout};
use super::model::Graph;

/// Writes the graph as a picture.
pub(super) fn write(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    let layout = layout(graph);
    let (width, height) = (layout.width, layout.height);
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
         viewBox=\"0 0 {width:.0} {height:.0}\" font-family=\"monospace\" font-size=\"12\">"
    )?;
    writeln!(
        out,
        "<defs><marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" \
         markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\">\
         <path d=\"M0 0L8 4L0 8z\" fill=\"#555\"/></marker></defs>"
    )?;
    writeln!(out, "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>")?;
    for (edge, bends) in graph.edges.iter().zip(&layout.bends) {
        let (from, to) = (&layout.nodes[edge.from], &layout.nodes[edge.to]);
        let path = path(from, to, bends, graph.sideways);
        let dashes = if edge.dashed { " stroke-dasharray=\"5 4\"" } else { "" };
        writeln!(
            out,
            "<path d=\"{path}\" fill=\"none\" stroke=\"#555\"{dashes} marker-end=\"url(#arrow)\"/>"
        )?;
    }
    for (node, place) in graph.nodes.iter().zip(&layout.nodes) {
        let dashes = if node.outside { " stroke-dasharray=\"5 4\"" } else { "" };
        let left = place.x - place.width / 2.0;
        writeln!(
            out,
            "<rect x=\"{left:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"3\" \
             fill=\"#eef4fb\" stroke=\"#357\"{dashes}/>",
            place.y, place.width, place.height
        )?;
        for (number, line) in node.label.iter().enumerate() {
            let y = place.y + MARGIN + LINE * (number as f64 + 0.75);
            let (x, anchor) =
                if node.listing { (left + MARGIN, "start") } else { (place.x, "middle") };
            writeln!(
                out,
                "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" \
                 xml:space=\"preserve\">{}</text>",
                xml_text(line)
            )?;
        }
    }
    writeln!(out, "</svg>")
}

/// A smooth line from the lower edge of one node over the bends to the upper
/// edge of the other; upwards from the upper edge to the lower. Sideways from
/// the right edge to the left, or back.
fn path(from: &Place, to: &Place, bends: &[(f64, f64)], sideways: bool) -> String {
    let down = to.y >= from.y;
    let (start, end) = if std::ptr::eq(from, to) {
        // A loop at the right side.
        let (x, y) = (from.x + from.width / 2.0, from.y + from.height / 2.0);
        return format!(
            "M{x:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} {x:.1} {:.1}",
            y - 6.0,
            x + 22.0,
            y - 14.0,
            x + 22.0,
            y + 14.0,
            y + 6.0
        );
    } else if sideways {
        let side = if to.x >= from.x { 0.5 } else { -0.5 };
        let middle = |place: &Place| place.y + place.height / 2.0;
        ((from.x + side * from.width, middle(from)), (to.x - side * to.width, middle(to)))
    } else if down {
        ((from.x, from.y + from.height), (to.x, to.y))
    } else {
        ((from.x, from.y), (to.x, to.y + to.height))
    };
    let mut text = format!("M{:.1} {:.1}", start.0, start.1);
    let mut last = start;
    for &point in bends.iter().chain([&end]) {
        let (one, other) = match sideways {
            true => {
                let middle = (last.0 + point.0) / 2.0;
                ((middle, last.1), (middle, point.1))
            }
            false => {
                let middle = (last.1 + point.1) / 2.0;
                ((last.0, middle), (point.0, middle))
            }
        };
        text += &format!(
            "C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}",
            one.0, one.1, other.0, other.1, point.0, point.1
        );
        last = point;
    }
    text
}

/// Text as XML allows it.
fn xml_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // No control characters, and not the two that are no characters.
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('?'),
            c => out.push(c),
        }
    }
    out
}
