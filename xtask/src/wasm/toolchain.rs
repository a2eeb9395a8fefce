//! The toolchain that compiles for the browser: which one, and its cargo command.

use std::env;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result};
use clap::ValueEnum;

use super::debian::DebianRust;
use super::rustup;
use crate::run;
use crate::workspace::Workspace;

/// The target of a browser module.
pub(super) const TARGET: &str = "wasm32-unknown-unknown";

/// What the developer asked for.
#[derive(Clone, Copy, Default, ValueEnum)]
pub(super) enum Choice {
    /// What is installed already, else rustup's, else Debian's
    #[default]
    Auto,
    /// The target of the active toolchain, downloaded by rustup if it is missing
    Rustup,
    /// Debian's Rust, which builds the standard library from its sources: needs no download by
    /// rustup
    Debian,
}

/// A toolchain that is installed and can compile for [`TARGET`].
pub(super) enum WasmToolchain {
    /// The active toolchain, which has the target's standard library; mostly rustup's.
    Active,
    /// Debian's Rust with the sources of the standard library.
    Debian(DebianRust),
}

impl WasmToolchain {
    /// Finds a toolchain, and installs one where there is none.
    ///
    /// What is installed comes first, wherever it came from: where rustup cannot download,
    /// asking it at each call would cost its whole time limit each time.
    pub(super) fn find_or_install(workspace: &Workspace, choice: Choice) -> Result<Self> {
        match choice {
            Choice::Rustup => Self::active_or_download(workspace),
            Choice::Debian => DebianRust::find_or_install(workspace).map(Self::Debian),
            Choice::Auto => {
                if rustup::has_target(workspace)? {
                    return Ok(Self::Active);
                }
                if let Some(debian) = DebianRust::find(workspace)? {
                    return Ok(Self::Debian(debian));
                }
                let refusal = match Self::active_or_download(workspace) {
                    Ok(toolchain) => return Ok(toolchain),
                    Err(refusal) => refusal,
                };
                eprintln!("{refusal:#}; falling back to Debian's Rust");
                DebianRust::find_or_install(workspace).map(Self::Debian)
            }
        }
    }

    fn active_or_download(workspace: &Workspace) -> Result<Self> {
        if !rustup::has_target(workspace)? {
            rustup::add_target(workspace)?;
        }
        Ok(Self::Active)
    }

    /// Each toolchain has a target folder of its own, so that switching does not undo the other's
    /// work.
    pub(super) fn target_folder(&self, workspace: &Workspace) -> PathBuf {
        workspace.target.join("wasm-build").join(match self {
            Self::Active => "active",
            Self::Debian(_) => "debian",
        })
    }

    /// `cargo build` for the browser; the caller adds the package.
    pub(super) fn cargo_build(&self, workspace: &Workspace) -> Result<Command> {
        let build = ["build", "--profile", "wasm", "--target", TARGET];
        let (mut command, sysroot) = match self {
            Self::Active => (workspace.cargo(build), rustup::sysroot(workspace)?),
            Self::Debian(debian) => (debian.cargo(workspace, build)?, debian.sysroot.clone()),
        };
        command.arg("--target-dir").arg(self.target_folder(workspace));
        // These flags replace a developer's, which are for native code.
        command.env_remove("CARGO_ENCODED_RUSTFLAGS").env("RUSTFLAGS", rust_flags(&sysroot));
        Ok(command)
    }
}

/// The paths of this machine end up in messages of panics, hence in what visitors download.
/// Remapped, the same sources give the same bytes on each machine, and fewer.
fn rust_flags(sysroot: &str) -> String {
    let mut flags = String::new();
    let cargo_home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(env::home_dir()?.join(".cargo")));
    let registry = cargo_home.map(|home| home.join("registry/src").display().to_string());
    let library = format!("{sysroot}/lib/rustlib/src/rust");
    for (path, short) in registry.into_iter().map(|path| (path, "")).chain([(library, "rust")]) {
        // A space would end the flag. Such a path stays as it is, which costs a few bytes.
        if !path.contains(' ') {
            let _ = write!(flags, " --remap-path-prefix={path}={short}");
        }
    }
    flags
}

/// The version that a `rustc` says it is of, such as `1.96.0`.
pub(super) fn rustc_version(rustc: &mut Command) -> Result<String> {
    let said = run::read_line(rustc.arg("--version"))?;
    said.split(' ')
        .nth(1)
        .map(str::to_owned)
        .with_context(|| format!("not a rustc version: {said}"))
}
