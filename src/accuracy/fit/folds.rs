//! Which texts are held out together.

use std::collections::BTreeSet;

use sha2::{Digest as _, Sha256};

use super::cases::Case;

/// How many parts the corpus is cut into, each of which is held out once.
pub(super) const COUNT: usize = 5;

/// The part of a thread. Its hash decides, as it does of the half, but by another byte; so a text
/// that is added moves no other.
fn of_thread(thread: &str) -> usize {
    let second = Sha256::digest(thread.as_bytes()).get(1).copied().unwrap_or_default();
    usize::from(second) % COUNT
}

/// The part of a text of the corpus, which has one thread.
pub(super) fn of(case: &Case) -> usize {
    case.threads.first().map_or(0, |thread| of_thread(thread))
}

/// What can be learned from while a part is held out: the other texts, and the samples that are
/// not modelled on a thread of that part.
pub(super) fn without(fold: usize, cases: &[Case]) -> Vec<&Case> {
    let texts = || cases.iter().filter(|case| !case.is_sample);
    let held_out: BTreeSet<&String> =
        texts().filter(|case| of(case) == fold).flat_map(|case| &case.threads).collect();
    cases.iter().filter(|case| !case.threads.iter().any(|it| held_out.contains(it))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thread_is_never_on_both_sides() {
        let threads = ["https://example.org/1", "https://example.org/2", "made: prose"];
        let texts = threads.iter().cycle().take(9).map(|thread| Case::from_thread(thread, false));
        let samples = threads.iter().map(|thread| Case::from_thread(thread, true));
        let cases: Vec<Case> =
            texts.chain(samples).chain([Case { is_sample: true, ..Case::default() }]).collect();
        for fold in 0..COUNT {
            let learned = without(fold, &cases);
            assert!(learned.iter().any(|case| case.threads.is_empty()), "a captured sample");
            for thread in threads {
                let of_thread = learned.iter().filter(|case| case.threads.contains(thread)).count();
                let held_out = cases.iter().any(|case| {
                    !case.is_sample && of(case) == fold && case.threads.contains(thread)
                });
                assert_eq!(of_thread, if held_out { 0 } else { 4 }, "{thread} in fold {fold}");
            }
        }
    }
}
