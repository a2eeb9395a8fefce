//! Does every entry win on its samples, and keep away from the texts that it must not match?

use matcher::{Diagnosis, Knowledge, Matcher};
use rayon::prelude::*;

use super::place;
use crate::diagnostic::Diagnostic;
use crate::entry::{RawNegative, RawSample};
use crate::load::{Content, LoadedEntry, Marked};

/// Diagnoses every sample of every entry, in parallel.
pub(super) fn check(content: &Content, knowledge: &Knowledge) -> Vec<Diagnostic> {
    match Matcher::new(knowledge.clone()) {
        Ok(matcher) => {
            content.entries.par_iter().flat_map_iter(|entry| check_entry(entry, &matcher)).collect()
        }
        Err(error) => vec![Diagnostic::error("bad-knowledge", error.to_string())],
    }
}

fn check_entry(entry: &LoadedEntry, matcher: &Matcher) -> Vec<Diagnostic> {
    let id = format!("{}/{}", entry.tool, entry.slug);
    let samples = entry.raw.value.samples.iter().filter_map(|sample| {
        let diagnosis = matcher.diagnose(sample.text.as_bytes());
        wins(entry, &id, sample, &diagnosis)
    });
    let negatives = entry.raw.value.not.iter().filter_map(|negative| {
        let diagnosis = matcher.diagnose(negative.text.as_bytes());
        keeps_away(entry, &id, negative, &diagnosis)
    });
    samples.chain(negatives).collect()
}

fn wins(
    entry: &LoadedEntry,
    id: &str,
    sample: &Marked<RawSample>,
    diagnosis: &Diagnosis,
) -> Option<Diagnostic> {
    let at = place(&entry.raw, &sample.text.span);
    let Some(first) = diagnosis.matches.first() else {
        let help = match diagnosis.near_misses.iter().find(|miss| miss.entry == id) {
            Some(miss) => format!("{} of {} conditions hold: {}", miss.held, miss.of, miss.missing),
            None => "no signature's text stands in it; signatures are exact".to_owned(),
        };
        let message = "this sample is not recognised".to_owned();
        return Some(
            Diagnostic::error("sample-missed", message).at(at, "nothing matches").help(help),
        );
    };
    if first.entry != id {
        let place_of_this = diagnosis.matches.iter().position(|found| found.entry == id);
        let folded = first.symptoms.iter().any(|symptom| symptom.entry == id);
        let message = match (place_of_this, folded) {
            (Some(place), _) => {
                format!("`{}` wins this sample; `{id}` comes {}", first.entry, ordinal(place))
            }
            (None, true) => {
                format!("`{}` wins this sample; `{id}` is folded below it", first.entry)
            }
            (None, false) => {
                format!("`{}` wins this sample; `{id}` does not match it", first.entry)
            }
        };
        let help = "make the signature say more, or declare the order with `beats` or `symptom_of`";
        return Some(Diagnostic::error("sample-lost", message).at(at, "lost").help(help));
    }
    if let Some(line) = sample.root_line
        && line as usize != first.line
    {
        let message = format!("the root line was found on line {}, not on line {line}", first.line);
        return Some(Diagnostic::error("sample-line", message).at(at, "in this text"));
    }
    sample.captures.iter().find_map(|(name, value)| {
        let found = first.captures.get(name).map(String::as_str);
        (found != Some(value)).then(|| {
            let found = found.map_or("nothing".to_owned(), |found| format!("`{found}`"));
            let message = format!("the capture `{name}` is {found}, not `{value}`");
            Diagnostic::error("sample-capture", message).at(at.clone(), "in this text")
        })
    })
}

fn keeps_away(
    entry: &LoadedEntry,
    id: &str,
    negative: &Marked<RawNegative>,
    diagnosis: &Diagnosis,
) -> Option<Diagnostic> {
    let line = diagnosis.matches.iter().find(|found| found.entry == id).map(|found| found.line);
    let folded = diagnosis.matches.iter().flat_map(|found| &found.symptoms);
    let line = line.or_else(|| folded.into_iter().find(|s| s.entry == id).map(|s| s.line))?;
    let message = format!("this text must not match, but does on its line {line}");
    Some(
        Diagnostic::error("sample-stolen", message)
            .at(place(&entry.raw, &negative.text.span), "matches")
            .help("make the signature say more, or add what must not stand beside it to `none:`"),
    )
}

fn ordinal(place: usize) -> String {
    match place + 1 {
        2 => "second".to_owned(),
        3 => "third".to_owned(),
        number => format!("{number}th"),
    }
}
