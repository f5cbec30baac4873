//! The target `jar` under libFuzzer.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    peaberry_fuzz::target("jar").expect("a target of this name").run_on(bytes);
});
