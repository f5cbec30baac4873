//! Removes from standard error what two correct VMs may print differently:
//! identity hash codes, names of hidden classes, addresses, the VM's notes
//! about options picked up from the environment.
//!
//! Line numbers and frames stay: both VMs run the same class library.

/// Drops HotSpot's warning that its file of performance counters is in use.
///
/// The file is named after the process number, so two JDKs in different process
/// namespaces that share `/tmp` meet there: an accident of the machine, written
/// to standard output before the program starts.
#[must_use]
pub fn without_counter_warnings(text: &str) -> String {
    let kept = |line: &&str| {
        let mark = "][warning][perf,memops] Cannot use file ";
        !(line.starts_with('[') && line.contains(mark))
    };
    text.split_inclusive('\n').filter(kept).collect()
}

/// Normalises the text of standard error.
#[must_use]
pub fn stderr(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        if !line.starts_with("Picked up ") && !line.starts_with("NOTE: Picked up ") {
            out.push_str(&normalise_line(line));
            out.push('\n');
        }
    }
    out
}

fn normalise_line(line: &str) -> String {
    let bytes = line.as_bytes();
    let mut out = String::with_capacity(line.len());
    let mut at = 0;
    while at < bytes.len() {
        let rest = &line[at..];
        let (kept, marker, digits) = if rest.starts_with("0x") {
            ("0x", "#", run(&bytes[at + 2..], u8::is_ascii_hexdigit))
        } else if rest.starts_with('@') && at > 0 {
            ("@", "#", hash_code(&bytes[at + 1..]))
        } else if rest.starts_with("$$Lambda$") {
            ("$$Lambda$", "#", run(&bytes[at + 9..], u8::is_ascii_digit))
        } else if rest.starts_with("LambdaForm$MH") || rest.starts_with("LambdaForm$DMH") {
            let kept = if rest.starts_with("LambdaForm$MH") { 13 } else { 14 };
            (&rest[..kept], "", run(&bytes[at + kept..], |b| *b == b'$' || b.is_ascii_digit()))
        } else {
            ("", "", 0)
        };
        if digits > 0 {
            out.push_str(kept);
            out.push_str(marker);
            at += kept.len() + digits;
        } else {
            let length = rest.chars().next().map_or(1, char::len_utf8);
            out.push_str(&rest[..length]);
            at += length;
        }
    }
    out
}

/// Length of a hash code: so many hexadecimal digits that it is not a word.
fn hash_code(bytes: &[u8]) -> usize {
    let digits = run(bytes, u8::is_ascii_hexdigit);
    let whole = !bytes.get(digits).is_some_and(u8::is_ascii_alphanumeric);
    if (4..=8).contains(&digits) && whole { digits } else { 0 }
}

fn run(bytes: &[u8], wanted: fn(&u8) -> bool) -> usize {
    bytes.iter().take_while(|b| wanted(b)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warning_of_the_machine_vanishes() {
        let text = "[0.001s][warning][perf,memops] Cannot use file /tmp/h/1 because\na\nb";
        assert_eq!(without_counter_warnings(text), "a\nb");
    }

    #[test]
    fn hashes_addresses_and_hidden_names_vanish() {
        let text = "Picked up X: y\nA@1f3c at B$$Lambda$14/0x0000000800c03000.run(B.java:7)\n";
        assert_eq!(stderr(text), "A@# at B$$Lambda$#/0x#.run(B.java:7)\n");
    }
}
