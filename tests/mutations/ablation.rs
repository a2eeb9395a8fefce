//! Takes away, one at a time, what a signature demands.
//!
//! A signature is compiled alone, and a sample on which it holds is brought into normal form, where
//! the parts of its templates stand as they are written. Then a part of the message or a text
//! of `all` is cut out of it everywhere, or a text of `none` is put beside the message. The
//! signature must no longer hold.

use faultbook::entry::RawSignature;
use matcher::Matcher;
use rayon::prelude::*;

use crate::base::{Base, alone};
use crate::lines::Lines;
use crate::outcome::{Failure, Row};
use crate::parts;

/// A line that no signature is about.
const UNRELATED: &str = "the weather is fine today";
/// A message that stands in more places than this would take too long to surround.
const MOST_PLACES: usize = 32;

/// What can be done to a signature's sample, in the order of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    NormalForm,
    MessagePart,
    All,
    None,
    UnrelatedLine,
}

const KINDS: [(Kind, &str); 5] = [
    (Kind::NormalForm, "nothing but normal form: holds"),
    (Kind::MessagePart, "without a part of the message"),
    (Kind::All, "without a text of `all`"),
    (Kind::None, "with a text of `none` beside it"),
    (Kind::UnrelatedLine, "with an unrelated line there: holds"),
];

type Outcome = (Kind, Result<(), Failure>);

/// Takes everything from every signature that has a sample.
pub(crate) fn run(base: &Base) -> Vec<Row> {
    let signatures: Vec<_> = base
        .entries()
        .flat_map(|(id, entry)| {
            entry.signatures.iter().enumerate().map(move |numbered| (id, entry, numbered))
        })
        .collect();
    let cases: Vec<_> = signatures
        .par_iter()
        .filter_map(|(id, entry, (index, signature))| {
            let matcher = alone(signature);
            let holds = |text: &str| line(&matcher, text).is_some();
            let place = entry.samples.iter().position(|sample| holds(&sample.text))?;
            let lines = Lines::of(&entry.samples.get(place)?.text);
            Some(Case { id, sample: place + 1, number: index + 1, signature, matcher, lines })
        })
        .collect();
    println!("{} of {} signatures hold on a sample", cases.len(), signatures.len());
    let outcomes: Vec<Outcome> = cases.par_iter().flat_map_iter(Case::outcomes).collect();
    KINDS
        .into_iter()
        .map(|(kind, name)| {
            let (of_kind, _): (Vec<_>, Vec<_>) =
                outcomes.iter().partition(|(other, _)| *other == kind);
            Row::new(name, of_kind.into_iter().map(|(_, outcome)| outcome.clone()).collect())
        })
        .collect()
}

/// A signature with a sample on which it holds.
struct Case<'a> {
    id: &'a str,
    sample: usize,
    /// The place of the signature in its entry, from 1.
    number: usize,
    signature: &'a RawSignature,
    matcher: Matcher,
    /// The sample in normal form.
    lines: Lines,
}

impl Case<'_> {
    fn outcomes(&self) -> Vec<Outcome> {
        let text = self.lines.to_text();
        let Some(line) = self.line(&text) else {
            return vec![(Kind::NormalForm, Err(self.failure("does not hold in normal form")))];
        };
        let mut outcomes = vec![(Kind::NormalForm, Ok(()))];
        let lead = match (&self.signature.message, &self.signature.regex) {
            (Some(message), _) => Some(message),
            (None, Some(_)) => None,
            (None, None) => self.signature.exception.as_ref(),
        };
        for part in lead.into_iter().flat_map(|message| parts::literals(message)) {
            outcomes.extend(self.without(Kind::MessagePart, &[part]));
        }
        for condition in &self.signature.all {
            outcomes.extend(self.without(Kind::All, &parts::literals(condition)));
        }
        for condition in &self.signature.none {
            outcomes.push((Kind::None, self.surrounded(&text, &parts::filled(condition))));
            let beside = self.beside(&text, line, UNRELATED);
            let told = "no longer holds with an unrelated line there";
            let outcome = self.line(&beside).map(drop).ok_or_else(|| self.failure(told));
            outcomes.push((Kind::UnrelatedLine, outcome));
        }
        outcomes
    }

    /// Cuts parts out of the text; `None` when none of them stands there.
    fn without(&self, kind: Kind, parts: &[String]) -> Option<Outcome> {
        let rest = parts.iter().fold(self.lines.clone(), |lines, part| lines.without(part));
        if rest == self.lines {
            return None;
        }
        let told = format!("still holds without `{}`", parts.join("` and `"));
        let outcome = self.line(&rest.to_text()).map_or(Ok(()), |_| Err(self.failure(&told)));
        Some((kind, outcome))
    }

    /// Puts a text beside each place where the message stands.
    fn surrounded(&self, text: &str, condition: &str) -> Result<(), Failure> {
        let mut text = text.to_owned();
        for _ in 0..MOST_PLACES {
            match self.line(&text) {
                Some(line) => text = self.beside(&text, line, condition),
                None => return Ok(()),
            }
        }
        Err(self.failure(&format!("still holds beside `{condition}`")))
    }

    /// The text with another one before the line on which the message begins, near enough for
    /// the signature to see it.
    fn beside(&self, text: &str, line: usize, other: &str) -> String {
        let end = if self.signature.within == Some(0) { ' ' } else { '\n' };
        let lines = text.split('\n').enumerate().map(|(index, content)| {
            if index + 1 == line { format!("{other}{end}{content}") } else { content.to_owned() }
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    fn line(&self, text: &str) -> Option<usize> {
        line(&self.matcher, text)
    }

    fn failure(&self, told: &str) -> Failure {
        let entry = self.id.to_owned();
        let told = format!("signature {} {told}", self.number);
        Failure { entry, sample: self.sample, told }
    }
}

/// The line, from 1, on which the matcher's only signature holds.
fn line(matcher: &Matcher, text: &str) -> Option<usize> {
    matcher.diagnose(text.as_bytes()).matches.first().map(|found| found.line)
}
