//! What the matcher and the baseline answer to each text, beside what is right.

use std::collections::BTreeSet;

use matcher::{CategoryGuess, Matcher};
use rayon::prelude::*;

use super::baseline;
use super::corpus::Text;
use crate::entry::KnowledgeBase;

/// A text with the answers to it.
#[derive(Debug, Clone)]
pub struct Judged<'a> {
    /// The text, and what is right.
    pub text: &'a Text,
    /// The category that the matcher named, and how sure it is; `None` for "not known here".
    pub category: Option<CategoryGuess>,
    /// The entry that the matcher put first.
    pub entry: Option<String>,
    /// The category that the baseline named.
    pub baseline: Option<&'static str>,
}

/// Diagnoses all texts, many at a time; the answers are in the order of the texts.
pub fn judge<'a>(texts: &'a [Text], matcher: &Matcher, base: &KnowledgeBase) -> Vec<Judged<'a>> {
    let categories: BTreeSet<_> = base.categories.iter().map(|one| one.id.as_str()).collect();
    texts
        .par_iter()
        .map(|text| {
            let diagnosis = matcher.diagnose(&text.pasted);
            Judged {
                text,
                category: diagnosis.category,
                entry: diagnosis.matches.into_iter().next().map(|first| first.entry),
                baseline: baseline::answer(&text.pasted, |id| categories.contains(id)),
            }
        })
        .collect()
}

impl Judged<'_> {
    /// The category that the matcher named.
    pub fn answered(&self) -> Option<&str> {
        self.category.as_ref().map(|guess| guess.id.as_str())
    }

    /// Whether the category is right: the label's, one that it accepts, or none for an unrelated
    /// text.
    pub fn is_category_right(&self) -> bool {
        match self.answered() {
            Some(category) => self.text.label.accepts(category),
            None => self.text.label.is_unrelated(),
        }
    }

    /// Whether the first entry is one that the label names.
    pub fn is_entry_right(&self) -> bool {
        self.entry.as_ref().is_some_and(|entry| self.text.label.entries.contains(entry))
    }

    /// Whether anything about the answer is wrong: the category, or the entry where one is named.
    pub fn is_wrong(&self) -> bool {
        !self.is_category_right() || !(self.text.label.entries.is_empty() || self.is_entry_right())
    }
}
