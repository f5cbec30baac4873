//! `browse`: packages, classes, members and code of the inputs on the terminal, where
//! references can be followed.

mod app;
mod draw;
mod find;
mod library;
mod page;
mod tree;

use std::io::{self, IsTerminal};
use std::time::Duration;

use ratatui::DefaultTerminal;
use ratatui::crossterm::event::{self, Event, KeyEventKind};

use self::app::App;
use self::library::Library;
use super::arguments;
use crate::console::{Console, Status};

const ABOUT: &str = "Browses classes on the terminal";
/// How long to wait for a key while a search is running.
const PERIOD: Duration = Duration::from_millis(50);

/// Runs the view.
///
/// # Errors
///
/// If the terminal cannot be read or written.
pub fn run(arguments: &[String], console: &mut Console<'_>) -> io::Result<Status> {
    let command = arguments::command("browse", ABOUT).after_help("In the view, ? shows the keys.");
    let matches = match arguments::parse(command, arguments, console)? {
        Ok(matches) => matches,
        Err(status) => return Ok(status),
    };
    let sources = match arguments::sources(&matches) {
        Ok(sources) => sources,
        Err(message) => return console.error(&message),
    };
    let (inputs, status) = arguments::open(&matches, &sources, console)?;
    if inputs.is_empty() {
        return Ok(status);
    }
    let library = match Library::new(&inputs, &sources) {
        Ok(library) => library,
        Err(message) => return console.error(&message),
    };
    if library.len() == 0 {
        return console.error("there are no classes");
    }
    if !io::stdout().is_terminal() {
        return console.error("browse needs a terminal");
    }
    let mut terminal = ratatui::try_init()?;
    let result = events(&mut terminal, &library);
    ratatui::try_restore()?;
    result.map(|()| status)
}

fn events(terminal: &mut DefaultTerminal, library: &Library<'_>) -> io::Result<()> {
    std::thread::scope(|scope| {
        let mut app = App::new(scope, library);
        while !app.over {
            app.poll();
            terminal.draw(|frame| draw::draw(&mut app, frame))?;
            // Without a search nothing happens but keys and other sizes of the terminal.
            if app.search.is_some() && !event::poll(PERIOD)? {
                continue;
            }
            if let Event::Key(key) = event::read()?
                && key.kind != KeyEventKind::Release
            {
                app.key(key);
            }
        }
        Ok(())
    })
}
