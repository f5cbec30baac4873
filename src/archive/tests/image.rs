//! The image reader against the image of the installed JDK, against images that
//! `jlink` compresses, and against damaged images.

#[path = "support/images.rs"]
mod images;

use std::path::{Path, PathBuf};
use std::process::Command;

use images::small_image;
use peaberry_archive::jdk_home::Jdk;
use peaberry_archive::jimage::{Image, ImageError};

fn jdk() -> Jdk {
    let jdk = Jdk::find(None, |name| std::env::var_os(name));
    jdk.unwrap_or_else(|error| panic!("these tests need a JDK\n{error}"))
}

#[test]
fn every_resource_is_found_by_its_name() {
    let image = Image::open(&jdk().image()).expect("the JDK's image");
    let mut classes = 0;
    for location in image.resources() {
        let location = location.expect("a good location");
        if location.is_directory_entry() {
            continue;
        }
        let name = location.full_name();
        let path = &name[location.module.len() + 2..];
        let found = image.find(location.module, path).expect("a good image");
        let content = image.content(&location).expect("a good resource");
        assert_eq!(found.as_deref(), Some(&*content), "{}", String::from_utf8_lossy(&name));
        if location.extension == b"class" {
            assert!(content.starts_with(&[0xCA, 0xFE, 0xBA, 0xBE]));
            classes += 1;
        }
    }
    assert!(classes > 6000, "only {classes} classes");
}

#[test]
fn classes_are_found_through_their_package() {
    let image = Image::open(&jdk().image()).expect("the JDK's image");
    let module_of = |class: &str| {
        let found = image.find_class(class.as_bytes()).expect("a good image");
        found.map(|found| String::from_utf8(found.module.to_vec()).expect("ASCII"))
    };
    assert_eq!(module_of("java/lang/Object").as_deref(), Some("java.base"));
    assert_eq!(module_of("java/util/logging/Logger").as_deref(), Some("java.logging"));
    for absent in ["java/lang/Nope", "nope/Object", "Object", "", "/", "java/lang/", "java"] {
        assert_eq!(module_of(absent), None, "{absent}");
    }
    let module = image.module_of_package(b"java/lang").expect("a good image");
    assert_eq!(module, Some(b"java.base".as_slice()));
    assert_eq!(image.find(b"java.base", b"nope").expect("a good image"), None);
}

#[test]
fn compressed_images_unpack_to_the_same_content() {
    // jlink knows these two methods by number in all supported releases.
    let directory = scratch("jlink");
    let plain = Image::open(&jlink(&directory, "plain", &[])).expect("a plain image");
    for level in ["1", "2"] {
        let compressed = jlink(&directory, level, &["--compress", level]);
        let compressed = Image::open(&compressed).expect("a compressed image");
        let mut packed = 0;
        for location in compressed.resources() {
            let location = location.expect("a good location");
            if location.is_directory_entry() {
                continue;
            }
            packed += usize::from(location.compressed_size != 0);
            let name = location.full_name();
            let unpacked = compressed.content(&location).expect("a good resource");
            let expected = plain.find(location.module, &name[location.module.len() + 2..]);
            let expected = expected.expect("a good image").expect("the same resources");
            assert!(unpacked == expected, "{} differs", String::from_utf8_lossy(&name));
        }
        assert!(packed > 1000, "only {packed} compressed resources");
    }
    std::fs::remove_dir_all(&directory).expect("the scratch directory is ours");
}

/// Links an image of java.base into `directory/name` and returns its path.
fn jlink(directory: &Path, name: &str, options: &[&str]) -> PathBuf {
    let output = directory.join(name);
    let status = Command::new(jdk().home.join("bin/jlink"))
        .args(["--add-modules", "java.base", "--output"])
        .arg(&output)
        .args(options)
        .status();
    assert!(status.expect("jlink runs").success());
    output.join("lib/modules")
}

fn scratch(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&directory);
    std::fs::create_dir_all(&directory).expect("the target directory is writable");
    directory
}

#[test]
fn small_images_can_be_written_and_read() {
    let image = Image::from_bytes(small_image()).expect("a good image");
    let class = image.find_class(b"a/b/C").expect("a good image").expect("there");
    assert_eq!(
        (class.module, &*class.bytes),
        (b"m".as_slice(), b"\xCA\xFE\xBA\xBE and so on".as_slice())
    );
    let class = image.find_class(b"a/b/D").expect("a good image").expect("there");
    assert!(class.bytes.ends_with(b"\x01\0\x0B(La/b/C;I)Vtail"), "{:?}", class.bytes);
}

/// Reads all that there is, and drops what comes out.
fn exercise(bytes: Vec<u8>) -> Result<(), ImageError> {
    let image = Image::from_bytes(bytes)?;
    for name in [b"a/b/C".as_slice(), b"a/b/D", b"a/b/E"] {
        let _ = image.find_class(name);
    }
    for location in image.resources() {
        image.content(&location?)?;
    }
    Ok(())
}

#[test]
fn damaged_images_are_errors() {
    let good = small_image();
    exercise(good.clone()).expect("undamaged, it is a good image");
    for length in 0..good.len() {
        let _ = exercise(good[..length].to_vec());
    }
    for position in 0..good.len() {
        for value in [0, 1, 7, 8, 0x7F, 0x80, 0xFE, 0xFF] {
            let mut bad = good.clone();
            bad[position] = value;
            let _ = exercise(bad.clone());
            if let Some(word) = bad.get_mut(position..position + 4) {
                word.fill(value);
                let _ = exercise(bad);
            }
        }
    }
    assert!(matches!(exercise(Vec::new()), Err(ImageError::Truncated)));
    assert!(matches!(exercise(vec![0; 64]), Err(ImageError::NotAnImage)));
}
