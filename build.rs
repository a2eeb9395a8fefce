//! Embeds the templates and the browser modules in the binary; `src/embedded.rs` is the other half.
//!
//! `include_dir` and `rust-embed` would put a folder in the binary too, but neither sees a new file
//! without a build script that watches the folder, `include_dir` refuses a folder that is missing,
//! and `rust-embed` reads the disk in debug builds. With the script written, what is left for a
//! crate is one line a file.

use std::env;
use std::error::Error;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::WalkDir;

/// What `cargo xtask wasm` makes and the browser loads; its `.d.ts` files are for the front-end's
/// types.
const BROWSER_MODULES: [&str; 4] = ["matcher.js", "matcher_bg.wasm", "search.js", "search_bg.wasm"];

/// A name in the binary, and the file that has its bytes.
type Embedded = (String, PathBuf);

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    println!("cargo::rerun-if-changed=build.rs");

    let mut code = String::new();
    write_table(&mut code, "TEMPLATES", &templates(&root.join("templates"))?)?;
    write_table(&mut code, "BROWSER_MODULES", &browser_modules(&root)?)?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("embedded.rs"), code)?;
    Ok(())
}

/// All files below `folder`, named by their path with `/`. Hidden ones are an editor's, not ours.
fn templates(folder: &Path) -> Result<Vec<Embedded>, Box<dyn Error>> {
    // Cargo looks at all that lies in a watched folder, new and removed files included.
    println!("cargo::rerun-if-changed={}", folder.display());
    let is_visible =
        |entry: &walkdir::DirEntry| !entry.file_name().to_string_lossy().starts_with('.');
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).into_iter().filter_entry(is_visible) {
        let entry = entry?;
        if entry.file_type().is_file() {
            let components = entry.path().strip_prefix(folder)?.components();
            let names: Option<Vec<&str>> =
                components.map(|component| component.as_os_str().to_str()).collect();
            let names = names.ok_or_else(|| format!("{:?} is not UTF-8", entry.path()))?;
            files.push((names.join("/"), entry.into_path()));
        }
    }
    Ok(files)
}

/// The files of the browser modules: all of them, or none and a warning.
///
/// Their absence is no error. A fresh clone, an editor and `cargo check` have no wasm toolchain to
/// build them with; the commands that need them say so when they run.
fn browser_modules(root: &Path) -> Result<Vec<Embedded>, Box<dyn Error>> {
    println!("cargo::rerun-if-env-changed=FAULTBOOK_WASM_DIR");
    let folder = match env::var_os("FAULTBOOK_WASM_DIR") {
        Some(folder) => root.join(folder),
        None => root.join("target/wasm"),
    };
    watch_for_modules(&folder);

    let files = BROWSER_MODULES.map(|name| (name.to_owned(), folder.join(name)));
    if files.iter().all(|(_, path)| path.is_file()) {
        return Ok(files.into());
    }
    println!(
        "cargo::warning=the browser modules are not built, so this faultbook cannot build sites; \
         run `cargo xtask site`, which builds and embeds them"
    );
    Ok(Vec::new())
}

/// Watches a folder whose files may appear later.
///
/// Cargo takes a missing path for a changed one and would run this script, and compile the
/// generator, at each call. So the folder is made, and made to look old: cargo compares with the
/// time at which the script started, and a folder made during the script would count as changed.
/// Where either is impossible, cargo only works more than it must.
fn watch_for_modules(folder: &Path) {
    if !folder.exists()
        && fs::create_dir_all(folder).is_ok()
        && let Ok(made) = File::open(folder)
    {
        let _ = made.set_modified(SystemTime::UNIX_EPOCH);
    }
    println!("cargo::rerun-if-changed={}", folder.display());
}

/// Writes a table that is sorted by name, so that `embedded` can search it by halves.
fn write_table(code: &mut String, name: &str, files: &[Embedded]) -> Result<(), Box<dyn Error>> {
    let mut files: Vec<&Embedded> = files.iter().collect();
    files.sort();
    writeln!(code, "static {name}: &[EmbeddedFile] = &[")?;
    for (name, path) in files {
        let path = path.to_str().ok_or_else(|| format!("{path:?} is not UTF-8"))?;
        writeln!(code, "    ({name:?}, include_bytes!({path:?})),")?;
    }
    writeln!(code, "];")?;
    Ok(())
}
