//! The head of a corpus file: where a text comes from, and what the right answer is.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::figures::NONE;
use crate::diagnostic::{Diagnostic, Place, SourceFile, nearest};
use crate::entry::KnowledgeBase;
use crate::load::{Marked, parse_yaml};

/// The keys, for those who miss one.
const KEYS: &str =
    "the keys are `source`, `category`, and where they apply `accept`, `entry`, `note`";

/// What a file says above its `---`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawHead {
    /// Where the text was met, most often the address of a thread.
    pub(super) source: Marked<String>,
    /// The category of the root cause, or [`NONE`].
    category: Marked<String>,
    /// Categories that are right as well.
    #[serde(default)]
    accept: Vec<Marked<String>>,
    /// The entry that explains the text, or several of which each does.
    #[serde(default)]
    entry: Option<Marked<OneOrMany>>,
    /// For whoever wonders about the label.
    #[serde(default, rename = "note")]
    _note: Option<String>,
}

/// `a` or `[a, b]`.
#[derive(Debug)]
enum OneOrMany {
    One(String),
    Many(Vec<Marked<String>>),
}

/// What the right answer to a text is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The category of the root cause; `None` for a text that has nothing to do with the knowledge
    /// base.
    pub category: Option<String>,
    /// Categories that are right as well.
    pub accept: BTreeSet<String>,
    /// Ids of entries of which each explains the text; empty where none does, or where nobody said.
    pub entries: BTreeSet<String>,
}

impl Label {
    /// Whether the text has nothing to do with the knowledge base.
    pub fn is_unrelated(&self) -> bool {
        self.category.is_none()
    }

    /// Whether a category is right, if not the one that was expected.
    pub fn accepts(&self, category: &str) -> bool {
        self.category.as_deref() == Some(category) || self.accept.contains(category)
    }
}

impl RawHead {
    /// The entries with their places.
    fn entries(&self) -> Vec<(&str, Range<usize>)> {
        let Some(said) = &self.entry else { return Vec::new() };
        match &said.value {
            OneOrMany::One(id) => vec![(id, said.span.clone())],
            OneOrMany::Many(ids) => {
                ids.iter().map(|id| (id.value.as_str(), id.span.clone())).collect()
            }
        }
    }
}

/// Ids of the knowledge base that a head may name.
pub(super) struct Known<'a> {
    categories: Vec<&'a str>,
    entries: BTreeSet<String>,
}

impl<'a> Known<'a> {
    pub(super) fn of(base: &'a KnowledgeBase) -> Self {
        Self {
            categories: base.categories.iter().map(|category| category.id.as_str()).collect(),
            entries: base.entries.iter().map(|entry| entry.id.to_string()).collect(),
        }
    }
}

/// Reads a head, the only text of this file.
pub(super) fn parse(file: &Arc<SourceFile>) -> Result<RawHead, Diagnostic> {
    parse_yaml(file).map_err(|diagnostic| match diagnostic.code {
        "missing-key" => diagnostic.help(KEYS),
        "malformed-yaml" => diagnostic.help("a value that holds `: ` or ` #` stands in quotes"),
        _ => diagnostic,
    })
}

/// Checks what a head names.
pub(super) fn check(
    head: &RawHead,
    file: &Arc<SourceFile>,
    known: &Known<'_>,
) -> Result<Label, Vec<Diagnostic>> {
    let mut diagnostics = Vec::new();
    let at = |span: &Range<usize>| Place::new(file, span.clone());
    let is_unrelated = head.category.value == NONE;
    let own = (!is_unrelated).then_some(&head.category);
    for category in own.into_iter().chain(&head.accept) {
        if !known.categories.contains(&category.as_str()) {
            let message = format!("`{}` is no category of this knowledge base", category.value);
            let known = known.categories.iter().copied();
            diagnostics.push(
                Diagnostic::error("unknown-category", message)
                    .at(at(&category.span), "unknown category")
                    .help(did_you_mean(category, known, "the categories are")),
            );
        }
    }
    let entries = head.entries();
    for (entry, span) in entries.iter().filter(|(entry, _)| !known.entries.contains(*entry)) {
        let known = known.entries.iter().map(String::as_str);
        diagnostics.push(
            Diagnostic::error("unknown-entry", format!("`entry` names `{entry}`, which is none"))
                .at(at(span), "no such entry")
                .help(did_you_mean(entry, known, "write `<tool>/<slug>`, as in")),
        );
    }
    if is_unrelated && !(head.accept.is_empty() && entries.is_empty()) {
        let message = "an unrelated text has no right answer but \"not known here\"";
        diagnostics.push(
            Diagnostic::error("contradictory-label", message)
                .at(at(&head.category.span), "unrelated")
                .help("remove `accept` and `entry`, or name the category"),
        );
    }
    if !diagnostics.is_empty() {
        return Err(diagnostics);
    }
    Ok(Label {
        category: own.map(|category| category.value.clone()),
        accept: head.accept.iter().map(|category| category.value.clone()).collect(),
        entries: entries.into_iter().map(|(entry, _)| entry.to_owned()).collect(),
    })
}

fn did_you_mean<'a>(
    word: &str,
    known: impl Iterator<Item = &'a str> + Clone,
    otherwise: &str,
) -> String {
    match nearest(word, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("{otherwise} {}", known.take(20).collect::<Vec<_>>().join(", ")),
    }
}

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> Visitor<'de> for Either {
            type Value = OneOrMany;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an entry's id or a list of them")
            }

            fn visit_str<E>(self, id: &str) -> Result<OneOrMany, E> {
                Ok(OneOrMany::One(id.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<OneOrMany, A::Error> {
                let mut ids = Vec::new();
                while let Some(id) = list.next_element()? {
                    ids.push(id);
                }
                Ok(OneOrMany::Many(ids))
            }
        }

        deserializer.deserialize_any(Either)
    }
}
