//! Class files made by hand.

/// A static method.
pub(crate) struct Assembled<'a> {
    pub(crate) descriptor: &'a str,
    pub(crate) max_stack: u16,
    pub(crate) max_locals: u16,
    pub(crate) code: &'a [u8],
    pub(crate) handlers: &'a [[u16; 4]],
    /// The contents of a `StackMapTable`.
    pub(crate) map: Option<&'a [u8]>,
}

impl<'a> Assembled<'a> {
    /// A method without a stack map.
    #[allow(dead_code, reason = "not all tests have such methods")]
    pub(crate) const fn old(
        descriptor: &'a str,
        max_stack: u16,
        max_locals: u16,
        code: &'a [u8],
        handlers: &'a [[u16; 4]],
    ) -> Self {
        Self { descriptor, max_stack, max_locals, code, handlers, map: None }
    }
}

/// A class file with these methods, called `m0` and so on. Entry 1 of the
/// constant pool is the class, entry 2 is `java.lang.Throwable`.
pub(crate) fn assemble(name: &str, major: u8, methods: &[Assembled<'_>]) -> Vec<u8> {
    let mut pool: Vec<Vec<u8>> = vec![vec![7, 0, 4], vec![7, 0, 5], vec![7, 0, 6]];
    let mut utf8 = |text: &str| {
        pool.push([&[1], &(text.len() as u16).to_be_bytes()[..], text.as_bytes()].concat());
        pool.len() as u16
    };
    utf8(name);
    utf8("java/lang/Throwable");
    utf8("java/lang/Object");
    let (code, map_name) = (utf8("Code"), utf8("StackMapTable"));
    let mut members = Vec::new();
    for (number, method) in methods.iter().enumerate() {
        let (name, descriptor) = (utf8(&format!("m{number}")), utf8(method.descriptor));
        let mut body = [method.max_stack.to_be_bytes(), method.max_locals.to_be_bytes()].concat();
        body.extend((method.code.len() as u32).to_be_bytes());
        body.extend(method.code);
        body.extend((method.handlers.len() as u16).to_be_bytes());
        body.extend(method.handlers.iter().flatten().flat_map(|item| item.to_be_bytes()));
        body.extend(u16::from(method.map.is_some()).to_be_bytes());
        if let Some(map) = method.map {
            body.extend(map_name.to_be_bytes());
            body.extend((map.len() as u32).to_be_bytes());
            body.extend(map);
        }
        members.extend([9, name, descriptor, 1, code].map(u16::to_be_bytes).concat());
        members.extend((body.len() as u32).to_be_bytes());
        members.extend(body);
    }
    let mut file = vec![0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, major];
    file.extend((pool.len() as u16 + 1).to_be_bytes());
    file.extend(pool.concat());
    let header = [0x21, 1, 3, 0, 0, methods.len() as u16];
    file.extend(header.map(u16::to_be_bytes).concat());
    file.extend(members);
    file.extend([0, 0]);
    file
}
