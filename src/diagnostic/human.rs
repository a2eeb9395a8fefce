//! Diagnostics for people: the line, a caret, help.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level as Title, Renderer, Snippet};

use super::{Diagnostic, Level, Place};

/// Renders diagnostics as rustc and cargo do, and a line that counts them.
pub fn render(diagnostics: &[Diagnostic], colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(&renderer.render(&groups(diagnostic)));
        text.push_str("\n\n");
    }
    let count = |level| diagnostics.iter().filter(|diagnostic| diagnostic.level == level).count();
    let (errors, warnings) = (count(Level::Error), count(Level::Warning));
    let counted = [(errors, "error"), (warnings, "warning")]
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| format!("{number} {word}{}", if *number == 1 { "" } else { "s" }))
        .collect::<Vec<_>>();
    if !counted.is_empty() {
        // Writing to a string does not fail.
        let _ = writeln!(text, "{}", counted.join(", "));
    }
    text
}

fn groups(diagnostic: &Diagnostic) -> Vec<Group<'_>> {
    let title = match diagnostic.level {
        Level::Error => Title::ERROR,
        Level::Warning => Title::WARNING,
    };
    let title = title.primary_title(diagnostic.message.as_str()).id(diagnostic.code);
    let mut group = match &diagnostic.place {
        Some(place) => title.element(snippet(place, &diagnostic.label, AnnotationKind::Primary)),
        None => Group::with_title(title),
    };
    for (place, label) in &diagnostic.also {
        group = group.element(snippet(place, label, AnnotationKind::Context));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Title::HELP.message(help.as_str()));
    }
    vec![group]
}

fn snippet<'a>(
    place: &'a Place,
    label: &'a str,
    kind: AnnotationKind,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let annotation = kind.span(place.span.clone());
    let annotation = if label.is_empty() { annotation } else { annotation.label(label) };
    Snippet::source(place.file.text.as_str())
        .line_start(1)
        .path(place.file.path.as_str())
        .annotation(annotation)
}
