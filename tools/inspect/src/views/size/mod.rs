//! `size`: what the bytes of classes consist of, and which classes and methods
//! are the largest.

mod count;
mod squarify;
mod treemap;

use std::io;
use std::path::PathBuf;

use clap::{Arg, value_parser};

use super::arguments;
use crate::console::{Console, Status};
use crate::input::{Input, default_jobs};
use count::{ClassSize, PARTS, Parts};

const ABOUT: &str = "Shows what the bytes of classes consist of";
/// Columns of the bar for the largest part.
const BAR: usize = 30;

/// Runs the view.
///
/// # Errors
///
/// If the output cannot be written.
pub fn run(arguments: &[String], console: &mut Console<'_>) -> io::Result<Status> {
    let command = arguments::command("size", ABOUT)
        .arg(
            Arg::new("top")
                .long("top")
                .value_name("N")
                .value_parser(value_parser!(usize))
                .default_value("10")
                .help("How many of the largest classes and methods to show"),
        )
        .arg(
            Arg::new("svg")
                .long("svg")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help("Writes a treemap of packages and classes too"),
        );
    let matches = match arguments::parse(command, arguments, console)? {
        Ok(matches) => matches,
        Err(status) => return Ok(status),
    };
    let sources = match arguments::sources(&matches) {
        Ok(sources) => sources,
        Err(message) => return console.error(&message),
    };
    let (inputs, mut status) = arguments::open(&matches, &sources, console)?;
    let mut classes: Vec<ClassSize> = Vec::new();
    let mut problems = Vec::new();
    for input in &inputs {
        let streamed = input.stream(
            default_jobs(),
            |source| source.and_then(|source| ClassSize::of(&source.bytes, &source.name)),
            |class| {
                match class {
                    Ok(class) => classes.push(class),
                    Err(message) => problems.push(message),
                }
                Ok(())
            },
        );
        match streamed {
            Ok(done) => done?,
            Err(message) => problems.push(message),
        }
    }
    for problem in &problems {
        status = status.and(console.error(problem)?);
    }
    let top = *matches.get_one::<usize>("top").expect("has a default");
    inputs.iter().try_for_each(|input| archive(input, console))?;
    print(&classes, top, console)?;
    if let Some(path) = matches.get_one::<PathBuf>("svg")
        && let Err(error) = std::fs::write(path, treemap::svg(&classes))
    {
        status = status.and(console.error(&format!("{}: {error}", path.display()))?);
    }
    Ok(status)
}

/// What is in a jar beside and around its classes.
fn archive(input: &Input, console: &mut Console<'_>) -> io::Result<()> {
    let Input::Jar(jar, path) = input else { return Ok(()) };
    let (mut classes, mut others) = ((0, 0, 0), (0, 0, 0));
    for entry in jar.entries().filter(|entry| !entry.is_directory()) {
        let of = if entry.name.ends_with(b".class") { &mut classes } else { &mut others };
        *of = (of.0 + 1, of.1 + entry.size, of.2 + entry.compressed_size);
    }
    writeln!(console.out, "{}:", path.display())?;
    for (what, (count, size, stored)) in [("classes", classes), ("other files", others)] {
        writeln!(console.out, "  {count} {what}: {size} bytes, compressed {stored}")?;
    }
    Ok(())
}

fn print(classes: &[ClassSize], top: usize, console: &mut Console<'_>) -> io::Result<()> {
    let mut total = Parts::default();
    classes.iter().for_each(|class| total.add(&class.parts));
    let bytes = total.sum();
    writeln!(console.out, "{} classes, {bytes} bytes", classes.len())?;
    let most = total.0.iter().copied().max().unwrap_or(1).max(1);
    for (part, count) in PARTS.iter().zip(total.0) {
        if count == 0 {
            continue;
        }
        let share = 100.0 * count as f64 / bytes as f64;
        let bar = "#".repeat((count * BAR as u64).div_ceil(most) as usize);
        writeln!(console.out, "  {:25} {count:12} {share:6.2} %  {bar}", part.name)?;
    }
    let debug = total.debug();
    let unused: u64 = classes.iter().map(|class| class.unused).sum();
    writeln!(console.out, "without debug information: {} bytes less", debug)?;
    writeln!(console.out, "constants that nothing uses: {unused} bytes")?;
    let mut largest: Vec<&ClassSize> = classes.iter().collect();
    largest.sort_by(|a, b| b.parts.sum().cmp(&a.parts.sum()).then_with(|| a.name.cmp(&b.name)));
    if classes.len() > 1 {
        writeln!(console.out, "\nlargest classes:")?;
        for class in largest.iter().take(top) {
            writeln!(console.out, "  {:10}  {}", class.parts.sum(), class.name)?;
        }
    }
    let mut methods: Vec<(u32, &str, &str)> = classes
        .iter()
        .flat_map(|class| class.methods.iter().map(|(size, name)| (*size, &*class.name, &**name)))
        .collect();
    methods.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    if !methods.is_empty() {
        writeln!(console.out, "\nlargest methods, bytes of code:")?;
        for (size, class, method) in methods.iter().take(top) {
            writeln!(console.out, "  {size:10}  {class}.{method}")?;
        }
    }
    Ok(())
}
