//! Whether a confidence means what it says: of the answers with a confidence of 0.8, eight of ten
//! should be right.

use matcher::hearing::Hearing;

use super::answers::Answered;
use super::cases::Case;
use super::learn::shares;
use crate::accuracy::figures::BINS;
use crate::accuracy::share::Share;

/// No confidence is higher.
const MOST: f64 = 0.99;

/// A constant by which confidences are made, with what another value would make of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    /// Which answers are counted.
    pub title: &'static str,
    /// The name of the constant.
    pub constant: &'static str,
    /// Its value, and how far confidences can be trusted with it.
    pub before: (f64, Reliability),
    /// The value to take: of those that chance cannot tell from the best one, by log loss, the
    /// nearest to the present one. Signals and entries were written by people who knew these very
    /// texts, so that the best value is too sure of anybody else's.
    pub after: (f64, Reliability),
}

/// How far stated confidences are from how often answers are right.
#[derive(Debug, Clone, PartialEq)]
pub struct Reliability {
    /// The ranges of confidence, lowest first; the same as those of the accuracy page.
    pub ranges: Vec<Range>,
    /// The expected calibration error: the mean over answers of how far what the range states is
    /// from what is right in it.
    pub error: f64,
    /// The mean over answers of `-ln` of the likelihood that was given to what is true of them.
    pub log_loss: f64,
}

/// The answers whose confidence is in a range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// The lowest confidence.
    pub from: f64,
    /// The confidence at which the next one begins; 1, and with it, for the last.
    pub to: f64,
    /// The mean of the stated confidences; `None` where there is no answer.
    pub stated: Option<f64>,
    /// Answers with an acceptable category.
    pub right: Share,
}

/// Answers that signals give where no entry decides. The sums must be those of weights that were
/// learned without the texts, which would be surer than of anybody else's.
pub(super) fn of_signals(answered: &[Answered<'_>]) -> Calibration {
    let answers: Vec<(&[f64], bool)> = answered
        .iter()
        .filter(|one| !one.case.is_decided())
        .filter_map(|one| Some((one.sums.as_slice(), one.case.accepts(one.by_signals()?))))
        .collect();
    let confidences = |nat: f64| {
        let confidence = |sums: &[f64]| shares(sums, nat).into_iter().fold(0.0, f64::max);
        answers.iter().map(|(sums, is_right)| (confidence(sums), *is_right)).collect()
    };
    calibrate(
        "answers by signals",
        ("WEIGHT_A_NAT", Hearing::WEIGHT_A_NAT),
        (2..=80).map(|half| f64::from(half) / 2.0),
        confidences,
    )
}

/// Answers that entries decide.
pub(super) fn of_entries(cases: &[Case]) -> Calibration {
    let answers: Vec<(u32, bool)> = cases
        .iter()
        .filter(|case| !case.is_sample)
        .filter_map(|case| Some((case, case.first.filter(|first| first.decides)?)))
        .map(|(case, first)| (first.weight, case.accepts(first.category)))
        .collect();
    let confidences = |halving: f64| {
        let confidence = |weight: u32| 1.0 - (-f64::from(weight) / halving).exp2();
        answers.iter().map(|(weight, is_right)| (confidence(*weight), *is_right)).collect()
    };
    calibrate(
        "answers by entries",
        ("HALVING", Hearing::HALVING),
        (4..=80).map(|fifth| f64::from(fifth) * 5.0),
        confidences,
    )
}

fn calibrate(
    title: &'static str,
    (constant, present): (&'static str, f64),
    candidates: impl Iterator<Item = f64>,
    confidences: impl Fn(f64) -> Vec<(f64, bool)>,
) -> Calibration {
    let losses = |value: f64| -> Vec<f64> { confidences(value).iter().map(loss).collect() };
    let tried: Vec<(f64, Vec<f64>)> =
        candidates.chain([present]).map(|value| (value, losses(value))).collect();
    let best = tried.iter().min_by(|(_, one), (_, other)| mean(one).total_cmp(&mean(other)));
    let is_as_good = |losses: &[f64]| best.is_some_and(|(_, best)| is_as_good(losses, best));
    let distance = |value: f64| (value.ln() - present.ln()).abs();
    let good = tried.iter().filter(|(_, losses)| is_as_good(losses)).map(|(value, _)| *value);
    let nearest = good.min_by(|one, other| distance(*one).total_cmp(&distance(*other)));
    let of = |value: f64| (value, Reliability::of(&confidences(value)));
    Calibration { title, constant, before: of(present), after: of(nearest.unwrap_or(present)) }
}

/// `-ln` of the likelihood that a confidence gives to what is true of its answer.
fn loss((confidence, is_right): &(f64, bool)) -> f64 {
    let likelihood = confidence.clamp(1.0 - MOST, MOST);
    -(if *is_right { likelihood } else { 1.0 - likelihood }).ln()
}

/// Whether losses are larger than the least ones by no more than chance may have done: one standard
/// error of the difference between the same answers.
fn is_as_good(losses: &[f64], least: &[f64]) -> bool {
    let apart: Vec<f64> = losses.iter().zip(least).map(|(one, least)| one - least).collect();
    let mean = mean(&apart);
    let spread: f64 = apart.iter().map(|apart| (apart - mean) * (apart - mean)).sum();
    let count = apart.len().max(2) as f64;
    mean <= (spread / (count * (count - 1.0))).sqrt()
}

fn mean(losses: &[f64]) -> f64 {
    losses.iter().sum::<f64>() / losses.len().max(1) as f64
}

impl Reliability {
    /// Counts answers by confidence, and whether they are right.
    fn of(answers: &[(f64, bool)]) -> Self {
        let ends = BINS.iter().skip(1).chain([&1.0]);
        let ranges: Vec<Range> =
            BINS.iter().zip(ends).map(|(&from, &to)| Range::of(answers, from, to)).collect();
        let count = answers.len().max(1) as f64;
        let error = ranges.iter().map(Range::error).sum::<f64>() / count;
        let losses: Vec<f64> = answers.iter().map(loss).collect();
        Self { ranges, error, log_loss: mean(&losses) }
    }
}

impl Range {
    fn of(answers: &[(f64, bool)], from: f64, to: f64) -> Self {
        let stated = |confidence: f64| (confidence * 100.0).floor().min(MOST * 100.0) / 100.0;
        let is_here = |confidence: f64| confidence >= from && (confidence < to || to >= 1.0);
        let answers = answers.iter().map(|(confidence, is_right)| (stated(*confidence), *is_right));
        let here: Vec<(f64, bool)> = answers.filter(|(stated, _)| is_here(*stated)).collect();
        let sum: f64 = here.iter().map(|(stated, _)| stated).sum();
        Self {
            from,
            to,
            stated: (!here.is_empty()).then(|| sum / here.len() as f64),
            right: Share::of(here, |(_, is_right)| is_right),
        }
    }

    /// How far stated and right are apart, for each answer of the range.
    fn error(&self) -> f64 {
        let apart = self.stated.zip(self.right.value()).map(|(stated, right)| stated - right);
        apart.unwrap_or_default().abs() * self.right.total() as f64
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failed test may panic")]
    use std::path::Path;

    use matcher::Matcher;

    use super::super::answers;
    use super::super::signals::Signals;
    use super::*;

    /// Counts one text as it is counted here, and holds it against the matcher's own answer.
    #[test]
    fn answers_and_confidences_are_those_of_the_matcher() {
        let starter = Path::new(env!("CARGO_MANIFEST_DIR")).join("starter");
        let base = crate::prepare(&starter).unwrap().0;
        let matcher = Matcher::new(base.knowledge.clone()).unwrap();
        let signals = Signals::of(&base.categories);
        let weights: Vec<f64> = signals.weights().into_iter().map(f64::from).collect();
        let by_signal = "demo: gave up: Connection refused";
        let by_entry = "demo: cannot open configuration file /a.yaml: No such file or directory";
        for text in [by_signal, by_entry] {
            let guess = matcher.diagnose(text.as_bytes()).category.unwrap();
            let category = base.categories.iter().position(|one| *one.id == guess.id);
            let case = Case { category, ..Case::hear(&matcher.hearing(text.as_bytes()), &signals) };
            let cases = [case];
            let answered = answers::answer(&cases, &signals, |_| &weights);
            let counted = match text == by_signal {
                true => of_signals(&answered),
                false => of_entries(&cases),
            };
            let stated = counted.before.1.ranges.iter().find_map(|range| range.stated).unwrap();
            assert!((stated - guess.confidence).abs() < 1e-9, "{text}: {stated} {guess:?}");
            let right: usize = counted.before.1.ranges.iter().map(|it| it.right.count()).sum();
            assert_eq!(right, 1, "{text}");
        }
    }

    #[test]
    fn the_error_is_the_distance_between_stated_and_right() {
        let answers = [(0.755, true), (0.75, false), (0.95, true), (0.95, true), (1.0, true)];
        let reliability = Reliability::of(&answers);
        let counts: Vec<_> = reliability.ranges.iter().map(|range| range.right.total()).collect();
        assert_eq!(counts, [0, 0, 2, 0, 3]);
        // Twice 0.75 - 0.5, and three times 1 - 0.9633.
        assert!((reliability.error - (0.5 + 0.11) / 5.0).abs() < 1e-9, "{}", reliability.error);
    }

    /// Answers of which three in four are right, all with 40 weights more for the first of two
    /// categories: the true confidence is 0.75, and ln 3 nats are 40 weights.
    fn calibrated(fours: usize) -> Calibration {
        let confidences = |nat: f64| {
            let confidence = shares(&[40.0, 0.0], nat)[0];
            [true, true, true, false].map(|is_right| (confidence, is_right)).repeat(fours)
        };
        calibrate("answers", ("NAT", 25.0), (1..=80).map(f64::from), confidences)
    }

    #[test]
    fn many_answers_move_a_constant_as_far_as_they_must() {
        let Calibration { before, after, .. } = calibrated(100);
        assert!((30.0..=36.0).contains(&after.0), "{}", after.0);
        assert!(before.1.error > 0.07 && after.1.error < 0.04, "{before:?} {after:?}");
    }

    #[test]
    fn few_answers_move_nothing() {
        assert_eq!(calibrated(1).after.0, 25.0);
    }
}
