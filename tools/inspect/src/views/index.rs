//! Makes indexes, with which `grep` and `xref` answer at once.

use std::io;

use super::arguments;
use crate::console::{Console, Status};
use crate::facts;

/// Runs the view.
pub fn run(arguments: &[String], console: &mut Console<'_>) -> io::Result<Status> {
    let command = arguments::command(
        "index",
        "Makes indexes of jars, images and directories, which grep and xref then use",
    )
    .after_help(
        "An index lies in $XDG_CACHE_HOME/peaberry-inspect (~/.cache/peaberry-inspect) and \
         takes effect as long as its input does not change.",
    );
    let matches = match arguments::parse(command, arguments, console)? {
        Ok(matches) => matches,
        Err(status) => return Ok(status),
    };
    let inputs = arguments::inputs(&matches);
    if inputs.is_empty() {
        console.error("no input is given; see --help")?;
        return Ok(Status::MISUSE);
    }
    let sources = match arguments::sources(&matches) {
        Ok(sources) => sources,
        Err(message) => return console.error(&message),
    };
    let mut status = Status::OK;
    for name in &inputs {
        let found = match sources.find_all(name) {
            Ok(found) => found,
            Err(message) => {
                status = console.error(&message)?;
                continue;
            }
        };
        for input in found {
            if facts::cache_file(&input).is_none() {
                status = console.error(&format!("{name}: one class needs no index"))?;
                continue;
            }
            match facts::build(&input, console.progress) {
                Err(message) => status = console.error(&message)?,
                Ok((file, complaints)) => {
                    for complaint in complaints {
                        status = console.error(&complaint)?;
                    }
                    if let facts::Lookup::Found(index) = facts::lookup(&input) {
                        let (classes, facts) = (index.class_count(), index.fact_count());
                        let file = file.display();
                        writeln!(console.out, "{file}: {classes} classes, {facts} facts")?;
                    } else {
                        let message = format!("{name}: changed while its index was made");
                        status = console.error(&message)?;
                    }
                }
            }
        }
    }
    Ok(status)
}
