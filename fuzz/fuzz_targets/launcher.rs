//! The target `launcher` under libFuzzer.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    peaberry_fuzz::target("launcher").expect("a target of this name").run_on(bytes);
});
