//! `cargo xtask generate`: the committed files that the generator itself prints.
//!
//! The Rust types are the source. A file in [`GENERATED`] is committed all the same, because people
//! and editors read it in the repository; the check keeps it from telling something else.

use std::fs;

use anyhow::{Result, bail};

use crate::run;
use crate::workspace::Workspace;
use crate::write::write_if_changed;

/// A file, and the arguments with which the binary prints it.
struct Generated {
    path: &'static str,
    arguments: &'static [&'static str],
}

const GENERATED: &[Generated] =
    &[Generated { path: "content/entry.schema.json", arguments: &["schema"] }];

/// Regenerates the committed files that come from the code, such as the JSON Schema of an entry.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Change nothing; fail and name the files that are not up to date
    #[arg(long)]
    check: bool,
}

pub(crate) fn execute(workspace: &Workspace, args: &Args) -> Result<()> {
    workspace.build_for_checks()?;
    if args.check { check(workspace) } else { generate(workspace) }
}

/// Fails if a generated file is not what the built binary prints now.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let mut stale = Vec::new();
    for file in GENERATED {
        let fresh = print(workspace, file)?;
        // A missing file is as stale as a different one.
        if !fs::read(workspace.root.join(file.path)).is_ok_and(|committed| committed == fresh) {
            stale.push(file.path);
        }
    }
    if !stale.is_empty() {
        bail!("not up to date: {}; run `cargo xtask generate` and commit", stale.join(", "));
    }
    Ok(())
}

fn generate(workspace: &Workspace) -> Result<()> {
    for file in GENERATED {
        let bytes = print(workspace, file)?;
        let changed = write_if_changed(&workspace.root.join(file.path), &bytes)?;
        eprintln!("{} {}", file.path, if changed { "was rewritten" } else { "is up to date" });
    }
    Ok(())
}

fn print(workspace: &Workspace, file: &Generated) -> Result<Vec<u8>> {
    run::read(workspace.faultbook("debug").args(file.arguments))
}
