//! One entry in full.

use matcher::Template;

use super::Views;
use super::sample;
use crate::entry::{Entry, RawCause, RawEntry, RawSignature, RawSource};
use crate::load::Marked;
use crate::render::highlight::escape;
use crate::render::markdown::Markdown;
use crate::render::placeholder;
use crate::render::view::{
    AffectsView, CauseView, CodeView, EntryView, NoteView, SampleView, SignatureView, SourceView,
    TitledView,
};

impl Views<'_> {
    /// What an entry's page shows.
    pub(in crate::render) fn entry(&self, entry: &Entry) -> EntryView {
        let said = &entry.said;
        let markdown = self.markdown(&entry.captures);
        let block = |text: &Option<Marked<String>>| {
            text.as_ref().map(|text| markdown.block(text)).unwrap_or_default()
        };
        let file = format!("{}.yaml", entry.id);
        let repository = self.base.site.repository.as_ref();
        EntryView {
            id: entry.id.to_string(),
            title: said.title.value.clone(),
            tool: self.tool_link(&entry.id.tool),
            category: self.category_link(entry.category),
            severity: said.severity,
            difficulty: said.difficulty,
            fix_time: said.fix_time.clone(),
            status: said.status,
            affects: said.affects.as_ref().map(|affects| AffectsView {
                package: affects.package.clone(),
                versions: affects.versions.as_deref().cloned().unwrap_or_default(),
            }),
            summary_html: markdown.inline(&said.summary),
            tags: said.tags.clone(),
            signatures: said.signatures.iter().map(|one| signature(one, &entry.captures)).collect(),
            captures: entry.captures.clone(),
            meaning_html: markdown.block(&said.meaning),
            why_html: block(&said.why),
            quick_fix_html: markdown.block(&said.quick_fix),
            causes: (1..).zip(&said.causes).map(|(n, one)| cause(n, one, &markdown)).collect(),
            checks: said
                .checks
                .iter()
                .map(|check| titled(&check.title, &check.text, &markdown))
                .collect(),
            steps: said.steps.iter().map(|step| markdown.inline(step)).collect(),
            detection_html: block(&said.detection),
            workaround_html: block(&said.workaround),
            prevention_html: block(&said.prevention),
            faq: said.faq.iter().map(|one| titled(&one.question, &one.answer, &markdown)).collect(),
            notes: said
                .notes
                .iter()
                .map(|note| NoteView {
                    html: markdown.block(&note.text),
                    version: note.version.clone().unwrap_or_default(),
                    date: note.date.value.clone(),
                })
                .collect(),
            essay_html: entry
                .essay
                .as_ref()
                .map(|file| markdown.block(&file.text))
                .unwrap_or_default(),
            evidence: said.evidence,
            verified_version: said.verified.version.value.clone(),
            verified_date: said.verified.date.value.clone(),
            sources: said.sources.iter().map(|one| source(one, &markdown)).collect(),
            samples: said
                .samples
                .iter()
                .map(|one| SampleView {
                    from: one.from.clone(),
                    html: sample::html(&one.text, self.matcher.as_ref()),
                })
                .collect(),
            related: entry.related.iter().filter_map(|id| self.card_of(id)).cloned().collect(),
            edit_url: repository.map(|repository| format!("{}{file}", repository.edit)),
            file,
        }
    }
}

/// The most telling signature as text: the first, which is the current wording.
pub(super) fn signature_text(entry: &RawEntry) -> String {
    // A message reads better than an expression.
    let message = entry.signatures.iter().find(|signature| signature.message.is_some());
    message.or(entry.signatures.first()).map(|best| best.shown()).unwrap_or_default()
}

fn signature(signature: &RawSignature, captures: &[String]) -> SignatureView {
    let text = signature.shown();
    let is_regex = signature.message.is_none() && signature.regex.is_some();
    let names: Vec<String> = match &signature.message {
        Some(message) => message
            .parse::<Template>()
            .map(|template| template.holes().map(str::to_owned).collect())
            .unwrap_or_default(),
        None => captures.to_vec(),
    };
    let html = match is_regex {
        true => escape(&text),
        false => placeholder::reveal_html(&escape(&placeholder::conceal(&text, &names))),
    };
    SignatureView {
        html,
        text,
        is_regex,
        exception: signature.exception.as_deref().cloned().unwrap_or_default(),
        http_status: signature.http_status,
    }
}

fn cause(number: usize, cause: &RawCause, markdown: &Markdown<'_>) -> CauseView {
    CauseView {
        anchor: format!("cause-{number}"),
        title_html: markdown.inline(&cause.title),
        explanation_html: cause
            .explanation
            .as_ref()
            .map(|text| markdown.block(text))
            .unwrap_or_default(),
        fix_html: markdown.block(&cause.fix),
        when: cause.when.as_deref().cloned().unwrap_or_default(),
        code: cause.code.as_ref().map(|code| CodeView {
            language: code.language.value.clone(),
            broken_html: code
                .broken
                .as_ref()
                .map(|broken| markdown.code(broken, &code.language))
                .unwrap_or_default(),
            fixed_html: markdown.code(&code.fixed, &code.language),
            note_html: code.note.as_ref().map(|note| markdown.block(note)).unwrap_or_default(),
        }),
    }
}

fn titled(title: &str, text: &str, markdown: &Markdown<'_>) -> TitledView {
    TitledView { title: title.to_owned(), html: markdown.block(text) }
}

fn source(source: &RawSource, markdown: &Markdown<'_>) -> SourceView {
    let url = &source.url.value;
    let bare = url.trim_start_matches("https://").trim_end_matches('/').to_owned();
    let label = match (&source.path, source.line) {
        (Some(path), Some(line)) => format!("{path}:{line}"),
        (Some(path), None) => path.clone(),
        (None, _) => bare,
    };
    SourceView {
        url: url.clone(),
        label,
        kind: source.kind,
        shows_html: markdown.inline(&source.shows),
        checked: source.checked.value.clone(),
    }
}
