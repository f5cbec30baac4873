//! Graphs: class hierarchy, packages, calls, control flow; as DOT or SVG.

mod flow;
mod layout;
mod model;
mod svg;

use std::io::{self, BufWriter, Write};

use clap::{Arg, ArgAction, ArgGroup, ArgMatches};
use classfile::{ClassFile, Level};
use regex::Regex;

use self::model::Graph;
use super::arguments;
use crate::console::{Console, Status};
use crate::facts::{ClassFacts, Kind, Kinds, SymbolKind, Wanted, collect, member_text};
use crate::input::{Source, Sources, default_jobs};
use crate::progress::Progress;

/// Nodes of a picture, at most: more take minutes to lay out and cannot be read.
const MAX_NODES: usize = 5000;

/// Runs the view.
pub fn run(arguments: &[String], console: &mut Console<'_>) -> io::Result<Status> {
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
    };
    let command = arguments::command("graph", "Draws how classes or methods hang together")
        .next_help_heading("What is drawn")
        .arg(flag("hierarchy", "Classes and what they extend and implement"))
        .arg(flag("packages", "Packages and those that they use"))
        .arg(flag("calls", "Methods and those that they call"))
        .arg(
            Arg::new("flow")
                .long("flow")
                .value_name("METHOD")
                .help("The control flow of a method: its name, or name and descriptor"),
        )
        .group(
            ArgGroup::new("kind").args(["hierarchy", "packages", "calls", "flow"]).required(true),
        )
        .next_help_heading("How much")
        .arg(
            Arg::new("from")
                .long("from")
                .value_name("PATTERN")
                .help("Only what can be reached from the nodes that this regular expression fits"),
        )
        .arg(
            Arg::new("to")
                .long("to")
                .action(ArgAction::SetTrue)
                .requires("from")
                .help("With --from: also what they can be reached from"),
        )
        .arg(
            Arg::new("depth")
                .long("depth")
                .value_name("N")
                .value_parser(clap::value_parser!(usize))
                .requires("from")
                .help("With --from: in this many steps at most"),
        )
        .next_help_heading("Output")
        .arg(flag("svg", "A picture, instead of text for Graphviz"));
    let matches = match arguments::parse(command, arguments, console)? {
        Ok(matches) => matches,
        Err(status) => return Ok(status),
    };
    let inputs = arguments::inputs(&matches);
    if inputs.is_empty() {
        console.error("no input is given; see --help")?;
        return Ok(Status::MISUSE);
    }
    let from = match matches.get_one::<String>("from").map(|text| Regex::new(text)).transpose() {
        Ok(from) => from,
        Err(error) => {
            console.error(&error.to_string())?;
            return Ok(Status::MISUSE);
        }
    };
    let mut status = Status::OK;
    let graph = arguments::sources(&matches)
        .and_then(|sources| graph(&matches, &inputs, &sources, console, &mut status));
    let mut graph = match graph {
        Ok(graph) => graph,
        Err(message) => return console.error(&message),
    };
    if let Some(from) = from {
        let depth = matches.get_one("depth").copied().unwrap_or(usize::MAX);
        graph = graph.reachable(|label| from.is_match(label), depth, matches.get_flag("to"));
    }
    let mut out = BufWriter::new(&mut *console.out);
    if !matches.get_flag("svg") {
        graph.write_dot(&mut out)?;
    } else if graph.nodes.len() > MAX_NODES {
        drop(out);
        let count = graph.nodes.len();
        return console.error(&format!(
            "{count} nodes are too many for a picture; take a part with --from and --depth"
        ));
    } else {
        svg::write(&graph, &mut out)?;
    }
    out.flush()?;
    Ok(status)
}

fn graph(
    matches: &ArgMatches,
    inputs: &[String],
    sources: &Sources,
    console: &mut Console<'_>,
    status: &mut Status,
) -> Result<Graph, String> {
    if let Some(method) = matches.get_one::<String>("flow") {
        return flow_of(method, inputs, sources);
    }
    let (kinds, add): (&[Kind], fn(&mut Graph, &ClassFacts)) = if matches.get_flag("hierarchy") {
        (&[Kind::Extends, Kind::Implements], add_hierarchy)
    } else if matches.get_flag("calls") {
        (&[Kind::Calls, Kind::Handles, Kind::Declares], add_calls)
    } else {
        const USES: &[Kind] = &[
            Kind::Calls,
            Kind::Handles,
            Kind::Reads,
            Kind::Writes,
            Kind::Instantiates,
            Kind::Mentions,
            Kind::Extends,
            Kind::Implements,
            Kind::Annotated,
        ];
        (USES, add_packages)
    };
    let wanted = Wanted { kinds: Kinds::of(kinds), symbol: &|_, _| true };
    let mut graph = Graph::from_left();
    let mut progress = Progress::new(console.progress, "reading");
    let work = |source: Result<Source<'_>, String>| {
        let source = source?;
        match ClassFile::parse(&source.bytes, Level::Scan) {
            Ok(class) => Ok(collect(&class, wanted)),
            Err(error) => Err(format!("{}: {error}", source.location)),
        }
    };
    for name in inputs {
        for input in sources.find_all(name)? {
            progress.expect(|| input.entries().map_or(0, |entries| entries.len()));
            let consume = |facts: Result<ClassFacts, String>| {
                progress.step();
                match facts {
                    Ok(facts) => add(&mut graph, &facts),
                    Err(message) => *status = console.error(&message)?,
                }
                Ok(())
            };
            input.stream(default_jobs(), work, consume)?.map_err(|error| error.to_string())?;
        }
    }
    Ok(graph)
}

fn flow_of(method: &str, inputs: &[String], sources: &Sources) -> Result<Graph, String> {
    let [name] = inputs else {
        return Err("--flow needs exactly one class".to_owned());
    };
    let source = sources.find_class(name)?;
    let source = match source {
        Some(source) => source,
        None => match sources.find(name)? {
            Some(crate::input::Input::Class(source)) => source,
            Some(_) => return Err(format!("{name} is not a class")),
            None => return Err(format!("class not found: {name}")),
        },
    };
    let class = ClassFile::parse(&source.bytes, Level::Scan)
        .map_err(|error| format!("{}: {error}", source.location))?;
    let fits = |m: &classfile::Member<'_, '_>| {
        let (own, descriptor) = (base::mutf8::to_string_lossy(m.name()), m.descriptor());
        method == own || method == format!("{own}{}", base::mutf8::to_string_lossy(descriptor))
    };
    let found: Vec<_> = class.methods().filter(fits).collect();
    let text = |m: &classfile::Member<'_, '_>| {
        format!("\n  {}", String::from_utf8_lossy(&[m.name(), m.descriptor()].concat()))
    };
    match &found[..] {
        [] => Err(format!("no method {method} in {name}")),
        [one] => match one.code() {
            Ok(Some(code)) => Ok(flow::graph(&class, &code)),
            Ok(None) => Err(format!(
                "{} has no code",
                member_text(class.name(), one.name(), one.descriptor())
            )),
            Err(error) => Err(format!("{}: {error}", source.location)),
        },
        several => {
            let list: String = several.iter().map(text).collect();
            Err(format!("{method} is the name of several methods:{list}"))
        }
    }
}

fn add_hierarchy(graph: &mut Graph, facts: &ClassFacts) {
    let own = graph.node(&facts.name);
    graph.nodes[own].outside = false;
    for fact in &facts.facts {
        let (_, supertype) = &facts.symbols[fact.symbol as usize];
        let supertype = graph.node(supertype);
        graph.edge(own, supertype, fact.kind == Kind::Implements);
    }
}

fn add_calls(graph: &mut Graph, facts: &ClassFacts) {
    for fact in &facts.facts {
        let Some(member) = facts.members.get(fact.member as usize) else { continue };
        let (kind, symbol) = &facts.symbols[fact.symbol as usize];
        if *kind != SymbolKind::Method {
            continue;
        }
        let own = graph.node(member);
        if fact.kind == Kind::Declares {
            graph.nodes[own].outside = false;
        } else {
            let callee = graph.node(symbol);
            graph.edge(own, callee, fact.kind == Kind::Handles);
        }
    }
}

fn add_packages(graph: &mut Graph, facts: &ClassFacts) {
    let own = graph.node(package(&facts.name));
    graph.nodes[own].outside = false;
    for (kind, symbol) in &facts.symbols {
        let class = match kind {
            SymbolKind::Class => symbol.as_str(),
            // The class ends before the name of the member.
            SymbolKind::Field | SymbolKind::Method => {
                let name_end = symbol.find(['(', ':']).unwrap_or(symbol.len());
                symbol[..name_end].rfind('.').map_or("", |dot| &symbol[..dot])
            }
            SymbolKind::String | SymbolKind::Number => continue,
        };
        let used = package(class);
        let primitive = used.is_empty() && class.ends_with("[]");
        if used != package(&facts.name) && !primitive {
            let used = graph.node(used);
            graph.edge(own, used, false);
        }
    }
}

fn package(class: &str) -> &str {
    class.rfind('.').map_or("", |dot| &class[..dot])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_of_symbols() {
        let mut graph = Graph::default();
        let facts = ClassFacts {
            name: "p.C".to_owned(),
            symbols: vec![
                (SymbolKind::Class, "int[]".to_owned()),
                (SymbolKind::Class, "q.D[]".to_owned()),
                (SymbolKind::Method, "r.s.E.m(t.F):u.G".to_owned()),
                (SymbolKind::Field, "p.C.f:v.H".to_owned()),
            ],
            ..ClassFacts::default()
        };
        add_packages(&mut graph, &facts);
        let names: Vec<&str> = graph.nodes.iter().map(|node| node.label[0].as_str()).collect();
        assert_eq!(names, ["p", "q", "r.s"]);
        assert!(!graph.nodes[0].outside && graph.nodes[1].outside);
    }

    #[test]
    fn pictures_have_every_node_and_edge() {
        let mut graph = Graph::default();
        let nodes: Vec<usize> =
            (0..40).map(|n| graph.node(&format!("<node> & {n}\u{1}"))).collect();
        for n in 0..40 {
            graph.edge(nodes[n], nodes[n * 7 % 40], n % 3 == 0);
            graph.edge(nodes[n], nodes[(n * n + 1) % 40], false);
        }
        for sideways in [false, true] {
            graph.sideways = sideways;
            let mut out = Vec::new();
            svg::write(&graph, &mut out).expect("memory takes everything");
            let text = String::from_utf8(out).expect("UTF-8");
            assert_eq!(text.matches("&lt;node&gt; &amp; ").count(), 40);
            assert_eq!(text.matches("marker-end").count(), graph.edges.len());
            assert!(!text.contains('\u{1}'));
            // No two nodes of a layer lie upon each other.
            let layout = layout::layout(&graph);
            for (n, a) in layout.nodes.iter().enumerate() {
                for b in &layout.nodes[..n] {
                    let apart = |x: f64, y: f64, size: f64| (x - y).abs() >= size - 0.01;
                    assert!(
                        apart(a.x, b.x, (a.width + b.width) / 2.0)
                            || apart(a.y, b.y, a.height.max(b.height))
                    );
                }
            }
        }
    }
}
