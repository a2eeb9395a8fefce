//! Weighing signals: which weights in `categories.yaml` make the known answers likeliest.
//!
//! ```text
//! development half, samples ──hear──> Case ──learn──> weights ──> terminal, categories.yaml
//!                                      └──5 folds──> figures, reliability
//! ```
//!
//! The model is the one by which the matcher answers: the weights of all signals for a category
//! make its odds (a multinomial logistic regression). The weights that are there are where it
//! starts from, and what it stays near where texts say little. Signals decide only where no entry
//! does, or one that follows any error; so texts that an entry decides teach as well, and count
//! less.
//!
//! Figures come from cross-validation: each text is answered with weights that were learned without
//! its thread. One thing it cannot undo: the weights that are there may have been learned from the
//! same texts. So the same is done from equal weights, which know of none; the truth lies between.
//!
//! The test half is not read, and a sample that is modelled on a thread of that half teaches
//! nothing.

mod answers;
mod calibration;
mod cases;
mod folds;
pub mod human;
mod learn;
mod signals;
mod write;

use matcher::Matcher;
use rayon::prelude::*;

pub use calibration::{Calibration, Range, Reliability};
pub use write::write;

use self::answers::{Answered, Scope};
use self::cases::Case;
use self::signals::Signals;
use super::corpus::Text;
use super::share::Share;
use crate::entry::KnowledgeBase;

/// Weights that were fitted, and what they are worth.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// How many texts of the corpus were learned from.
    pub texts: usize,
    /// How many samples of entries were.
    pub samples: usize,
    /// All signals, in the order of `categories.yaml`.
    pub signals: Vec<Weighed>,
    /// How often signals are right.
    pub figures: Vec<Comparison>,
    /// How far the confidence in an answer by signals can be trusted.
    pub by_signals: Calibration,
    /// How far the confidence in an answer by an entry can be trusted.
    pub by_entries: Calibration,
}

/// A signal with its weights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighed {
    /// The id of the category for which it speaks.
    pub category: String,
    /// What is looked for.
    pub shown: String,
    /// The weight that `categories.yaml` says.
    pub before: u8,
    /// The weight that was fitted.
    pub after: u8,
    /// In how many texts it was heard.
    pub heard: usize,
}

/// How often signals name the right category, with several weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Which texts are counted.
    pub title: &'static str,
    /// With the weights that are there.
    pub before: Rightness,
    /// With weights that were learned without the text's thread.
    pub after: Rightness,
    /// The same, learned from equal weights.
    pub from_equal: Rightness,
    /// Texts whose answer became acceptable.
    pub mended: usize,
    /// Texts whose answer no longer is.
    pub broken: usize,
}

/// How often a category is right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rightness {
    /// Texts whose category is the label's.
    pub strict: Share,
    /// Texts whose category is the label's or one that it accepts.
    pub acceptable: Share,
    /// Texts for which none was named.
    pub no_answer: Share,
}

/// Weighs the signals of a knowledge base by texts of the development half.
pub fn fit(texts: &[Text], base: &KnowledgeBase, matcher: &Matcher) -> Fit {
    let signals = Signals::of(&base.categories);
    let cases = cases::gather(texts, base, matcher, &signals);
    let before: Vec<f64> = signals.weights().iter().copied().map(f64::from).collect();
    let mean = before.iter().sum::<f64>() / before.len().max(1) as f64;
    let equal = vec![mean; before.len()];

    let all: Vec<&Case> = cases.iter().collect();
    let after = learn::learn(&all, &signals, &before);
    let [held_out, held_out_from_equal] = [&before, &equal].map(|prior| {
        let by_fold: Vec<Vec<f64>> = (0..folds::COUNT)
            .into_par_iter()
            .map(|fold| learn::learn(&folds::without(fold, &cases), &signals, prior))
            .collect();
        answers::answer(&cases, &signals, |case| &by_fold[folds::of(case)])
    });
    let present = answers::answer(&cases, &signals, |_| &before);

    let figures = [Scope::Undecided, Scope::All].map(|scope| Comparison {
        title: scope.title(),
        before: rightness(&present, scope),
        after: rightness(&held_out, scope),
        from_equal: rightness(&held_out_from_equal, scope),
        mended: changed(&present, &held_out, scope),
        broken: changed(&held_out, &present, scope),
    });
    Fit {
        texts: texts.len(),
        samples: cases.len() - texts.len(),
        signals: weighed(base, &signals, &cases, &after),
        figures: figures.into(),
        by_signals: calibration::of_signals(&held_out),
        by_entries: calibration::of_entries(&cases),
    }
}

fn weighed(
    base: &KnowledgeBase,
    signals: &Signals<'_>,
    cases: &[Case],
    after: &[f64],
) -> Vec<Weighed> {
    let mut heard = vec![0; after.len()];
    for (signal, _) in cases.iter().flat_map(|case| &case.heard) {
        heard[*signal] += 1;
    }
    let weights = signals.weights().into_iter().zip(after).zip(heard);
    let all = weights.enumerate().map(|(place, ((before, after), heard))| Weighed {
        category: base.categories[signals.category(place)].id.value.clone(),
        shown: signals.shown(place),
        before,
        after: *after as u8,
        heard,
    });
    all.collect()
}

fn rightness(answered: &[Answered<'_>], scope: Scope) -> Rightness {
    let related = || answered.iter().filter(|one| scope.counts(one.case));
    Rightness {
        strict: Share::of(related(), |one| one.named(scope) == one.case.category),
        acceptable: Share::of(related(), |one| one.is_right(scope)),
        no_answer: Share::of(related(), |one| one.named(scope).is_none()),
    }
}

/// How many texts the second answers right and the first does not.
fn changed(first: &[Answered<'_>], second: &[Answered<'_>], scope: Scope) -> usize {
    let pairs = first.iter().zip(second).filter(|(one, _)| scope.counts(one.case));
    pairs.filter(|(one, other)| !one.is_right(scope) && other.is_right(scope)).count()
}

impl Weighed {
    /// A signal of less weight hardly ever changes an answer.
    pub const LEAST: u8 = 3;

    /// Whether it could as well be removed.
    pub fn is_useless(&self) -> bool {
        self.after < Self::LEAST
    }

    /// How far the weight moved.
    pub fn change(&self) -> i16 {
        i16::from(self.after) - i16::from(self.before)
    }
}
