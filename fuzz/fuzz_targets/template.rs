//! See `faultbook_fuzz::template`.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| faultbook_fuzz::template(text));
