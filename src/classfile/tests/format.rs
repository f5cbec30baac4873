//! Wrong class files, made by hand, and the messages of the reference VM.

use peaberry_classfile::{ClassFile, Level, Options};

/// The parts of a class file. Entries 1 to 6 of the constant pool are fixed: the
/// class `T` (1), `Object` (2), their names (3, 4), and the texts `m` and `()V`.
struct Parts {
    major: u16,
    /// Entries from 7 on.
    pool: Vec<Vec<u8>>,
    flags: u16,
    this_class: u16,
    super_class: u16,
    interfaces: Vec<u16>,
    /// With their counts.
    fields: Vec<u8>,
    methods: Vec<u8>,
    attributes: Vec<u8>,
}

impl Parts {
    fn new() -> Self {
        Self {
            major: 61,
            pool: Vec::new(),
            flags: 0x21,
            this_class: 1,
            super_class: 2,
            interfaces: Vec::new(),
            fields: vec![0, 0],
            methods: vec![0, 0],
            attributes: vec![0, 0],
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let fixed = [
            vec![7, 0, 3],
            vec![7, 0, 4],
            utf8(b"T"),
            utf8(b"java/lang/Object"),
            utf8(b"m"),
            utf8(b"()V"),
        ];
        let count = fixed.len() + self.pool.len() + 1;
        let mut file = vec![0xca, 0xfe, 0xba, 0xbe, 0, 0];
        file.extend(self.major.to_be_bytes());
        file.extend((count as u16).to_be_bytes());
        file.extend(fixed.concat());
        file.extend(self.pool.concat());
        for item in [self.flags, self.this_class, self.super_class, self.interfaces.len() as u16] {
            file.extend(item.to_be_bytes());
        }
        file.extend(self.interfaces.iter().flat_map(|index| index.to_be_bytes()));
        file.extend([&self.fields[..], &self.methods, &self.attributes].concat());
        file
    }
}

fn utf8(text: &[u8]) -> Vec<u8> {
    [&[1], &(text.len() as u16).to_be_bytes()[..], text].concat()
}

/// Items of two bytes.
fn items(items: &[u16]) -> Vec<u8> {
    items.iter().flat_map(|item| item.to_be_bytes()).collect()
}

/// An attribute with a name from the constant pool.
fn attribute(name: u16, data: &[u8]) -> Vec<u8> {
    [&name.to_be_bytes()[..], &(data.len() as u32).to_be_bytes(), data].concat()
}

fn message(bytes: &[u8]) -> Option<String> {
    let options = Options {
        name: Some(b"T"),
        require_name: true,
        max_major: 61,
        preview: false,
        modules: false,
        ..Level::Check.into()
    };
    let error = ClassFile::parse(bytes, options).err()?;
    let class = error.error_class().internal_name().rsplit('/').next().unwrap_or("");
    Some(format!("{class}: {error}"))
}

/// A change, and what is then wrong.
type Case = (&'static str, fn(&mut Parts));

const CASES: &[Case] = &[
    (
        "UnsupportedClassVersionError: T has been compiled by a more recent version of the Java Runtime (class file version 62.0), this version of the Java Runtime only recognizes class file versions up to 61.0",
        |p| p.major = 62,
    ),
    (
        "UnsupportedClassVersionError: T (class file version 44.0) was compiled with an invalid major version",
        |p| p.major = 44,
    ),
    ("ClassFormatError: Invalid this class index 3 in constant pool in class file T", |p| {
        p.this_class = 3;
    }),
    ("NoClassDefFoundError: T (wrong name: java/lang/Object)", |p| p.this_class = 2),
    ("ClassFormatError: Invalid superclass index 0 in class file T", |p| p.super_class = 0),
    ("ClassFormatError: Illegal class modifiers in class T: 0x410", |p| p.flags = 0x410),
    ("ClassFormatError: Illegal class modifiers in class T: 0x200", |p| p.flags = 0x200),
    ("NoClassDefFoundError: T is not a class because access_flag ACC_MODULE is set", |p| {
        p.flags = 0x8000;
    }),
    ("ClassFormatError: Interface name has bad constant pool index 9 in class file T", |p| {
        p.interfaces = vec![9];
    }),
    ("ClassFormatError: Unknown constant tag 2 in class file T", |p| p.pool.push(vec![2, 0, 0])),
    ("ClassFormatError: Unknown constant tag 19 in class file T", |p| p.pool.push(vec![19, 0, 3])),
    (
        "ClassFormatError: Class file version does not support constant tag 18 in class file T",
        |p| {
            p.major = 50;
            p.pool.push(vec![18, 0, 0, 0, 0]);
        },
    ),
    ("ClassFormatError: Invalid constant pool index 77 in class file T", |p| {
        p.pool.push(vec![8, 0, 77]);
    }),
    ("ClassFormatError: Invalid constant pool entry 7 in class file T", |p| {
        p.pool.push([&[5][..], &[0; 8]].concat());
    }),
    ("ClassFormatError: Illegal UTF8 string in constant pool in class file T", |p| {
        p.pool.push(utf8(&[0xc1, 0x81]));
    }),
    ("ClassFormatError: Illegal class name \"a//b\" in class file T", |p| {
        p.pool.extend([vec![7, 0, 8], utf8(b"a//b")]);
    }),
    ("ClassFormatError: Method \"m\" in class T has illegal signature \"(V)V\"", |p| {
        p.pool.extend([vec![12, 0, 5, 0, 8], utf8(b"(V)V")]);
    }),
    (
        "ClassFormatError: Class name is empty or contains illegal character in descriptor in class file T",
        |p| p.pool.extend([vec![12, 0, 5, 0, 8], utf8(b"(L;)V")]),
    ),
    ("ClassFormatError: Bad method handle kind at constant pool index 7 in class file T", |p| {
        p.pool.push(vec![15, 0, 0, 1]);
    }),
    ("ClassFormatError: Invalid constant pool index 1 in class file T (not a field)", |p| {
        p.pool.push(vec![15, 1, 0, 1]);
    }),
    ("ClassFormatError: Illegal field modifiers in class T: 0x3", |p| {
        p.fields = items(&[1, 3, 5, 6, 0]);
    }),
    ("ClassFormatError: Field \"m\" in class T has illegal signature \"()V\"", |p| {
        p.fields = items(&[1, 1, 5, 6, 0]);
    }),
    ("ClassFormatError: Duplicate field name \"m\" with signature \"I\" in class file T", |p| {
        p.pool.push(utf8(b"I"));
        p.fields = items(&[2, 1, 5, 7, 0, 2, 5, 7, 0]);
    }),
    ("ClassFormatError: Method m in class T has illegal modifiers: 0x411", |p| {
        p.methods = items(&[1, 0x411, 5, 6, 0]);
    }),
    (
        "ClassFormatError: Absent Code attribute in method that is not native or abstract in class file T",
        |p| p.methods = items(&[1, 1, 5, 6, 0]),
    ),
    ("ClassFormatError: Method <clinit> is not static in class file T", |p| {
        p.pool.push(utf8(b"<clinit>"));
        p.methods = items(&[1, 1, 7, 6, 0]);
    }),
    ("ClassFormatError: Duplicate method name \"m\" with signature \"()V\" in class file T", |p| {
        p.methods = items(&[2, 0x101, 5, 6, 0, 0x101, 5, 6, 0])
    }),
    ("ClassFormatError: Code attribute in native or abstract methods in class file T", |p| {
        p.pool.push(utf8(b"Code"));
        p.methods = [items(&[1, 0x101, 5, 6, 1]), attribute(7, &[])].concat();
    }),
    ("ClassFormatError: Invalid method Code length 0 in class file T", |p| {
        p.pool.push(utf8(b"Code"));
        p.methods = [items(&[1, 9, 5, 6, 1]), attribute(7, &[0; 12])].concat();
    }),
    ("ClassFormatError: Arguments can't fit into locals in class file T", |p| {
        p.pool.push(utf8(b"Code"));
        p.methods = [items(&[1, 1, 5, 6, 1]), attribute(7, &[0; 12])].concat();
    }),
    ("ClassFormatError: Wrong SourceFile attribute length in class file T", |p| {
        p.pool.push(utf8(b"SourceFile"));
        p.attributes = [items(&[1]), attribute(7, &[0])].concat();
    }),
    ("ClassFormatError: Multiple SourceFile attributes in class file T", |p| {
        p.pool.push(utf8(b"SourceFile"));
        p.attributes = [items(&[2]), attribute(7, &[0, 3]), attribute(7, &[0, 3])].concat();
    }),
    ("ClassFormatError: Missing BootstrapMethods attribute in class file T", |p| {
        p.pool.extend([vec![18, 0, 0, 0, 8], vec![12, 0, 5, 0, 6]]);
    }),
    ("ClassFormatError: Class is both outer and inner class in class file T", |p| {
        p.pool.push(utf8(b"InnerClasses"));
        p.attributes = [items(&[1]), attribute(7, &items(&[1, 1, 1, 0, 0]))].concat();
    }),
    ("ClassFormatError: PermittedSubclasses attribute in final class file T", |p| {
        p.flags = 0x31;
        p.pool.push(utf8(b"PermittedSubclasses"));
        p.attributes = [items(&[1]), attribute(7, &[0, 0])].concat();
    }),
    ("ClassFormatError: Extra bytes at the end of class file T", |p| {
        p.attributes = vec![0, 0, 0];
    }),
    ("ClassFormatError: Truncated class file", |p| p.attributes = vec![0]),
];

#[test]
fn messages_are_those_of_the_reference_vm() {
    assert_eq!(message(&Parts::new().bytes()), None, "the parts are right as they are");
    for (expected, change) in CASES {
        let mut parts = Parts::new();
        change(&mut parts);
        let bytes = parts.bytes();
        assert_eq!(message(&bytes).as_deref(), Some(*expected));
    }
}

#[test]
fn nesting_and_counts_are_harmless() {
    // Code inside Code, many times: only the outermost counts.
    let mut nested = Vec::new();
    for _ in 0..500 {
        nested = attribute(7, &[&[0; 7][..], &[1, 0, 0, 0, 0, 1], &nested].concat());
    }
    let mut parts = Parts::new();
    parts.pool.push(utf8(b"Code"));
    parts.methods = [items(&[1, 9, 5, 6, 1]), nested].concat();
    let bytes = parts.bytes();
    for level in [Level::Scan, Level::Check] {
        let class = ClassFile::parse(&bytes, level).expect("well-formed");
        let method = class.methods().next().expect("one");
        assert!(method.code().expect("well-formed").is_some());
    }
    // A constant pool that claims to be large.
    let mut short = Parts::new().bytes();
    short[8..10].copy_from_slice(&[0xff, 0xff]);
    assert!(ClassFile::parse(&short, Level::Scan).is_err());
}
