//! The site in a real browser: the real knowledge base, built as `faultbook build` builds it,
//! served under a strict content security policy, and used as visitors use it.
//!
//! `cargo xtask test --only browser` runs these tests with all that they need.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed test may panic")]

#[path = "browser/driver.rs"]
mod driver;
#[path = "browser/page.rs"]
mod page;
#[path = "browser/site.rs"]
mod site;
#[path = "browser/texts.rs"]
mod texts;

#[path = "browser/box_decides.rs"]
mod box_decides;
#[path = "browser/paste.rs"]
mod paste;
#[path = "browser/same_answers.rs"]
mod same_answers;
#[path = "browser/search_words.rs"]
mod search_words;
#[path = "browser/whole_site.rs"]
mod whole_site;
#[path = "browser/without.rs"]
mod without;
