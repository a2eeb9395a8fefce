//! Does everything that is referred to exist, and only once?

use std::collections::{BTreeMap, BTreeSet};

use super::{id, place};
use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::load::{Content, LoadedEntry, Marked};

/// What there is to refer to.
pub(super) struct Known {
    categories: BTreeSet<String>,
    entries: BTreeSet<String>,
    tools: BTreeSet<String>,
}

/// Folders below the site's root that are the generator's own.
const TAKEN: [&str; 4] = ["assets", "categories", "pages", "all"];

impl Known {
    pub(super) fn of(content: &Content) -> Self {
        Self {
            categories: content
                .categories
                .value
                .0
                .iter()
                .map(|known| known.id.value.clone())
                .collect(),
            entries: content.entries.iter().map(id).chain(content.unread.iter().cloned()).collect(),
            tools: content
                .tools
                .iter()
                .map(|(name, _)| name.clone())
                .chain(content.unread.iter().cloned())
                .collect(),
        }
    }
}

/// Checks `site.yaml`, `categories.yaml` and the tools.
pub(super) fn settings(content: &Content) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let site = &content.site;
    if let Some(url) = &site.value.base_url
        && !(url.starts_with("https://") || url.starts_with("http://"))
    {
        let place = Place::new(&site.file, url.span.clone());
        diagnostics.push(
            Diagnostic::error("bad-url", format!("`{}` is not an address of a site", url.value))
                .at(place, "no address")
                .help("write it in full: `https://example.org/errors/`"),
        );
    }
    let mut seen = BTreeMap::new();
    for category in &content.categories.value.0 {
        let place = Place::new(&content.categories.file, category.id.span.clone());
        if let Some(first) = seen.insert(category.id.value.clone(), place.clone()) {
            diagnostics.push(
                Diagnostic::error(
                    "duplicate",
                    format!("two categories are called `{}`", *category.id),
                )
                .at(place.clone(), "the second")
                .also(first, "the first"),
            );
        }
        for signal in &category.signals {
            let wrong = match (&signal.text, signal.status) {
                (Some(text), None) => {
                    text.parse::<matcher::Template>().err().map(|error| error.to_string())
                }
                (None, Some(_)) => None,
                _ => Some("a signal has either `text` or `status`".to_owned()),
            };
            if let Some(wrong) = wrong {
                let place = Place::new(&content.categories.file, signal.span.clone());
                diagnostics.push(Diagnostic::error("bad-signal", wrong).at(place, "this signal"));
            }
        }
    }
    for (name, tool) in &content.tools {
        if TAKEN.contains(&name.as_str()) {
            diagnostics.push(
                Diagnostic::error(
                    "taken-name",
                    format!("a tool cannot be called `{name}`: the site uses that address"),
                )
                .at(Place::new(&tool.file, 0..0), "")
                .help("rename the folder"),
            );
        }
    }
    diagnostics
}

/// Checks what one entry refers to.
pub(super) fn entry(entry: &LoadedEntry, content: &Content, known: &Known) -> Vec<Diagnostic> {
    let raw = &entry.raw;
    let mut diagnostics = Vec::new();
    if !known.tools.contains(&entry.tool) {
        diagnostics.push(
            Diagnostic::error(
                "unknown-tool",
                format!("the folder `{}` has no `tool.yaml`", entry.tool),
            )
            .at(Place::new(&raw.file, 0..0), "")
            .help(format!("add `{}/tool.yaml`, which says what the tool is", entry.tool)),
        );
    }
    let category = &raw.value.category;
    if !known.categories.contains(&category.value) {
        let diagnostic = Diagnostic::error(
            "unknown-category",
            format!("`{}` is no category of this knowledge base", category.value),
        )
        .at(place(raw, &category.span), "unknown category");
        let names = content.categories.value.0.iter().map(|known| known.id.as_str());
        diagnostics.push(diagnostic.help(did_you_mean(
            &category.value,
            names,
            "the categories are",
        )));
    }
    let itself = id(entry);
    for (key, others) in [
        ("related", &raw.value.related),
        ("symptom_of", &raw.value.symptom_of),
        ("beats", &raw.value.beats),
    ] {
        for other in others {
            diagnostics.extend(refer(entry, &itself, key, other, known));
        }
    }
    for alias in &raw.value.aliases {
        let is_path = alias.starts_with('/') && alias.ends_with('/') && !alias.contains("..");
        if !is_path || alias.len() < 3 {
            diagnostics.push(
                Diagnostic::error("bad-alias", format!("`{}` is no path of a page", alias.value))
                    .at(place(raw, &alias.span), "no path")
                    .help("write an old address from the site's root: `/old/name/`"),
            );
        }
    }
    diagnostics
}

fn refer(
    entry: &LoadedEntry,
    itself: &str,
    key: &str,
    other: &Marked<String>,
    known: &Known,
) -> Option<Diagnostic> {
    if key == "symptom_of" && other.value == "*" {
        return None;
    }
    let at = place(&entry.raw, &other.span);
    if other.value == itself {
        let message = format!("`{key}` names the entry itself");
        return Some(Diagnostic::error("self-reference", message).at(at, "this very entry"));
    }
    if known.entries.contains(&other.value) {
        return None;
    }
    let names = known.entries.iter().map(String::as_str);
    Some(
        Diagnostic::error(
            "unknown-entry",
            format!("`{key}` names `{}`, which is no entry", other.value),
        )
        .at(at, "no such entry")
        .help(did_you_mean(&other.value, names, "write `<tool>/<slug>`, as in")),
    )
}

fn did_you_mean<'a>(
    word: &str,
    known: impl Iterator<Item = &'a str> + Clone,
    otherwise: &str,
) -> String {
    match nearest(word, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("{otherwise} {}", known.take(20).collect::<Vec<_>>().join(", ")),
    }
}

/// Finds addresses that two pages would have.
pub(super) fn duplicates(content: &Content) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut taken: BTreeMap<String, Option<Place>> = BTreeMap::new();
    for entry in &content.entries {
        taken.insert(format!("/{}/", id(entry)), Some(Place::new(&entry.raw.file, 0..0)));
    }
    for (name, _) in &content.tools {
        taken.insert(format!("/{name}/"), None);
    }
    for name in content.pages.iter().map(|(name, _)| name.as_str()).chain(TAKEN) {
        taken.insert(format!("/{name}/"), None);
    }
    for entry in &content.entries {
        for alias in &entry.raw.value.aliases {
            let at = place(&entry.raw, &alias.span);
            match taken.get(&alias.value) {
                None => {
                    taken.insert(alias.value.clone(), Some(at));
                }
                Some(first) => {
                    let message = format!("another page already has the address `{}`", alias.value);
                    let mut diagnostic =
                        Diagnostic::error("duplicate-address", message).at(at, "the second");
                    if let Some(first) = first.clone().filter(|first| !first.span.is_empty()) {
                        diagnostic = diagnostic.also(first, "the first");
                    }
                    diagnostics.push(diagnostic.help("remove the alias from one of them"));
                }
            }
        }
    }
    diagnostics
}
