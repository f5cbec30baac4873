//! Descriptors and generic signatures (JVMS §4.3, §4.7.9.1) in Java's notation.
//!
//! The reader is iterative in arrays and limited in the nesting of type
//! arguments, so no signature overflows the stack.

use std::fmt;

/// Deeper nesting of type arguments is an error.
pub(super) const MAX_DEPTH: usize = 256;

/// A signature does not have the form it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BadSignature;

impl fmt::Display for BadSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("malformed signature")
    }
}

type Read<T> = Result<T, BadSignature>;

/// The parts of a class signature.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ClassSignature {
    /// `<…>` or empty.
    pub parameters: String,
    /// The superclass.
    pub superclass: String,
    /// The superinterfaces.
    pub interfaces: Vec<String>,
}

/// The parts of a method signature or descriptor.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct MethodSignature {
    /// `<…>` or empty.
    pub parameters: String,
    /// The types of the arguments, separated by commas.
    pub arguments: String,
    /// How many they are.
    pub argument_count: usize,
    /// The type of the result.
    pub result: String,
    /// The types thrown, separated by commas.
    pub throws: String,
}

struct Reader<'s> {
    rest: &'s str,
    /// Whether bounds that are `Object` are shown.
    verbose: bool,
}

/// Reads a field signature or descriptor.
pub(super) fn field(text: &str, verbose: bool) -> Read<String> {
    let mut reader = Reader { rest: text, verbose };
    let mut out = String::new();
    reader.type_into(&mut out, 0)?;
    reader.end()?;
    Ok(out)
}

/// Reads a class signature.
pub(super) fn class(text: &str, verbose: bool) -> Read<ClassSignature> {
    let mut reader = Reader { rest: text, verbose };
    let parameters = reader.type_parameters()?;
    let superclass = reader.one_type()?;
    let mut interfaces = Vec::new();
    while !reader.rest.is_empty() {
        interfaces.push(reader.one_type()?);
    }
    Ok(ClassSignature { parameters, superclass, interfaces })
}

/// Reads a method signature or descriptor.
pub(super) fn method(text: &str, verbose: bool) -> Read<MethodSignature> {
    let mut reader = Reader { rest: text, verbose };
    let parameters = reader.type_parameters()?;
    reader.expect('(')?;
    let mut arguments = String::new();
    let mut argument_count = 0;
    while !reader.eat(')') {
        reader.item_into(&mut arguments)?;
        argument_count += 1;
    }
    let result = reader.one_type()?;
    let mut throws = String::new();
    while reader.eat('^') {
        reader.item_into(&mut throws)?;
    }
    reader.end()?;
    Ok(MethodSignature { parameters, arguments, argument_count, result, throws })
}

impl<'s> Reader<'s> {
    fn next(&mut self) -> Read<char> {
        let c = self.rest.chars().next().ok_or(BadSignature)?;
        self.rest = &self.rest[c.len_utf8()..];
        Ok(c)
    }

    fn eat(&mut self, c: char) -> bool {
        let rest = self.rest.strip_prefix(c);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn expect(&mut self, c: char) -> Read<()> {
        if self.eat(c) { Ok(()) } else { Err(BadSignature) }
    }

    fn end(&self) -> Read<()> {
        if self.rest.is_empty() { Ok(()) } else { Err(BadSignature) }
    }

    fn until(&mut self, ends: &[char]) -> Read<&'s str> {
        let at = self.rest.find(ends).ok_or(BadSignature)?;
        let (text, rest) = self.rest.split_at(at);
        self.rest = rest;
        Ok(text)
    }

    fn one_type(&mut self) -> Read<String> {
        let mut out = String::new();
        self.type_into(&mut out, 0)?;
        Ok(out)
    }

    /// A further type of a list.
    fn item_into(&mut self, list: &mut String) -> Read<()> {
        if !list.is_empty() {
            list.push_str(", ");
        }
        self.type_into(list, 0)
    }

    fn type_into(&mut self, out: &mut String, depth: usize) -> Read<()> {
        if depth > MAX_DEPTH {
            return Err(BadSignature);
        }
        let mut dimensions = 0;
        while self.eat('[') {
            dimensions += 1;
        }
        match self.next()? {
            'B' => out.push_str("byte"),
            'C' => out.push_str("char"),
            'D' => out.push_str("double"),
            'F' => out.push_str("float"),
            'I' => out.push_str("int"),
            'J' => out.push_str("long"),
            'S' => out.push_str("short"),
            'Z' => out.push_str("boolean"),
            'V' => out.push_str("void"),
            'T' => {
                out.push_str(self.until(&[';'])?);
                self.expect(';')?;
            }
            'L' => self.class_type_into(out, depth)?,
            _ => return Err(BadSignature),
        }
        for _ in 0..dimensions {
            out.push_str("[]");
        }
        Ok(())
    }

    fn class_type_into(&mut self, out: &mut String, depth: usize) -> Read<()> {
        loop {
            out.push_str(self.until(&[';', '<', '.'])?);
            match self.next()? {
                ';' => return Ok(()),
                '.' => out.push('.'),
                _ => {
                    self.type_arguments_into(out, depth)?;
                    match self.next()? {
                        ';' => return Ok(()),
                        '.' => out.push('.'),
                        _ => return Err(BadSignature),
                    }
                }
            }
        }
    }

    fn type_arguments_into(&mut self, out: &mut String, depth: usize) -> Read<()> {
        let mut separator = "<";
        while !self.eat('>') {
            out.push_str(separator);
            separator = ", ";
            match self.rest.chars().next() {
                Some('*') => {
                    self.next()?;
                    out.push('?');
                    continue;
                }
                Some('+') => {
                    self.next()?;
                    out.push_str("? extends ");
                }
                Some('-') => {
                    self.next()?;
                    out.push_str("? super ");
                }
                _ => {}
            }
            self.type_into(out, depth + 1)?;
        }
        out.push('>');
        Ok(())
    }

    fn type_parameters(&mut self) -> Read<String> {
        let mut out = String::new();
        if !self.eat('<') {
            return Ok(out);
        }
        let mut separator = "<";
        while !self.eat('>') {
            out.push_str(separator);
            separator = ", ";
            out.push_str(self.until(&[':'])?);
            let mut joint = " extends ";
            let mut class_bound = true;
            while self.eat(':') {
                if class_bound && self.rest.starts_with(':') {
                    class_bound = false;
                    continue;
                }
                let bound = self.one_type()?;
                if self.verbose || !class_bound || bound != "java/lang/Object" {
                    out.push_str(joint);
                    out.push_str(&bound);
                    joint = " & ";
                }
                class_bound = false;
            }
        }
        out.push('>');
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures() {
        assert_eq!(field("[[I", false).expect("valid"), "int[][]");
        assert_eq!(
            field("La/B<TT;*+LX;>.C<-[J>;", false).expect("valid"),
            "a/B<T, ?, ? extends X>.C<? super long[]>"
        );
        let parsed = method("<T:Ljava/lang/Object;U::LR;>(TT;I)V^LE;", false).expect("valid");
        assert_eq!(parsed.parameters, "<T, U extends R>");
        assert_eq!((parsed.arguments.as_str(), parsed.argument_count), ("T, int", 2));
        assert_eq!(parsed.throws, "E");
        let parsed = class("<T:Ljava/lang/Object;>LS;LI<TT;>;", true).expect("valid");
        assert_eq!(parsed.parameters, "<T extends java/lang/Object>");
        assert_eq!(parsed.interfaces, ["I<T>"]);
    }

    #[test]
    fn malformed_signatures() {
        for text in ["", "L", "LA", "[", "II", "LA<", "Q", "LA<I>"] {
            assert_eq!(field(text, false), Err(BadSignature), "{text}");
        }
        assert!(field(&format!("{}I", "LA<".repeat(100_000)), false).is_err());
    }
}
