//! The documents of the `json` view have the form that its JSON Schema tells: a
//! sample of the classes of the installed JDKs, and damaged ones.
//!
//! A validator of the whole of JSON Schema would be the largest thing to compile
//! here; the schema keeps to the few keywords that [`Schema::check`] knows.

use std::cell::Cell;

use archive::jdk_home::Jdk;
use archive::jimage::Image;
use peaberry_inspect::views::json::{SCHEMA, document};
use regex::Regex;
use serde_json::Value;

/// Of so many classes one is looked at.
const STEP: usize = 180;

struct Schema {
    root: Value,
    /// Objects that have been checked against a list of properties.
    objects: Cell<usize>,
}

impl Schema {
    fn new() -> Schema {
        let root = serde_json::from_str(SCHEMA).expect("the schema is JSON");
        Schema { root, objects: Cell::new(0) }
    }

    /// What is wrong with a document.
    fn validate(&self, document: &Value) -> Result<(), String> {
        self.check(&self.root, document).map_err(|problem| format!("document{problem}"))
    }

    fn check(&self, schema: &Value, value: &Value) -> Result<(), String> {
        let rules = schema.as_object().expect("a schema is an object");
        rules.iter().try_for_each(|(keyword, rule)| self.rule(schema, keyword, rule, value))
    }

    fn rule(&self, schema: &Value, keyword: &str, rule: &Value, v: &Value) -> Result<(), String> {
        let require = |holds: bool| {
            let text = v.to_string();
            let start: String = text.chars().take(300).collect();
            if holds { Ok(()) } else { Err(format!(": not {keyword} {rule}: {start}")) }
        };
        let rules = || rule.as_array().expect("a list").iter();
        match keyword {
            "$schema" | "$id" | "title" | "description" | "$defs" => Ok(()),
            "$ref" => {
                let path = rule.as_str().and_then(|r| r.strip_prefix('#')).expect("a local one");
                self.check(self.root.pointer(path).expect("what is referred to"), v)
            }
            "type" => require(match rule.as_str().expect("a type") {
                "object" => v.is_object(),
                "array" => v.is_array(),
                "string" => v.is_string(),
                "boolean" => v.is_boolean(),
                "number" => v.is_number(),
                "integer" => v.is_i64() || v.is_u64(),
                other => panic!("type {other}"),
            }),
            "const" => require(v == rule),
            "enum" => require(rules().any(|one| one == v)),
            "minimum" => require(v.as_i64() >= rule.as_i64()),
            "maximum" => require(v.as_i64() <= rule.as_i64()),
            "minLength" => require(v.as_str().map(|s| s.chars().count() as u64) >= rule.as_u64()),
            "maxLength" => require(v.as_str().map(|s| s.chars().count() as u64) <= rule.as_u64()),
            "pattern" => {
                let pattern = Regex::new(rule.as_str().expect("a pattern")).expect("a pattern");
                require(v.as_str().is_some_and(|text| pattern.is_match(text)))
            }
            "required" => {
                let missing = rules().find(|name| v.get(name.as_str().expect("a name")).is_none());
                missing.map_or(Ok(()), |name| Err(format!(": no {name} in {v}")))
            }
            "properties" => {
                self.objects.set(self.objects.get() + 1);
                let mut members = v.as_object().into_iter().flatten();
                members.try_for_each(|(name, member)| match rule.get(name) {
                    Some(rule) => {
                        self.check(rule, member).map_err(|problem| format!(".{name}{problem}"))
                    }
                    None => Ok(()),
                })
            }
            "additionalProperties" => {
                assert_eq!(rule, &Value::Bool(false));
                let known = &schema["properties"];
                let mut members = v.as_object().into_iter().flatten();
                let unknown = members.find(|(name, _)| known.get(name).is_none());
                unknown.map_or(Ok(()), |(name, _)| Err(format!(".{name}: is not in the schema")))
            }
            "items" => {
                let mut items = v.as_array().into_iter().flatten().enumerate();
                items.try_for_each(|(at, item)| {
                    self.check(rule, item).map_err(|problem| format!("[{at}]{problem}"))
                })
            }
            "anyOf" | "oneOf" => {
                let problems: Vec<String> =
                    rules().filter_map(|one| self.check(one, v).err()).collect();
                let fitting = rules().count() - problems.len();
                // The longest path leads to what is wrong with the likeliest of them.
                let worst = problems
                    .into_iter()
                    .max_by_key(|problem| problem.split(':').next().map_or(0, |path| path.len()));
                match fitting {
                    0 => Err(worst.expect("there is a rule")),
                    1 => Ok(()),
                    _ if keyword == "anyOf" => Ok(()),
                    _ => Err(format!(": fits {fitting} of {keyword}")),
                }
            }
            other => panic!("the schema uses {other}, which this test does not know"),
        }
    }
}

fn documents_of_jdk(release: u16) {
    let Some(jdk) = Jdk::of_release(release) else {
        return eprintln!("no JDK {release} is installed; nothing checked");
    };
    let image = Image::open(&jdk.home.join("lib/modules")).expect("an image");
    let schema = Schema::new();
    let classes = image.resources().map(|location| location.expect("a sound image"));
    let classes = classes.filter(|l| l.extension == b"class" && !l.is_directory_entry());
    let mut seen = 0;
    for (number, location) in classes.enumerate() {
        if number % STEP != 0 && location.base != b"module-info" {
            continue;
        }
        let bytes = image.content(&location).expect("a sound image");
        let (text, complete) = document(&number.to_string(), &bytes, false);
        let document: Value = serde_json::from_slice(&text).expect("JSON");
        let checked = schema.validate(&document);
        assert_eq!(checked, Ok(()), "{}", document["name"]);
        assert!(complete, "{}", document["name"]);
        seen += 1;
    }
    assert!(seen > 150, "{seen} classes");
    assert!(schema.objects.get() > 100_000, "{} objects", schema.objects.get());
}

#[test]
fn documents_of_jdk_17() {
    documents_of_jdk(17);
}

#[test]
fn documents_of_jdk_25() {
    documents_of_jdk(25);
}

/// Whatever is in a file, its document has the form of the schema.
#[test]
fn documents_of_damaged_files() {
    let class = include_bytes!("data/Damaged.class");
    let schema = Schema::new();
    let mut unreadable = 0;
    for at in (0..class.len()).step_by(11) {
        let mut damaged = class.to_vec();
        damaged[at] ^= 0x41;
        for bytes in [&damaged[..], &class[..at]] {
            let (text, _) = document("a.class", bytes, false);
            let document: Value = serde_json::from_slice(&text).expect("JSON");
            assert_eq!(schema.validate(&document), Ok(()), "byte {at}");
            unreadable += usize::from(document.get("error").is_some());
        }
    }
    assert!(unreadable > class.len() / 11 && unreadable < 2 * class.len() / 11);
}

#[test]
fn what_is_wrong_is_found() {
    let schema = Schema::new();
    let (text, _) = document("a.class", include_bytes!("data/Damaged.class"), false);
    let sound: Value = serde_json::from_slice(&text).expect("JSON");
    assert_eq!(schema.validate(&sound), Ok(()));
    let wrong = |change: &dyn Fn(&mut Value)| {
        let mut document = sound.clone();
        change(&mut document);
        assert!(schema.validate(&document).is_err());
        schema.check(&schema.root["$defs"]["Class"], &document).expect_err("it is wrong")
    };
    assert!(wrong(&|d| d["size"] = "large".into()).contains("size: not "));
    assert!(wrong(&|d| d["extra"] = 1.into()).contains("extra: is not in the schema"));
    assert!(wrong(&|d| drop(d.as_object_mut().expect("one").remove("fields"))).contains("fields"));
    assert!(wrong(&|d| d["constantPool"][0]["tag"] = "Utf9".into()).contains("constantPool[0]"));
}
