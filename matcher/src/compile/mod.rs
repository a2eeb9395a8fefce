//! From entries to a compiled knowledge base.
//!
//! The builder checks everything that can be checked, so that the [`Knowledge`](crate::Knowledge) it makes can be
//! used without failing.

mod anchor;
mod builder;
mod required;
mod weigh;

pub use builder::{BuildError, KnowledgeBuilder, SignaturePart};
pub use required::RegexError;

use crate::template::Template;

/// A category, and what speaks for it when no entry holds.
#[derive(Debug, Clone)]
pub struct CategorySpec {
    /// The category's id.
    pub id: String,
    /// What speaks for it.
    pub signals: Vec<SignalSpec>,
}

/// Something that speaks for a category.
#[derive(Debug, Clone)]
pub struct SignalSpec {
    /// What is looked for.
    pub test: SignalTestSpec,
    /// How loudly it speaks, from 1: five more make a category likelier by a factor of e.
    pub weight: u8,
}

/// What a signal looks for.
#[derive(Debug, Clone)]
pub enum SignalTestSpec {
    /// A text.
    Text(Template),
    /// An HTTP status.
    Status(u16),
}

/// A program that entries are about.
#[derive(Debug, Clone, Default)]
pub struct ToolSpec {
    /// Texts that only this program, or programs that use it, print.
    pub marks: Vec<String>,
    /// Packages whose versions are worth reading from a text.
    pub packages: Vec<String>,
    /// Services behind it: name, and texts that show that it was talked to.
    pub providers: Vec<(String, Vec<String>)>,
    /// Phrases behind which the cause of the failure before them stands.
    pub cause_follows: Vec<String>,
    /// Phrases behind which the failure of an attempt to recover stands.
    pub attempt_follows: Vec<String>,
}

/// A known failure.
#[derive(Debug, Clone)]
pub struct EntrySpec {
    /// `<tool>/<slug>`.
    pub id: String,
    /// The title of its page.
    pub title: String,
    /// Its page, relative to the site's base path.
    pub url: String,
    /// The id of its category.
    pub category: String,
    /// The texts by which it is recognised.
    pub signatures: Vec<SignatureSpec>,
    /// Ids of entries that are deeper causes, or `*` for any.
    pub symptom_of: Vec<String>,
    /// Ids of entries that come after this one.
    pub beats: Vec<String>,
    /// The package that `variants` are about.
    pub package: String,
    /// Causes that are true for some releases only.
    pub variants: Vec<VariantSpec>,
}

/// A cause that is true for some releases only.
#[derive(Debug, Clone)]
pub struct VariantSpec {
    /// Its place among the entry's causes, from 0.
    pub cause: u32,
    /// What it says.
    pub title: String,
    /// The range of releases: `>=1.90.0, <1.104.0`.
    pub when: String,
}

/// One way to recognise an entry.
#[derive(Debug, Clone)]
pub struct SignatureSpec {
    /// What is looked for first.
    pub lead: LeadSpec,
    /// The exception class that usually stands beside it.
    pub exception: Option<String>,
    /// The HTTP status that usually stands beside it.
    pub http_status: Option<u16>,
    /// Texts that must stand near it.
    pub all: Vec<String>,
    /// Texts that must not.
    pub none: Vec<String>,
    /// How many lines around it are near.
    pub within: u32,
}

/// What a signature looks for first.
#[derive(Debug, Clone)]
pub enum LeadSpec {
    /// A template.
    Message(String),
    /// A regular expression over normal text.
    Regex(String),
}

impl CategorySpec {
    /// A category for which nothing but its entries speaks.
    pub fn new(id: &str) -> Self {
        Self { id: id.to_owned(), signals: Vec::new() }
    }
}

impl EntrySpec {
    /// An entry without signatures, its page at `<id>/`.
    pub fn new(id: &str, title: &str, category: &str) -> Self {
        Self {
            id: id.to_owned(),
            title: title.to_owned(),
            url: format!("{id}/"),
            category: category.to_owned(),
            signatures: Vec::new(),
            symptom_of: Vec::new(),
            beats: Vec::new(),
            package: String::new(),
            variants: Vec::new(),
        }
    }

    /// The same with one more signature.
    #[must_use]
    pub fn signature(mut self, signature: SignatureSpec) -> Self {
        self.signatures.push(signature);
        self
    }
}

impl SignatureSpec {
    /// How many lines around a message are near when the entry does not say.
    pub const WITHIN: u32 = 20;

    /// A signature that looks for a template.
    pub fn message(template: &str) -> Self {
        Self::new(LeadSpec::Message(template.to_owned()))
    }

    /// A signature that looks for a regular expression.
    pub fn regex(source: &str) -> Self {
        Self::new(LeadSpec::Regex(source.to_owned()))
    }

    fn new(lead: LeadSpec) -> Self {
        Self {
            lead,
            exception: None,
            http_status: None,
            all: Vec::new(),
            none: Vec::new(),
            within: Self::WITHIN,
        }
    }
}

/// Checks a regular expression as [`KnowledgeBuilder`] will.
///
/// # Errors
///
/// Says why it cannot be used.
pub fn check_regex(source: &str) -> Result<(), RegexError> {
    required::literals(source).map(drop)
}

/// The names of a regular expression's groups, which become captures.
pub fn regex_captures(source: &str) -> Vec<String> {
    required::group_names(source)
}
