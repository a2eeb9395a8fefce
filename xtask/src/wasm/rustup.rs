//! The active toolchain's own wasm target, and its download by rustup.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result};

use super::toolchain::TARGET;
use crate::run;
use crate::workspace::Workspace;

/// rustup retries a host that does not answer for much longer than anybody wants to wait.
const LIMIT: Duration = Duration::from_secs(120);

/// Whether the active toolchain has the standard library of [`TARGET`], from wherever it came.
pub(super) fn has_target(workspace: &Workspace) -> Result<bool> {
    let mut rustc = workspace.command("rustc");
    rustc.args(["--print", "target-libdir", "--target", TARGET]);
    Ok(Path::new(&run::read_line(&mut rustc)?).is_dir())
}

/// Downloads the target's standard library.
pub(super) fn add_target(workspace: &Workspace) -> Result<()> {
    run::run_within(workspace.command("rustup").args(["target", "add", TARGET]), LIMIT)
        .context("rustup cannot provide the wasm target")
}

/// The folder of the active toolchain.
pub(super) fn sysroot(workspace: &Workspace) -> Result<String> {
    run::read_line(workspace.command("rustc").args(["--print", "sysroot"]))
}
