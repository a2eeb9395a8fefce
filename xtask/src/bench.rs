//! `cargo xtask bench`: the matcher's benchmarks.

use anyhow::Result;

use crate::run;
use crate::workspace::Workspace;

/// Measures the matcher.
///
/// Compare figures of one run; those of two runs differ by what else the machine did.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Passed on to `cargo bench`, for example a benchmark's name
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    cargo_bench: Vec<String>,
}

pub(crate) fn execute(workspace: &Workspace, args: &Args) -> Result<()> {
    let mut command = workspace.cargo(["bench", "--package", "faultbook-matcher"]);
    command.args(["--features", "compile", "--bench", "throughput"]);
    run::run(command.args(&args.cargo_bench))
}
