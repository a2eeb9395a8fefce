//! Is a cause that is true for some releases only shown by one of them?
//!
//! A range decides which fix a visitor sees. One that nobody has seen at work is a guess, and a
//! wrong one hides the right fix from those who need it.

use std::collections::BTreeSet;

use matcher::Diagnosis;

use super::{Run, place};
use crate::diagnostic::Diagnostic;
use crate::entry::{RawCause, RawSample, VersionRange};
use crate::load::Marked;

/// Finds causes with `when:` for which the entry has no sample.
pub(super) fn check(run: &Run) -> Vec<Diagnostic> {
    let raw = &run.entry.raw.value;
    let Some(affects) = &raw.affects else { return Vec::new() };
    let samples = run.samples.iter();
    let seen: BTreeSet<&str> = samples
        .filter_map(|(sample, diagnosis)| release(sample, diagnosis, &affects.package))
        .collect();
    let seen: Vec<&str> = seen.into_iter().collect();
    raw.causes.iter().filter_map(|cause| unproved(run, cause, &affects.package, &seen)).collect()
}

/// The release that printed a sample, as the entry or the text itself says.
fn release<'a>(sample: &'a RawSample, diagnosis: &'a Diagnosis, package: &str) -> Option<&'a str> {
    let is_package = |name: &str| name.eq_ignore_ascii_case(package);
    let read = diagnosis.facts.versions.iter().find(|(name, _)| is_package(name));
    let said = sample.release.as_ref().map(|release| release.value.as_str());
    said.or(read.map(|(_, version)| version.as_str()))
}

fn unproved(run: &Run, cause: &RawCause, package: &str, seen: &[&str]) -> Option<Diagnostic> {
    let when: &Marked<String> = cause.when.as_ref()?;
    let range: VersionRange = when.parse().ok()?;
    if seen.iter().any(|release| range.contains(release) == Some(true)) {
        return None;
    }
    let message =
        format!("this cause is for {package} {}, and no sample shows such a release", when.value);
    let seen = match seen {
        [] => "no sample says which release printed it".to_owned(),
        seen => format!("the samples are of {}", seen.join(", ")),
    };
    let help = format!(
        "{seen}: add `release:` to the sample that such a release printed, or run one and add what \
         it prints; without either, leave out `when:` and say in the explanation what is known"
    );
    Some(
        Diagnostic::error("unproved-range", message)
            .at(place(&run.entry.raw, &when.span), "no sample is in this range")
            .also(place(&run.entry.raw, &cause.title.span), "the cause")
            .help(help),
    )
}
