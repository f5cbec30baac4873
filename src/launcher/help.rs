//! The help texts, made from the table of options.

use super::options::{Form, OPTIONS, Row, Section};
use super::own;

const USAGE: &str = "\
Usage: peaberry [options] <mainclass> [args...]
           (to run a class)
   or  peaberry [options] -jar <jarfile> [args...]
           (to run a jar file)
   or  peaberry [options] -m <module>[/<mainclass>] [args...]
           (to run a module)
   or  peaberry [options] <sourcefile> [args...]
           (to run a program in one source file)
";

/// The usual help, or the one on extra options.
pub(super) fn text(extra: bool) -> String {
    if extra {
        return section(Section::Extra);
    }
    let options = section(Section::Standard);
    let own = own::help();
    format!(
        "{USAGE}\nOptions of java:\n{options}  @<file>\n          take more options from this \
         file\n\n{own}\nThe variables JDK_JAVA_OPTIONS, JAVA_TOOL_OPTIONS and _JAVA_OPTIONS may \
         hold options too.\n"
    )
}

fn section(section: Section) -> String {
    OPTIONS.iter().filter(|row| row.section == section).map(entry).collect()
}

fn entry(row: &Row) -> String {
    let separator = match row.form {
        Form::Equals => "=",
        Form::Value => " ",
        Form::Exact | Form::Prefix | Form::Colon => "",
    };
    let (last, others) = row.names.split_last().expect("every row has a name");
    let others: String = others.iter().map(|name| format!("{name}, ")).collect();
    format!("  {others}{last}{separator}{}\n          {}\n", row.value, row.help)
}
