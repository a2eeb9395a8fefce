//! The service worker of a site: what browsers keep for use without a connection.

use serde::Serialize;

use super::address::Address;
use super::assets::short_hash;
use super::tree::Tree;

/// Where the script stands below the site's root: a service worker governs what is below it.
pub(super) const PATH: &str = "sw.js";
/// Of larger sites a browser keeps what the box needs and no pages: their list alone would weigh
/// more than what a visitor came for.
const MOST_PAGES: usize = 2_000;

/// What the script knows of the site; `templates/assets/js/offline-worker.js` says what for.
#[derive(Serialize)]
struct SiteFiles {
    version: String,
    core: Vec<String>,
    rest: Vec<(String, String)>,
}

/// The script: what the site consists of, then what to do with it.
pub(super) fn script(tree: &Tree, worker: &str, address: &Address) -> String {
    let mut files = SiteFiles { version: version(tree), core: Vec::new(), rest: Vec::new() };
    for (path, bytes) in tree.iter() {
        if is_core(path) {
            files.core.push(address.link(page_of(path)));
        } else if is_later(path) {
            files.rest.push((address.link(page_of(path)), short_hash(bytes)));
        }
    }
    if files.rest.len() > MOST_PAGES {
        files.rest.clear();
    }
    // Strings in lists cannot fail to serialise.
    let json = serde_json::to_string(&files).unwrap_or_default();
    format!("self.site = {json};\n\n{worker}")
}

/// Another one for every change of any file.
fn version(tree: &Tree) -> String {
    let hashes: String =
        tree.iter().map(|(path, bytes)| format!("{path} {}\n", short_hash(bytes))).collect();
    short_hash(hashes.as_bytes())
}

/// What the home page needs to diagnose: itself, its assets, the matcher and its knowledge.
fn is_core(path: &str) -> bool {
    let search = ["assets/modules/search", "assets/modules/index"];
    path == "index.html"
        || path.starts_with("assets/") && !search.iter().any(|module| path.starts_with(module))
}

/// Pages, and what searches them.
fn is_later(path: &str) -> bool {
    path.ends_with("/index.html") || path.starts_with("assets/modules/")
}

/// The address below the root at which a file is asked for.
fn page_of(path: &str) -> &str {
    path.strip_suffix("index.html").unwrap_or(path)
}
