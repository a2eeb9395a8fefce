//! `accuracy.json`: the figures that are committed beside the entries. The site shows them, and the
//! check holds new ones against them.

use std::cmp::Ordering;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::corpus::Half;
use super::figures::{Figures, NONE, Report};
use super::share::Share;
use crate::diagnostic::{Diagnostic, Place, SourceFile, nearest};
use crate::entry::KnowledgeBase;

/// The file's name inside the content folder.
pub const FILE: &str = "accuracy.json";
/// The path, below the site's root, of the page that shows it.
pub const PAGE: &str = "accuracy/";
/// What to do about a file that cannot be used.
const REMEDY: &str = "nobody writes this file: `faultbook accuracy CORPUS --write` does";

/// Reads the committed figures; nothing where there is no file.
///
/// # Errors
///
/// A file that cannot be read, is malformed or contradicts itself, that names a category which the
/// knowledge base does not have, or whose page would have the address of another.
pub fn read(content: &Path, base: &KnowledgeBase) -> Result<Option<Report>, Diagnostic> {
    let path = content.join(FILE);
    if !path.exists() {
        return Ok(None);
    }
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(&path).map_err(|error| {
        Diagnostic::error("unreadable", format!("`{shown}` cannot be read: {error}")).help(REMEDY)
    })?;
    let file = Arc::new(SourceFile { path: shown, text });
    let report: Report = serde_json::from_str(&file.text).map_err(|error| {
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default().to_owned();
        let at = offset_of(&file.text, error.line(), error.column());
        Diagnostic::error("bad-accuracy", message)
            .at(Place::new(&file, at..at + 1), "here")
            .help(REMEDY)
    })?;
    for half in Half::ALL {
        let figures = report.half(half);
        if let Some(contradiction) = figures.contradiction() {
            let message = format!("in the {} half, {contradiction}", half.name());
            return Err(in_file(&file, half.name(), message).help(REMEDY));
        }
        expect_categories(figures, &file, base)?;
    }
    expect_free_address(base)?;
    Ok(Some(report))
}

fn in_file(file: &Arc<SourceFile>, word: &str, message: String) -> Diagnostic {
    let at = file.text.find(&format!("\"{word}\"")).unwrap_or(0);
    let span = at..at + word.len() + 2;
    Diagnostic::error("bad-accuracy", message).at(Place::new(file, span), "here")
}

fn expect_categories(
    figures: &Figures,
    file: &Arc<SourceFile>,
    base: &KnowledgeBase,
) -> Result<(), Diagnostic> {
    let known = || base.categories.iter().map(|category| category.id.as_str());
    let unknown = figures.confusion.ids().find(|id| *id != NONE && !known().any(|it| it == *id));
    let Some(id) = unknown else { return Ok(()) };
    let message = format!("`{id}` is no category of this knowledge base");
    let near = nearest(id, known()).map(|near| format!(" (now `{near}`?)")).unwrap_or_default();
    Err(in_file(file, id, message)
        .help(format!("categories have changed{near}: `faultbook accuracy CORPUS --write`")))
}

/// The page's address is taken only where there are figures, so it may be somebody's.
fn expect_free_address(base: &KnowledgeBase) -> Result<(), Diagnostic> {
    let name = PAGE.trim_end_matches('/');
    let address = format!("/{PAGE}");
    let aliases = base.entries.iter().flat_map(|entry| &entry.said.aliases);
    let is_taken = base.pages.iter().any(|(page, _)| page == name)
        || base.tools.iter().any(|(tool, _)| tool == name)
        || aliases.into_iter().any(|alias| alias.value == address);
    if !is_taken {
        return Ok(());
    }
    let message = format!("another page has the address `{address}` of the accuracy page");
    Err(Diagnostic::error("duplicate-address", message)
        .help(format!("rename the page, tool or alias `{name}`, or remove `{FILE}`")))
}

/// The byte at a line and a column, both from 1, columns in bytes; 0 is the end of what is before.
fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let above: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let at = above + column.saturating_sub(1);
    if text.is_char_boundary(at) { at } else { above }
}

/// Writes the figures, and says where.
///
/// # Errors
///
/// A file that cannot be written.
pub fn write(report: &Report, content: &Path) -> Result<PathBuf, Diagnostic> {
    let path = content.join(FILE);
    let written =
        report.to_json().map_err(std::io::Error::from).and_then(|json| std::fs::write(&path, json));
    match written {
        Ok(()) => Ok(path),
        Err(error) => {
            let message = format!("`{}` cannot be written: {error}", path.display());
            Err(Diagnostic::error("unwritable", message)
                .help("check the folder's permissions and the free space"))
        }
    }
}

/// Holds new figures against committed ones: an error for each that got worse, a warning where they
/// differ and none got worse.
pub fn compare(before: &Report, after: &Report) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for half in Half::ALL {
        let (before, after) = (before.half(half), after.half(half));
        for figure in WATCHED {
            let (before, after) = ((figure.of)(before), (figure.of)(after));
            // Where there is nothing left to count, nobody would notice the next loss.
            let is_worse = match after.compare(before) {
                Some(order) => order == figure.worse,
                None => before.value().is_some(),
            };
            if is_worse {
                let (half, name) = (half.name(), figure.name);
                let moved = if figure.worse == Ordering::Less { "dropped" } else { "rose" };
                let message = format!("{name} of the {half} half {moved} from {before} to {after}");
                diagnostics.push(Diagnostic::error("less-accurate", message).help(
                    "mend what made it worse; when it is meant, commit what `--write` gives \
                     (for Faultbook's own content: `cargo xtask accuracy --write`)",
                ));
            }
        }
    }
    if diagnostics.is_empty() && before != after {
        let message = format!("the figures are not those of `{FILE}`; none is worse");
        diagnostics.push(Diagnostic::warning("other-accuracy", message).help(
            "rewrite the file with `--write` \
             (for Faultbook's own content: `cargo xtask accuracy --write`)",
        ));
    }
    diagnostics
}

/// A figure that must not get worse.
struct Watched {
    name: &'static str,
    /// How a worse one compares with a better one.
    worse: Ordering,
    of: fn(&Figures) -> Share,
}

const WATCHED: [Watched; 5] = [
    Watched {
        name: "strict category accuracy",
        worse: Ordering::Less,
        of: |figures| figures.category.strict,
    },
    Watched {
        name: "acceptable category accuracy",
        worse: Ordering::Less,
        of: |figures| figures.category.acceptable,
    },
    Watched {
        name: "entry precision",
        worse: Ordering::Less,
        of: |figures| figures.entry.precision,
    },
    Watched { name: "entry recall", worse: Ordering::Less, of: |figures| figures.entry.recall },
    Watched {
        name: "the share of false claims",
        worse: Ordering::Greater,
        of: |figures| figures.category.false_claims,
    },
];
