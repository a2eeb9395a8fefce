//! Where things are, and how to call the cargo that started us.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use serde::Deserialize;

use crate::run;

/// The arguments that select all packages but this one.
///
/// Cargo gives a dependency the features that all selected packages ask for. `cargo xtask` itself
/// selects only [`XTASK`]; in a build of everything at once, its dependencies would have other
/// features, and what was compiled for the first call would be compiled a second time (walrus,
/// clap: minutes on two cores).
pub(crate) const PRODUCT: [&str; 3] = ["--workspace", "--exclude", "xtask"];

/// The arguments that select this package, the other half of the workspace.
pub(crate) const XTASK: [&str; 2] = ["--package", "xtask"];

/// The folders of this checkout.
pub(crate) struct Workspace {
    /// The folder of the root `Cargo.toml`; every command runs in it.
    pub(crate) root: PathBuf,
    /// Cargo's target folder, wherever the developer's configuration puts it.
    pub(crate) target: PathBuf,
}

/// The part of `cargo metadata` that is read.
#[derive(Deserialize)]
struct Metadata {
    workspace_root: PathBuf,
    target_directory: PathBuf,
}

impl Workspace {
    /// Asks cargo, since the target folder can be moved by variables and by configuration files.
    pub(crate) fn locate() -> Result<Self> {
        let mut command = Command::new(cargo_program());
        command.args(["metadata", "--no-deps", "--format-version", "1"]);
        // The folder above ours, not the developer's, who may be in a workspace of something else.
        let above = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
        command.current_dir(above.context("xtask lies in no folder")?);
        let metadata = run::read(&mut command)?;
        let metadata: Metadata = serde_json::from_slice(&metadata)?;
        Ok(Self { root: metadata.workspace_root, target: metadata.target_directory })
    }

    /// `program`, to be run in the root.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }

    /// `cargo <arguments>` of the active toolchain.
    pub(crate) fn cargo<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Command {
        let mut command = self.command(cargo_program());
        command.args(arguments);
        command
    }

    /// The generator's binary as `profile_folder` (`debug` or `release`) of the target folder has
    /// it.
    pub(crate) fn faultbook(&self, profile_folder: &str) -> Command {
        let name = format!("faultbook{}", env::consts::EXE_SUFFIX);
        self.command(self.target.join(profile_folder).join(name))
    }

    /// Builds the binary and all tests in the dev profile, the only one that the checks use.
    ///
    /// It names everything that `cargo test` needs, so that both resolve the same features: an
    /// innocent `cargo build` would leave out what dev-dependencies turn on, and compile half of
    /// the tree twice.
    pub(crate) fn build_for_checks(&self) -> Result<()> {
        run::run(self.cargo(["build", "--bins", "--tests"]).args(PRODUCT))
    }

    /// Where the browser modules are put for `build.rs` to embed, which has the same rule.
    pub(crate) fn browser_modules(&self) -> PathBuf {
        match env::var_os("FAULTBOOK_WASM_DIR") {
            Some(folder) => self.root.join(folder),
            None => self.root.join("target/wasm"),
        }
    }
}

fn cargo_program() -> PathBuf {
    env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from)
}
