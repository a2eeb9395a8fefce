//! What became of a step, and the table of all of them.

use std::fmt;
use std::fmt::Write as _;
use std::time::Duration;

use super::steps::Step;

/// What became of a step.
pub(super) enum Outcome {
    Passed {
        took: Duration,
    },
    Failed {
        took: Duration,
    },
    /// The step `needed` did not pass, so that this one would have said nothing.
    NotRun {
        needed: &'static str,
    },
}

impl Outcome {
    pub(super) fn is_passed(&self) -> bool {
        matches!(self, Self::Passed { .. })
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Passed { took } => write!(f, "passed in {}", seconds(*took)),
            Self::Failed { took } => write!(f, "FAILED after {}", seconds(*took)),
            Self::NotRun { needed } => write!(f, "not run, because `{needed}` did not pass"),
        }
    }
}

/// One line a step; the failed ones with what to do.
pub(super) fn summary(outcomes: &[(&Step, Outcome)], total: Duration) -> String {
    let mut summary = String::new();
    for (step, outcome) in outcomes {
        let _ = write!(summary, "{:<12}{outcome}", step.name);
        if let Outcome::Failed { .. } = outcome {
            let _ = write!(summary, ": {}", step.remedy);
        }
        summary.push('\n');
    }
    let _ = writeln!(summary, "{:<12}{}", "total", seconds(total));
    summary
}

fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(name: &'static str) -> Step {
        Step { name, about: "", needs: &[], remedy: "run `cargo fmt --all`", run: |_| Ok(()) }
    }

    #[test]
    fn the_summary_says_what_to_do() {
        let took = Duration::from_millis(1_250);
        let (fmt, wasm, sizes) = (step("fmt"), step("wasm"), step("sizes"));
        let outcomes = [
            (&fmt, Outcome::Failed { took }),
            (&wasm, Outcome::Passed { took }),
            (&sizes, Outcome::NotRun { needed: "wasm" }),
        ];
        assert_eq!(
            summary(&outcomes, took * 2),
            "fmt         FAILED after 1.2 s: run `cargo fmt --all`\n\
             wasm        passed in 1.2 s\n\
             sizes       not run, because `wasm` did not pass\n\
             total       2.5 s\n"
        );
    }
}
