//! Does every entry win on its samples, with the line and the captures that they name?

use matcher::{Diagnosis, Match};

use super::{Run, Runs, holding, holding_entries, place};
use crate::check::telling::Words;
use crate::diagnostic::{Diagnostic, Place};
use crate::entry::RawSample;
use crate::load::Marked;

/// Finds samples that an entry does not win, or not as they say.
pub(super) fn check(id: &str, run: &Run, runs: &Runs, words: &Words) -> Vec<Diagnostic> {
    let is_won =
        |diagnosis: &Diagnosis| diagnosis.matches.first().is_some_and(|first| first.entry == id);
    if run.samples.len() > 1 && !run.samples.iter().any(|(_, diagnosis)| is_won(diagnosis)) {
        return vec![never(id, run, runs)];
    }
    let found =
        run.samples.iter().filter_map(|(sample, diagnosis)| match diagnosis.matches.first() {
            None => Some(missed(id, run, sample, diagnosis)),
            Some(first) if first.entry != id => {
                let lost =
                    Lost { id, run, sample, diagnosis, first, winner: runs.get(&first.entry) };
                Some(lost.to_generic(words).unwrap_or_else(|| lost.report()))
            }
            Some(first) => differs(run, sample, first),
        });
    found.collect()
}

/// All samples at once: most likely it is the entry, not each of the samples.
fn never(id: &str, run: &Run, runs: &Runs) -> Diagnostic {
    let count = run.samples.len();
    let message = format!("`{id}` wins on none of its {count} samples");
    let mut diagnostic = Diagnostic::error("never-wins", message);
    let mut winners: Vec<(&str, Place)> = Vec::new();
    for (index, (sample, diagnosis)) in run.samples.iter().enumerate() {
        let first = diagnosis.matches.first().map(|first| first.entry.as_str());
        let label = first.map_or("nothing matches".to_owned(), |first| format!("`{first}` wins"));
        let at = place(&run.entry.raw, &sample.text.span);
        diagnostic = if index == 0 { diagnostic.at(at, label) } else { diagnostic.also(at, label) };
        if let Some(first) = first
            && !winners.iter().any(|(known, _)| *known == first)
            && let Some(winner) = runs.get(first)
            && let Some(signature) = holding::best(winner.entry, &sample.text)
        {
            winners.push((first, holding::place(winner.entry, signature)));
        }
    }
    for (winner, at) in winners {
        diagnostic = diagnostic.also(at, format!("`{winner}` is found by this"));
    }
    let holds = |diagnosis: &Diagnosis| holding_entries(diagnosis).any(|(held, _)| held == id);
    let help = if run.samples.iter().any(|(_, diagnosis)| holds(diagnosis)) {
        "make its signatures say more, or declare the order with `beats` or `symptom_of`"
    } else {
        "compare a signature with a sample, word by word; where another entry is right to win, \
         the sample belongs there"
    };
    diagnostic.help(help)
}

fn missed(id: &str, run: &Run, sample: &Marked<RawSample>, diagnosis: &Diagnosis) -> Diagnostic {
    let help = match diagnosis.near_misses.iter().find(|miss| miss.entry == id) {
        Some(miss) => format!("{} of {} conditions hold: {}", miss.held, miss.of, miss.missing),
        None => "no signature's text stands in it; signatures are exact".to_owned(),
    };
    Diagnostic::error("sample-missed", "this sample is not recognised")
        .at(place(&run.entry.raw, &sample.text.span), "nothing matches")
        .help(help)
}

/// The root line or a capture is not what the sample says.
fn differs(run: &Run, sample: &Marked<RawSample>, first: &Match) -> Option<Diagnostic> {
    let at = place(&run.entry.raw, &sample.text.span);
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

/// A sample that another entry wins.
struct Lost<'a> {
    id: &'a str,
    run: &'a Run<'a>,
    sample: &'a Marked<RawSample>,
    diagnosis: &'a Diagnosis,
    first: &'a Match,
    winner: Option<&'a Run<'a>>,
}

impl Lost<'_> {
    fn report(&self) -> Diagnostic {
        let Self { id, first, .. } = self;
        let place_of_this = self.diagnosis.matches.iter().position(|found| found.entry == *id);
        let folded = first.symptoms.iter().any(|symptom| symptom.entry == *id);
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
        let mut diagnostic = Diagnostic::error("sample-lost", message)
            .at(self.at(), "lost")
            .help("make the signature say more, or declare the order with `beats` or `symptom_of`");
        if let Some(winner) = self.winner
            && let Some(signature) = holding::best(winner.entry, &self.sample.text)
        {
            let at = holding::place(winner.entry, signature);
            diagnostic = diagnostic.also(at, format!("`{}` is found by this", first.entry));
        }
        diagnostic
    }

    /// When the winner's signature tells less than the one that lost: `beats`, `symptom_of`, or
    /// an exception class seen nearby have turned the order round.
    fn to_generic(&self, words: &Words) -> Option<Diagnostic> {
        let winner = self.winner?;
        let theirs = holding::best(winner.entry, &self.sample.text)?;
        let ours = holding::best(self.run.entry, &self.sample.text)?;
        if words.bits_of(theirs)? >= words.bits_of(ours)? {
            return None;
        }
        let (id, first) = (self.id, &self.first.entry);
        let names = |names: &[Marked<String>], name: &str| names.iter().any(|it| it.value == name);
        let change = if names(&winner.entry.raw.value.beats, id) {
            format!("remove `{id}` from `beats` of `{first}`")
        } else if names(&self.run.entry.raw.value.symptom_of, first) {
            format!("remove `{first}` from `symptom_of` of `{id}`")
        } else {
            format!("add `beats: [{first}]` to `{id}`")
        };
        let help = format!("{change}, or make the signature of `{first}` say more");
        let message =
            format!("`{first}` wins this sample of `{id}` with a signature that says less");
        let diagnostic = Diagnostic::error("generic-wins", message)
            .at(self.at(), "lost")
            .also(holding::place(winner.entry, theirs), "says less")
            .also(holding::place(self.run.entry, ours), "says more");
        Some(diagnostic.help(help))
    }

    fn at(&self) -> Place {
        place(&self.run.entry.raw, &self.sample.text.span)
    }
}

fn ordinal(place: usize) -> String {
    match place + 1 {
        2 => "second".to_owned(),
        3 => "third".to_owned(),
        number => format!("{number}th"),
    }
}
