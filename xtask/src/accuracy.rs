//! `cargo xtask accuracy`: how often the answers to the labelled texts are right.

use anyhow::Result;

use crate::run;
use crate::workspace::Workspace;

/// The labelled texts, and the entries by which they are diagnosed.
const MEASURE: [&str; 4] = ["accuracy", "tests/corpus", "--content", "content"];

/// Measures how often the answers to the labelled texts of `tests/corpus` are right.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Put the figures into `content/accuracy.json`, which the site shows and the checks compare
    /// with; with `--fit`, the weights into `content/categories.yaml`
    #[arg(long)]
    write: bool,

    /// Show what the development half gets wrong, and no figures
    #[arg(long, conflicts_with = "write")]
    list: bool,

    /// Weigh the signals by the development half, and show what that is worth, and no figures
    #[arg(long, conflicts_with = "list")]
    fit: bool,
}

pub(crate) fn execute(workspace: &Workspace, args: &Args) -> Result<()> {
    run::run(&mut workspace.cargo(["build", "--release", "--package", "faultbook"]))?;
    let mut faultbook = workspace.faultbook("release");
    faultbook.args(MEASURE);
    if args.write {
        faultbook.arg("--write");
    }
    if args.fit {
        faultbook.arg("--fit");
    }
    if args.list {
        faultbook.args(["--list", "development"]);
    }
    run::run(&mut faultbook)
}

/// Fails if a figure is worse than in `content/accuracy.json`, or cannot be measured: the corpus or
/// the file is missing.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    run::run(workspace.faultbook("debug").args(MEASURE).arg("--check"))
}
