//! Which steps run, given what was asked for and what has failed.

use super::outcome::Outcome;
use super::steps::Step;

/// The steps named in `only` and those they need, in the order of the table; all, if nothing is
/// named.
pub(super) fn plan<'a>(steps: &'a [Step], only: &[String]) -> Vec<&'a Step> {
    let mut wanted: Vec<&str> = only.iter().map(String::as_str).collect();
    // From the back, since a step needs only earlier ones: so needs of needs are found in one pass.
    for step in steps.iter().rev() {
        if wanted.contains(&step.name) {
            wanted.extend(step.needs);
        }
    }
    steps.iter().filter(|step| only.is_empty() || wanted.contains(&step.name)).collect()
}

/// The step that `step` needs and that did not pass.
pub(super) fn blocked_by(step: &Step, outcomes: &[(&Step, Outcome)]) -> Option<&'static str> {
    outcomes
        .iter()
        .find(|(earlier, outcome)| step.needs.contains(&earlier.name) && !outcome.is_passed())
        .map(|(earlier, _)| earlier.name)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const STEPS: &[Step] = &[
        step("fmt", &[]),
        step("wasm", &[]),
        step("build", &["wasm"]),
        step("browser", &["build"]),
        step("sizes", &["wasm"]),
    ];

    const fn step(name: &'static str, needs: &'static [&'static str]) -> Step {
        Step { name, about: "", needs, remedy: "", run: |_| Ok(()) }
    }

    fn names(only: &[&str]) -> Vec<&'static str> {
        let only: Vec<String> = only.iter().map(|name| (*name).to_owned()).collect();
        plan(STEPS, &only).iter().map(|step| step.name).collect()
    }

    #[test]
    fn without_a_choice_all_steps_run() {
        assert_eq!(names(&[]), ["fmt", "wasm", "build", "browser", "sizes"]);
    }

    #[test]
    fn chosen_steps_bring_what_they_need_in_the_tables_order() {
        assert_eq!(names(&["browser", "fmt"]), ["fmt", "wasm", "build", "browser"]);
        assert_eq!(names(&["sizes"]), ["wasm", "sizes"]);
    }

    #[test]
    fn a_failure_blocks_what_needs_it_and_nothing_else() {
        let mut outcomes = vec![
            (&STEPS[0], Outcome::Failed { took: Duration::ZERO }),
            (&STEPS[1], Outcome::Passed { took: Duration::ZERO }),
        ];
        assert_eq!(blocked_by(&STEPS[2], &outcomes), None);
        outcomes.push((&STEPS[2], Outcome::Failed { took: Duration::ZERO }));
        assert_eq!(blocked_by(&STEPS[3], &outcomes), Some("build"));
        assert_eq!(blocked_by(&STEPS[4], &outcomes), None);
    }

    #[test]
    fn a_step_that_did_not_run_blocks_too() {
        let outcomes = [(&STEPS[2], Outcome::NotRun { needed: "wasm" })];
        assert_eq!(blocked_by(&STEPS[3], &outcomes), Some("build"));
    }
}
