//! Can every signature win at all?
//!
//! Not every signature has a sample of its own: many are other wordings of the same failure, read
//! in the program's source. But each has words, and a text of these alone, its holes filled and
//! its conditions met, must be diagnosed as its entry.

use matcher::{Matcher, Template};
use rayon::prelude::*;

use super::{Run, Runs, holding};
use crate::diagnostic::Diagnostic;
use crate::entry::RawSignature;
use crate::load::Marked;

/// What any hole takes.
const VALUE: &str = "7";

/// Finds signatures whose own words are diagnosed as something else.
pub(super) fn check(runs: &Runs, matcher: &Matcher) -> Vec<Diagnostic> {
    let found = runs.par_iter().flat_map_iter(|(id, run)| {
        let signatures = run.entry.raw.value.signatures.iter();
        signatures.filter_map(|signature| check_signature(id, run, signature, runs, matcher))
    });
    found.collect()
}

fn check_signature(
    id: &str,
    run: &Run,
    signature: &Marked<RawSignature>,
    runs: &Runs,
    matcher: &Matcher,
) -> Option<Diagnostic> {
    let text = own_words(signature)?;
    let at = holding::place(run.entry, signature);
    // Only `none` can keep a signature from its own words, and compiling it alone takes time.
    if !signature.none.is_empty() && !holding::holds(signature, &text) {
        let message = "this signature does not hold even on its own words";
        return Some(
            Diagnostic::error("never-holds", message)
                .at(at, "`none:` forbids something in it")
                .help("take that out of `none:`, or remove the signature"),
        );
    }
    let diagnosis = matcher.diagnose(text.as_bytes());
    let first = diagnosis.matches.first();
    if first.is_some_and(|first| first.entry == id) {
        return None;
    }
    let winner = first.map(|first| first.entry.as_str());
    let named = winner.map_or("nothing".to_owned(), |winner| format!("`{winner}`"));
    let message = format!("{named} wins even on the own words of this signature of `{id}`");
    let mut diagnostic = Diagnostic::error("own-words-lost", message)
        .at(at, "no text can show this")
        .help("make it say more, declare the order with `beats` or `symptom_of`, or remove it");
    if let Some(other) = winner.and_then(|winner| runs.get(winner))
        && let Some(theirs) = holding::best(other.entry, &text)
    {
        let at = holding::place(other.entry, theirs);
        diagnostic = diagnostic.also(at, format!("{named} is found by this"));
    }
    Some(diagnostic)
}

/// What `all` demands, then the message behind its exception class, on one line so that they are
/// as near as can be. `None` for a regular expression: what it stands for cannot be written down.
fn own_words(signature: &RawSignature) -> Option<String> {
    let class = signature.exception.as_deref().map(String::as_str);
    let message = match (&signature.message, &signature.regex) {
        (Some(message), _) => filled(message)?,
        (None, Some(_)) => return None,
        (None, None) => String::new(),
    };
    let demanded = signature.all.iter().map(|text| filled(text));
    let demanded = demanded.collect::<Option<Vec<_>>>()?;
    let last = class.into_iter().chain(Some(message.as_str()).filter(|text| !text.is_empty()));
    let last = last.collect::<Vec<_>>().join(": ");
    Some(demanded.iter().map(String::as_str).chain([last.as_str()]).collect::<Vec<_>>().join(" "))
}

fn filled(template: &str) -> Option<String> {
    let template: Template = template.parse().ok()?;
    let text = template.to_text();
    let fill = |text: String, hole: &str| text.replacen(&format!("{{{hole}}}"), VALUE, 1);
    Some(template.holes().fold(text, fill))
}
