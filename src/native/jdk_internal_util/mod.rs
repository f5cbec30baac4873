//! `jdk.internal.util`: the properties that the system and the VM supply.

use crate::model::{ClassRef, Throw};
use crate::native::platform::{boot_class, host, platform_string};
use crate::thread::{JavaThread, NativeRow, native};
use heap::layout::Ref;

/// The tables of the package.
pub(super) const TABLES: &[&[NativeRow]] = &[ROWS];

const RAW: &str = "jdk/internal/util/SystemProps$Raw";

const ROWS: &[NativeRow] = &[
    native(RAW, "platformProperties", "()[Ljava/lang/String;", platform_properties),
    native(RAW, "vmProperties", "()[Ljava/lang/String;", vm_properties),
];

/// Keys and values in turn, ended by null.
fn vm_properties(t: &JavaThread) -> Result<Ref, Throw> {
    let properties = &t.vm().config.properties;
    let string = boot_class(t, "java/lang/String")?;
    let array = t.handle(t.new_ref_array(string, properties.len() * 2 + 1)?);
    let texts = properties.iter().flat_map(|(key, value)| [key, value]);
    for (at, text) in texts.enumerate() {
        let text = t.new_string(text)?;
        t.set_element(array.get(), at as u32, text);
    }
    Ok(array.get())
}

/// A `String[]` whose indices are the `_…_NDX` constants of the class: which
/// there are, and their order, differs between class libraries.
fn platform_properties(t: &JavaThread) -> Result<Ref, Throw> {
    let raw = boot_class(t, RAW)?;
    let string = boot_class(t, "java/lang/String")?;
    let indices = property_indices(t, raw);
    let count = indices.iter().map(|(_, index)| index + 1).max().unwrap_or(0);
    let array = t.handle(t.new_ref_array(string, count as usize)?);
    let values = platform_values(t);
    for (name, index) in indices {
        let Some((_, value)) = values.iter().find(|(key, _)| *key == name) else { continue };
        let value = platform_string(t, value)?;
        t.set_element(array.get(), index, value);
    }
    Ok(array.get())
}

/// Property names, with underscores, and their places.
fn property_indices(t: &JavaThread, raw: ClassRef) -> Vec<(String, u32)> {
    let place = |field: &crate::model::Field| {
        let name = field.name.as_str_lossy();
        let name = name.strip_prefix('_')?.strip_suffix("_NDX")?;
        Some((name.to_owned(), t.get_static::<i32>(field.offset) as u32))
    };
    raw.fields.iter().filter(|field| field.is_static()).filter_map(place).collect()
}

/// What the platform supplies; names that are missing are null in Java.
fn platform_values(t: &JavaThread) -> Vec<(&'static str, Vec<u8>)> {
    let host = host(t);
    let text = |value: &str| value.as_bytes().to_vec();
    let codeset = host.locale_codeset();
    let locale = host.locale_names();
    let mut values = vec![
        ("file_encoding", text(&codeset)),
        ("native_encoding", text(&codeset)),
        ("sun_jnu_encoding", text(&codeset)),
        ("file_separator", text("/")),
        ("path_separator", text(":")),
        ("line_separator", text("\n")),
        ("java_io_tmpdir", text("/tmp")),
        ("os_name", text("Linux")),
        ("os_arch", text(ARCHITECTURE)),
        ("sun_arch_data_model", text("64")),
        ("sun_cpu_endian", text("little")),
        ("sun_io_unicode_encoding", text("UnicodeLittle")),
    ];
    let (user, home) = host.user_entry().unzip();
    let home = home.filter(|home| !home.is_empty());
    values.push(("user_name", user.or_else(|| host.variable("USER")).unwrap_or(text("?"))));
    values.push(("user_home", home.or_else(|| host.variable("HOME")).unwrap_or(text("?"))));
    if let Ok((_, release, _)) = host.system_name() {
        values.push(("os_version", release.into_bytes()));
    }
    if let Some(directory) = host.current_directory() {
        values.push(("user_dir", directory));
    }
    for (name, descriptor) in STREAM_ENCODINGS {
        if host.is_terminal(descriptor) {
            values.push((name, text(&codeset)));
        }
    }
    let [language, script, country, variant] = locale_parts(&locale.messages);
    values.push(("display_language", text(&language)));
    let others = [("script", script), ("country", country), ("variant", variant)];
    let display = ["display_script", "display_country", "display_variant"];
    for (name, (_, value)) in display.into_iter().zip(&others) {
        if !value.is_empty() {
            values.push((name, text(value)));
        }
    }
    // Formats are given only where they differ.
    let format = ["format_language", "format_script", "format_country", "format_variant"];
    if locale.formats != locale.messages {
        for (name, value) in format.into_iter().zip(locale_parts(&locale.formats)) {
            if !value.is_empty() {
                values.push((name, text(&value)));
            }
        }
    }
    values
}

/// Encodings of standard streams, which are given for terminals only, with the
/// streams' descriptors.
const STREAM_ENCODINGS: [(&str, i32); 5] = [
    ("stdin_encoding", 0),
    ("stdout_encoding", 1),
    ("stderr_encoding", 2),
    ("sun_stdout_encoding", 1),
    ("sun_stderr_encoding", 2),
];

/// The architecture's name in Java.
const ARCHITECTURE: &str =
    if cfg!(target_arch = "x86_64") { "amd64" } else { std::env::consts::ARCH };

/// Language, script, country and variant of a locale's name
/// `language_COUNTRY.encoding@modifier`.
fn locale_parts(name: &str) -> [String; 4] {
    if name == "C" || name == "POSIX" {
        return ["en", "", "US", ""].map(str::to_owned);
    }
    let (name, modifier) = name.split_once('@').unwrap_or((name, ""));
    let name = name.split('.').next().unwrap_or("");
    let (language, country) = name.split_once('_').unwrap_or((name, ""));
    let language = if matches!(language, "" | "C" | "POSIX") { "en" } else { language };
    let (script, variant) = match modifier {
        "latin" => ("Latn", ""),
        "cyrillic" => ("Cyrl", ""),
        "euro" | "" => ("", ""),
        other => ("", other),
    };
    [language, script, country, variant].map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::locale_parts;

    #[test]
    fn locales_are_taken_apart() {
        let check = |name, parts| assert_eq!(locale_parts(name), parts, "{name}");
        check("C", ["en", "", "US", ""]);
        check("C.UTF-8", ["en", "", "", ""]);
        check("de_CH.UTF-8", ["de", "", "CH", ""]);
        check("sr_RS@latin", ["sr", "Latn", "RS", ""]);
    }
}
