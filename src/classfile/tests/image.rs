//! The reader over every class of the installed JDK, against a second opinion,
//! and over damaged classes.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use archive::jdk_home::Jdk;
use archive::jimage::Image;
use base::CpIndex;
use bytecode::Instructions;
use classfile_parser::attribute_info as oracle;
use peaberry_classfile::annotation::{Annotation, ElementValue};
use peaberry_classfile::{
    AttributeData, AttributeKind, Attributes, ClassFile, FrameKind, Level, Tag,
};

/// Calls `body` with name and bytes of each class file of the JDK's image.
fn for_each_class(mut body: impl FnMut(&str, &[u8])) -> usize {
    let jdk = Jdk::find(None, |name| std::env::var_os(name)).expect("these tests need a JDK");
    let image = Image::open(&jdk.image()).expect("the JDK's image");
    let mut count = 0;
    for location in image.resources() {
        let location = location.expect("a good location");
        if location.extension == b"class" && !location.is_directory_entry() {
            let content = image.content(&location).expect("a good resource");
            body(&String::from_utf8_lossy(&location.full_name()), &content);
            count += 1;
        }
    }
    count
}

/// Decodes everything and returns the number of attributes; `Err` names what failed.
fn decode_all(class: &ClassFile<'_>) -> Result<usize, String> {
    let mut count = decode_attributes(class, class.attributes())?;
    for member in class.fields().chain(class.methods()) {
        count += decode_attributes(class, member.attributes())?;
    }
    Ok(count)
}

fn decode_attributes(
    class: &ClassFile<'_>,
    attributes: Attributes<'_, '_>,
) -> Result<usize, String> {
    let mut count = 0;
    for attribute in attributes {
        count += 1;
        match attribute.decode(class.constant_pool()).map_err(|e| e.to_string())? {
            AttributeData::Code(code) => {
                for instruction in Instructions::new(code.bytes) {
                    let instruction = instruction.map_err(|e| e.to_string())?;
                    instruction.targets().for_each(drop);
                }
                for attribute in code.attributes() {
                    attribute.decode(class.constant_pool()).map_err(|e| e.to_string())?;
                    count += 1;
                }
            }
            AttributeData::Record(components) => {
                for component in components.iter() {
                    for attribute in component.attributes() {
                        attribute.decode(class.constant_pool()).map_err(|e| e.to_string())?;
                    }
                }
            }
            AttributeData::RuntimeVisibleAnnotations(annotations) => {
                annotations.iter().for_each(|annotation| walk(&annotation));
            }
            AttributeData::BootstrapMethods(methods) => {
                methods.iter().for_each(|method| method.arguments.iter().for_each(drop));
            }
            _ => {}
        }
    }
    Ok(count)
}

fn walk(annotation: &Annotation<'_>) {
    annotation.elements().for_each(|(_, value)| walk_value(&value));
}

fn walk_value(value: &ElementValue<'_>) {
    match value {
        ElementValue::Annotation(annotation) => walk(annotation),
        ElementValue::Array(values) => values.iter().for_each(|value| walk_value(&value)),
        _ => {}
    }
}

#[test]
fn every_class_of_the_image_is_legal() {
    let mut attributes = 0;
    let count = for_each_class(|name, bytes| {
        let class = ClassFile::parse(bytes, Level::Check).unwrap_or_else(|e| panic!("{name}: {e}"));
        attributes += decode_all(&class).unwrap_or_else(|e| panic!("{name}: {e}"));
        for index in class.constant_pool().indices() {
            class.constant_pool().get(index).unwrap_or_else(|e| panic!("{name}: {e}"));
        }
        assert_eq!(class.end_offset(), bytes.len());
        let scanned = ClassFile::parse(bytes, Level::Scan).expect("legal classes scan");
        assert_eq!(scanned.attributes_offset(), class.attributes_offset());
    });
    assert!(count > 6_000 && attributes > 10 * count, "{count} classes, {attributes} attributes");
}

#[test]
fn the_second_opinion_agrees() {
    let mut compared = 0;
    for_each_class(|name, bytes| {
        if !name.starts_with("/java.base/") {
            return;
        }
        let class = ClassFile::parse(bytes, Level::Check).expect("checked above");
        let pool = class.constant_pool();
        let newer = [Tag::Dynamic, Tag::Module, Tag::Package];
        if pool.indices().any(|i| pool.tag(i).is_some_and(|tag| newer.contains(&tag))) {
            return;
        }
        let other = catch_unwind(|| classfile_parser::class_parser(bytes).map(|(_, c)| c));
        let other = other.expect("it accepts legal classes").expect("it accepts legal classes");
        assert_eq!(class.major_version(), other.major_version, "{name}");
        assert_eq!(pool.count(), other.const_pool_size, "{name}");
        assert_eq!(class.interfaces().iter().map(|i| i.0).collect::<Vec<_>>(), other.interfaces);
        assert_eq!(class.fields().len(), other.fields.len(), "{name}");
        for (field, other) in class.fields().zip(&other.fields) {
            assert_eq!(field.name_index().0, other.name_index);
            assert_eq!(field.descriptor_index().0, other.descriptor_index);
            assert_eq!(field.attributes().count(), other.attributes.len());
        }
        assert_eq!(class.methods().len(), other.methods.len(), "{name}");
        for (method, other) in class.methods().zip(&other.methods) {
            assert_eq!(method.name_index().0, other.name_index);
            assert_eq!(method.descriptor_index().0, other.descriptor_index);
            for (attribute, other) in method.attributes().zip(&other.attributes) {
                assert_eq!(attribute.data, other.info, "{name}");
                if attribute.kind() == Some(AttributeKind::Code) {
                    let code = method.code().expect("legal").expect("present");
                    compare_code(name, &code, pool, &other.info);
                }
            }
        }
        compared += 1;
    });
    assert!(compared > 6_000, "only {compared} classes");
}

/// Compares with the second reader's view of a `Code` attribute.
fn compare_code(
    name: &str,
    code: &peaberry_classfile::Code<'_, '_>,
    pool: &peaberry_classfile::ConstantPool<'_>,
    data: &[u8],
) {
    let (_, other) = oracle::code_attribute_parser(data).expect("legal code");
    assert_eq!((code.max_stack, code.max_locals), (other.max_stack, other.max_locals), "{name}");
    assert_eq!(code.bytes, other.code, "{name}");
    let handlers = other.exception_table.iter();
    let handlers = handlers.map(|h| (h.start_pc, h.end_pc, h.handler_pc, CpIndex(h.catch_type)));
    let ours = code.exception_table.iter();
    let ours = ours.map(|h| (h.start_pc, h.end_pc, h.handler_pc, h.catch_type));
    assert!(ours.eq(handlers), "{name}");
    let (_, instructions) =
        classfile_parser::code_attribute::code_parser(&other.code).expect("legal instructions");
    let theirs = instructions.iter().map(|(position, _)| *position);
    let ours = Instructions::new(code.bytes).map(|i| i.expect("legal").bci as usize);
    assert!(ours.eq(theirs), "{name}: instruction boundaries differ");
    let maps = code.stack_map_table().expect("legal");
    let other_maps = other
        .attributes
        .iter()
        .find(|a| pool.utf8(CpIndex(a.attribute_name_index)) == Ok(b"StackMapTable"));
    let Some((ours, other)) = maps.zip(other_maps) else {
        assert!(maps.is_none() && other_maps.is_none(), "{name}");
        return;
    };
    let (_, other) = oracle::stack_map_table_attribute_parser(&other.info).expect("legal maps");
    assert_eq!(ours.len(), other.entries.len(), "{name}");
    for (frame, other) in ours.iter().zip(&other.entries) {
        compare_frame(name, &frame, other);
    }
}

fn compare_frame(
    name: &str,
    frame: &peaberry_classfile::StackMapFrame<'_>,
    other: &oracle::StackMapFrame,
) {
    use oracle::StackMapFrame as Other;
    let (delta, types) = match other {
        Other::SameFrame { frame_type } => (u16::from(*frame_type), 0),
        Other::SameLocals1StackItemFrame { frame_type, .. } => (u16::from(*frame_type) - 64, 1),
        Other::SameLocals1StackItemFrameExtended { offset_delta, .. } => (*offset_delta, 1),
        Other::ChopFrame { offset_delta, .. } => (*offset_delta, 0),
        Other::SameFrameExtended { offset_delta, .. } => (*offset_delta, 0),
        Other::AppendFrame { offset_delta, locals, .. } => (*offset_delta, locals.len()),
        Other::FullFrame { offset_delta, locals, stack, .. } => {
            (*offset_delta, locals.len() + stack.len())
        }
    };
    let ours = match frame.kind {
        FrameKind::Same | FrameKind::Chop(_) => 0,
        FrameKind::SameLocals1(_) => 1,
        FrameKind::Append(locals) => locals.iter().count(),
        FrameKind::Full { locals, stack } => locals.iter().count() + stack.iter().count(),
    };
    assert_eq!((frame.offset_delta, ours), (delta, types), "{name}");
}

/// xorshift64*; the tests must fail in the same way each time.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % limit
    }
}

/// Changes some bytes, mostly to values that counts and lengths fear.
fn mutate(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len());
        match random.below(6) {
            0 => bytes.truncate(at.max(1)),
            1 => bytes[at..].iter_mut().take(4).for_each(|b| *b = 0xff),
            2 => bytes[at..].iter_mut().take(2).for_each(|b| *b = 0),
            3 => bytes[at] = bytes[at].wrapping_add(1),
            _ => bytes[at] ^= 1 << random.below(8),
        }
    }
    bytes
}

#[test]
fn damaged_classes_are_harmless() {
    let mut random = Random(0x5eed_cafe);
    let (mut mutants, mut rejected, mut selected) = (0, 0, 0);
    for_each_class(|name, bytes| {
        selected += 1;
        if bytes.len() > 6_000 || selected % 40 != 0 {
            return;
        }
        for _ in 0..60 {
            let mutant = mutate(bytes, &mut random);
            mutants += 1;
            let start = Instant::now();
            let outcome = catch_unwind(AssertUnwindSafe(|| {
                if let Ok(class) = ClassFile::parse(&mutant, Level::Scan) {
                    // The verdict does not matter, only that there is one.
                    let _ = decode_all(&class);
                    let _ = class
                        .fields()
                        .chain(class.methods())
                        .map(|m| m.name().len())
                        .sum::<usize>();
                    let _ = (class.super_name(), class.interface_names().count());
                }
                match ClassFile::parse(&mutant, Level::Check) {
                    Ok(class) => decode_all(&class).is_err(),
                    Err(error) => !error.to_string().is_empty(),
                }
            }));
            match outcome {
                Ok(failed) => rejected += usize::from(failed),
                Err(_) => panic!("a mutant of {name} makes the reader panic"),
            }
            assert!(start.elapsed() < Duration::from_secs(5), "a mutant of {name} takes too long");
        }
    });
    assert!(mutants > 5_000 && rejected * 4 > mutants, "{rejected} of {mutants} rejected");
}
