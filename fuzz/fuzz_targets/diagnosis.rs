//! See `faultbook_fuzz::diagnosis`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| faultbook_fuzz::diagnosis(bytes));
