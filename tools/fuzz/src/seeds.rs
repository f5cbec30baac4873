//! What mutation starts from: classes of the JDK, and small files of our own.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::targets::{Format, Target, jdk_image};

/// Larger classes make few executions per second and show nothing more.
const MAX_CLASS_SIZE: usize = 4_000;

/// Of how many classes of the image one is a seed.
const CLASS_STRIDE: usize = 37;

#[path = "../../../src/archive/tests/support/images.rs"]
mod images;

/// The seeds of a target.
pub fn of(target: &Target) -> Vec<Vec<u8>> {
    let texts = |texts: &[&str]| texts.iter().map(|text| text.as_bytes().to_vec()).collect();
    match target.name {
        // Nobody but the boot loader may define classes of `java`.
        "execute" => classes(|package| !package.starts_with(b"java/")),
        _ if target.format == Format::Class => classes(|_| true),
        "jimage" => vec![images::small_image()],
        "jar" => vec![jar(), jar_with_prefix()],
        "manifest" => texts(MANIFESTS),
        "names" => texts(NAMES),
        _ => texts(COMMAND_LINES),
    }
}

/// Some classes of the JDK, and each of them as if it were of Java 5, when
/// types were inferred.
fn classes(chosen: fn(&[u8]) -> bool) -> Vec<Vec<u8>> {
    let classes = jdk_classes(MAX_CLASS_SIZE, CLASS_STRIDE, chosen);
    let both = |class: Vec<u8>| {
        let old = of_version(&class, 49);
        [class, old]
    };
    classes.into_iter().flat_map(both).collect()
}

/// A class file with another major version.
pub fn of_version(class: &[u8], major: u16) -> Vec<u8> {
    let mut class = class.to_vec();
    class[6..8].copy_from_slice(&major.to_be_bytes());
    class
}

/// Of the JDK's classes up to a size whose names are as `chosen` wants them, each
/// `stride`th.
pub fn jdk_classes(size: usize, stride: usize, chosen: fn(&[u8]) -> bool) -> Vec<Vec<u8>> {
    let image = jdk_image();
    let resources = image.resources().map(|location| location.expect("a good location"));
    let classes = resources.filter(|location| {
        location.extension == b"class"
            && !location.is_directory_entry()
            && location.uncompressed_size < size as u64
            && chosen(location.parent)
    });
    let content = |location| image.content(&location).expect("a good resource").into_owned();
    classes.step_by(stride).map(content).collect()
}

fn jar() -> Vec<u8> {
    let stored = SimpleFileOptions::DEFAULT.compression_method(CompressionMethod::Stored);
    let deflated = stored.compression_method(CompressionMethod::Deflated);
    let long = b"abracadabra ".repeat(50);
    let entries: [(&str, &[u8], SimpleFileOptions); 7] = [
        ("META-INF/MANIFEST.MF", MANIFESTS[0].as_bytes(), deflated),
        ("a/B.class", b"base", stored),
        ("a/empty", b"", deflated),
        ("a/long", &long, deflated),
        ("a/wide", &long, deflated.large_file(true)),
        ("dir/", b"", stored),
        ("META-INF/versions/11/a/B.class", b"eleven", deflated),
    ];
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content, options) in entries {
        writer.start_file(name, options).expect("a fresh name");
        writer.write_all(content).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

fn jar_with_prefix() -> Vec<u8> {
    [b"#!/bin/sh\nexec java -jar $0\n".to_vec(), jar()].concat()
}

const MANIFESTS: &[&str] = &[
    "Manifest-Version: 1.0\r\nMain-Class: a.B\r\nMulti-Release: TRUE\r\n\r\n\
     Name: a/B.class\r\nSealed: true\r\n\r\n",
    "Main-Class: a\n b\n c.D\nClass-Path: x.jar y/ file:/z.jar\nAdd-Exports: java.base/sun.misc\n",
];

const NAMES: &[&str] = &[
    "(ILjava/lang/String;[[D)V",
    "([[[[J[La/b/C;SBZCFID)[Ljava/util/Map$Entry;",
    "Ljava/lang/Object;",
    "[[[[[[[[[[[[[[[[[[[[I",
    "<T:Ljava/lang/Object;U::Ljava/lang/Comparable<-TT;>;>Ljava/util/HashMap<TT;*>.Node<+TU;>;",
    "java/lang/Object",
    "<init>",
    "gr\u{fc}\u{df}e \u{20ac}\u{1f600}",
];

const COMMAND_LINES: &[&str] = &[
    "-cp\na:b/*\n-Xmx64m\n-Xss512k\nMain\none\ntwo",
    "-jar\nprogram.jar\n-x",
    "@options\n@@literal\nMain\0-cp \"a b\" '-Dx=y\\\\z' # comment\n-verbose:gc \\\n  -ea\n",
    "--module-path\nm\n--add-modules=ALL-SYSTEM\n--add-opens=java.base/java.lang=ALL-UNNAMED\n-m\nm/p.C",
    "-Xlog:gc*=debug,class+load:file=x.txt:uptime,tags:filecount=3\n-ea:p...\n-da:C\n-version",
    "-XX:+UseSerialGC\n-XX:MaxHeapSize=2g\n-XX:Flags=f\n-Xint\n-esa\n-agentlib:jdwp=a=b\nMain\0\
     -XX:+PrintFlagsFinal\0--enable-preview '-Da=b c'\0-Xshare:off -Xverify:none -XX:-UseTLAB",
    "--source\n17\nFile.java\n--list-modules\n--disable-@files\n-X\n-help\n-showversion",
];
