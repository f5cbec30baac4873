//! Classes made to keep a verifier busy must fail soon.

mod support;

use std::time::{Duration, Instant};

use classfile::{ClassFile, Level};
use peaberry_verify::{Failure, verify};
use support::Classes;
use support::assembler::{Assembled, assemble};

const NOP: u8 = 0x00;
const ACONST_NULL: u8 = 0x01;
const ASTORE_0: u8 = 0x4b;
const RETURN: u8 = 0xb1;
const ATHROW: u8 = 0xbf;

/// The message of the failure, if it fails, and that the answer comes in time.
fn failure(bytes: &[u8]) -> Option<String> {
    let class = ClassFile::parse(bytes, Level::Check).expect("the format is right");
    let mut classes = Classes::new();
    classes.set_current(class.name());
    let start = Instant::now();
    let outcome = verify(&class, &mut classes);
    assert!(start.elapsed() < Duration::from_secs(60), "took {:?}", start.elapsed());
    match outcome {
        Ok(()) => None,
        Err(Failure::Invalid { message, .. }) => Some(message),
        Err(other) => panic!("{other:?}"),
    }
}

/// Code that every one of 30,000 handlers covers.
fn covered(fill: [u8; 2]) -> (Vec<u8>, Vec<[u16; 4]>) {
    let mut code = fill.repeat(30_000);
    code.extend([RETURN, ATHROW]);
    (code, vec![[0, 60_000, 60_001, 0]; 30_000])
}

/// What is said of such code with 65,535 local variables.
fn failure_of_covered(fill: [u8; 2]) -> Option<String> {
    let (code, handlers) = covered(fill);
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
    failure(&assemble("Busy", 61, &[method]))
}

#[test]
fn handlers_and_locals_multiply() {
    // Where no variable changes, looking at the handlers once is enough.
    assert_eq!(failure_of_covered([NOP, NOP]), None);
    let message = failure_of_covered([ACONST_NULL, ASTORE_0]).expect("too complex");
    assert!(message.starts_with("Class is too complex to be verified"), "{message}");
}

#[test]
fn inference_is_limited() {
    let (code, handlers) = covered([ACONST_NULL, ASTORE_0]);
    let method = Assembled::old("()V", 1, u16::MAX, &code, &handlers);
    let message = failure(&assemble("Busy", 48, &[method])).expect("too complex");
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
    let message = failure(&assemble("Busy", 61, &[method])).expect("too complex");
    assert!(message.starts_with("Class is too complex to be verified"), "{message}");
}
