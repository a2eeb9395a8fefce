//! What of a knowledge base can be searched.

use crate::diagnostic::Diagnostic;
use crate::entry::{Entry, KnowledgeBase, RawEntry};

/// One document an entry, in order of ids.
pub fn documents(base: &KnowledgeBase) -> Vec<search::Document> {
    base.entries.iter().map(|entry| document(base, entry)).collect()
}

/// The packed index that the browser opens.
///
/// # Errors
///
/// A diagnostic when the index cannot be made, which memory alone decides.
pub fn pack(documents: Vec<search::Document>) -> Result<Vec<u8>, Diagnostic> {
    search::build_index(documents).map_err(|error| {
        Diagnostic::error("no-index", format!("the search index was not made: {error}"))
    })
}

fn document(base: &KnowledgeBase, entry: &Entry) -> search::Document {
    let said = &entry.said;
    let category = base.categories.get(entry.category);
    search::Document {
        id: entry.id.to_string(),
        title: said.title.value.clone(),
        url: entry.id.page_path(),
        tool: entry.id.tool.clone(),
        category: category.map(|category| category.id.value.clone()).unwrap_or_default(),
        severity: said.severity.word().to_owned(),
        status: said.status.word().to_owned(),
        signatures: signatures(said),
        causes: causes(said),
        prose: prose(said),
        tags: said.tags.clone(),
    }
}

/// Messages, expressions, classes and statuses.
fn signatures(said: &RawEntry) -> Vec<String> {
    let mut texts = Vec::new();
    for signature in &said.signatures {
        let exception = signature.exception.as_ref().map(|exception| exception.value.clone());
        let status = signature.http_status.map(|status| status.to_string());
        for text in [Some(signature.shown()), exception, status].into_iter().flatten() {
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
    }
    texts
}

fn causes(said: &RawEntry) -> String {
    let texts = said.causes.iter().flat_map(|cause| {
        let explanation = cause.explanation.as_deref().map(String::as_str);
        [Some(cause.title.as_str()), explanation].into_iter().flatten()
    });
    joined(texts)
}

fn prose(said: &RawEntry) -> String {
    let questions = said.faq.iter().map(|one| one.question.as_str());
    joined(said.prose().into_iter().map(|text| text.as_str()).chain(questions))
}

/// Texts without the marks of Markdown, which nobody searches for.
fn joined<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut words = Vec::new();
    for text in texts {
        for event in pulldown_cmark::Parser::new(text) {
            if let pulldown_cmark::Event::Text(text) | pulldown_cmark::Event::Code(text) = event {
                words.push(text.into_string());
            }
        }
    }
    words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}
