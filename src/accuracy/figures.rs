//! The figures: what was counted, and how it is written down.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::certainty::Certainty;
use super::corpus::Half;
use super::judge::Judged;
use super::share::{Share, rounded};

/// Stands for no category: an unrelated text as a label, "not known here" as an answer.
pub const NONE: &str = "none";

/// Where the bins of stated confidence begin; each ends where the next begins, the last at 1 and
/// with it.
pub(super) const BINS: [f64; 5] = [0.0, 0.5, 0.7, 0.8, 0.9];

/// The figures of both halves; the content of `accuracy.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// Of the half that may be looked at.
    pub development: Figures,
    /// Of the half that is only counted.
    pub test: Figures,
}

/// What was counted in one half. *Related* texts have a category; *unrelated* ones have nothing to
/// do with the knowledge base.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figures {
    /// What rules as in [`super::baseline`] make of the same texts.
    pub baseline: CategoryFigures,
    /// How well the matcher names categories.
    pub category: CategoryFigures,
    /// Right categories among the answers of each certainty.
    pub certainty: CertaintyFigures,
    /// What was answered to what.
    pub confusion: Confusion,
    /// How well the matcher names entries.
    pub entry: EntryFigures,
    /// Right categories among the answers of each range of confidence, lowest first.
    pub reliability: Vec<Bin>,
    /// How many texts there are.
    pub texts: TextCounts,
}

/// How many texts there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextCounts {
    /// Texts with a category.
    pub related: usize,
    /// Texts without.
    pub unrelated: usize,
}

/// How well categories are named.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryFigures {
    /// Related texts whose category is the label's or one that it accepts.
    pub acceptable: Share,
    /// Unrelated texts for which any category was named.
    pub false_claims: Share,
    /// The mean over categories of the acceptable share of their texts, so that a rare category
    /// counts as much as a frequent one; `None` without related texts.
    pub macro_recall: Option<f64>,
    /// Related texts for which no category was named.
    pub no_answer: Share,
    /// Related texts whose category is the label's.
    pub strict: Share,
}

/// How well entries are named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryFigures {
    /// Of texts whose label names entries and for which the matcher named one: those for which the
    /// first is the label's.
    pub precision: Share,
    /// Of texts whose label names entries: those for which the first is the label's.
    pub recall: Share,
}

/// Right categories, by what the confidence is called. An answer to an unrelated text is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertaintyFigures {
    /// Among answers that are called likely.
    pub likely: Share,
    /// Among answers that are called possible.
    pub possible: Share,
}

/// Right categories among the answers whose confidence is in a range. An answer to an unrelated text
/// is wrong.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bin {
    /// Answers with an acceptable category, of all in the range.
    pub acceptable: Share,
    /// The lowest confidence of the range.
    pub from: f64,
    /// The mean of the stated confidences; `None` where there is none.
    pub stated: Option<f64>,
    /// The confidence at which the next range begins; 1, and with it, for the last.
    pub to: f64,
}

/// Texts by label, and for each label by answer; [`NONE`] stands for no category in both.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Confusion(pub BTreeMap<String, BTreeMap<String, usize>>);

impl Report {
    /// Counts both halves.
    pub fn count(judged: &[Judged<'_>]) -> Self {
        let of = |half| {
            let in_half = judged.iter().filter(|one| one.text.half == half);
            Figures::count(&in_half.collect::<Vec<_>>())
        };
        Self { development: of(Half::Development), test: of(Half::Test) }
    }

    /// The figures of a half.
    pub fn half(&self, half: Half) -> &Figures {
        match half {
            Half::Development => &self.development,
            Half::Test => &self.test,
        }
    }

    /// The figures as they are committed: sorted keys, a line end at the end.
    ///
    /// # Errors
    ///
    /// Only where memory ends: numbers and maps with string keys can be written.
    pub fn to_json(&self) -> serde_json::Result<String> {
        let mut value = serde_json::to_value(self)?;
        value.sort_all_objects();
        Ok(serde_json::to_string_pretty(&value)? + "\n")
    }
}

impl Figures {
    fn count(judged: &[&Judged<'_>]) -> Self {
        let named = || judged.iter().filter(|one| !one.text.label.entries.is_empty());
        let of_certainty = |certainty| {
            let answers = judged.iter().filter(|one| {
                one.category.as_ref().is_some_and(|it| Certainty::of(it.confidence) == certainty)
            });
            Share::of(answers, |one| one.is_category_right())
        };
        let unrelated = judged.iter().filter(|one| one.text.label.is_unrelated()).count();
        Self {
            baseline: CategoryFigures::count(judged, |one| one.baseline),
            category: CategoryFigures::count(judged, |one| one.answered()),
            certainty: CertaintyFigures {
                likely: of_certainty(Certainty::Likely),
                possible: of_certainty(Certainty::Possible),
            },
            confusion: Confusion::count(judged),
            entry: EntryFigures {
                precision: Share::of(named().filter(|one| one.entry.is_some()), |one| {
                    one.is_entry_right()
                }),
                recall: Share::of(named(), |one| one.is_entry_right()),
            },
            reliability: reliability(judged),
            texts: TextCounts { related: judged.len() - unrelated, unrelated },
        }
    }

    /// What contradicts itself, as words; figures that were counted never do.
    pub(super) fn contradiction(&self) -> Option<&'static str> {
        let TextCounts { related, unrelated } = self.texts;
        let fits = |category: &CategoryFigures| {
            let of_related = [category.strict, category.acceptable, category.no_answer];
            of_related.iter().all(|share| share.total() == related)
                && category.false_claims.total() == unrelated
        };
        let answered = related + unrelated - self.confusion.answered(NONE);
        let in_bins: usize = self.reliability.iter().map(|bin| bin.acceptable.total()).sum();
        let by_word = self.certainty.likely.total() + self.certainty.possible.total();
        [
            (fits(&self.category), "`category` and `texts` count different texts"),
            (fits(&self.baseline), "`baseline` and `texts` count different texts"),
            (
                self.confusion.total() == related + unrelated
                    && self.confusion.labelled(NONE) == unrelated,
                "`confusion` and `texts` count different texts",
            ),
            (in_bins == answered, "`reliability` and `confusion` count different answers"),
            (by_word == answered, "`certainty` and `confusion` count different answers"),
        ]
        .into_iter()
        .find_map(|(fits, words)| (!fits).then_some(words))
    }
}

impl CategoryFigures {
    fn count(
        judged: &[&Judged<'_>],
        answer: impl for<'a> Fn(&'a Judged<'_>) -> Option<&'a str>,
    ) -> Self {
        let related = || judged.iter().filter(|one| !one.text.label.is_unrelated());
        let unrelated = judged.iter().filter(|one| one.text.label.is_unrelated());
        let is_acceptable =
            |one: &Judged<'_>| answer(one).is_some_and(|category| one.text.label.accepts(category));
        let mut by_category: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for one in related() {
            by_category.entry(one.text.label.category.as_deref()).or_default().push(one);
        }
        let recalls = by_category
            .values()
            .filter_map(|texts| Share::of(texts, |one| is_acceptable(one)).value());
        let sum: f64 = recalls.sum();
        let categories = by_category.len();
        Self {
            acceptable: Share::of(related(), |one| is_acceptable(one)),
            false_claims: Share::of(unrelated, |one| answer(one).is_some()),
            macro_recall: (categories > 0).then(|| rounded(sum / categories as f64)),
            no_answer: Share::of(related(), |one| answer(one).is_none()),
            strict: Share::of(related(), |one| answer(one) == one.text.label.category.as_deref()),
        }
    }
}

impl Confusion {
    fn count(judged: &[&Judged<'_>]) -> Self {
        let mut confusion = Self::default();
        for one in judged {
            let label = one.text.label.category.as_deref().unwrap_or(NONE);
            let answers = confusion.0.entry(label.to_owned()).or_default();
            *answers.entry(one.answered().unwrap_or(NONE).to_owned()).or_default() += 1;
        }
        confusion
    }

    /// How many texts of a label got an answer.
    pub fn cell(&self, label: &str, answer: &str) -> usize {
        self.0.get(label).and_then(|answers| answers.get(answer)).copied().unwrap_or(0)
    }

    /// How many texts have a label.
    pub fn labelled(&self, label: &str) -> usize {
        self.0.get(label).map_or(0, |answers| answers.values().sum())
    }

    /// How many texts got an answer.
    pub fn answered(&self, answer: &str) -> usize {
        self.0.keys().map(|label| self.cell(label, answer)).sum()
    }

    /// Labels and answers that occur.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flat_map(|(label, answers)| {
            std::iter::once(label.as_str()).chain(answers.keys().map(String::as_str))
        })
    }

    fn total(&self) -> usize {
        self.0.keys().map(|label| self.labelled(label)).sum()
    }
}

fn reliability(judged: &[&Judged<'_>]) -> Vec<Bin> {
    let ends = BINS.iter().skip(1).chain([&1.0]);
    BINS.iter()
        .zip(ends)
        .map(|(&from, &to)| {
            let is_here = |confidence: f64| confidence >= from && (confidence < to || to >= 1.0);
            let answers: Vec<_> = judged
                .iter()
                .filter_map(|one| Some((one, one.category.as_ref()?.confidence)))
                .filter(|(_, confidence)| is_here(*confidence))
                .collect();
            let sum: f64 = answers.iter().map(|(_, confidence)| confidence).sum();
            Bin {
                acceptable: Share::of(&answers, |(one, _)| one.is_category_right()),
                from,
                stated: (!answers.is_empty()).then(|| rounded(sum / answers.len() as f64)),
                to,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use matcher::CategoryGuess;

    use super::*;
    use crate::accuracy::{Label, Text};

    fn text(label: Option<&str>) -> Text {
        let category = label.map(str::to_owned);
        let label = Label { category, accept: BTreeSet::new(), entries: BTreeSet::new() };
        Text {
            path: String::new(),
            half: Half::Test,
            source: String::new(),
            label,
            pasted: Vec::new(),
        }
    }

    #[test]
    fn a_confidence_on_an_edge_is_in_the_upper_bin() {
        let text = text(Some("network"));
        let answer = |confidence| Judged {
            text: &text,
            category: Some(CategoryGuess { id: "network".to_owned(), confidence }),
            entry: None,
            baseline: None,
        };
        let judged = [0.0, 0.49, 0.5, 0.7, 0.79, 0.8, 0.9, 1.0].map(answer);
        let bins = reliability(&judged.iter().collect::<Vec<_>>());
        let counted: Vec<_> = bins.iter().map(|bin| (bin.acceptable.total(), bin.stated)).collect();
        let expected = [(2, 0.245), (1, 0.5), (2, 0.745), (1, 0.8), (2, 0.95)];
        assert_eq!(counted, expected.map(|(count, stated)| (count, Some(stated))));
    }

    #[test]
    fn a_half_without_texts_has_no_shares() {
        let figures = Figures::count(&[]);
        assert_eq!(figures.category.strict.value(), None);
        assert_eq!(figures.category.macro_recall, None);
        assert_eq!(figures.contradiction(), None);
    }

    #[test]
    fn an_answer_to_an_unrelated_text_is_a_false_claim_and_wrong() {
        let text = text(None);
        let guess = CategoryGuess { id: "network".to_owned(), confidence: 0.9 };
        let claimed =
            Judged { text: &text, category: Some(guess), entry: None, baseline: Some("auth") };
        let silent = Judged { category: None, baseline: None, ..claimed.clone() };
        let figures = Figures::count(&[&claimed, &silent]);
        assert_eq!(figures.category.false_claims.to_string(), "50.0 % (1 of 2)");
        assert_eq!(figures.baseline.false_claims.to_string(), "50.0 % (1 of 2)");
        assert_eq!(figures.certainty.likely.to_string(), "0.0 % (0 of 1)");
        assert_eq!(figures.category.strict.total(), 0, "it is no related text");
        assert_eq!(figures.contradiction(), None);
    }
}
