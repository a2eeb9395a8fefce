//! `cargo xtask bench`: the package `bench/`, with what it needs around it.
//!
//! It is no member of the workspace, because it links Vectorscan, a C library that nobody needs
//! who only builds or tests Faultbook.

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};

use crate::browser::Browser;
use crate::workspace::Workspace;
use crate::{apt, run, wasm};

/// Where texts and results are put, below the target folder.
const OUT: &str = "bench";

/// Measures the matcher: against other engines, on hostile texts, or in browsers.
///
/// Compare figures of one run; those of two runs differ by what else the machine did.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Diagnose texts that are made to be slow, in growing sizes
    #[arg(long, conflicts_with = "browser")]
    hostile: bool,

    /// Measure the browser module under Node, and in a worker of Chromium
    #[arg(long)]
    browser: bool,

    /// Passed on to the measuring program: try `-- --help`
    #[arg(last = true, conflicts_with = "browser")]
    arguments: Vec<String>,
}

pub(crate) fn execute(workspace: &Workspace, args: &Args) -> Result<()> {
    require_vectorscan()?;
    if args.browser {
        return in_browsers(workspace);
    }
    let mode = if args.hostile { "hostile" } else { "compare" };
    run::run(bench(workspace).arg(mode).args(&args.arguments))
}

/// Builds the inputs and the module, puts both into one folder, and measures there.
fn in_browsers(workspace: &Workspace) -> Result<()> {
    require_node()?;
    let browser = Browser::find_or_install()?;
    wasm::build_for_checks(workspace)?;
    run::run(bench(workspace).arg("browser-inputs"))?;
    let out = workspace.target.join(OUT);
    let modules = workspace.browser_modules();
    // Node takes a `.js` file for an older kind of module.
    for (from, to) in [("matcher.js", "matcher.mjs"), ("matcher_bg.wasm", "matcher_bg.wasm")] {
        let from = modules.join(from);
        fs::copy(&from, out.join(to)).with_context(|| format!("cannot copy {}", from.display()))?;
    }
    let mut node = workspace.command("node");
    run::run(node.arg("bench/browser/measure.mjs").arg(out).arg(browser.chromium))
}

/// The measuring program, optimised, without its first argument.
fn bench(workspace: &Workspace) -> Command {
    let mut cargo = workspace.cargo(["run", "--release", "--quiet"]);
    cargo.args(["--manifest-path", "bench/Cargo.toml", "--target-dir"]).arg(&workspace.target);
    cargo.arg("--").arg("--out").arg(workspace.target.join(OUT));
    cargo
}

fn require_node() -> Result<()> {
    if which::which("node").is_ok() {
        return Ok(());
    }
    apt::install(&["nodejs"]).context("install Node 18 or newer, from https://nodejs.org")
}

/// Installs Debian's package if the linker does not find the library. Hyperscan, from which
/// Vectorscan was forked, has the same name for it and will do.
fn require_vectorscan() -> Result<()> {
    if links_vectorscan()? {
        return Ok(());
    }
    apt::install(&["libvectorscan-dev"]).context(
        "install Vectorscan's development files (Debian: `apt-get install libvectorscan-dev`)",
    )
}

fn links_vectorscan() -> Result<bool> {
    let folder = tempfile::tempdir()?;
    let mut linker = Command::new("cc");
    linker.args(["-x", "c", "-", "-lhs", "-o"]).arg(folder.path().join("links"));
    linker.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut linking = linker.spawn().context("cargo links with `cc`, which is missing")?;
    if let Some(mut program) = linking.stdin.take() {
        program.write_all(b"int main(void) { return 0; }")?;
    }
    Ok(linking.wait()?.success())
}
