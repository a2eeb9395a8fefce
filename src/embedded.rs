//! The files inside the binary: the templates with their assets, and the browser modules.
//!
//! `build.rs` writes the tables, so that a site owner needs one file and no wasm toolchain.
//!
//! ```
//! use faultbook::embedded;
//!
//! assert!(embedded::templates().is_sorted());
//! assert_eq!(embedded::template("no/such/file.html"), None);
//! ```

use thiserror::Error;

/// A name, with `/` between its parts, and the bytes.
pub type EmbeddedFile = (&'static str, &'static [u8]);

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The binary was built before `cargo xtask` had built the browser modules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error(
    "this faultbook was built without its browser modules; run `cargo xtask site` in the source \
     tree, which builds and embeds them"
)]
pub struct BrowserModulesMissing;

/// All files of `templates/`, sorted by name: `page.html`, `assets/css/site.css`.
#[must_use]
pub fn templates() -> &'static [EmbeddedFile] {
    TEMPLATES
}

/// The bytes of one file of `templates/`.
#[must_use]
pub fn template(name: &str) -> Option<&'static [u8]> {
    let index = TEMPLATES.binary_search_by_key(&name, |(name, _)| name).ok()?;
    TEMPLATES.get(index).map(|(_, bytes)| *bytes)
}

/// The four files that a page loads to match and to search, sorted by name: `matcher.js`,
/// `matcher_bg.wasm`, `search.js`, `search_bg.wasm`.
///
/// # Errors
///
/// [`BrowserModulesMissing`] where `cargo build` ran before them; the message says what to do.
pub fn browser_modules() -> Result<&'static [EmbeddedFile], BrowserModulesMissing> {
    if BROWSER_MODULES.is_empty() { Err(BrowserModulesMissing) } else { Ok(BROWSER_MODULES) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_template_is_found_by_its_name() {
        for (name, bytes) in templates() {
            assert_eq!(template(name), Some(*bytes), "{name}");
        }
        assert_eq!(template("no/such/file.html"), None);
    }

    #[test]
    fn missing_modules_say_what_to_do() {
        assert_eq!(
            BrowserModulesMissing.to_string(),
            "this faultbook was built without its browser modules; run `cargo xtask site` in the \
             source tree, which builds and embeds them"
        );
    }
}
