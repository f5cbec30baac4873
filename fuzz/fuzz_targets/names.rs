//! The target `names` under libFuzzer.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    peaberry_fuzz::target("names").expect("a target of this name").run_on(bytes);
});
