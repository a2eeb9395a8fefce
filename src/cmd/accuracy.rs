//! `faultbook accuracy`

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use matcher::Matcher;

use super::{ContentArgs, FAILED, output};
use crate::accuracy::{self, Half, Judged, Report, fit, human};
use crate::diagnostic::{Diagnostic, any_errors};
use crate::entry::KnowledgeBase;
use crate::prepare;

/// What a file of a corpus looks like, for the long help.
const FORMAT: &str = "\
A text is a file `development/<area>/<name>.txt` or `test/<area>/<name>.txt` of
the corpus: a head in YAML, a line `---`, and the text as it was pasted.

    source: https://example.org/issues/17
    category: network      # or `none`: it has nothing to do with the content
    accept: [timeout]      # categories that are right as well
    entry: demo/refused    # the entry that explains it, or a list of such
    note: for people
    ---
    demo: Connection refused

The source decides the half: development when the first byte of its SHA-256 is
even, else test. The development half is there to improve on; the test half is
only counted.

--fit weighs the signals of categories.yaml anew: it reads the development half
and the samples of the entries, and prints how often signals are right with the
present weights and, for texts that were held out, with new ones; which weights
change most; and how far confidences can be trusted. With --write it puts the
new weights into categories.yaml, of which nothing else changes. They start from
the present ones, so fit when texts or signals were added, not again and again.

Exits with 0; with 1 when the corpus or the content is wrong, or with --check
when a figure is worse.";

/// Measure how often the answers to labelled texts are right
#[derive(Debug, Args)]
#[command(after_long_help = FORMAT)]
pub(super) struct Accuracy {
    /// The folder of labelled texts
    #[arg(value_name = "CORPUS")]
    corpus: PathBuf,
    #[command(flatten)]
    content: ContentArgs,
    /// Put the figures into accuracy.json of the content folder, which the site shows; with --fit,
    /// the weights into categories.yaml
    #[arg(long)]
    write: bool,
    /// Fail if a figure is worse than in accuracy.json
    #[arg(long, conflicts_with = "write")]
    check: bool,
    /// How to show the figures
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    /// Show the texts of a half that are answered wrongly, and no figures; only `development`
    #[arg(long, value_name = "HALF", value_parser = listable)]
    #[arg(conflicts_with_all = ["write", "check", "format"])]
    list: Option<Half>,
    /// Weigh the signals by the development half, and show what that is worth, and no figures
    #[arg(long, conflicts_with_all = ["check", "format", "list"])]
    fit: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// Tables, for people
    Human,
    /// What accuracy.json holds
    Json,
}

fn listable(name: &str) -> Result<Half, String> {
    match Half::from_str(name, false)? {
        Half::Test => Err("nobody tunes to the test half: what its texts are answered is counted \
                           and not shown, else its figures would say nothing about other texts"
            .to_owned()),
        half => Ok(half),
    }
}

impl Accuracy {
    pub(super) fn run(self) -> u8 {
        let done = if self.fit { self.weigh() } else { self.measure() };
        let diagnostics = done.unwrap_or_else(|diagnostics| diagnostics);
        output::show(&diagnostics);
        if any_errors(&diagnostics) { FAILED } else { 0 }
    }

    /// Measures and prints; what is worth knowing about it is returned.
    fn measure(&self) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
        let (base, mut diagnostics) = prepare(&self.content.content)?;
        let texts = accuracy::read_corpus(&self.corpus, &base)?;
        let matcher = matcher(&base)?;
        let judged = accuracy::judge(&texts, &matcher, &base);
        if let Some(half) = self.list {
            output::print(&human::list(judged.iter().filter(|one| one.text.half == half)));
            return Ok(diagnostics);
        }
        let report = self.print(&judged, &base).map_err(|diagnostic| vec![diagnostic])?;
        if self.check {
            diagnostics.extend(self.compare(&report, &base));
        }
        if self.write {
            let path = accuracy::write_committed(&report, &self.content.content)
                .map_err(|diagnostic| vec![diagnostic])?;
            eprintln!("{} was written", path.display());
        }
        Ok(diagnostics)
    }

    /// Weighs the signals and prints what came of it; what is worth knowing about it is returned.
    fn weigh(&self) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
        let (base, diagnostics) = prepare(&self.content.content)?;
        let texts = accuracy::read_development(&self.corpus, &base)?;
        let fit = fit::fit(&texts, &base, &matcher(&base)?);
        output::print(&fit::human::render(&fit));
        if self.write {
            let path =
                fit::write(&fit, &self.content.content).map_err(|diagnostic| vec![diagnostic])?;
            eprintln!("{} was written", path.display());
        }
        Ok(diagnostics)
    }

    fn print(&self, judged: &[Judged<'_>], base: &KnowledgeBase) -> Result<Report, Diagnostic> {
        let report = Report::count(judged);
        let order: Vec<_> = base.categories.iter().map(|category| category.id.as_str()).collect();
        let text = match self.format {
            Format::Human => human::render(&report, &order),
            Format::Json => report
                .to_json()
                .map_err(|error| Diagnostic::error("no-figures", error.to_string()))?,
        };
        output::print(&text);
        Ok(report)
    }

    fn compare(&self, after: &Report, base: &KnowledgeBase) -> Vec<Diagnostic> {
        match accuracy::read_committed(&self.content.content, base) {
            Ok(Some(before)) => accuracy::compare(&before, after),
            Ok(None) => {
                let path = self.content.content.join(accuracy::FILE);
                let message = format!("there is no `{}` to compare with", path.display());
                let help = "write the first one with `--write`, and commit it";
                vec![Diagnostic::error("no-accuracy", message).help(help)]
            }
            Err(diagnostic) => vec![diagnostic],
        }
    }
}

fn matcher(base: &KnowledgeBase) -> Result<Matcher, Vec<Diagnostic>> {
    Matcher::new(base.knowledge.clone())
        .map_err(|error| vec![Diagnostic::error("bad-knowledge", error.to_string())])
}
