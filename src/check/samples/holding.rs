//! Which of an entry's signatures it is that holds on a text.

use matcher::Matcher;
use matcher::compile::{CategorySpec, EntrySpec, KnowledgeBuilder};

use crate::diagnostic::Place;
use crate::entry::RawSignature;
use crate::load::{LoadedEntry, Marked};

/// The signature that accounts for most of a text. Each is compiled alone, which is too slow to be
/// done for every sample, and cheap for the few that have gone wrong.
pub(super) fn best<'a>(entry: &'a LoadedEntry, text: &str) -> Option<&'a Marked<RawSignature>> {
    let mut best = None;
    for signature in &entry.raw.value.signatures {
        let proved = proved(signature, text);
        if proved > best.map_or(0, |(most, _)| most) {
            best = Some((proved, signature));
        }
    }
    best.map(|(_, signature)| signature)
}

/// Whether a signature holds on a text.
pub(super) fn holds(signature: &RawSignature, text: &str) -> bool {
    proved(signature, text) > 0
}

/// Where a signature says what it looks for.
pub(super) fn place(entry: &LoadedEntry, signature: &Marked<RawSignature>) -> Place {
    let lead = [&signature.message, &signature.regex, &signature.exception].into_iter().flatten();
    let span = lead.map(|text| &text.span).next().unwrap_or(&signature.span);
    super::place(&entry.raw, span)
}

/// How many bytes of the text prove the signature; 0 when it does not hold.
fn proved(signature: &RawSignature, text: &str) -> usize {
    let mut builder = KnowledgeBuilder::new();
    builder.category(CategorySpec::new("any"));
    builder.entry(EntrySpec::new("the/one", "", "any").signature(signature.into()));
    let Ok(knowledge) = builder.build() else {
        return 0;
    };
    let Ok(matcher) = Matcher::new(knowledge) else {
        return 0;
    };
    let matches = matcher.diagnose(text.as_bytes()).matches;
    matches.iter().flat_map(|found| &found.evidence).map(|span| span.end - span.start).sum()
}
