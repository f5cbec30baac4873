//! What a virtual machine made of a class, step by step.

use std::fmt;

/// What a step threw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thrown {
    /// The step: `define`, `link` and so on.
    pub step: String,
    /// The class of the exception.
    pub class: String,
    /// Its text.
    pub text: String,
}

/// What all steps threw.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The steps that threw, in order.
    pub steps: Vec<Thrown>,
    /// How running the methods ended, if they ran.
    pub execution: Option<String>,
}

/// The step in which the machine itself gave up.
const HARMED: &str = "harmed";

impl Outcome {
    /// Reads a line of the driver; `None` for its last line.
    pub fn parse(line: &str) -> Option<Outcome> {
        let mut fields = line.split('\t');
        fields.next()?.parse::<u64>().ok()?;
        let mut outcome = Outcome::default();
        for field in fields {
            let mut words = field.splitn(3, ' ').map(str::to_owned);
            let mut word = || words.next().unwrap_or_default();
            let step = word();
            if step == "execute" {
                outcome.execution = Some(word());
            } else {
                outcome.steps.push(Thrown { step, class: word(), text: word() });
            }
        }
        Some(outcome)
    }

    /// The outcome of a class at which the machine stopped.
    pub fn harmed(reason: String) -> Outcome {
        let step = Thrown { step: HARMED.to_owned(), class: String::new(), text: reason };
        Outcome { steps: vec![step], execution: None }
    }

    /// Whether the machine stopped.
    pub fn is_harmed(&self) -> bool {
        self.steps.iter().any(|thrown| thrown.step == HARMED)
    }

    /// Whether the class was defined and could not be linked; asking an interface
    /// for constructors does not link it, asking for methods does.
    pub fn stops_at_link(&self) -> bool {
        self.steps.iter().any(|thrown| ["link", "methods"].contains(&thrown.step.as_str()))
    }

    /// The first difference in the steps that threw, and in what they threw.
    pub fn difference(&self, other: &Outcome) -> Option<String> {
        self.first_difference(other, |thrown| format!("{} {}", thrown.step, thrown.class))
    }

    /// The first difference in texts, without what is particular to the class.
    pub fn difference_of_texts(&self, other: &Outcome) -> Option<String> {
        if self.steps == other.steps {
            return None;
        }
        self.first_difference(other, |thrown| {
            let text: Vec<&str> = thrown.text.split(' ').filter(|word| is_plain(word)).collect();
            format!("{} {} {}", thrown.step, thrown.class, text.join(" "))
        })
        .or_else(|| Some("only names and numbers".to_owned()))
    }

    fn first_difference(
        &self,
        other: &Outcome,
        describe: impl Fn(&Thrown) -> String,
    ) -> Option<String> {
        let text = |thrown: Option<&Thrown>| thrown.map_or("accepts".to_owned(), &describe);
        let longest = self.steps.len().max(other.steps.len());
        let pairs = (0..longest).map(|n| (text(self.steps.get(n)), text(other.steps.get(n))));
        let (ours, theirs) = pairs.into_iter().find(|(ours, theirs)| ours != theirs)?;
        Some(format!("{ours} <> {theirs}"))
    }
}

/// Whether a word of a text is not a name or number of the class.
fn is_plain(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_lowercase() || b",.:()".contains(&byte))
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Thrown { step, class, text } in &self.steps {
            writeln!(f, "  {step}: {class}: {}", text.replace('|', "\n    "))?;
        }
        match &self.execution {
            Some(end) => writeln!(f, "  execute: {end}"),
            None if self.steps.is_empty() => writeln!(f, "  accepted"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_of_steps_and_classes_and_then_of_texts() {
        let parse = |line| Outcome::parse(line).expect("a line of a class");
        let plain = parse("0");
        let bad = parse("7\tlink java.lang.VerifyError Bad type a/B in 3\texecute done");
        let other = parse("7\tlink java.lang.VerifyError Bad type a/C in 4");
        let third = parse("7\tlink java.lang.VerifyError Expecting a type");
        assert_eq!(Outcome::parse("end"), None);
        assert_eq!(bad.execution.as_deref(), Some("done"));
        assert_eq!(plain.difference(&plain), None);
        let kind = bad.difference(&plain).expect("one throws");
        assert_eq!(kind, "link java.lang.VerifyError <> accepts");
        assert_eq!(bad.difference(&third), None);
        assert_eq!(bad.difference_of_texts(&other).as_deref(), Some("only names and numbers"));
        assert!(bad.difference_of_texts(&third).is_some_and(|kind| kind.contains("in <>")));
        assert!(Outcome::harmed(String::new()).is_harmed());
    }
}
