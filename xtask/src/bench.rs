//! `cargo xtask bench`: the matcher's benchmarks.

use anyhow::Result;

use crate::run;
use crate::workspace::Workspace;

/// Measures the matcher.
///
/// The budgets of DESIGN.md are compared within one run, never between runs.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Passed on to `cargo bench`, for example a benchmark's name
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    cargo_bench: Vec<String>,
}

pub(crate) fn execute(workspace: &Workspace, args: &Args) -> Result<()> {
    let mut command = workspace.cargo(["bench", "--package", "faultbook-matcher"]);
    run::run(command.args(&args.cargo_bench))
}
