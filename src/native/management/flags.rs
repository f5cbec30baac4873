//! `com.sun.management.internal.Flag`: the flags of the VM, for
//! `HotSpotDiagnosticMXBean`. They are fixed when the VM starts; none is
//! writeable.

use super::call_static;
use crate::model::Throw;
use crate::native::platform::construct;
use crate::native::support::string_array;
use crate::thread::{FlagValue, Handle, JavaThread, NativeRow, Value, native};
use heap::layout::Ref;

const CLASS: &str = "com/sun/management/internal/Flag";
const ORIGIN: &str = "com/sun/management/VMOption$Origin";

pub(super) const ROWS: &[NativeRow] = &[
    native(CLASS, "initialize", "()V", crate::native::support::nothing),
    native(CLASS, "getAllFlagNames", "()[Ljava/lang/String;", names),
    native(CLASS, "getInternalFlagCount", "()I", count),
    native(CLASS, "getFlags", "([Ljava/lang/String;[Lcom/sun/management/internal/Flag;I)I", fill),
];

fn names(t: &JavaThread) -> Result<Ref, Throw> {
    let names: Vec<Option<&str>> = t.vm().config.flags.iter().map(|flag| Some(flag.name)).collect();
    string_array(t, &names)
}

fn count(t: &JavaThread) -> Result<i32, Throw> {
    Ok(t.vm().config.flags.len() as i32)
}

/// The value as the wrapper object that the class library expects for its type.
fn value_object(t: &JavaThread, flag: &FlagValue) -> Result<Handle, Throw> {
    let text = flag.value.as_str();
    match flag.kind {
        "bool" => {
            let value = Value::Int(i32::from(text == "true"));
            construct(t, "java/lang/Boolean", "(Z)V", &[value])
        }
        "double" => {
            let value = text.parse().expect("shown by the launcher from a double");
            construct(t, "java/lang/Double", "(D)V", &[Value::Double(value)])
        }
        "ccstr" | "ccstrlist" => Ok(t.handle(t.new_string(text)?)),
        _ => {
            // Unsigned values may exceed a `long`, as in HotSpot.
            let value = text.parse::<i64>().or_else(|_| text.parse::<u64>().map(|n| n as i64));
            let value = value.expect("shown by the launcher from an integer");
            construct(t, "java/lang/Long", "(J)V", &[Value::Long(value)])
        }
    }
}

/// Options that set a flag by another name.
const OTHER_NAMES: [(&str, &str); 4] = [
    ("-Xmx", "MaxHeapSize"),
    ("-Xms", "InitialHeapSize"),
    ("-Xmn", "NewSize"),
    ("-Xss", "ThreadStackSize"),
];

/// Whether an option of the command line sets this flag.
fn sets(argument: &str, flag: &FlagValue) -> bool {
    match argument.strip_prefix("-XX:") {
        Some(rest) => rest.trim_start_matches(['+', '-']).split('=').next() == Some(flag.name),
        None => OTHER_NAMES
            .iter()
            .any(|(option, name)| *name == flag.name && argument.starts_with(option)),
    }
}

/// Where the value came from, as the class library's constant.
fn origin(t: &JavaThread, flag: &FlagValue) -> Result<Handle, Throw> {
    let given = |argument: &String| sets(argument, flag);
    let constant = if t.vm().config.arguments.iter().any(given) {
        "VM_CREATION"
    } else if flag.is_default {
        "DEFAULT"
    } else {
        "ERGONOMIC"
    };
    let name = Value::Object(t.handle(t.new_string(constant)?));
    let descriptor = "(Ljava/lang/String;)Lcom/sun/management/VMOption$Origin;";
    Ok(t.handle(call_static(t, ORIGIN, "valueOf", descriptor, &[name])?))
}

fn flag_object(t: &JavaThread, flag: &FlagValue) -> Result<Handle, Throw> {
    let name = t.handle(t.new_string(flag.name)?);
    let (value, origin) = (value_object(t, flag)?, origin(t, flag)?);
    let arguments = [
        Value::Object(name),
        Value::Object(value),
        Value::Int(0), // not writeable
        Value::Int(1), // for users
        Value::Object(origin),
    ];
    let descriptor =
        "(Ljava/lang/String;Ljava/lang/Object;ZZLcom/sun/management/VMOption$Origin;)V";
    construct(t, CLASS, descriptor, &arguments)
}

/// Puts the flags with these names, or all for null, into the array; a name
/// without a flag leaves null. The number that was found.
fn fill(t: &JavaThread, names: Handle, into: Handle, most: i32) -> Result<i32, Throw> {
    let into = t.non_null(into)?;
    let room = t.array_length(into.get()).min(most.max(0) as u32);
    let all = &t.vm().config.flags;
    let mut found = 0;
    for at in 0..room {
        let _scope = t.scope();
        let flag = if names.is_null() {
            all.get(at as usize)
        } else if at < t.array_length(names.get()) {
            let name = t.string_text(t.non_null(t.handle(t.element(names.get(), at)))?);
            all.iter().find(|flag| flag.name == name)
        } else {
            None
        };
        if let Some(flag) = flag {
            let object = flag_object(t, flag)?;
            t.set_element(into.get(), at, object.get());
            found += 1;
        }
    }
    Ok(found)
}
