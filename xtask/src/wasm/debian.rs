//! Debian's Rust, for machines that reach package registries but not rustup's server.
//!
//! Debian's security archive keeps a current Rust for its browsers (`rustc-web`) with the sources
//! of the standard library, but without a compiled one for wasm. So cargo compiles it too
//! (`-Zbuild-std`), an unstable option that a stable cargo takes when `RUSTC_BOOTSTRAP` is set.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use super::rustup;
use super::toolchain::rustc_version;
use crate::workspace::Workspace;
use crate::{apt, run};

const BIN: &str = "/usr/bin";

/// `lld` is for machines whose active Rust is Debian's too: only rustup's brings a linker for wasm.
const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld"];

/// What to do where the packages cannot be installed.
const BY_HAND: &str = "install a toolchain for wasm: `rustup target add wasm32-unknown-unknown`, \
    or Debian's packages rustc-web, cargo-web, rust-web-src and lld";

/// An installed Rust of Debian that can build the standard library.
pub(super) struct DebianRust {
    /// The folder of the toolchain, which holds the library's sources.
    pub(super) sysroot: String,
    linker: PathBuf,
}

impl DebianRust {
    /// Finds Debian's Rust if it is installed whole, and new enough for the workspace.
    pub(super) fn find(workspace: &Workspace) -> Result<Option<Self>> {
        let rustc = Path::new(BIN).join("rustc");
        if !rustc.is_file() || !Path::new(BIN).join("cargo").is_file() {
            return Ok(None);
        }
        if !is_new_enough(&rustc_version(&mut Command::new(&rustc))?) {
            return Ok(None);
        }
        let sysroot = run::read_line(Command::new(&rustc).args(["--print", "sysroot"]))?;
        if !Path::new(&sysroot).join("lib/rustlib/src/rust/library/std").is_dir() {
            return Ok(None);
        }
        let linker = find_linker(&rustup::sysroot(workspace)?)?;
        Ok(linker.map(|linker| Self { sysroot, linker }))
    }

    /// Finds Debian's Rust, and installs its packages if need be.
    pub(super) fn find_or_install(workspace: &Workspace) -> Result<Self> {
        if let Some(found) = Self::find(workspace)? {
            return Ok(found);
        }
        apt::install(&PACKAGES).context(BY_HAND)?;
        Self::find(workspace)?.with_context(|| {
            format!("{BY_HAND}: the packages that apt installed hold no usable Rust")
        })
    }

    /// `cargo <arguments>` of Debian, which builds the standard library as well.
    pub(super) fn cargo<'a>(
        &self,
        workspace: &Workspace,
        arguments: impl IntoIterator<Item = &'a str>,
    ) -> Result<Command> {
        let mut search_path = vec![PathBuf::from(BIN)];
        search_path.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
        let mut command = workspace.command(Path::new(BIN).join("cargo"));
        command
            .args(arguments)
            .arg("-Zbuild-std=std,panic_abort")
            .env("RUSTC", Path::new(BIN).join("rustc"))
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", &self.linker)
            .env("PATH", env::join_paths(search_path)?)
            // `cargo run`, which started us, points this at the libraries of the other toolchain.
            .env_remove("LD_LIBRARY_PATH");
        Ok(command)
    }
}

/// The lld in `sysroot`, the active toolchain's, or else Debian's own package of it.
fn find_linker(sysroot: &str) -> Result<Option<PathBuf>> {
    for target in Path::new(sysroot).join("lib/rustlib").read_dir()? {
        let linker = target?.path().join("bin/rust-lld");
        if linker.is_file() {
            return Ok(Some(linker));
        }
    }
    Ok(which::which("wasm-ld").ok())
}

/// Whether a version such as `1.96.0` reaches the `rust-version` of the workspace.
fn is_new_enough(version: &str) -> bool {
    let minor = |version: &str| version.split('.').nth(1).and_then(|minor| minor.parse().ok());
    let needed: Option<u32> = minor(env!("CARGO_PKG_RUST_VERSION"));
    minor(version) >= needed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debians_old_rust_is_not_taken_for_its_new_one() {
        assert!(!is_new_enough("1.63.0"));
        assert!(!is_new_enough(""));
        assert!(is_new_enough("1.196.0"));
        assert!(is_new_enough(&format!("{}.0", env!("CARGO_PKG_RUST_VERSION"))));
    }
}
