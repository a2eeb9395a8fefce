//! What weights are learned from: texts whose right answer is known, each with the signals that it
//! gives.

use std::collections::BTreeSet;

use matcher::Matcher;
use matcher::hearing::{FirstEntry, Hearing};
use rayon::prelude::*;

use super::signals::Signals;
use crate::accuracy::corpus::{Half, Text};
use crate::entry::KnowledgeBase;

/// A text whose right answer is known. Categories and signals are named by their places.
#[derive(Debug, Clone, Default)]
pub(super) struct Case {
    /// Whether it is a sample of an entry, and not a text of the corpus.
    pub(super) is_sample: bool,
    /// Where it comes from: its source in the corpus, or the threads on which a sample is modelled.
    pub(super) threads: BTreeSet<String>,
    /// The category of the root cause; `None` for an unrelated text.
    pub(super) category: Option<usize>,
    /// Categories that are right as well.
    pub(super) accept: BTreeSet<usize>,
    /// Whether something was seen that only a known tool prints.
    pub(super) is_of_tool: bool,
    /// The signals that it gives, with how many times each counts.
    pub(super) heard: Vec<(usize, u32)>,
    /// The first entry that holds.
    pub(super) first: Option<FirstEntry>,
}

/// All texts of the corpus, then all samples of entries. A sample that is modelled on a thread of
/// the test half is left out: nobody learns from that half.
pub(super) fn gather(
    texts: &[Text],
    base: &KnowledgeBase,
    matcher: &Matcher,
    signals: &Signals<'_>,
) -> Vec<Case> {
    let place = |id: &String| base.categories.iter().position(|it| *it.id == *id);
    let of_texts = texts.par_iter().map(|text| Case {
        is_sample: false,
        threads: BTreeSet::from([text.source.clone()]),
        category: text.label.category.as_ref().and_then(place),
        accept: text.label.accept.iter().filter_map(place).collect(),
        ..Case::hear(&matcher.hearing(&text.pasted), signals)
    });
    let of_samples = base.entries.par_iter().flat_map_iter(|entry| {
        let samples = entry.said.samples.iter().map(|sample| (sample, threads(&sample.from)));
        let may_teach = |threads: &BTreeSet<String>| {
            threads.iter().all(|thread| Half::of_source(thread) == Half::Development)
        };
        samples.filter(move |(_, threads)| may_teach(threads)).map(|(sample, threads)| Case {
            is_sample: true,
            threads,
            category: Some(entry.category),
            ..Case::hear(&matcher.hearing(sample.text.as_bytes()), signals)
        })
    });
    of_texts.chain(of_samples).collect()
}

/// The addresses in what a sample says of its origin.
fn threads(from: &str) -> BTreeSet<String> {
    let words = from.split_whitespace().map(|word| word.trim_start_matches(['(', '<']));
    let addresses = words.filter(|word| word.starts_with("http"));
    let ends = |end: char| !(end.is_ascii_alphanumeric() || end == '/');
    addresses.map(|address| address.trim_end_matches(ends).to_owned()).collect()
}

impl Case {
    pub(super) fn hear(hearing: &Hearing, signals: &Signals<'_>) -> Self {
        let heard = hearing.signals.iter();
        Self {
            is_of_tool: hearing.is_of_tool,
            heard: heard.map(|it| (signals.index(it.category, it.place), it.times)).collect(),
            first: hearing.first,
            ..Self::default()
        }
    }

    /// Whether an entry's category is the answer whatever signals say.
    pub(super) fn is_decided(&self) -> bool {
        self.first.is_some_and(|first| first.decides)
    }

    /// Whether a category is right, if not the one that was expected.
    pub(super) fn accepts(&self, category: usize) -> bool {
        self.category == Some(category) || self.accept.contains(&category)
    }

    /// What the signals for each category weigh together.
    pub(super) fn sums(&self, signals: &Signals<'_>, weights: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; signals.category_count()];
        for &(signal, times) in &self.heard {
            sums[signals.category(signal)] += weights[signal] * f64::from(times);
        }
        sums
    }
}

#[cfg(test)]
impl Case {
    pub(super) fn from_thread(thread: &str, is_sample: bool) -> Self {
        Self { is_sample, threads: BTreeSet::from([thread.to_owned()]), ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_says_on_which_threads_it_is_modelled() {
        let found = threads("recomposed after https://example.org/issues/17, and (http://a.b/c).");
        let expected = ["http://a.b/c", "https://example.org/issues/17"].map(str::to_owned);
        assert_eq!(found, BTreeSet::from(expected));
        assert_eq!(threads("demo 1.0.0, captured"), BTreeSet::new());
    }
}
