//! Descriptors (JVMS §4.3) in Java's notation, and what the JDK's tools have
//! against malformed ones: that of release 17 sees only what it cannot go on
//! behind, that of release 25 reads them by the grammar of signatures.

use super::signature::MAX_DEPTH;

/// Why a descriptor cannot be shown, in the words of the JDK's tool.
pub(super) type Fault = String;

/// The types of a piece of a descriptor, and how many they are. Parentheses are
/// taken over; of names only the end is looked for.
pub(super) fn types(text: &str, from: usize, to: usize) -> Result<(String, usize), Fault> {
    let invalid = |at: usize| {
        let offset = utf16_length(&text[..at]);
        format!("descriptor is invalid at offset {offset} in \"{text}\"")
    };
    let mut out = String::with_capacity(to - from + 8);
    let (mut dimensions, mut count, mut at) = (0, 0, from);
    while at < to {
        let start = at;
        let c = text[at..].chars().next().expect("not at the end");
        at += c.len_utf8();
        let primitive = match c {
            '(' | ')' => {
                out.push(c);
                continue;
            }
            '[' => {
                dimensions += 1;
                continue;
            }
            'L' => None,
            _ => Some(primitive_name(c).ok_or_else(|| invalid(start))?),
        };
        if out.len() > 1 && out.starts_with('(') {
            out.push_str(", ");
        }
        match primitive {
            Some(name) => out.push_str(name),
            None => {
                let end = at + text[at..].find(';').ok_or_else(|| invalid(start))?;
                out.extend(text[at..end].chars().map(|c| if c == '/' { '.' } else { c }));
                at = end + 1;
            }
        }
        for _ in 0..std::mem::take(&mut dimensions) {
            out.push_str("[]");
        }
        count += 1;
    }
    Ok((out, count))
}

/// Where the parameters of a method descriptor end.
pub(super) fn parameters_end(text: &str) -> Result<usize, Fault> {
    text.find(')').map(|at| at + 1).ok_or_else(|| format!("invalid descriptor \"{text}\""))
}

fn primitive_name(c: char) -> Option<&'static str> {
    Some(match c {
        'B' => "byte",
        'C' => "char",
        'D' => "double",
        'F' => "float",
        'I' => "int",
        'J' => "long",
        'S' => "short",
        'V' => "void",
        'Z' => "boolean",
        _ => return None,
    })
}

fn utf16_length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// What release 25 has against a field descriptor.
pub(super) fn field_fault(text: &str) -> Option<Fault> {
    const MAX_DIMENSIONS: usize = 255;
    let element = text.trim_start_matches('[');
    let valid = match element.strip_prefix('L') {
        Some(rest) => rest.strip_suffix(';').is_some_and(|name| {
            !name.contains([';', '.', '[']) && name.split('/').all(|part| !part.is_empty())
        }),
        None if text == "V" => true,
        None => {
            element.len() == 1
                && element != "V"
                && primitive_name(element.as_bytes()[0].into()).is_some()
        }
    };
    let valid = valid && text.len() - element.len() <= MAX_DIMENSIONS;
    (!valid).then(|| format!("not a valid reference type descriptor: {text}"))
}

/// What release 25 has against the descriptor of a method.
pub(super) fn method_fault(text: &str) -> Option<Fault> {
    let mut reader = Grammar { text: text.as_bytes(), at: 0 };
    let message = match reader.method() {
        Ok(()) => return None,
        Err(Stop::End) => "Not a valid method signature".to_owned(),
        Err(Stop::Expected(expected)) => {
            let position = utf16_length(&text[..reader.at]);
            match text[reader.at..].chars().next() {
                Some(c) => {
                    format!("Unexpected character {c} at position {position}, expected {expected}")
                }
                None => {
                    format!(
                        "Unexpected end of signature at position {position}, expected {expected}"
                    )
                }
            }
        }
    };
    Some(format!("{message}: {text}"))
}

/// Why reading stops.
enum Stop {
    /// A character is looked at behind the end.
    End,
    /// Something else should stand here.
    Expected(&'static str),
}

type Step = Result<(), Stop>;

/// The grammar of JVMS §4.7.9.1, as far as descriptors can follow it.
struct Grammar<'t> {
    text: &'t [u8],
    at: usize,
}

impl Grammar<'_> {
    fn method(&mut self) -> Step {
        self.require(b'(', "(")?;
        while !self.eat(b')') {
            self.any_type(0)?;
        }
        self.any_type(0)?;
        if self.at < self.text.len() { Err(Stop::Expected("^")) } else { Ok(()) }
    }

    fn peek(&self) -> Result<u8, Stop> {
        self.text.get(self.at).copied().ok_or(Stop::End)
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.text.get(self.at) == Some(&byte);
        self.at += usize::from(found);
        found
    }

    fn require(&mut self, byte: u8, name: &'static str) -> Step {
        if self.eat(byte) { Ok(()) } else { Err(Stop::Expected(name)) }
    }

    fn any_type(&mut self, depth: usize) -> Step {
        while self.peek()? == b'[' {
            self.at += 1;
        }
        match self.peek()? {
            c if primitive_name(c.into()).is_some() => {
                self.at += 1;
                Ok(())
            }
            _ => self.reference(depth),
        }
    }

    fn reference(&mut self, depth: usize) -> Step {
        match self.peek()? {
            _ if depth > MAX_DEPTH => Err(Stop::End),
            b'L' => self.class(depth),
            b'T' => {
                self.at += 1;
                self.identifier()?;
                self.require(b';', ";")
            }
            b'[' => self.any_type(depth),
            _ => Err(Stop::Expected("a type signature")),
        }
    }

    fn class(&mut self, depth: usize) -> Step {
        self.at += 1;
        self.identifier()?;
        while self.eat(b'/') {
            self.identifier()?;
        }
        loop {
            if self.eat(b'<') {
                self.argument(depth)?;
                while !self.eat(b'>') {
                    self.argument(depth)?;
                }
            }
            if self.eat(b';') {
                return Ok(());
            }
            self.require(b'.', ". or ;")?;
            self.identifier()?;
        }
    }

    fn argument(&mut self, depth: usize) -> Step {
        match self.peek()? {
            b'*' => {
                self.at += 1;
                return Ok(());
            }
            b'+' | b'-' => self.at += 1,
            _ => {}
        }
        self.reference(depth + 1)
    }

    fn identifier(&mut self) -> Step {
        let start = self.at;
        while self.text.get(self.at).is_some_and(|byte| !b".;[/<>:".contains(byte)) {
            self.at += 1;
        }
        if self.at == start { Err(Stop::Expected("an identifier")) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn release_17() {
        let all = |text: &str| types(text, 0, text.len());
        assert_eq!(all("[[Ljava/lang/String;"), Ok(("java.lang.String[][]".into(), 1)));
        assert_eq!(all("Ln/<init;"), Ok(("n.<init".into(), 1)));
        let text = "(I[JLa/B;)V";
        let end = parameters_end(text).expect("it has one");
        assert_eq!(types(text, 0, end), Ok(("(int, long[], a.B)".into(), 3)));
        assert_eq!(types(text, end, text.len()), Ok(("void".into(), 1)));
        let fault = "descriptor is invalid at offset 5 in \"Ln/a;b;\"";
        assert_eq!(all("Ln/a;b;"), Err(fault.to_owned()));
        assert_eq!(parameters_end("I"), Err("invalid descriptor \"I\"".to_owned()));
    }

    #[test]
    fn release_25() {
        for valid in ["I", "V", "[[D", "La;", "[La/b$c;", "Ln/<init;"] {
            assert_eq!(field_fault(valid), None, "{valid}");
        }
        for invalid in ["", "Q", "[", "[V", "II", "L;", "La/;", "La//b;", "L/a;", "La.b;", "La"] {
            assert!(field_fault(invalid).is_some(), "{invalid}");
        }
        for valid in ["()V", "([ILa/b;La<TT;*>.c;)[La;"] {
            assert_eq!(method_fault(valid), None, "{valid}");
        }
        for (text, message) in [
            ("(Ln/;)V", "Unexpected character ; at position 4, expected an identifier: (Ln/;)V"),
            (
                "(La;b;)V",
                "Unexpected character b at position 4, expected a type signature: (La;b;)V",
            ),
            ("()VV", "Unexpected character V at position 3, expected ^: ()VV"),
            ("(La", "Unexpected end of signature at position 3, expected . or ;: (La"),
            ("()", "Not a valid method signature: ()"),
            ("I", "Unexpected character I at position 0, expected (: I"),
        ] {
            assert_eq!(method_fault(text).as_deref(), Some(message));
        }
    }
}
