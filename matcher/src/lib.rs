//! Recognises known failures in text that somebody pasted.
//!
//! A knowledge base holds *entries*, each with *signatures*: texts as a program prints them, with
//! holes where the values stand. The matcher finds out which signatures a pasted text satisfies,
//! in one pass whose cost does not depend on how many entries there are, and says why.
//!
//! ```text
//! pasted text -> normalise -> scan -> verify -> rank -> Diagnosis
//! ```
//!
//! * [`normalise`](mod@normalise) undoes what terminals, loggers and serialisers do to a message
//!   and remembers where every byte came from.
//! * `scan` runs one Aho-Corasick automaton over the normal text. Its patterns are literals
//!   that signatures cannot do without; nobody writes them by hand.
//! * `verify` tries a signature only around a place where its literal was found.
//! * `rank` orders what holds by how much the matched text tells, folds consequences
//!   below causes, and reports what nearly held.
//!
//! Nothing here reads files, knows a browser or knows any particular program: the same code runs
//! natively and as WebAssembly, reads the same blob and gives the same bytes.
//!
//! # Example
//!
//! ```
//! # #[cfg(feature = "compile")] {
//! use matcher::compile::{CategorySpec, EntrySpec, KnowledgeBuilder, SignatureSpec};
//!
//! let mut builder = KnowledgeBuilder::new();
//! builder.category(CategorySpec::new("quota-rate"));
//! builder.entry(EntrySpec::new("demo/cooldown", "All in cooldown", "quota-rate").signature(
//!     SignatureSpec::message("No deployments left, try again in {seconds:int} seconds"),
//! ));
//! let blob = builder.build().unwrap().to_blob();
//!
//! let matcher = matcher::Matcher::from_blob(&blob).unwrap();
//! let diagnosis = matcher.diagnose(b"ERROR No deployments left,\n try again in 7 seconds");
//! assert_eq!(diagnosis.matches[0].entry, "demo/cooldown");
//! assert_eq!(diagnosis.matches[0].captures["seconds"], "7");
//! # }
//! ```

mod blob;
mod category;
mod chain;
#[cfg(feature = "compile")]
pub mod compile;
mod diagnosis;
mod facts;
mod find;
mod findings;
#[cfg(feature = "compile")]
pub mod hearing;
mod knowledge;
mod matching;
mod near;
pub mod normalise;
mod order;
mod rank;
mod release;
mod scan;
mod session;
mod span;
mod template;
mod verify;
#[cfg(feature = "compile")]
pub mod why;
mod window;

pub use blob::BlobError;
pub use diagnosis::{
    CategoryGuess, Diagnosis, Facts, Link, Match, NearMiss, SignalSeen, Span, Symptom, VERSION,
    Variant,
};
pub use knowledge::Knowledge;
pub use matching::Matcher;
pub use session::Session;
pub use template::{HoleKind, Template, TemplateError};
