//! Which files of a folder are part of a knowledge base, and what each of them is.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Diagnostic, SourceFile};

/// No file of a knowledge base is larger than this: it would be more than anybody reads.
const LARGEST: u64 = 1 << 20;
/// Files that tools put into a content folder.
const IGNORED: [&str; 4] = ["entry.schema.json", crate::accuracy::FILE, "README.md", "LICENSE"];

/// What a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Site,
    Categories,
    Tool { tool: String },
    Entry { tool: String, slug: String },
    Essay { tool: String, slug: String },
    Page { name: String },
}

impl Kind {
    /// `<tool>/<slug>` of an entry.
    pub(super) fn entry_id(&self) -> Option<String> {
        match self {
            Self::Entry { tool, slug } => Some(format!("{tool}/{slug}")),
            _ => None,
        }
    }

    /// The folder of a tool's own file.
    pub(super) fn tool(&self) -> Option<String> {
        match self {
            Self::Tool { tool } => Some(tool.clone()),
            _ => None,
        }
    }
}

/// A file that is part of a knowledge base.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) kind: Kind,
    path: PathBuf,
}

/// Lists a folder's files in order of their paths, and warns of those that are no part of it.
pub(super) fn list(root: &Path) -> Result<(Vec<Found>, Vec<Diagnostic>), Vec<Diagnostic>> {
    if !root.is_dir() {
        let message = format!("there is no folder `{}`", root.display());
        let help = "name the folder with `--content DIR`, or make one with `faultbook init DIR`";
        return Err(vec![Diagnostic::error("no-content", message).help(help)]);
    }
    let mut found = Vec::new();
    let mut diagnostics = Vec::new();
    let walk = WalkDir::new(root).follow_links(true).max_depth(4).sort_by_file_name();
    for item in walk.into_iter().filter_entry(is_visible) {
        match item {
            Ok(item) if item.file_type().is_file() => {
                match classify(item.path().strip_prefix(root).unwrap_or(item.path())) {
                    Ok(Some(kind)) => found.push(Found { kind, path: item.into_path() }),
                    Ok(None) => {}
                    Err(diagnostic) => diagnostics.push(diagnostic(&item)),
                }
            }
            Ok(_) => {}
            Err(error) => diagnostics.push(walk_error(&error)),
        }
    }
    Ok((found, diagnostics))
}

/// Hidden files are an editor's; `templates` is the site owner's, and read with the templates.
fn is_visible(item: &DirEntry) -> bool {
    let name = item.file_name().to_string_lossy();
    item.depth() == 0 || !(name.starts_with('.') || item.depth() == 1 && name == "templates")
}

/// What the file at this path inside the content folder is, or what to say about it.
fn classify(path: &Path) -> Result<Option<Kind>, fn(&DirEntry) -> Diagnostic> {
    let Some(names) = path.iter().map(|name| name.to_str()).collect::<Option<Vec<_>>>() else {
        return Err(bad_name);
    };
    let split =
        |name: &str| name.rsplit_once('.').map(|(stem, end)| (stem.to_owned(), end.to_owned()));
    if names.last().is_some_and(|name| name.ends_with(".yml")) {
        return Err(short_ending);
    }
    let kind = match names.as_slice() {
        ["site.yaml"] => Kind::Site,
        ["categories.yaml"] => Kind::Categories,
        [.., name] if IGNORED.contains(name) => return Ok(None),
        ["pages", name] => match split(name) {
            Some((name, end)) if end == "md" => Kind::Page { name },
            _ => return Err(stray),
        },
        [tool, "tool.yaml"] => Kind::Tool { tool: (*tool).to_owned() },
        [tool, name] => match split(name) {
            Some((slug, end)) if end == "yaml" => Kind::Entry { tool: (*tool).to_owned(), slug },
            Some((slug, end)) if end == "md" => Kind::Essay { tool: (*tool).to_owned(), slug },
            _ => return Err(stray),
        },
        _ => return Err(stray),
    };
    let is_fine = match &kind {
        Kind::Tool { tool } => is_slug(tool),
        Kind::Entry { tool, slug } | Kind::Essay { tool, slug } => is_slug(tool) && is_slug(slug),
        Kind::Page { name } => is_slug(name),
        Kind::Site | Kind::Categories => true,
    };
    if is_fine { Ok(Some(kind)) } else { Err(bad_name) }
}

/// Names become addresses, so they are short, lower case and plain.
pub fn is_slug(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=80).contains(&name.len())
        && name.bytes().all(plain)
        && !name.starts_with('-')
        && !name.ends_with('-')
}

fn stray(item: &DirEntry) -> Diagnostic {
    Diagnostic::warning(
        "stray-file",
        format!("`{}` is no part of a knowledge base", item.path().display()),
    )
    .help("entries are `<tool>/<slug>.yaml`, essays `<tool>/<slug>.md`, pages `pages/<name>.md`")
}

fn short_ending(item: &DirEntry) -> Diagnostic {
    let path = item.path().display();
    Diagnostic::error("bad-name", format!("`{path}` ends with `.yml`; files here end with `.yaml`"))
        .help("rename the file; if there is a `.yaml` of that name too, one of them is a duplicate")
}

fn bad_name(item: &DirEntry) -> Diagnostic {
    let message = format!("`{}` has a name that cannot be an address", item.path().display());
    Diagnostic::error("bad-name", message)
        .help("use lower-case letters, digits and dashes, at most 80 of them")
}

fn walk_error(error: &walkdir::Error) -> Diagnostic {
    let path = error.path().map(|path| path.display().to_string()).unwrap_or_default();
    match error.loop_ancestor() {
        Some(ancestor) => Diagnostic::error(
            "link-loop",
            format!("the link `{path}` leads back to `{}`", ancestor.display()),
        )
        .help("remove the link"),
        None => {
            Diagnostic::error("unreadable", format!("`{path}` cannot be read: {}", reason(error)))
                .help("check the link or its permissions, or remove it")
        }
    }
}

fn reason(error: &walkdir::Error) -> String {
    error.io_error().map_or_else(|| error.to_string(), ToString::to_string)
}

impl Found {
    /// Reads the file's text.
    pub(super) fn read(&self) -> Result<Arc<SourceFile>, Diagnostic> {
        let path = self.path.display().to_string();
        let unreadable = |error: &std::io::Error| {
            Diagnostic::error("unreadable", format!("`{path}` cannot be read: {error}"))
                .help("check that the file is there and readable")
        };
        let size = self.path.metadata().map_err(|error| unreadable(&error))?.len();
        if size > LARGEST {
            let message = format!("`{path}` has {size} bytes; at most {LARGEST} are read");
            return Err(Diagnostic::error("too-large", message)
                .help("one file holds one entry; cut samples to the lines that tell"));
        }
        let bytes = std::fs::read(&self.path).map_err(|error| unreadable(&error))?;
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Arc::new(SourceFile { path, text })),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let line = error.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
                let message =
                    format!("`{path}` is not UTF-8: the first bad byte is on line {line}");
                Err(Diagnostic::error("not-utf-8", message).help("save the file as UTF-8"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(path: &str, expected: Option<&Kind>) {
        assert_eq!(classify(Path::new(path)).unwrap_or(None).as_ref(), expected, "{path}");
    }

    #[test]
    fn a_files_place_says_what_it_is() {
        let owned = str::to_owned;
        is("site.yaml", Some(&Kind::Site));
        is("litellm/tool.yaml", Some(&Kind::Tool { tool: owned("litellm") }));
        is("a/b-c.yaml", Some(&Kind::Entry { tool: owned("a"), slug: owned("b-c") }));
        is("a/b-c.md", Some(&Kind::Essay { tool: owned("a"), slug: owned("b-c") }));
        is("pages/about.md", Some(&Kind::Page { name: owned("about") }));
        is("entry.schema.json", None);
        assert!(classify(Path::new("a/B.yaml")).is_err(), "upper case");
        assert!(classify(Path::new("a/b/c.yaml")).is_err(), "too deep");
        assert!(classify(Path::new("a/notes.txt")).is_err(), "another ending");
    }
}
