//! `cargo xtask wasm`: from the Rust sources of the browser modules to `target/wasm/`.
//!
//! toolchain -> compile -> glue -> sizes. Cargo judges whether to compile; the rest is skipped when
//! the compiled bytes are those of the last run. `build.rs` then embeds `target/wasm/` in the
//! generator.

mod debian;
mod glue;
mod record;
mod rustup;
mod sizes;
mod toolchain;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use self::record::Record;
use self::toolchain::{Choice, WasmToolchain};
use crate::run;
use crate::workspace::Workspace;

/// A package that runs in the visitor's browser.
struct BrowserModule {
    /// The name of its files: `matcher` gives `matcher.js`, `matcher_bg.wasm` and `matcher.d.ts`.
    name: &'static str,
    package: &'static str,
    /// The stem of the file that cargo makes.
    lib: &'static str,
}

const MODULES: [BrowserModule; 2] = [
    BrowserModule { name: "matcher", package: "faultbook-matcher-wasm", lib: "matcher_wasm" },
    BrowserModule { name: "search", package: "faultbook-search-wasm", lib: "search_wasm" },
];

/// Builds the browser modules into target/wasm/ and prints their sizes.
#[derive(clap::Args)]
// `site` takes these arguments too, and clap would name the group of both after their type, `Args`.
#[group(skip)]
pub(crate) struct Args {
    /// Where the wasm32 standard library comes from
    #[arg(long, value_enum, default_value_t)]
    toolchain: Choice,
}

/// Builds both modules and prints their sizes. Being over budget is said here, and fails in `test`.
pub(crate) fn execute(workspace: &Workspace, args: &Args) -> Result<()> {
    let records = build(workspace, args.toolchain)?;
    eprint!("{}", sizes::table(&records));
    for excess in sizes::over_budget(&records) {
        eprintln!("warning: {excess}");
    }
    Ok(())
}

/// Builds both modules with whichever toolchain there is.
pub(crate) fn build_for_checks(workspace: &Workspace) -> Result<()> {
    build(workspace, Choice::Auto).map(|_| ())
}

/// Fails if the modules that were built last are over their budget.
pub(crate) fn check_sizes(workspace: &Workspace) -> Result<()> {
    let mut records = Vec::new();
    for module in &MODULES {
        let record = Record::read(&record_path(workspace, module));
        records.push(record.with_context(|| format!("module {} was not built", module.name))?);
    }
    eprint!("{}", sizes::table(&records));
    let excesses = sizes::over_budget(&records);
    if !excesses.is_empty() {
        bail!("{}", excesses.join("; "));
    }
    Ok(())
}

fn build(workspace: &Workspace, choice: Choice) -> Result<Vec<Record>> {
    let toolchain = WasmToolchain::find_or_install(workspace, choice)?;
    MODULES
        .iter()
        .map(|module| {
            let compiled = compile(workspace, &toolchain, module)?;
            finish(workspace, module, &compiled)
        })
        .collect()
}

/// Compiles one module. One package a call: together their dependencies would get the features of
/// both, and the visitor would download what only the other module needs.
fn compile(
    workspace: &Workspace,
    toolchain: &WasmToolchain,
    module: &BrowserModule,
) -> Result<PathBuf> {
    run::run(toolchain.cargo_build(workspace)?.args(["--package", module.package]))?;
    let folder = toolchain.target_folder(workspace).join(toolchain::TARGET).join("wasm");
    Ok(folder.join(format!("{}.wasm", module.lib)))
}

/// Makes the files of one module, unless they are there and made from these very bytes.
fn finish(workspace: &Workspace, module: &BrowserModule, compiled: &Path) -> Result<Record> {
    let wasm = fs::read(compiled).with_context(|| format!("cannot read {}", compiled.display()))?;
    let out = workspace.browser_modules();
    let path = record_path(workspace, module);
    if let Some(record) = Record::read(&path).filter(|record| record.describes(&wasm, &out)) {
        return Ok(record);
    }
    eprintln!("making the glue of module {}", module.name);
    let files = glue::make(module.name, &wasm)?;
    let record = Record::new(module.name, &wasm, &files)?;
    for file in &files {
        crate::write::write_if_changed(&out.join(&file.name), &file.bytes)?;
    }
    record.write(&path)?;
    Ok(record)
}

fn record_path(workspace: &Workspace, module: &BrowserModule) -> PathBuf {
    workspace.target.join("wasm-build").join(format!("{}.json", module.name))
}
