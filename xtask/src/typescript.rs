//! TypeScript's compiler, which checks the front-end's JSDoc types and emits nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

use crate::workspace::Workspace;
use crate::{apt, run};

/// An exact version: a newer one finds other errors, which must not turn an old commit red.
const VERSION: &str = "7.0.2";

/// Of the root; it extends to the modules' `.d.ts` files in `target/wasm`.
const PROJECT: &str = "templates/assets/jsconfig.json";

/// Checks the front-end's types.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    if !workspace.root.join(PROJECT).is_file() {
        bail!("{PROJECT} is missing");
    }
    require_node()?;
    let compiler = find_or_install(workspace)?;
    run::run(workspace.command("node").arg(compiler).args(["--project", PROJECT]))
}

fn require_node() -> Result<()> {
    // Some distributions of Node bring npm along, and Debian's `npm` would conflict with those.
    let missing: Vec<&str> = [("node", "nodejs"), ("npm", "npm")]
        .into_iter()
        .filter(|(program, _)| which::which(program).is_err())
        .map(|(_, package)| package)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    apt::install(&missing).context("install Node 18 or newer with npm, from https://nodejs.org")
}

/// Installs the compiler below the target folder, once, and returns its start script.
fn find_or_install(workspace: &Workspace) -> Result<PathBuf> {
    let tools = workspace.target.join("tools");
    let package = tools.join("node_modules/typescript");
    if installed_version(&package).as_deref() != Some(VERSION) {
        fs::create_dir_all(&tools)?;
        // Looked up, since on Windows it is a script, which is only found by its whole name.
        let mut npm = workspace.command(which::which("npm")?);
        npm.args(["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts"]);
        npm.arg("--prefix").arg(&tools).arg(format!("typescript@{VERSION}"));
        run::run_within(&mut npm, Duration::from_secs(300))
            .context("TypeScript cannot be had from the npm registry; is there a network?")?;
    }
    Ok(package.join("bin/tsc"))
}

fn installed_version(package: &Path) -> Option<String> {
    #[derive(Deserialize)]
    struct Manifest {
        version: String,
    }
    let manifest = fs::read(package.join("package.json")).ok()?;
    serde_json::from_slice(&manifest).ok().map(|manifest: Manifest| manifest.version)
}
