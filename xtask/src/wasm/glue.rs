//! The JavaScript and the types around a compiled module, as `wasm-bindgen` makes them.

use std::fs;

use anyhow::{Context as _, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

/// A file for `target/wasm/`.
pub(super) struct GlueFile {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// Makes `<name>.js`, `<name>_bg.wasm` and `<name>.d.ts` from what cargo compiled.
pub(super) fn make(name: &str, wasm: &[u8]) -> Result<Vec<GlueFile>> {
    let folder = tempfile::tempdir()?;
    Bindgen::new()
        .input_bytes(name, wasm.to_vec())
        .web(true)?
        .typescript(true)
        // Its default would be a file name without the hash that the published file has; the page
        // passes the address, and the types demand it.
        .omit_default_module_path(true)
        // Names of functions and of the compiler are a good part of the bytes, and of no use to
        // visitors.
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder.path())
        .with_context(|| format!("wasm-bindgen cannot make the glue of module {name}"))?;

    // A snippet would be one more file to embed, hash and preload, which nothing downstream does.
    if folder.path().join("snippets").exists() {
        bail!("module {name} brings JavaScript snippets along, which the site does not publish");
    }
    [format!("{name}.js"), format!("{name}_bg.wasm"), format!("{name}.d.ts")]
        .into_iter()
        .map(|name| Ok(GlueFile { bytes: fs::read(folder.path().join(&name))?, name }))
        .collect()
}
