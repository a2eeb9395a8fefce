//! See `faultbook_fuzz::blob`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| faultbook_fuzz::blob(bytes));
