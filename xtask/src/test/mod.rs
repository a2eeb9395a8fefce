//! `cargo xtask test`: everything that CI runs, and nothing else.
//!
//! steps (the table) -> plan (which of them) -> outcome (what became of each). A failure does not
//! stop the steps that do not depend on it: one run tells everything that is wrong.

mod outcome;
mod plan;
mod steps;

use std::time::Instant;

use anyhow::{Result, bail};
use clap::builder::PossibleValuesParser;

use self::outcome::{Outcome, summary};
use self::steps::{STEPS, Step};
use crate::workspace::Workspace;

/// Runs everything that CI runs: format, lints, docs, all tests, browser, sizes.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Run only these steps, and those they need
    #[arg(long, num_args = 1.., value_name = "STEP", value_parser = step_names())]
    only: Vec<String>,

    /// List the steps and run none
    #[arg(long, conflicts_with = "only")]
    list: bool,
}

fn step_names() -> PossibleValuesParser {
    STEPS.iter().map(|step| step.name).into()
}

pub(crate) fn execute(workspace: &Workspace, args: &Args) -> Result<()> {
    if args.list {
        print!("{}", steps::list());
        return Ok(());
    }
    let steps = plan::plan(STEPS, &args.only);
    let started = Instant::now();
    let outcomes = run_all(workspace, &steps);
    eprint!("\n{}", summary(&outcomes, started.elapsed()));
    let failed = outcomes.iter().filter(|(_, outcome)| !outcome.is_passed()).count();
    if failed > 0 {
        bail!("{failed} of {} steps did not pass", outcomes.len());
    }
    Ok(())
}

fn run_all<'a>(workspace: &Workspace, steps: &[&'a Step]) -> Vec<(&'a Step, Outcome)> {
    let mut outcomes: Vec<(&Step, Outcome)> = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        eprintln!("\n[{}/{}] {}: {}", index + 1, steps.len(), step.name, step.about);
        let outcome = match plan::blocked_by(step, &outcomes) {
            Some(needed) => Outcome::NotRun { needed },
            None => run_one(workspace, step),
        };
        eprintln!("[{}/{}] {}: {outcome}", index + 1, steps.len(), step.name);
        outcomes.push((step, outcome));
    }
    outcomes
}

fn run_one(workspace: &Workspace, step: &Step) -> Outcome {
    let started = Instant::now();
    match (step.run)(workspace) {
        Ok(()) => Outcome::Passed { took: started.elapsed() },
        Err(error) => {
            eprintln!("error: {error:#}\nhelp: {}", step.remedy);
            Outcome::Failed { took: started.elapsed() }
        }
    }
}
