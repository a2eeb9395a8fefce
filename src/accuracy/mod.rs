//! How often the answers are right: the matcher is run over a corpus of labelled texts, and what it
//! answers is counted.
//!
//! ```text
//! corpus/ ──read──> Text ──judge──> Judged ──count──> Report ──> terminal, accuracy.json, page
//! ```
//!
//! A corpus has two halves. The *development* half is there to be looked at: whoever works on the
//! matcher or on entries lists what it gets wrong and mends it. The *test* half is only counted, so
//! that its figures say what a stranger's text will meet. Nobody chooses the half of a text: it
//! follows from its source ([`Half::of_source`]), which also keeps all texts of one thread together.
//!
//! The same texts are given to a [`baseline`] of simple rules, since a figure alone does not tell
//! whether the task was hard.

pub mod baseline;
mod certainty;
mod committed;
mod corpus;
mod figures;
pub mod fit;
mod head;
pub mod human;
mod judge;
mod share;

pub use certainty::{Certainty, LIKELY_FROM};
pub use committed::{FILE, PAGE, compare, read as read_committed, write as write_committed};
pub use corpus::{Half, Text, read as read_corpus, read_development};
pub use figures::{
    Bin, CategoryFigures, CertaintyFigures, Confusion, EntryFigures, Figures, NONE, Report,
    TextCounts,
};
pub use head::Label;
pub use judge::{Judged, judge};
pub use share::{Share, rounded};
