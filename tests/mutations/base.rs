//! The knowledge base of this repository, compiled as a build compiles it, and its samples.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use faultbook::entry::{RawEntry, RawSignature};
use faultbook::load::Content;
use matcher::compile::{CategorySpec, EntrySpec, KnowledgeBuilder};
use matcher::{Matcher, Span};

/// The knowledge base.
pub(crate) struct Base {
    content: Content,
    ids: Vec<String>,
    /// What each entry's signatures say, all in one text.
    said: Vec<String>,
    pub(crate) matcher: Matcher,
}

/// A sample, with what may be changed in it and what may not.
pub(crate) struct Subject<'a> {
    /// The entry that must come first.
    pub(crate) entry: &'a str,
    /// The place of the sample in its entry, from 1.
    pub(crate) sample: usize,
    pub(crate) text: &'a str,
    /// What the holes of its signature hold.
    pub(crate) captures: BTreeMap<String, String>,
    /// What proves the entry.
    evidence: Vec<Span>,
    said: &'a str,
}

impl Subject<'_> {
    /// Whether something that proves the entry stands in these bytes of the text.
    pub(crate) fn is_proved_in(&self, bytes: Range<usize>) -> bool {
        self.evidence.iter().any(|span| span.start < bytes.end && span.end > bytes.start)
    }

    /// A byte between the first and the last of what proves the entry; `None` when that stands on
    /// one line.
    pub(crate) fn middle_of_proof(&self) -> Option<usize> {
        let (first, last) = (self.evidence.first()?, self.evidence.last()?);
        let middle = usize::midpoint(first.end, last.start);
        self.text.get(first.end..last.start)?.contains('\n').then_some(middle)
    }

    /// Whether a signature of the entry says this word, so that it is no mere value.
    pub(crate) fn is_fixed(&self, word: &str) -> bool {
        self.said.contains(word)
    }
}

impl Base {
    /// Loads and compiles it.
    pub(crate) fn load() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
        let content = faultbook::load::load(&folder).expect("the content can be read");
        let knowledge = faultbook::check::compile(&content).expect("the signatures compile");
        let matcher = Matcher::new(knowledge).expect("the knowledge is sound");
        let ids = content.entries.iter().map(|entry| format!("{}/{}", entry.tool, entry.slug));
        let said = content.entries.iter().map(|entry| said(&entry.raw.value));
        Self { ids: ids.collect(), said: said.collect(), matcher, content }
    }

    /// The entries with their ids.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&str, &RawEntry)> {
        let ids = self.ids.iter().map(String::as_str);
        ids.zip(self.content.entries.iter().map(|entry| &entry.raw.value))
    }

    /// All samples of all entries.
    pub(crate) fn subjects(&self) -> Vec<Subject<'_>> {
        self.entries()
            .zip(&self.said)
            .flat_map(|((id, entry), said)| {
                entry.samples.iter().enumerate().map(move |(index, sample)| {
                    let text = sample.text.as_str();
                    let first = self.matcher.diagnose(text.as_bytes()).matches.into_iter().next();
                    let (captures, evidence) =
                        first.map(|first| (first.captures, first.evidence)).unwrap_or_default();
                    Subject { entry: id, sample: index + 1, text, captures, evidence, said }
                })
            })
            .collect()
    }
}

fn said(entry: &RawEntry) -> String {
    let texts = entry.signatures.iter().flat_map(|signature| {
        let leads = [&signature.message, &signature.regex, &signature.exception];
        leads.into_iter().flatten().chain(&signature.all).chain(&signature.none)
    });
    texts.map(|text| text.as_str()).collect::<Vec<_>>().join("\n")
}

/// A matcher that knows nothing but this signature.
pub(crate) fn alone(signature: &RawSignature) -> Matcher {
    let mut builder = KnowledgeBuilder::new();
    builder.category(CategorySpec::new("any"));
    builder.entry(EntrySpec::new("the/one", "The only one", "any").signature(signature.into()));
    let knowledge = builder.build().expect("a signature that compiled among others");
    Matcher::new(knowledge).expect("the knowledge is sound")
}
