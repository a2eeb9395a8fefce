//! Is what an entry claims of the form that a claim must have: dates, releases, sources,
//! texts that say something?

use jiff::civil::Date;

use super::place;
use crate::diagnostic::{Diagnostic, Place};
use crate::entry::terms::{Evidence, Status};
use crate::entry::{RawEntry, VersionRange};
use crate::load::{Loaded, Marked};

/// A title is shown in lists and tabs.
const LONGEST_TITLE: usize = 100;

/// Checks an entry's claims.
pub(super) fn check(entry: &Loaded<RawEntry>) -> Vec<Diagnostic> {
    let mut found = Findings { entry, diagnostics: Vec::new() };
    found.texts();
    found.dates();
    found.ranges();
    found.sources();
    found.samples();
    found.diagnostics
}

struct Findings<'a> {
    entry: &'a Loaded<RawEntry>,
    diagnostics: Vec<Diagnostic>,
}

impl Findings<'_> {
    fn texts(&mut self) {
        let entry = &self.entry.value;
        for (key, text) in [
            ("title", &entry.title),
            ("summary", &entry.summary),
            ("meaning", &entry.meaning),
            ("quick_fix", &entry.quick_fix),
        ] {
            if text.trim().is_empty() {
                self.push("empty", format!("`{key}` says nothing"), text, "empty");
            }
        }
        if entry.title.chars().count() > LONGEST_TITLE {
            let message = format!("a title has at most {LONGEST_TITLE} characters");
            self.push("long-title", message, &entry.title, "too long");
        }
        if entry.causes.is_empty() && entry.status != Status::NotReal {
            self.whole_file("no-cause", "an entry names at least one cause with its fix");
        }
    }

    fn dates(&mut self) {
        let entry = &self.entry.value;
        let dates = std::iter::once(&entry.verified.date)
            .chain(entry.sources.iter().map(|source| &source.checked))
            .chain(entry.notes.iter().map(|note| &note.date));
        for date in dates {
            let is_date = date.len() == 10 && date.parse::<Date>().is_ok();
            if !is_date {
                let message = format!("`{}` is no date", date.value);
                self.push_help("bad-date", message, date, "no date", "write `YYYY-MM-DD`");
            }
        }
    }

    fn ranges(&mut self) {
        let entry = &self.entry.value;
        let affects = entry.affects.as_ref();
        let versions = affects.and_then(|affects| affects.versions.as_ref());
        let when: Vec<_> = entry.causes.iter().filter_map(|cause| cause.when.as_ref()).collect();
        for range in versions.into_iter().chain(when.iter().copied()) {
            if let Err(reason) = range.parse::<VersionRange>() {
                let message = format!("`{}` is no range of releases", range.value);
                self.push_help("bad-range", message, range, "no range", &reason);
            }
        }
        if let (Some(when), None) = (when.first(), affects) {
            let message = "`when` needs to know of which package it speaks";
            let help = "add `affects:` with `package:` to the entry";
            self.push_help("no-package", message.to_owned(), when, "releases of what?", help);
        }
    }

    fn sources(&mut self) {
        let entry = &self.entry.value;
        if entry.sources.is_empty() {
            self.whole_file("no-source", "an entry names at least one source");
        }
        for source in &entry.sources {
            let url = &source.url;
            if !url.starts_with("https://") || url.contains(char::is_whitespace) {
                let message = format!("`{}` is not the address of a page", url.value);
                self.push_help(
                    "bad-url",
                    message,
                    url,
                    "no address",
                    "write it in full: `https://…`",
                );
            }
            if source.line.is_some() && source.path.is_none() {
                let message = "a line needs to know in which file it stands".to_owned();
                self.push_help("no-path", message, source, "no `path`", "add `path:`");
            }
        }
    }

    fn samples(&mut self) {
        let entry = &self.entry.value;
        if entry.samples.is_empty() {
            self.whole_file("no-sample", "an entry has at least one sample that it must win");
        }
        for sample in &entry.samples {
            let lines = sample.text.lines().count();
            if let Some(line) = sample.root_line
                && !(1..=lines).contains(&(line as usize))
            {
                let message = format!("`root_line: {line}` is outside of a text of {lines} lines");
                self.push("bad-line", message, &sample.text, "this text");
            }
        }
        self.releases();
        if entry.evidence == Evidence::Reproduced
            && entry.samples.iter().all(|s| s.from.trim().is_empty())
        {
            self.whole_file("no-origin", "a reproduced entry says what was run, in `from:`");
        }
    }

    fn releases(&mut self) {
        let entry = &self.entry.value;
        for release in entry.samples.iter().filter_map(|sample| sample.release.as_ref()) {
            if !VersionRange::can_read(release) {
                let message = format!("`{}` is no release", release.value);
                let help = "write its number alone: `1.83.0`";
                self.push_help("bad-release", message, release, "no release", help);
            } else if entry.affects.is_none() {
                let message = "`release` needs to know of which package it speaks".to_owned();
                let help = "add `affects:` with `package:` to the entry";
                self.push_help("no-package", message, release, "a release of what?", help);
            }
        }
    }

    fn push<T>(&mut self, code: &'static str, message: String, at: &Marked<T>, label: &str) {
        let diagnostic = Diagnostic::error(code, message).at(place(self.entry, &at.span), label);
        self.diagnostics.push(diagnostic);
    }

    fn push_help<T>(
        &mut self,
        code: &'static str,
        message: String,
        at: &Marked<T>,
        label: &str,
        help: &str,
    ) {
        let at = place(self.entry, &at.span);
        self.diagnostics.push(Diagnostic::error(code, message).at(at, label).help(help));
    }

    fn whole_file(&mut self, code: &'static str, message: &str) {
        let at = Place::new(&self.entry.file, 0..0);
        self.diagnostics.push(Diagnostic::error(code, message).at(at, ""));
    }
}
