//! See `faultbook_fuzz::normalise`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| faultbook_fuzz::normalise(bytes));
