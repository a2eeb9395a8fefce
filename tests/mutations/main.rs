//! Is a failure recognised however its text reaches us, and only while it says what it must?
//!
//! Every sample of the real knowledge base goes through every [mutation](mutation): what terminals,
//! loggers, serialisers, browsers and people do to a message on its way into the box. The entry
//! that the sample belongs to must still come first. [Ablation](ablation) is the other side: a
//! signature that holds on a sample must no longer hold when one of the things that it demands
//! is taken away.
//!
//! Both print a table, and all failures together:
//! `cargo test --test mutations -- --nocapture`.
#![expect(clippy::expect_used, reason = "a failed test may panic")]

mod ablation;
mod base;
mod lines;
mod mutation;
mod outcome;
mod parts;

use rayon::prelude::*;

use base::Base;
use mutation::Mutation;
use outcome::{Failure, Row, report};

#[test]
fn every_sample_survives_every_mutation() {
    let base = Base::load();
    let subjects = base.subjects();
    assert!(subjects.len() >= 300, "samples went missing: {}", subjects.len());
    let rows: Vec<Row> = mutation::ALL
        .par_iter()
        .map(|mutation| {
            let outcomes: Vec<_> = subjects
                .par_iter()
                .filter_map(|subject| mutate(&base, mutation, subject))
                .collect();
            Row::new(mutation.name, outcomes)
        })
        .collect();
    report("mutation", &rows);
}

/// `None` when the mutation changes nothing on this sample.
fn mutate(
    base: &Base,
    mutation: &Mutation,
    subject: &base::Subject,
) -> Option<Result<(), Failure>> {
    let text = (mutation.apply)(subject);
    if text == subject.text && mutation.name != mutation::UNCHANGED {
        return None;
    }
    let diagnosis = base.matcher.diagnose(text.as_bytes());
    let first = diagnosis.matches.first().map_or("nothing", |first| first.entry.as_str());
    if first == subject.entry {
        return Some(Ok(()));
    }
    let place = diagnosis.matches.iter().position(|found| found.entry == subject.entry);
    let folded = diagnosis.matches.iter().flat_map(|found| &found.symptoms);
    let is_folded = folded.into_iter().any(|symptom| symptom.entry == subject.entry);
    let miss = diagnosis.near_misses.iter().find(|miss| miss.entry == subject.entry);
    let why = match (place, is_folded, miss) {
        (Some(place), _, _) => format!("it holds, but comes as number {}", place + 1),
        (None, true, _) => "it holds, but is folded below the first".to_owned(),
        (None, false, Some(miss)) => {
            format!("{} of {} conditions hold: {}", miss.held, miss.of, miss.missing)
        }
        (None, false, None) => "none of its texts was found".to_owned(),
    };
    let told = format!("first is {first}; {why}");
    Some(Err(Failure { entry: subject.entry.to_owned(), sample: subject.sample, told }))
}

#[test]
fn no_signature_holds_without_what_it_demands() {
    report("ablation", &ablation::run(&Base::load()));
}
