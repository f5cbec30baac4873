//! The target `jimage` under libFuzzer.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    peaberry_fuzz::target("jimage").expect("a target of this name").run_on(bytes);
});
