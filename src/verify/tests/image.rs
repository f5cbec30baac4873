//! Every class of the installed JDK must verify.

mod support;

use classfile::{ClassFile, Level, Tag};
use peaberry_verify::{Failure, verify};
use support::Classes;

/// The class files of the JDK's image.
fn image_classes() -> Vec<Vec<u8>> {
    let jdk = archive::jdk_home::Jdk::find(None, |name| std::env::var_os(name));
    let image = archive::jimage::Image::open(&jdk.expect("these tests need a JDK").image());
    let image = image.expect("the JDK's image");
    let resources = image.resources().map(|location| location.expect("a good location"));
    resources
        .filter(|location| location.extension == b"class" && !location.is_directory_entry())
        .map(|location| image.content(&location).expect("a good resource").into_owned())
        .collect()
}

#[test]
fn every_class_of_the_image_verifies() {
    let mut classes = Classes::new();
    let (mut count, mut methods) = (0, 0);
    for bytes in image_classes() {
        let class = ClassFile::parse(&bytes, Level::Check).expect("a good class");
        classes.set_current(class.name());
        (count, methods) = (count + 1, methods + class.methods().len());
        if let Err(failure) = verify(&class, &mut classes) {
            panic!("{}: {failure:?}", String::from_utf8_lossy(class.name()));
        }
    }
    assert!(count > 6_000 && methods > 60_000, "{count} classes");
}

#[test]
fn without_stack_maps_types_are_inferred() {
    let mut classes = Classes::new();
    let mut count = 0;
    for mut bytes in image_classes() {
        // Relabelled as Java 5, classes are legal as long as they use nothing newer.
        bytes[7] = 49;
        let Ok(class) = ClassFile::parse(&bytes, Level::Scan) else { continue };
        let pool = class.constant_pool();
        if pool.indices().any(|index| pool.tag(index) == Some(Tag::InterfaceMethodref))
            && class.access_flags().is_interface()
        {
            continue;
        }
        classes.set_current(class.name());
        match verify(&class, &mut classes) {
            Ok(()) => count += 1,
            // A static method of an interface.
            Err(Failure::Invalid { message, .. })
                if message.ends_with("Illegal type in constant pool") => {}
            Err(failure) => {
                panic!("{}: {failure:?}", String::from_utf8_lossy(class.name()));
            }
        }
    }
    assert!(count > 10_000, "only {count} classes");
}
