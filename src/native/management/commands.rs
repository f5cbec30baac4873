//! `com.sun.management.internal.DiagnosticCommandImpl`: the diagnostic commands
//! as operations of a bean.

use super::{array_of, call_static};
use crate::model::{Throw, VmException};
use crate::native::commands::{self, Command};
use crate::native::platform::construct;
use crate::native::support::string_array;
use crate::thread::{Handle, JavaThread, Library, NativeRow, Value, native};
use heap::layout::Ref;

const CLASS: &str = "com/sun/management/internal/DiagnosticCommandImpl";
const INFO: &str = "com/sun/management/internal/DiagnosticCommandInfo";
const ARGUMENT: &str = "com/sun/management/internal/DiagnosticCommandArgumentInfo";

pub(super) const ROWS: &[NativeRow] = &[
    native(CLASS, "getDiagnosticCommands", "()[Ljava/lang/String;", names),
    native(
        CLASS,
        "getDiagnosticCommandInfo",
        "([Ljava/lang/String;)[Lcom/sun/management/internal/DiagnosticCommandInfo;",
        describe,
    ),
    native(CLASS, "executeDiagnosticCommand", "(Ljava/lang/String;)Ljava/lang/String;", execute),
    native(CLASS, "setNotificationEnabled", "(Z)V", notify),
];

fn names(t: &JavaThread, _this: Handle) -> Result<Ref, Throw> {
    let names: Vec<Option<&str>> = commands::COMMANDS.iter().map(|c| Some(c.name)).collect();
    string_array(t, &names)
}

fn text(t: &JavaThread, text: &str) -> Result<Value, Throw> {
    Ok(Value::Object(t.handle(t.new_string(text)?)))
}

/// The list of what may stand behind a command's name.
fn arguments(t: &JavaThread, command: &Command) -> Result<Handle, Throw> {
    let mut infos = Vec::new();
    for (at, part) in command.operands.split_whitespace().enumerate() {
        let name = part.trim_matches(['[', ']', '<', '>']);
        let is_option = name.starts_with('-');
        let kind = if is_option { "BOOLEAN" } else { "STRING" };
        let default =
            if is_option { text(t, "false")? } else { Value::Object(t.handle(Ref::NULL)) };
        let fields = [
            text(t, name)?,
            text(t, "")?, // the description of the command says it all
            text(t, kind)?,
            default,
            Value::Int(i32::from(!part.starts_with('['))), // mandatory
            Value::Int(i32::from(is_option)),
            Value::Int(0), // at most once
            Value::Int(if is_option { -1 } else { at as i32 }),
        ];
        let descriptor = "(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;\
                          Ljava/lang/String;ZZZI)V";
        infos.push(construct(t, ARGUMENT, descriptor, &fields)?);
    }
    let array = t.handle(array_of(t, "java/lang/Object", &infos)?);
    let descriptor = "([Ljava/lang/Object;)Ljava/util/List;";
    let list = call_static(t, "java/util/Arrays", "asList", descriptor, &[Value::Object(array)])?;
    Ok(t.handle(list))
}

fn info(t: &JavaThread, command: &Command) -> Result<Handle, Throw> {
    let mut fields =
        vec![text(t, command.name)?, text(t, command.description)?, text(t, command.impact)?];
    // JDK 17 wants to know of permissions; none is asked for.
    let permission = match t.vm().library() {
        Library::Java17 => 3,
        Library::Java25 => 0,
    };
    fields.extend((0..permission).map(|_| Value::Object(t.handle(Ref::NULL))));
    fields.push(Value::Int(1)); // enabled
    fields.push(Value::Object(arguments(t, command)?));
    let strings = "Ljava/lang/String;".repeat(3 + permission);
    construct(t, INFO, &format!("({strings}ZLjava/util/List;)V"), &fields)
}

/// The descriptions of the commands with these names.
fn describe(t: &JavaThread, _this: Handle, names: Handle) -> Result<Ref, Throw> {
    let names = t.non_null(names)?;
    let mut infos = Vec::new();
    for at in 0..t.array_length(names.get()) {
        let name = t.string_text(t.non_null(t.handle(t.element(names.get(), at)))?);
        let command = commands::COMMANDS.iter().find(|command| command.name == name);
        let unknown = || Throw::new(VmException::IllegalArgument, "Unknown diagnostic command");
        infos.push(info(t, command.ok_or_else(unknown)?)?);
    }
    array_of(t, INFO, &infos)
}

fn execute(t: &JavaThread, _this: Handle, line: Handle) -> Result<Ref, Throw> {
    match commands::run(t, &t.string_text(t.non_null(line)?)) {
        Ok(answer) => t.new_string(&answer),
        Err(error) => {
            let reason = error.trim_end();
            let reason = reason.strip_prefix(commands::ILLEGAL).unwrap_or(reason).to_owned();
            Err(Throw::new(VmException::IllegalArgument, reason))
        }
    }
}

/// The set of commands never changes, so there is never anything to tell.
fn notify(_: &JavaThread, _this: Handle, _on: bool) -> Result<(), Throw> {
    Ok(())
}
