//! The compiled knowledge base: what a blob holds.
//!
//! Things refer to each other by their place in a list. `compile` makes only places that exist,
//! and [`Knowledge::is_coherent`] is asked after reading a blob, so the matcher can look up
//! without failing.

use serde::{Deserialize, Serialize};

use crate::template::Template;

/// A compiled knowledge base.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Knowledge {
    pub(crate) categories: Vec<Category>,
    pub(crate) tools: Vec<Tool>,
    pub(crate) templates: Vec<StoredTemplate>,
    pub(crate) regexes: Vec<StoredRegex>,
    pub(crate) signatures: Vec<Signature>,
    pub(crate) entries: Vec<Entry>,
}

/// A category with what speaks for it when no entry holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Category {
    pub(crate) id: String,
    pub(crate) signals: Vec<Signal>,
}

/// Something that speaks for a category.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Signal {
    pub(crate) test: SignalTest,
    pub(crate) weight: u8,
}

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) enum SignalTest {
    /// A template, by its place.
    Text(u32),
    /// An HTTP status.
    Status(u16),
}

/// A program that entries are about, and how its texts are told from those of others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Tool {
    /// Texts that only this program, or programs that use it, print.
    pub(crate) marks: Vec<String>,
    /// Packages whose versions are worth reading from a text.
    pub(crate) packages: Vec<String>,
    pub(crate) providers: Vec<Provider>,
    /// Phrases behind which the cause of the failure before them stands.
    pub(crate) cause_follows: Vec<String>,
    /// Phrases behind which the failure of an attempt to recover stands.
    pub(crate) attempt_follows: Vec<String>,
}

/// A service behind the program.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Provider {
    pub(crate) name: String,
    pub(crate) marks: Vec<String>,
}

/// A template with the literal by which it is found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct StoredTemplate {
    pub(crate) template: Template,
    pub(crate) anchor: Anchor,
    /// How much finding it tells, in tenths of a bit.
    pub(crate) weight: u16,
}

/// A piece of a literal part: long enough to be rare, short enough to be cheap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Anchor {
    pub(crate) part: u16,
    pub(crate) start: u16,
    pub(crate) length: u16,
}

/// A regular expression over normal text with the literals of which one must be there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct StoredRegex {
    pub(crate) source: String,
    pub(crate) literals: Vec<String>,
    /// How much finding it tells, in tenths of a bit.
    pub(crate) weight: u16,
}

/// What a signature looks for first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Lead {
    Template(u32),
    Regex(u32),
}

/// One way to recognise an entry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Signature {
    pub(crate) entry: u32,
    pub(crate) lead: Lead,
    /// The last part of the exception class that usually stands beside it; may be empty.
    pub(crate) exception: String,
    pub(crate) http_status: Option<u16>,
    /// Templates that must stand near it.
    pub(crate) all: Vec<u32>,
    /// Templates that must not.
    pub(crate) none: Vec<u32>,
    /// How many logical lines around it are near.
    pub(crate) within: u32,
}

/// A known failure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) url: String,
    pub(crate) category: u32,
    pub(crate) symptom_of: SymptomOf,
    /// Entries that come after this one, whatever they weigh.
    pub(crate) beats: Vec<u32>,
    /// The package of which releases are compared with the ranges of `variants`.
    pub(crate) package: String,
    /// Causes that are true for some releases only.
    pub(crate) variants: Vec<Variant>,
}

/// A cause that is true for some releases only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Variant {
    /// Its place among the entry's causes, from 0.
    pub(crate) cause: u32,
    pub(crate) title: String,
    /// The range as the entry writes it: `>=1.90.0, <1.104.0`.
    pub(crate) when: String,
}

/// Which entries are deeper causes of this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum SymptomOf {
    /// Any other entry that is not itself a symptom of any.
    Any,
    These(Vec<u32>),
}

impl StoredTemplate {
    /// The text of the anchor; `None` when the blob is not coherent.
    pub(crate) fn anchor_text(&self) -> Option<&str> {
        let (_, literal) =
            self.template.literals().find(|(part, _)| *part == usize::from(self.anchor.part))?;
        let start = usize::from(self.anchor.start);
        literal.get(start..start + usize::from(self.anchor.length)).filter(|text| !text.is_empty())
    }
}

impl Knowledge {
    /// The number of entries.
    pub fn entry_count(&self) -> usize {
        self.entries.len()
    }

    /// Whether everything that is referred to exists.
    pub(crate) fn is_coherent(&self) -> bool {
        let template = |index: &u32| (*index as usize) < self.templates.len();
        let entry = |index: &u32| (*index as usize) < self.entries.len();
        let lead = |lead: &Lead| match lead {
            Lead::Template(index) => template(index),
            Lead::Regex(index) => (*index as usize) < self.regexes.len(),
        };
        self.templates.iter().all(|stored| stored.anchor_text().is_some())
            && self.regexes.iter().all(|regex| !regex.literals.iter().any(String::is_empty))
            && self
                .categories
                .iter()
                .flat_map(|category| &category.signals)
                .all(|signal| !matches!(&signal.test, SignalTest::Text(index) if !template(index)))
            && self.signatures.iter().all(|signature| {
                entry(&signature.entry)
                    && lead(&signature.lead)
                    && signature.all.iter().chain(&signature.none).all(template)
            })
            && self.entries.iter().all(|known| {
                (known.category as usize) < self.categories.len()
                    && known.beats.iter().all(entry)
                    && match &known.symptom_of {
                        SymptomOf::Any => true,
                        SymptomOf::These(causes) => causes.iter().all(entry),
                    }
            })
    }
}
