//! The texts of an entry, for those who read all of them: the search index, the check of links.

use super::{RawEntry, RawSignature};
use crate::load::Marked;

impl RawEntry {
    /// Every CommonMark text with its place, in the order of the page. Causes are among them.
    pub fn prose(&self) -> Vec<&Marked<String>> {
        let mut texts = vec![&self.summary, &self.meaning];
        texts.extend(&self.why);
        texts.push(&self.quick_fix);
        for cause in &self.causes {
            texts.push(&cause.title);
            texts.extend(&cause.explanation);
            texts.push(&cause.fix);
            texts.extend(cause.code.as_ref().and_then(|code| code.note.as_ref()));
        }
        texts.extend(self.checks.iter().map(|check| &check.text));
        texts.extend(&self.steps);
        texts.extend([&self.detection, &self.workaround, &self.prevention].into_iter().flatten());
        texts.extend(self.faq.iter().map(|one| &one.answer));
        texts.extend(self.notes.iter().map(|note| &note.text));
        texts.extend(self.sources.iter().map(|source| &source.shows));
        texts
    }
}

impl RawSignature {
    /// What it looks for as people read it: the template without the kinds of its holes, the
    /// expression, or the class.
    pub fn shown(&self) -> String {
        match (&self.message, &self.regex, &self.exception) {
            (Some(message), _, _) => without_kinds(message),
            (None, Some(text), _) | (None, None, Some(text)) => text.value.clone(),
            (None, None, None) => String::new(),
        }
    }
}

fn without_kinds(template: &str) -> String {
    let mut text = template.trim().to_owned();
    for kind in ["word", "int", "number"] {
        text = text.replace(&format!(":{kind}}}"), "}");
    }
    text
}
