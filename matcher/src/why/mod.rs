//! Why an entry holds on a text, or does not: which condition of which signature is met where, and
//! what is missing. For whoever writes an entry, and whoever wonders at a diagnosis.
//!
//! ```
//! # use matcher::compile::{CategorySpec, EntrySpec, KnowledgeBuilder, SignatureSpec};
//! # let mut builder = KnowledgeBuilder::new();
//! # builder.category(CategorySpec::new("quota-rate"));
//! # builder.entry(EntrySpec::new("demo/cooldown", "All in cooldown", "quota-rate").signature(
//! #     SignatureSpec::message("No deployments left, try again in {seconds:int} seconds"),
//! # ));
//! # let matcher = matcher::Matcher::new(builder.build().unwrap()).unwrap();
//! let why = matcher.why("demo/cooldown", b"No deployments left, try again later").unwrap();
//! let stop = why.signatures[0].message.stop.as_ref().unwrap();
//! assert_eq!(stop.fits, "No deployments left, try again ");
//! assert_eq!(stop.expected, "in {seconds:int} seconds");
//! assert_eq!(stop.found, "later");
//! ```

mod order;
mod reach;
mod signature;

use serde::Serialize;

use crate::diagnosis::VERSION;
use crate::matching::Matcher;
use crate::normalise::{Buffers, normalise_window};
use crate::window;

/// What an entry demands of a text, and what of it the text has. The JSON form is stable:
/// fields are added, never changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Why {
    /// [`VERSION`].
    pub version: u32,
    /// `<tool>/<slug>`.
    pub entry: String,
    /// The entry's title.
    pub title: String,
    /// The entry's page, relative to the site's base path.
    pub url: String,
    /// Whether one of the signatures holds.
    pub holds: bool,
    /// Whether it is the first match of the text.
    pub first: bool,
    /// The line on which it holds; `None` when it does not.
    pub root: Option<Quote>,
    /// What its proof tells, in bits; 0 when it does not hold.
    pub bits: f64,
    /// All signatures, in the order of the entry.
    pub signatures: Vec<Signature>,
    /// What comes before it, and why; `None` when it is first or does not hold.
    pub before: Option<Before>,
    /// The first match of the text, be it this entry or another.
    pub winner: Option<Rival>,
}

/// A line of the pasted text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// From 1.
    pub line: usize,
    /// The line in normal form, cut to what can be shown.
    pub text: String,
}

/// One way to recognise the entry.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Signature {
    /// Its place in the entry, from 1.
    pub number: usize,
    /// Whether the message stands in the text with all conditions met.
    pub holds: bool,
    /// What it tells, in bits: the message, what `all` demands, and the class and the status where
    /// they were seen. It counts only when the signature holds.
    pub bits: f64,
    /// What is looked for first.
    pub message: Wanted,
    /// Where the message stands: of several places the one where most conditions are met.
    pub place: Option<Quote>,
    /// How many logical lines around the message conditions reach.
    pub within: u32,
    /// What must stand near the message.
    pub all: Vec<Condition>,
    /// What must not.
    pub none: Vec<Condition>,
    /// The class that raises the score.
    pub exception: Option<Usual>,
    /// The status that raises the score.
    pub http_status: Option<Usual>,
}

/// A text that is looked for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Wanted {
    /// The template in normal form, or the regular expression.
    pub text: String,
    /// Which of the two it is.
    pub kind: Kind,
    /// What finding it tells, in bits; 0 for what must not be found.
    pub bits: f64,
    /// The lines on which all of it begins, from 1, ascending; only the first ones of many.
    pub lines: Vec<usize>,
    /// Its literal parts; of a regular expression those of which one must be there.
    pub literals: Vec<Literal>,
    /// Where the text stops to say it; `None` when all of it stands somewhere, and when the text
    /// has not even its beginning.
    pub stop: Option<Stop>,
}

/// How a text is written in an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// With holes.
    Template,
    /// As a regular expression.
    Regex,
}

/// A literal part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Literal {
    /// The text.
    pub text: String,
    /// The line on which it stands, from 1: if it can be, near the parts before it.
    pub line: Option<usize>,
}

/// Where the longest piece of a template that fits from its beginning ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stop {
    /// The piece of the template that fits.
    pub fits: String,
    /// The line on which it ends.
    pub at: Quote,
    /// What the template goes on with; empty when all of it fits, but begins or ends inside of a
    /// longer word.
    pub expected: String,
    /// What the text says instead; empty when it ends there.
    pub found: String,
}

/// A text that must, or must not, stand near the message.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Condition {
    /// The text.
    #[serde(flatten)]
    pub wanted: Wanted,
    /// Where it stands within reach of the message.
    pub near: Option<Quote>,
    /// Whether the condition is met; `None` while there is no message for it to be near.
    pub met: Option<bool>,
}

/// What usually stands beside the message. It is not demanded.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Usual {
    /// The last part of the class, or the status.
    pub text: String,
    /// What seeing it adds, in bits.
    pub bits: f64,
    /// Whether it stands near the message.
    pub seen: bool,
    /// The line on which it stands, near or not, from 1.
    pub line: Option<usize>,
}

/// An entry that holds on the text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rival {
    /// `<tool>/<slug>`.
    pub entry: String,
    /// The entry's title.
    pub title: String,
    /// The entry's page, relative to the site's base path.
    pub url: String,
    /// The line on which it holds.
    pub root: Quote,
    /// What its proof tells, in bits.
    pub bits: f64,
}

/// An entry that comes before the one that was asked for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Before {
    /// That entry.
    #[serde(flatten)]
    pub rival: Rival,
    /// Why it does.
    pub reason: Reason,
    /// With [`Reason::Beats`], the entry that it beats when that is another one, which would else
    /// have come first.
    pub beaten: Option<String>,
}

/// Why one entry comes before another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The later one names it in `symptom_of`.
    SymptomOf,
    /// The later one follows any error: its `symptom_of` is `*`.
    FollowsAny,
    /// It stands nearer to the cause in the same chain of failures.
    Chain,
    /// It joins two failures of different kinds, so that no single cause is to be seen.
    Joins,
    /// It says so with `beats`.
    Beats,
    /// It tells more.
    Weight,
    /// It tells as much and stands earlier in the text.
    Place,
}

impl Why {
    /// The JSON form, on one line.
    pub fn to_json(&self) -> String {
        // Strings, numbers and lists cannot fail to serialise.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Matcher {
    /// Says what of an entry stands in a pasted text; `None` when there is no such entry. The text
    /// is read as [`Matcher::diagnose`] reads it.
    pub fn why(&self, entry: &str, pasted: &[u8]) -> Option<Why> {
        let place = self.knowledge.entries.iter().position(|known| known.id == entry)?;
        let index = place as u32;
        let known = self.knowledge.entries.get(place)?;
        let mut signatures: Vec<Option<Signature>> = Vec::new();
        let mut findings = self.findings();
        let mut buffers = Buffers::default();
        for window in window::windows(pasted) {
            let (seen, wrap) = self.examine(&window, &mut buffers);
            findings.add(seen);
            let buffered = std::mem::take(&mut buffers);
            let normal = normalise_window(window.text, window.place, wrap, buffered);
            let here = signature::look(self, index, &window.judged, &normal);
            signatures.resize(here.len(), None);
            for (known, here) in signatures.iter_mut().zip(here) {
                *known = Some(match known.take() {
                    Some(earlier) => earlier.or_better(here),
                    None => here,
                });
            }
            buffers = normal.into_buffers();
        }
        let standing = order::standing(&self.knowledge, index, findings.found);
        Some(Why {
            version: VERSION,
            entry: known.id.clone(),
            title: known.title.clone(),
            url: known.url.clone(),
            holds: standing.own.is_some(),
            first: standing.own.is_some() && standing.before.is_none(),
            bits: standing.own.as_ref().map_or(0.0, |own| own.bits),
            root: standing.own.map(|own| own.root),
            signatures: signatures.into_iter().flatten().collect(),
            before: standing.before,
            winner: standing.winner,
        })
    }
}

/// Tenths of a bit, in which weights are kept, in bits.
fn bits(weight: u32) -> f64 {
    f64::from(weight) / 10.0
}

#[cfg(test)]
mod tests;
