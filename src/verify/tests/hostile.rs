//! Classes made to keep a verifier busy must fail soon.

mod support;

use std::time::{Duration, Instant};

use classfile::{ClassFile, Level};
use peaberry_verify::{Failure, verify};
use support::Classes;
use support::assembler::{Assembled, assemble};

const NOP: u8 = 0x00;
const ASTORE_0: u8 = 0x4b;
const RETURN: u8 = 0xb1;
const ATHROW: u8 = 0xbf;

/// The message of the failure, and that it comes in time.
fn failure(bytes: &[u8]) -> String {
    let class = ClassFile::parse(bytes, Level::Check).expect("the format is right");
    let mut classes = Classes::new();
    classes.set_current(class.name());
    let start = Instant::now();
    let outcome = verify(&class, &mut classes);
    assert!(start.elapsed() < Duration::from_secs(60), "took {:?}", start.elapsed());
    match outcome {
        Err(Failure::Invalid { message, .. }) => message,
        other => panic!("{other:?}"),
    }
}

/// Code that every one of 30,000 handlers covers.
fn covered(fill: u8) -> (Vec<u8>, Vec<[u16; 4]>) {
    let mut code = vec![fill; 60_000];
    code.extend([RETURN, ATHROW]);
    (code, vec![[0, 60_000, 60_001, 0]; 30_000])
}

#[test]
fn handlers_and_locals_multiply() {
    let (code, handlers) = covered(NOP);
    // One full frame at the handler: 65,535 unusable locals, a Throwable.
    let mut map = vec![0, 1, 255];
    map.extend(60_001u16.to_be_bytes());
    map.extend(u16::MAX.to_be_bytes());
    map.extend(vec![0; usize::from(u16::MAX)]);
    map.extend([0, 1, 7, 0, 2]);
    let method = Assembled {
        descriptor: "()V",
        max_stack: 1,
        max_locals: u16::MAX,
        code: &code,
        handlers: &handlers,
        map: Some(&map),
    };
    let message = failure(&assemble("Busy", 61, &[method]));
    assert!(message.starts_with("Class is too complex to be verified"), "{message}");
}

#[test]
fn inference_is_limited() {
    let (mut code, handlers) = covered(NOP);
    for at in (1..60_000).step_by(2) {
        code[at - 1] = 0x01; // aconst_null
        code[at] = ASTORE_0;
    }
    let method = Assembled::old("()V", 1, u16::MAX, &code, &handlers);
    let message = failure(&assemble("Busy", 48, &[method]));
    assert!(message.ends_with("Class is too complex to be verified"), "{message}");
}

#[test]
fn frames_share_their_beginnings() {
    // Frames that chop and append three locals of 60,000, ten thousand times.
    let code = [vec![NOP; 60_001], vec![RETURN]].concat();
    let mut map = 20_001u16.to_be_bytes().to_vec();
    map.extend([255, 0, 0]);
    map.extend(60_000u16.to_be_bytes());
    map.extend(vec![0; 60_000]);
    map.extend([0, 0]);
    for _ in 0..10_000 {
        map.extend([248, 0, 0]);
        map.extend([254, 0, 0, 0, 0, 0]);
    }
    let method = Assembled {
        descriptor: "()V",
        max_stack: 1,
        max_locals: 60_000,
        code: &code,
        handlers: &[],
        map: Some(&map),
    };
    let message = failure(&assemble("Busy", 61, &[method]));
    assert!(message.starts_with("Class is too complex to be verified"), "{message}");
}
