//! What holds for every input whatsoever: one function for each part that hostile bytes reach.
//!
//! `robust.rs` calls them as ordinary tests, and the targets in `fuzz/` with inputs that nobody
//! thought of. An input that broke one of them becomes a named case of `robust.rs`.

mod base;
mod blob;
mod diagnosis;
mod normal;
mod random;
mod template;
mod why;

pub(crate) use base::base;
pub(crate) use blob::{blob, changed};
pub(crate) use diagnosis::{across_windows, diagnosis};
pub(crate) use normal::normalise;
pub(crate) use random::Random;
pub(crate) use template::template;
pub(crate) use why::why;

/// The beginning of an input, for the message of an assertion.
fn shown(input: &[u8]) -> String {
    /// More than this hides what the message says.
    const LONGEST: usize = 300;
    let beginning = input[..input.len().min(LONGEST)].escape_ascii();
    let rest = input.len().saturating_sub(LONGEST);
    if rest > 0 {
        format!("b\"{beginning}\" and {rest} bytes")
    } else {
        format!("b\"{beginning}\"")
    }
}
