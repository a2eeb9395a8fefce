//! What the matcher answers. The JSON form of these types is stable and versioned: fields are
//! added, never changed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use crate::span::Span;

/// The version of the JSON form.
pub const VERSION: u32 = 1;

/// What a pasted text shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Diagnosis {
    /// [`VERSION`].
    pub version: u32,
    /// Where the root cause is filed; `None` when the text is not known here.
    pub category: Option<CategoryGuess>,
    /// Entries that hold, the likeliest root cause first.
    pub matches: Vec<Match>,
    /// Entries that nearly hold, nearest first.
    pub near_misses: Vec<NearMiss>,
    /// What was read from the text whatever entry holds.
    pub facts: Facts,
    /// The signals that decided the category when no entry did; empty otherwise.
    pub signals: Vec<SignalSeen>,
    /// How the first match's failure became what the program reported, or, without a match, the
    /// chain with which the text ends: cause first, empty when the text shows none.
    pub chain: Vec<Link>,
}

/// A category and how sure the matcher is of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CategoryGuess {
    /// The category's id.
    pub id: String,
    /// From 0 to 1.
    pub confidence: f64,
}

/// An entry that holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Match {
    /// `<tool>/<slug>`.
    pub entry: String,
    /// The entry's title.
    pub title: String,
    /// The entry's page, relative to the site's base path.
    pub url: String,
    /// The entry's category.
    pub category: String,
    /// From 0 to 1.
    pub confidence: f64,
    /// The line of the pasted text, from 1, on which the root cause stands.
    pub line: usize,
    /// The bytes of the pasted text that prove it, in order, not overlapping.
    pub evidence: Vec<Span>,
    /// What the holes of the signature were filled with.
    pub captures: BTreeMap<String, String>,
    /// Entries that hold as well but are only consequences of this one.
    pub symptoms: Vec<Symptom>,
    /// The line of the root cause as pasted, cut to what can be shown.
    pub text: String,
    /// The causes that are true for some releases only, those for the release in the text first.
    pub variants: Vec<Variant>,
}

/// A cause that is true for some releases only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Variant {
    /// Its place among the causes on the entry's page, from 1.
    pub cause: u32,
    /// What it says.
    pub title: String,
    /// The package that the range is about.
    pub package: String,
    /// The range: `>=1.90.0, <1.104.0`.
    pub when: String,
    /// Whether the release in the text is in the range; `None` when the text shows no release.
    pub applies: Option<bool>,
}

/// A failure in the chain that ends with what the program reported.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The line of the pasted text, from 1.
    pub line: usize,
    /// Class and message as printed, cut to what can be shown.
    pub text: String,
    /// Whether it happened in an attempt to recover, and so is no consequence.
    pub attempt: bool,
}

/// An entry folded below its cause.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Symptom {
    /// `<tool>/<slug>`.
    pub entry: String,
    /// The entry's title.
    pub title: String,
    /// The entry's page, relative to the site's base path.
    pub url: String,
    /// The line of the pasted text, from 1.
    pub line: usize,
}

/// An entry of which some conditions hold, but not all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NearMiss {
    /// `<tool>/<slug>`.
    pub entry: String,
    /// The entry's title.
    pub title: String,
    /// The entry's page, relative to the site's base path.
    pub url: String,
    /// How many conditions hold.
    pub held: usize,
    /// How many there are.
    pub of: usize,
    /// What is missing, and where it was looked for.
    pub missing: String,
}

/// What the text says about itself.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// Exception classes as printed, in order of appearance.
    pub exceptions: Vec<String>,
    /// HTTP statuses of 400 and above, in order of appearance.
    pub http_status: Vec<u16>,
    /// Releases of packages that the knowledge base knows, by package.
    pub versions: BTreeMap<String, String>,
    /// Providers by the names that the knowledge base gives them, in order of appearance.
    pub providers: Vec<String>,
    /// Names of models, in order of appearance.
    pub models: Vec<String>,
    /// The seconds that a server asked to wait, as printed.
    pub retry_after: Option<String>,
}

/// A signal that spoke for a category.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SignalSeen {
    /// The category for which it speaks.
    pub category: String,
    /// The text that was looked for.
    pub text: String,
    /// The line of the pasted text, from 1, where it was first found.
    pub line: usize,
}

impl Diagnosis {
    /// Whether the text is known here, be it an entry or only a category.
    pub fn is_known(&self) -> bool {
        self.category.is_some()
    }

    /// The stable JSON form, on one line.
    pub fn to_json(&self) -> String {
        // Strings, numbers and maps with string keys cannot fail to serialise.
        serde_json::to_string(self).unwrap_or_default()
    }
}
