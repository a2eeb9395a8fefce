//! A folder of labelled texts, read and checked.
//!
//! ```text
//! corpus/
//!   development/<area>/<name>.txt
//!   test/<area>/<name>.txt
//! ```
//!
//! A file is a head in YAML, a line `---`, and then the bytes as somebody pasted them, whatever their
//! line ends, colours or encoding:
//!
//! ```text
//! source: https://example.org/issues/17
//! category: network
//! accept: [timeout]
//! entry: demo/connection-refused
//! ---
//! demo: Connection refused
//! ```

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ValueEnum;
use rayon::prelude::*;
use sha2::{Digest as _, Sha256};
use walkdir::{DirEntry, WalkDir};

use super::head::{self, Known, Label};
use crate::diagnostic::{Diagnostic, Place, SourceFile, sort};
use crate::entry::KnowledgeBase;

/// Where a corpus's files stand.
const LAYOUT: &str =
    "a text is `development/<area>/<name>.txt` or `test/<area>/<name>.txt` inside the corpus";
/// Files that tell people about a corpus.
const IGNORED: &str = "README.md";

/// A half of a corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Half {
    /// May be looked at, and improved on.
    Development,
    /// Is only counted.
    Test,
}

/// A labelled text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The file: the corpus folder as given, then the path inside it.
    pub path: String,
    /// The half in which it stands.
    pub half: Half,
    /// Where it comes from, most often the address of a thread.
    pub source: String,
    /// What the right answer is.
    pub label: Label,
    /// What was pasted.
    pub pasted: Vec<u8>,
}

impl Half {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Development, Self::Test];

    /// The half to which all texts of a source belong: an even first byte of the source's SHA-256
    /// is development, an odd one test. As good as chance, and the same for everybody.
    pub fn of_source(source: &str) -> Self {
        let first = Sha256::digest(source.as_bytes()).first().copied().unwrap_or_default();
        if first.is_multiple_of(2) { Self::Development } else { Self::Test }
    }

    /// The name of its folder.
    pub fn name(self) -> &'static str {
        match self {
            Self::Development => "development",
            Self::Test => "test",
        }
    }
}

/// A text, and what the comparison with all others needs.
struct Loaded {
    text: Text,
    head: Arc<SourceFile>,
}

/// Reads a corpus, in order of paths.
///
/// # Errors
///
/// Everything that is wrong with it: a folder or a half that is missing or empty, files out of
/// place, heads that are malformed or name what the knowledge base does not have, texts that are
/// empty, in the wrong half or there twice.
pub fn read(root: &Path, base: &KnowledgeBase) -> Result<Vec<Text>, Vec<Diagnostic>> {
    read_halves(root, base, &Half::ALL)
}

/// Reads the half that may be improved on, as [`read`] does. What stands in the other one is not
/// even listed.
///
/// # Errors
///
/// Everything that is wrong with that half.
pub fn read_development(root: &Path, base: &KnowledgeBase) -> Result<Vec<Text>, Vec<Diagnostic>> {
    read_halves(root, base, &[Half::Development])
}

fn read_halves(
    root: &Path,
    base: &KnowledgeBase,
    halves: &[Half],
) -> Result<Vec<Text>, Vec<Diagnostic>> {
    if !root.is_dir() {
        let message = format!("there is no folder `{}`", root.display());
        return Err(vec![Diagnostic::error("no-corpus", message).help(LAYOUT)]);
    }
    let (files, mut diagnostics) = list(root, halves);
    let known = Known::of(base);
    let results: Vec<_> =
        files.par_iter().map(|(half, path)| load(*half, path, root, &known)).collect();
    for &half in halves {
        if !files.iter().any(|(of, _)| *of == half) {
            let message = format!("the {} half of `{}` is empty", half.name(), root.display());
            diagnostics.push(Diagnostic::error("empty-half", message).help(LAYOUT));
        }
    }
    let mut loaded = Vec::new();
    for result in results {
        match result {
            Ok(one) => loaded.push(one),
            Err(wrong) => diagnostics.extend(wrong),
        }
    }
    diagnostics.extend(duplicates(&loaded));
    if diagnostics.is_empty() {
        return Ok(loaded.into_iter().map(|one| one.text).collect());
    }
    sort(&mut diagnostics);
    Err(diagnostics)
}

/// The files of these halves in order of paths. A file that nobody would count is an error.
fn list(root: &Path, halves: &[Half]) -> (Vec<(Half, PathBuf)>, Vec<Diagnostic>) {
    let is_other = |item: &DirEntry| {
        let others = || Half::ALL.iter().filter(|half| !halves.contains(half));
        item.depth() == 1 && others().any(|half| item.file_name() == half.name())
    };
    let is_visible =
        |item: &DirEntry| item.depth() == 0 || !item.file_name().to_string_lossy().starts_with('.');
    let mut files = Vec::new();
    let mut diagnostics = Vec::new();
    let walk = WalkDir::new(root).sort_by_file_name();
    for item in walk.into_iter().filter_entry(|item| is_visible(item) && !is_other(item)) {
        match item {
            Ok(item) if item.file_type().is_dir() || item.file_name() == IGNORED => {}
            Ok(item) => match half_of(item.path().strip_prefix(root).unwrap_or(item.path())) {
                Some(half) if item.file_type().is_file() => files.push((half, item.into_path())),
                _ => {
                    let message = format!("`{}` is no text of a corpus", item.path().display());
                    diagnostics.push(Diagnostic::error("stray-file", message).help(LAYOUT));
                }
            },
            Err(error) => diagnostics.push(Diagnostic::error("unreadable", error.to_string())),
        }
    }
    (files, diagnostics)
}

fn half_of(path: &Path) -> Option<Half> {
    let names: Vec<_> = path.iter().map(|name| name.to_str()).collect::<Option<_>>()?;
    let [half, _, name] = names.as_slice() else { return None };
    let half = Half::ALL.into_iter().find(|known| known.name() == *half)?;
    name.ends_with(".txt").then_some(half)
}

fn load(
    half: Half,
    path: &Path,
    root: &Path,
    known: &Known<'_>,
) -> Result<Loaded, Vec<Diagnostic>> {
    let shown = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| {
        vec![Diagnostic::error("unreadable", format!("`{shown}` cannot be read: {error}"))]
    })?;
    let (head, pasted) = split(&shown, &bytes).map_err(|diagnostic| vec![diagnostic])?;
    let raw = head::parse(&head).map_err(|diagnostic| vec![diagnostic])?;
    let label = head::check(&raw, &head, known);
    let mut diagnostics = label.as_ref().err().cloned().unwrap_or_default();
    let right = Half::of_source(&raw.source);
    if right != half {
        let inside = path.strip_prefix(root.join(half.name())).unwrap_or(path);
        let message = format!("this source belongs to the {} half", right.name());
        let to = root.join(right.name()).join(inside);
        diagnostics.push(
            Diagnostic::error("wrong-half", message)
                .at(Place::new(&head, raw.source.span.clone()), "its SHA-256 decides")
                .help(format!("move the file to `{}`", to.display())),
        );
    }
    if pasted.trim_ascii().is_empty() {
        let place = Place::new(&head, 0..head.text.len());
        let error = Diagnostic::error("empty-text", "nothing stands below the line `---`");
        diagnostics.push(error.at(place, "of this file").help("put the pasted text there"));
    }
    match label {
        Ok(label) if diagnostics.is_empty() => Ok(Loaded {
            text: Text { path: shown, half, source: raw.source.value, label, pasted },
            head,
        }),
        _ => Err(diagnostics),
    }
}

/// The head, as a file of its own whose offsets are those of the whole, and the pasted bytes.
fn split(path: &str, bytes: &[u8]) -> Result<(Arc<SourceFile>, Vec<u8>), Diagnostic> {
    let source = |text: String| Arc::new(SourceFile { path: path.to_owned(), text });
    let mut at = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let below = at + line.len();
        if line.trim_ascii_end() == b"---" {
            let head = bytes.get(..at).unwrap_or_default();
            let text = String::from_utf8(head.to_vec()).map_err(|error| {
                let good = error.utf8_error().valid_up_to();
                let file = source(String::from_utf8_lossy(head).into_owned());
                Diagnostic::error("not-utf-8", "the head is not UTF-8")
                    .at(Place::new(&file, good..good + 1), "the first bad byte")
                    .help("only the text below `---` may have any encoding")
            })?;
            return Ok((source(text), bytes.get(below..).unwrap_or_default().to_vec()));
        }
        at = below;
    }
    let file = source(String::from_utf8_lossy(bytes).into_owned());
    Err(Diagnostic::error("no-head", "no line `---` ends the head of this file")
        .at(Place::new(&file, 0..file.text.len()), "the file begins here")
        .help("write the label, a line `---`, then the pasted text"))
}

/// Texts that are there twice, whatever their line ends and the white space around them: they
/// would count twice, or give away a half to the other.
fn duplicates(loaded: &[Loaded]) -> Vec<Diagnostic> {
    let mut seen: BTreeMap<Vec<u8>, &Loaded> = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for one in loaded {
        let bytes = one.text.pasted.trim_ascii().iter().copied();
        let first = seen.entry(bytes.filter(|byte| *byte != b'\r').collect()).or_insert(one);
        if first.text.path == one.text.path {
            continue;
        }
        let begin = |of: &Loaded| Place::new(&of.head, 0..of.head.text.len());
        diagnostics.push(
            Diagnostic::error("duplicate-text", "two files hold the same text")
                .at(begin(one), "the second")
                .also(begin(first), "the first")
                .help("remove one of them"),
        );
    }
    diagnostics
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_decides_the_half() {
        // `printf %s SOURCE | sha256sum` begins with 33 and 88.
        assert_eq!(Half::of_source("https://example.org/issues/1"), Half::Test);
        assert_eq!(Half::of_source("https://example.org/issues/2"), Half::Development);
    }

    #[test]
    fn a_files_place_says_its_half() {
        assert_eq!(half_of(Path::new("test/proxy/a.txt")), Some(Half::Test));
        assert_eq!(half_of(Path::new("development/a/b.txt")), Some(Half::Development));
        for stray in ["a.txt", "test/a.txt", "test/a/b/c.txt", "training/a/b.txt", "test/a/b.log"] {
            assert_eq!(half_of(Path::new(stray)), None, "{stray}");
        }
    }
}
