//! Do links inside the site lead to a page of it?

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Parser, Tag};

use crate::diagnostic::{Diagnostic, Place, SourceFile, nearest};
use crate::load::Content;

/// Checks the links of all prose and all pages.
pub(super) fn check(content: &Content) -> Vec<Diagnostic> {
    let pages = pages(content);
    let mut diagnostics = Vec::new();
    for entry in &content.entries {
        let texts = entry.raw.value.prose().into_iter().map(|text| (&*text.value, &text.span));
        for (text, span) in texts {
            let dangling = dangling(text, &pages);
            let place = || Place::new(&entry.raw.file, span.clone());
            diagnostics
                .extend(dangling.into_iter().map(|(link, _)| report(&link, place(), &pages)));
        }
        diagnostics.extend(entry.essay.iter().flat_map(|file| in_file(file, &pages)));
    }
    for (_, file) in &content.pages {
        diagnostics.extend(in_file(file, &pages));
    }
    let whole_file = |file: &Arc<SourceFile>| Place::new(file, 0..0);
    for category in &content.categories.value.0 {
        let dangling = dangling(category.description.as_deref().unwrap_or_default(), &pages);
        let place = || Place::new(&content.categories.file, category.id.span.clone());
        diagnostics.extend(dangling.into_iter().map(|(link, _)| report(&link, place(), &pages)));
    }
    for (_, tool) in &content.tools {
        let dangling = dangling(tool.value.description.as_deref().unwrap_or_default(), &pages);
        let links =
            dangling.into_iter().map(|(link, _)| report(&link, whole_file(&tool.file), &pages));
        diagnostics.extend(links);
    }
    diagnostics
}

/// Paths of all pages from the site's root.
fn pages(content: &Content) -> BTreeSet<String> {
    let entries = content.entries.iter().map(|entry| format!("/{}/{}/", entry.tool, entry.slug));
    let unread = content.unread.iter().map(|id| format!("/{id}/"));
    let tools = content.tools.iter().map(|(name, _)| format!("/{name}/"));
    let texts = content.pages.iter().map(|(name, _)| format!("/{name}/"));
    let categories =
        content.categories.value.0.iter().map(|category| format!("/categories/{}/", *category.id));
    let own = ["/", "/all/", "/feed.xml"].map(str::to_owned);
    entries.chain(unread).chain(tools).chain(texts).chain(categories).chain(own).collect()
}

fn in_file(file: &Arc<SourceFile>, pages: &BTreeSet<String>) -> Vec<Diagnostic> {
    dangling(&file.text, pages)
        .into_iter()
        .map(|(link, span)| report(&link, Place::new(file, span), pages))
        .collect()
}

/// Links to pages that do not exist, with their places in the text.
fn dangling(text: &str, pages: &BTreeSet<String>) -> Vec<(String, Range<usize>)> {
    Parser::new(text)
        .into_offset_iter()
        .filter_map(|(event, span)| match event {
            Event::Start(Tag::Link { dest_url, .. }) => Some((dest_url.into_string(), span)),
            _ => None,
        })
        .filter(|(link, _)| {
            let is_outside =
                link.contains("://") || link.starts_with('#') || link.starts_with("mailto:");
            let path = link.split(['#', '?']).next().unwrap_or_default();
            !is_outside && !pages.contains(&format!("/{}", path.trim_start_matches('/')))
        })
        .collect()
}

fn report(link: &str, place: Place, pages: &BTreeSet<String>) -> Diagnostic {
    let help = match nearest(link, pages.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "links inside the site are paths from its root: `/tool/slug/`".to_owned(),
    };
    Diagnostic::error("dangling-link", format!("the link `{link}` leads to no page of this site"))
        .at(place, "no such page")
        .help(help)
}
