//! Learning weights: those that make the right answers likeliest while they stay near the ones
//! that are there.
//!
//! What is minimised is the sum over texts of `-ln(share of the right categories)`, where an
//! accepted category counts half, plus `(weight - prior)² / (2 SPREAD²)` for each signal: the
//! maximum a posteriori estimate with a Gaussian prior. A weight is never below 1, since a signal
//! that spoke against its category could not be explained to anybody.
//!
//! The descent is projected gradient with momentum, which starts anew when it goes uphill
//! (O'Donoghue and Candès, 2015), with a step that the curvature allows everywhere. It is the same
//! on every run.

use matcher::hearing::Hearing;

use super::cases::Case;
use super::signals::Signals;

/// How far from its prior a weight may be expected.
const SPREAD: f64 = 5.0;
/// How much a text counts that an entry decides, beside one that signals decide.
const DECIDED: f64 = 1.0 / 3.0;
/// How much an accepted category counts beside the expected one.
const ACCEPTED: f64 = 0.5;
/// The weights that `categories.yaml` can say.
const WEIGHTS: (f64, f64) = (1.0, 255.0);
/// The descent ends when no weight moves by more in a step.
const STILL: f64 = 1e-4;
/// Or after this many steps, of which a tenth is usual.
const MOST_STEPS: usize = 5_000;

/// The weights, whole numbers.
pub(super) fn learn(cases: &[&Case], signals: &Signals<'_>, prior: &[f64]) -> Vec<f64> {
    let teaches = |case: &&&Case| case.category.is_some() && !case.heard.is_empty();
    let cases: Vec<&Case> = cases.iter().filter(teaches).copied().collect();
    let slope = |weights: &[f64]| slope(&cases, signals, prior, weights);
    let step = 1.0 / most_curvature(&cases, prior.len());
    let inside = |weight: f64| weight.clamp(WEIGHTS.0, WEIGHTS.1);

    let mut weights: Vec<f64> = prior.iter().copied().map(inside).collect();
    let mut ahead = weights.clone();
    let mut momentum = 1.0;
    for _ in 0..MOST_STEPS {
        let slope = slope(&ahead);
        let next: Vec<f64> =
            ahead.iter().zip(&slope).map(|(weight, slope)| inside(weight - step * slope)).collect();
        let moves: Vec<f64> = next.iter().zip(&weights).map(|(next, last)| next - last).collect();
        let uphill: f64 = moves.iter().zip(&slope).map(|(moved, slope)| moved * slope).sum();
        let stretch = if uphill > 0.0 {
            momentum = 1.0;
            0.0
        } else {
            let before = momentum;
            momentum = f64::midpoint(1.0, (1.0_f64 + 4.0 * before * before).sqrt());
            (before - 1.0) / momentum
        };
        ahead =
            next.iter().zip(&moves).map(|(next, moved)| inside(next + stretch * moved)).collect();
        weights = next;
        if moves.iter().all(|moved| moved.abs() < STILL) {
            break;
        }
    }
    weights.into_iter().map(f64::round).collect()
}

/// How much a text counts.
fn importance(case: &Case) -> f64 {
    if case.is_decided() { DECIDED } else { 1.0 }
}

/// The gradient of what is minimised.
fn slope(cases: &[&Case], signals: &Signals<'_>, prior: &[f64], weights: &[f64]) -> Vec<f64> {
    let from_prior = weights.iter().zip(prior);
    let mut slope: Vec<f64> =
        from_prior.map(|(weight, prior)| (weight - prior) / (SPREAD * SPREAD)).collect();
    for case in cases {
        let shares = shares(&case.sums(signals, weights), Hearing::WEIGHT_A_NAT);
        let right: Vec<f64> = (0..shares.len()).map(|category| right(case, category)).collect();
        let hit: f64 = right.iter().zip(&shares).map(|(right, share)| right * share).sum();
        for &(signal, times) in &case.heard {
            let category = signals.category(signal);
            let share = shares[category];
            let wrong = share - right[category] * share / hit.max(f64::MIN_POSITIVE);
            slope[signal] += importance(case) * wrong * f64::from(times) / Hearing::WEIGHT_A_NAT;
        }
    }
    slope
}

fn right(case: &Case, category: usize) -> f64 {
    if case.category == Some(category) {
        1.0
    } else if case.accepts(category) {
        ACCEPTED
    } else {
        0.0
    }
}

/// A bound of the curvature, by Gershgorin: that of a softmax is at most a half.
fn most_curvature(cases: &[&Case], signals: usize) -> f64 {
    let mut rows = vec![0.0_f64; signals];
    for case in cases {
        let all: u32 = case.heard.iter().map(|(_, times)| times).sum();
        for &(signal, times) in &case.heard {
            rows[signal] += importance(case) * f64::from(times) * f64::from(all);
        }
    }
    let most = rows.into_iter().fold(0.0, f64::max);
    1.0 / (SPREAD * SPREAD) + most / (2.0 * Hearing::WEIGHT_A_NAT * Hearing::WEIGHT_A_NAT)
}

/// The likelihoods of categories whose signals weigh this much; `nat` more weight makes one
/// likelier by a factor of e.
pub(super) fn shares(sums: &[f64], nat: f64) -> Vec<f64> {
    let most = sums.iter().copied().fold(f64::MIN, f64::max);
    let odds: Vec<f64> = sums.iter().map(|sum| ((sum - most) / nat).exp()).collect();
    let total: f64 = odds.iter().sum();
    odds.into_iter().map(|odds| odds / total).collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failed test may panic")]
    use super::*;
    use crate::entry::{RawCategories, RawCategory};

    /// Two categories, `a` with two signals and `b` with one.
    fn categories() -> Vec<RawCategory> {
        let yaml = "- {id: a, title: A, summary: s, signals: [{text: one x, weight: 20}, \
                    {text: two x, weight: 20}]}\n\
                    - {id: b, title: B, summary: s, signals: [{text: three x, weight: 20}]}\n";
        serde_saphyr::from_str::<RawCategories>(yaml).unwrap().0
    }

    fn case(category: usize, heard: &[usize]) -> Case {
        let heard = heard.iter().map(|signal| (*signal, 1)).collect();
        Case { category: Some(category), heard, ..Case::default() }
    }

    #[test]
    fn what_is_heard_beside_the_wrong_answer_weighs_less() {
        let (categories, prior) = (categories(), [20.0; 3]);
        let signals = Signals::of(&categories);
        let (wrong, right) = (case(1, &[0, 2]), case(0, &[1]));
        let cases: Vec<&Case> = std::iter::repeat_n(&wrong, 4).chain([&right]).collect();
        let [one, two, three] = learn(&cases, &signals, &prior).try_into().unwrap();
        assert!(one < 18.0 && two == 20.0 && three > 22.0, "{one} {two} {three}");
    }

    #[test]
    fn no_text_moves_no_weight_and_no_weight_leaves_its_range() {
        let categories = categories();
        let signals = Signals::of(&categories);
        let prior = [20.0, 1.0, 255.0];
        assert_eq!(learn(&[], &signals, &prior), prior);
        let unrelated = Case { heard: vec![(0, 1)], ..Case::default() };
        assert_eq!(learn(&[&unrelated], &signals, &prior), prior);
        let against = case(1, &[0, 1]);
        let weights = learn(&vec![&against; 1000], &signals, &prior);
        assert_eq!(weights[1], 1.0);
        assert_eq!(weights[2], 255.0);
    }

    #[test]
    fn the_descent_ends_where_the_slope_does() {
        let (categories, prior) = (categories(), [20.0, 30.0, 40.0]);
        let signals = Signals::of(&categories);
        let cases = [case(0, &[0, 2]), case(0, &[1, 2]), case(1, &[1, 2]), case(1, &[0, 1, 2])];
        let weights = learn(&cases.iter().collect::<Vec<_>>(), &signals, &prior);
        // Whole numbers are at most half a weight away from the minimum.
        let most = most_curvature(&cases.iter().collect::<Vec<_>>(), 3) * 0.5 * 3.0;
        for slope in slope(&cases.iter().collect::<Vec<_>>(), &signals, &prior, &weights) {
            assert!(slope.abs() < most, "{slope}");
        }
    }
}
