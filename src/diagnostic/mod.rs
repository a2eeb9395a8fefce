//! What is wrong with a knowledge base, as values: found anywhere in the pipeline, shown in one
//! place ([`human`], [`machine`]).

pub mod human;
pub mod machine;

use std::ops::Range;
use std::sync::Arc;

/// A file whose text diagnostics point into.
#[derive(Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// The path as shown to people: the content folder as given, then the path inside it.
    pub path: String,
    /// Its whole text.
    pub text: String,
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: Arc<SourceFile>,
    /// Bytes of its text.
    pub span: Range<usize>,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing is built.
    Error,
    /// Worth knowing; everything is built.
    Warning,
}

/// Something that is wrong, where it is, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// A stable word for the kind of mistake, such as `unknown-key`.
    pub code: &'static str,
    /// How bad it is.
    pub level: Level,
    /// What is wrong, without a full stop.
    pub message: String,
    /// Where; `None` when there is no text to point into.
    pub place: Option<Place>,
    /// A word or two at the place.
    pub label: String,
    /// Other places that belong to it, each with a word.
    pub also: Vec<(Place, String)>,
    /// What to do about it.
    pub help: Option<String>,
}

impl SourceFile {
    /// The line and the column, both from 1, columns in characters, of a byte.
    pub fn line_column(&self, at: usize) -> (usize, usize) {
        let before = self.text.get(..at).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}

impl Place {
    /// A place in a file. A span of several lines is cut to the first that says something:
    /// an underlined page helps nobody.
    pub fn new(file: &Arc<SourceFile>, span: Range<usize>) -> Self {
        let length = file.text.len();
        let start = span.start.min(length);
        let end = span.end.clamp(start, length);
        let value = file.text.get(start..end).unwrap_or_default();
        let skipped = value.len() - value.trim_start().len();
        let first = value.trim_start().lines().next().unwrap_or_default().trim_end();
        let span = start + skipped..start + skipped + first.len();
        Self { file: Arc::clone(file), span }
    }
}

impl Diagnostic {
    /// A mistake because of which nothing is built.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            level: Level::Error,
            message: message.into(),
            place: None,
            label: String::new(),
            also: Vec::new(),
            help: None,
        }
    }

    /// Something worth knowing.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self { level: Level::Warning, ..Self::error(code, message) }
    }

    /// Points at a place.
    #[must_use]
    pub fn at(mut self, place: Place, label: impl Into<String>) -> Self {
        self.place = Some(place);
        self.label = label.into();
        self
    }

    /// Points at one more place.
    #[must_use]
    pub fn also(mut self, place: Place, label: impl Into<String>) -> Self {
        self.also.push((place, label.into()));
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    fn sort_key(&self) -> (&str, usize, Level, &str) {
        let place = self.place.as_ref();
        let path = place.map_or("", |place| place.file.path.as_str());
        (path, place.map_or(0, |place| place.span.start), self.level, &self.message)
    }
}

/// Whether any of them stops the build.
pub fn any_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error)
}

/// Brings diagnostics into the order of files and lines, each once.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|left, right| left.sort_key().cmp(&right.sort_key()));
    diagnostics.dedup();
}

/// The word among `known` that was probably meant, if one is near.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let far = (word.chars().count() / 3).max(1) + 1;
    known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= far && *distance < candidate.len())
        .min()
        .map(|(_, candidate)| candidate)
}
