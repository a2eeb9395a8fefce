//! What the category of a text is decided by, for whoever weighs signals: which of them the text
//! gives, and what its first entry tells.
//!
//! ```
//! # use matcher::compile::{CategorySpec, KnowledgeBuilder, SignalSpec, SignalTestSpec, ToolSpec};
//! # let mut builder = KnowledgeBuilder::new();
//! # let mut category = CategorySpec::new("network");
//! # category.signals.push(SignalSpec {
//! #     test: SignalTestSpec::Text("Connection refused".parse().unwrap()),
//! #     weight: 20,
//! # });
//! # builder.category(category);
//! # builder.tool(ToolSpec { marks: vec!["demo: ".to_owned()], ..ToolSpec::default() });
//! # let matcher = matcher::Matcher::new(builder.build().unwrap()).unwrap();
//! let hearing = matcher.hearing(b"demo: gave up: Connection refused");
//! assert!(hearing.is_of_tool && hearing.first.is_none());
//! let heard = &hearing.signals[0];
//! assert_eq!((heard.category, heard.place, heard.times), (0, 0, 1));
//! ```

use crate::category;
use crate::matching::Matcher;
use crate::rank;

/// What the category of a text is decided by. Categories, signals and entries are named by their
/// places among those that were compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hearing {
    /// Whether something was seen that only a known tool prints. In other texts signals say nothing.
    pub is_of_tool: bool,
    /// Each signal that was heard, once.
    pub signals: Vec<HeardSignal>,
    /// The first entry that holds.
    pub first: Option<FirstEntry>,
}

/// A signal that was heard in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeardSignal {
    /// The category for which it speaks.
    pub category: usize,
    /// Its place among the signals of the category.
    pub place: usize,
    /// How many times its weight counts: more than once where a chain of failures began.
    pub times: u32,
}

/// The first entry that holds in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstEntry {
    /// Its category.
    pub category: usize,
    /// What all of its proof tells, in tenths of a bit.
    pub weight: u32,
    /// Whether its category is the answer whatever signals say. Else it follows any error, and is
    /// the answer only where signals give none.
    pub decides: bool,
}

impl Hearing {
    /// What the signals for a category must weigh together before it is named.
    pub const LEAST_WEIGHT: u32 = category::LEAST_WEIGHT;
    /// This much weight more than another category makes one likelier by a factor of e.
    pub const WEIGHT_A_NAT: f64 = category::WEIGHT_A_NAT;
    /// An entry's weight of this many tenths of a bit halves the doubt that is left.
    pub const HALVING: f64 = rank::HALVING;
}

impl Matcher {
    /// Says by what [`diagnose`](Self::diagnose) decides the category of a text.
    pub fn hearing(&self, pasted: &[u8]) -> Hearing {
        self.gather(pasted).hearing()
    }
}
