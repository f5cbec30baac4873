//! Small run-time images, for the tests of the reader and for fuzzing it.

use std::collections::{HashMap, HashSet};

/// Writes small images, good enough to damage.
struct ImageWriter {
    strings: Vec<u8>,
    offsets: HashMap<Vec<u8>, u32>,
    resources: Vec<(Vec<u8>, Vec<u8>)>,
    contents: Vec<u8>,
}

impl ImageWriter {
    fn new() -> ImageWriter {
        let offsets = HashMap::from([(Vec::new(), 0)]);
        ImageWriter { strings: vec![0], offsets, resources: Vec::new(), contents: Vec::new() }
    }

    fn string(&mut self, text: &[u8]) -> u32 {
        let strings = &mut self.strings;
        *self.offsets.entry(text.to_vec()).or_insert_with(|| {
            let offset = strings.len() as u32;
            strings.extend_from_slice(text);
            strings.push(0);
            offset
        })
    }

    /// Adds `/module/parent/base.extension`; `unpacked` is the size of a
    /// compressed content after unpacking.
    fn add(&mut self, parts: [&str; 4], content: &[u8], unpacked: Option<usize>) {
        let [module, parent, base, extension] = parts;
        let separator = |part: &str, text: &'static str| if part.is_empty() { "" } else { text };
        let name = [
            "/",
            module,
            "/",
            parent,
            separator(parent, "/"),
            base,
            separator(extension, "."),
            extension,
        ]
        .concat();
        let offset = self.contents.len() as u32;
        self.contents.extend_from_slice(content);
        let mut attributes = Vec::new();
        let mut push = |kind: u8, value: u32| {
            attributes.push(kind << 3 | 3);
            attributes.extend_from_slice(&value.to_be_bytes());
        };
        for (kind, part) in (1..).zip(parts) {
            push(kind, self.string(part.as_bytes()));
        }
        push(5, offset);
        push(6, if unpacked.is_some() { content.len() as u32 } else { 0 });
        push(7, unpacked.unwrap_or(content.len()) as u32);
        attributes.push(0);
        self.resources.push((name.into_bytes(), attributes));
    }

    fn finish(self) -> Vec<u8> {
        let hash = |name: &[u8]| {
            let mix = |h: u32, &b: &u8| h.wrapping_mul(0x0100_0193) ^ u32::from(b);
            name.iter().fold(0x0100_0193, mix) as usize & 0x7FFF_FFFF
        };
        // The first size of table without collisions needs no second hash.
        let collides = |size: usize| {
            let slots: HashSet<usize> =
                self.resources.iter().map(|(name, _)| hash(name) % size).collect();
            slots.len() != self.resources.len()
        };
        let size = (1..).find(|&size| !collides(size)).expect("some size has no collision");
        let (mut redirects, mut offsets, mut attributes) = (vec![0; size], vec![0; size], vec![0]);
        for (index, (name, stream)) in self.resources.iter().enumerate() {
            redirects[hash(name) % size] = -1 - index as i32;
            offsets[index] = attributes.len() as u32;
            attributes.extend_from_slice(stream);
        }
        let header = [
            0xCAFE_DADA,
            0x0001_0000,
            0,
            self.resources.len() as u32,
            size as u32,
            attributes.len() as u32,
            self.strings.len() as u32,
        ];
        let mut bytes: Vec<u8> = header.iter().flat_map(|word| word.to_ne_bytes()).collect();
        bytes.extend(redirects.iter().flat_map(|word: &i32| word.to_ne_bytes()));
        bytes.extend(offsets.iter().flat_map(|word: &u32| word.to_ne_bytes()));
        bytes.extend(attributes);
        bytes.extend(self.strings);
        bytes.extend(self.contents);
        bytes
    }
}

/// An image of a plain and of a compressed class.
pub(crate) fn small_image() -> Vec<u8> {
    let mut writer = ImageWriter::new();
    let module = writer.string(b"m");
    let [package, class] = [b"a/b".as_slice(), b"C"].map(|name| writer.string(name) as u8);
    let template = writer.string(b"(L;I)V") as u8;
    let pairs: Vec<u8> = [1, 0, 0, module].iter().flat_map(|word| word.to_ne_bytes()).collect();
    writer.add(["packages", "", "a.b", ""], &pairs, None);
    writer.add(["m", "a/b", "C", "class"], b"\xCA\xFE\xBA\xBE and so on", None);

    let mut packed = b"\xCA\xFE\xBA\xBE\0\0\0\x3D\0\x04\x01\0\x01x".to_vec();
    packed.extend([23, 0xA0 | class, 25, 0xA0 | template, 0xA0 | 2, 0xA0 | package, 0xA0 | class]);
    packed.extend(b"tail");
    let plain = b"\xCA\xFE\xBA\xBE\0\0\0\x3D\0\x04\x01\0\x01x\x01\0\x01C\x01\0\x0B(La/b/C;I)Vtail";
    let decompressor = writer.string(b"compact-cp");
    let mut layer = 0xCAFE_FAFAu32.to_ne_bytes().to_vec();
    layer.extend((packed.len() as u64).to_ne_bytes());
    layer.extend((plain.len() as u64).to_ne_bytes());
    layer.extend(decompressor.to_ne_bytes());
    layer.extend([0, 0, 0, 0, 1]);
    layer.extend(&packed);
    writer.add(["m", "a/b", "D", "class"], &layer, Some(plain.len()));
    writer.finish()
}
