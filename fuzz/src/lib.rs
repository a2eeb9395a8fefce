//! What the fuzzer calls: one function a target, each of which panics if something does not hold.
//!
//! What must hold is in `matcher/tests/invariants`, which ordinary tests check too. Here is only
//! what is added to it because there is time: the knowledge base in `content/`.

#[path = "../../matcher/tests/invariants/mod.rs"]
mod invariants;

use std::sync::LazyLock;

use invariants::Random;
use matcher::Matcher;

/// The variable that names the file with the compiled knowledge base; `cargo xtask fuzz` sets it.
const KNOWLEDGE: &str = "FAULTBOOK_FUZZ_KNOWLEDGE";
/// One text of this many is also read across the ends of windows, which takes a thousand times as
/// long.
const ACROSS_WINDOWS: usize = 2_000;
/// One text of this many is also asked for reasons, for each entry on its own.
const WHY: usize = 10;
/// One input of this many is also a change to the blob of `content/`, which takes long to load.
const CHANGES_CONTENT: usize = 20;

static CONTENT: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let read = || std::fs::read(std::env::var_os(KNOWLEDGE)?).ok();
    match read() {
        Some(blob) => blob,
        None => panic!("{KNOWLEDGE} names no file; `cargo xtask fuzz` makes one"),
    }
});
static SMALL_BLOB: LazyLock<Vec<u8>> = LazyLock::new(small_blob);
/// Both knowledge bases, ready.
static MATCHERS: LazyLock<[Matcher; 2]> = LazyLock::new(|| {
    [&CONTENT, &SMALL_BLOB].map(|blob| match Matcher::from_blob(blob) {
        Ok(matcher) => matcher,
        Err(error) => panic!("{error}; run `cargo xtask fuzz --seed`"),
    })
});

/// A knowledge base that has everything that one can have, and little of it.
pub fn small_blob() -> Vec<u8> {
    invariants::base().to_blob()
}

/// Any bytes in normal form.
pub fn normalise(bytes: &[u8]) {
    invariants::normalise(bytes);
}

/// Any text as a template, up to the first empty line, and as a text behind it.
pub fn template(text: &str) {
    invariants::template(text);
}

/// Any bytes as a blob, as the body of one, and as changes to good ones.
pub fn blob(bytes: &[u8]) {
    invariants::blob(bytes);
    invariants::blob(&invariants::changed(&SMALL_BLOB, bytes));
    if Random::of(bytes).below(CHANGES_CONTENT) == 0 {
        invariants::blob(&invariants::changed(&CONTENT, bytes));
    }
}

/// Any bytes as a pasted text.
pub fn diagnosis(bytes: &[u8]) {
    let mut random = Random::of(bytes);
    let is_across = random.below(ACROSS_WINDOWS) == 0;
    let asks_why = random.below(WHY) == 0;
    for matcher in &*MATCHERS {
        invariants::diagnosis(matcher, bytes);
        if is_across {
            invariants::across_windows(matcher, bytes);
        }
        if asks_why {
            invariants::why(matcher, bytes);
        }
    }
}
