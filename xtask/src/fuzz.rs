//! `cargo xtask fuzz`: the package `fuzz/`, with what it needs around it.
//!
//! It runs on the stable toolchain: coverage comes from a pass that stable rustc has. What needs a
//! nightly one, the address sanitizer, has little to find in a crate without unsafe code.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use clap::ValueEnum as _;

use crate::run;
use crate::workspace::Workspace;

/// An exact version, since the arguments below are those of its command line.
const CARGO_FUZZ: &str = "0.13.1";
/// Where seeds, what grew from them and findings are put, below the target folder.
const OUT: &str = "fuzz";
/// The variable that tells the targets where the knowledge base is.
const KNOWLEDGE: &str = "FAULTBOOK_FUZZ_KNOWLEDGE";
/// Longer inputs are slower and reach the same code; long texts are in `matcher/tests/robust.rs`.
const LONGEST_INPUT: usize = 4096;

/// Looks for inputs that break the matcher.
///
/// Each target ends when its time is over or when something was found. The input is then in
/// `target/fuzz/found`; mended, it becomes a named case of `matcher/tests/robust.rs`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// What to fuzz; all, one after the other, if nothing is named
    target: Option<Target>,

    /// How long, for each target
    #[arg(long, value_name = "N", default_value_t = 5)]
    minutes: u64,

    /// Only write the seeds that follow from `content/`
    #[arg(long, conflicts_with_all = ["target", "input"])]
    seed: bool,

    /// Only run this input, to see a finding again
    #[arg(long, value_name = "FILE", requires = "target")]
    input: Option<PathBuf>,
}

/// A file of `fuzz/fuzz_targets`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Target {
    /// Any bytes as a pasted text
    Diagnosis,
    /// Any bytes in normal form
    Normalise,
    /// Any bytes as a knowledge base
    Blob,
    /// Any text as a template
    Template,
}

impl Target {
    fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

pub(crate) fn execute(workspace: &Workspace, args: &Args) -> Result<()> {
    write_seeds(workspace)?;
    if args.seed {
        return Ok(());
    }
    let cargo_fuzz = find_or_install(workspace)?;
    let wanted = args.target.map_or_else(|| Target::value_variants().to_vec(), |one| vec![one]);
    for target in wanted {
        let mut fuzz = fuzz(workspace, &cargo_fuzz, &target.name());
        match &args.input {
            // The developer's folder may be another one than that of the command.
            Some(input) => drop(fuzz.arg(std::path::absolute(input)?)),
            None => search(workspace, &mut fuzz, &target.name(), args.minutes)?,
        }
        run::run(&mut fuzz)?;
    }
    Ok(())
}

/// Writes what fuzzing begins with below the target folder; see `fuzz/examples/seeds.rs`.
fn write_seeds(workspace: &Workspace) -> Result<()> {
    let mut cargo = workspace.cargo(["run", "--quiet", "--manifest-path", "fuzz/Cargo.toml"]);
    cargo.arg("--target-dir").arg(&workspace.target);
    run::run(cargo.args(["--example", "seeds", "--", "content"]).arg(seeds(workspace)))
}

fn seeds(workspace: &Workspace) -> PathBuf {
    workspace.target.join(OUT).join("seeds")
}

/// `cargo fuzz run <target>`, without an input to begin with.
fn fuzz(workspace: &Workspace, cargo_fuzz: &Path, target: &str) -> Command {
    let mut fuzz = workspace.command(cargo_fuzz);
    fuzz.env(KNOWLEDGE, seeds(workspace).join("knowledge.bin"));
    // Comparisons that are traced make each run five times as slow; the dictionary has what they
    // would find.
    fuzz.args(["fuzz", "run", "--sanitizer", "none", "--no-trace-compares", "--target-dir"]);
    fuzz.arg(workspace.target.join(OUT).join("build")).arg(target);
    fuzz
}

/// Names the folders with inputs, the first of which takes those that reach something new, and says
/// how to run them.
fn search(workspace: &Workspace, fuzz: &mut Command, target: &str, minutes: u64) -> Result<()> {
    let out = workspace.target.join(OUT);
    let (grown, found) = (out.join("corpus").join(target), out.join("found").join(target));
    for folder in [&grown, &found] {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fuzz.arg(grown).arg(seeds(workspace).join(target));
    // Blobs have none: they would have to be written anew with each change of the format.
    let committed = workspace.root.join("fuzz/corpus").join(target);
    if committed.is_dir() {
        fuzz.arg(committed);
    }
    fuzz.arg("--").arg(format!("-artifact_prefix={}/", found.display()));
    fuzz.arg(format!("-dict={}", workspace.root.join("fuzz/dictionary").display()));
    fuzz.arg(format!("-max_total_time={}", minutes * 60));
    fuzz.arg(format!("-max_len={LONGEST_INPUT}"));
    // A text of this length takes milliseconds.
    fuzz.args(["-timeout=10", "-print_final_stats=1"]);
    Ok(())
}

/// Installs cargo-fuzz below the target folder, once, and returns its program.
fn find_or_install(workspace: &Workspace) -> Result<PathBuf> {
    let root = workspace.target.join("tools").join(format!("cargo-fuzz-{CARGO_FUZZ}"));
    let program = root.join("bin").join(format!("cargo-fuzz{}", std::env::consts::EXE_SUFFIX));
    if !program.is_file() {
        let mut install = workspace.cargo(["install", "cargo-fuzz", "--locked"]);
        install.args(["--version", CARGO_FUZZ, "--root"]).arg(&root);
        run::run(&mut install).context("cargo-fuzz cannot be installed; is there a network?")?;
    }
    Ok(program)
}
