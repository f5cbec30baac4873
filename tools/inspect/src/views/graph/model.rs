//! Graphs before they become DOT or SVG.

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

/// Nodes and directed edges.
#[derive(Default, Debug)]
pub(super) struct Graph {
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
    /// Whether it is drawn from left to right, since its nodes are lines of text.
    pub(super) sideways: bool,
    numbers: HashMap<String, usize>,
    known: HashSet<(usize, usize, bool)>,
}

#[derive(Debug)]
pub(super) struct Node {
    /// Lines of text.
    pub(super) label: Vec<String>,
    /// Whether it lies outside of what is looked at.
    pub(super) outside: bool,
    /// Whether the lines start at the left.
    pub(super) listing: bool,
}

#[derive(Debug)]
pub(super) struct Edge {
    pub(super) from: usize,
    pub(super) to: usize,
    /// A weaker relation, drawn dashed.
    pub(super) dashed: bool,
}

impl Graph {
    /// An empty one that is drawn from left to right.
    pub(super) fn from_left() -> Graph {
        Graph { sideways: true, ..Graph::default() }
    }

    /// The node of this name, made if there is none.
    pub(super) fn node(&mut self, name: &str) -> usize {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = self.add(vec![name.to_owned()], false);
        self.numbers.insert(name.to_owned(), number);
        self.nodes[number].outside = true;
        number
    }

    /// Adds a node without a name.
    pub(super) fn add(&mut self, label: Vec<String>, listing: bool) -> usize {
        self.nodes.push(Node { label, outside: false, listing });
        self.nodes.len() - 1
    }

    /// Adds an edge once.
    pub(super) fn edge(&mut self, from: usize, to: usize, dashed: bool) {
        if self.known.insert((from, to, dashed)) {
            self.edges.push(Edge { from, to, dashed });
        }
    }

    /// The part that can be reached from nodes that `start` likes, forwards in
    /// up to `depth` steps; with `backwards` the other way as well.
    pub(super) fn reachable(
        self,
        start: impl Fn(&str) -> bool,
        depth: usize,
        backwards: bool,
    ) -> Graph {
        let starts: Vec<usize> =
            (0..self.nodes.len()).filter(|&n| start(&self.nodes[n].label[0])).collect();
        let mut kept: HashSet<usize> = starts.iter().copied().collect();
        for reversed in [false, true] {
            if reversed && !backwards {
                continue;
            }
            let mut next: Vec<Vec<usize>> = vec![Vec::new(); self.nodes.len()];
            for edge in &self.edges {
                let (from, to) = if reversed { (edge.to, edge.from) } else { (edge.from, edge.to) };
                next[from].push(to);
            }
            let mut seen: HashSet<usize> = starts.iter().copied().collect();
            let mut front = starts.clone();
            for _ in 0..depth {
                front = front.iter().flat_map(|&n| &next[n]).copied().collect();
                front.retain(|&n| seen.insert(n));
                if front.is_empty() {
                    break;
                }
                kept.extend(&front);
            }
        }
        self.only(&kept)
    }

    fn only(self, kept: &HashSet<usize>) -> Graph {
        let mut part = Graph { sideways: self.sideways, ..Graph::default() };
        let mut numbers = HashMap::new();
        for (number, node) in self.nodes.into_iter().enumerate() {
            if kept.contains(&number) {
                numbers.insert(number, part.nodes.len());
                part.nodes.push(node);
            }
        }
        for edge in self.edges {
            if let (Some(&from), Some(&to)) = (numbers.get(&edge.from), numbers.get(&edge.to)) {
                part.edge(from, to, edge.dashed);
            }
        }
        part
    }

    /// Writes the graph in the language of Graphviz.
    pub(super) fn write_dot(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "digraph {{")?;
        if self.sideways {
            writeln!(out, "  rankdir=LR;")?;
        }
        writeln!(out, "  node [shape=box, fontname=monospace];")?;
        for (number, node) in self.nodes.iter().enumerate() {
            // `\l` ends a line that starts at the left, `\n` one in the middle.
            let end = if node.listing { "\\l" } else { "\\n" };
            let lines: Vec<String> = node.label.iter().map(|line| dot_text(line)).collect();
            let mut label = lines.join(end);
            if node.listing {
                label.push_str(end);
            }
            let style = if node.outside { ", style=dashed" } else { "" };
            writeln!(out, "  n{number} [label=\"{label}\"{style}];")?;
        }
        for Edge { from, to, dashed } in &self.edges {
            let style = if *dashed { " [style=dashed]" } else { "" };
            writeln!(out, "  n{from} -> n{to}{style};")?;
        }
        writeln!(out, "}}")
    }
}

/// Text in quotes of DOT, on one line and without control characters.
fn dot_text(text: &str) -> String {
    let visible = |c: char| if c.is_control() { '?' } else { c };
    text.chars().map(visible).collect::<String>().replace('\\', "\\\\").replace('"', "\\\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dot_is_quoted() {
        let mut graph = Graph::default();
        let (a, b) = (graph.node("a\"\\\n"), graph.node("b"));
        graph.edge(a, b, true);
        graph.edge(a, b, true);
        let mut out = Vec::new();
        graph.write_dot(&mut out).expect("memory takes everything");
        let text = String::from_utf8(out).expect("UTF-8");
        assert!(text.contains("label=\"a\\\"\\\\?\""), "{text}");
        assert_eq!(text.matches("->").count(), 1);
    }

    #[test]
    fn parts_are_reached_in_steps() {
        let graph = || {
            let mut graph = Graph::default();
            let [a, b, c, d] = ["a", "b", "c", "d"].map(|name| graph.node(name));
            graph.edge(a, b, false);
            graph.edge(b, c, false);
            graph.edge(d, b, false);
            graph
        };
        let names = |graph: Graph| -> Vec<String> {
            graph.nodes.iter().map(|node| node.label[0].clone()).collect()
        };
        assert_eq!(names(graph().reachable(|n| n == "a", 1, false)), ["a", "b"]);
        assert_eq!(names(graph().reachable(|n| n == "b", 9, false)), ["b", "c"]);
        assert_eq!(names(graph().reachable(|n| n == "b", 9, true)), ["a", "b", "c", "d"]);
    }
}
