//! From the entry model to what templates see.

mod accuracy;
mod entry;
mod sample;

use rayon::prelude::*;

use super::highlight::Highlighter;
use super::markdown::Markdown;
use super::view::{CardView, CategoryView, LinkView, ModulesView, SiteView, ToolView};
use super::{Options, offline};
use crate::entry::{Entry, EntryId, KnowledgeBase};

/// The most recent entries on the home page.
const LATEST: usize = 6;

/// Everything that pages share, made once.
pub(super) struct Views<'a> {
    pub(super) base: &'a KnowledgeBase,
    options: &'a Options<'a>,
    highlighter: &'a Highlighter,
    matcher: Option<matcher::Matcher>,
    pub(super) site: SiteView,
    /// Cards of all entries, in the order of `base.entries`.
    cards: Vec<CardView>,
    /// All tools, by name.
    tools: Vec<LinkView>,
    /// All categories, in their order, empty ones included.
    categories: Vec<LinkView>,
}

/// A text to try the home page's box with.
#[derive(Debug, serde::Serialize)]
pub(super) struct ExampleView {
    title: String,
    text: String,
}

impl<'a> Views<'a> {
    pub(super) fn new(
        base: &'a KnowledgeBase,
        options: &'a Options<'a>,
        highlighter: &'a Highlighter,
        modules: ModulesView,
    ) -> Self {
        let address = &options.address;
        let said = &base.site;
        let count_in =
            |category: usize| base.entries.iter().filter(|e| e.category == category).count();
        let categories: Vec<_> = base
            .categories
            .iter()
            .enumerate()
            .map(|(place, category)| LinkView {
                id: category.id.value.clone(),
                title: category.title.clone(),
                url: address.link(&category_path(&category.id)),
                summary: category.summary.clone(),
                count: count_in(place),
            })
            .collect();
        let tools: Vec<_> = base
            .tools
            .iter()
            .map(|(name, tool)| LinkView {
                id: name.clone(),
                title: tool.title.clone(),
                url: address.link(&format!("{name}/")),
                summary: tool.summary.clone(),
                count: base.entries.iter().filter(|entry| entry.id.tool == *name).count(),
            })
            .collect();
        let site = SiteView {
            title: said.title.clone(),
            tagline: said.tagline.clone(),
            description: said.description.clone(),
            language: said.language.clone(),
            base_url: address.base_url().to_owned(),
            base_path: address.base_path().to_owned(),
            repository: said.repository.as_ref().map(|repository| repository.url.clone()),
            generator: format!("Faultbook {}", env!("CARGO_PKG_VERSION")),
            entry_count: base.entries.len(),
            tools: tools.clone(),
            categories: categories.iter().filter(|link| link.count > 0).cloned().collect(),
            accuracy: options.accuracy.is_some(),
            modules,
            service_worker: if options.offline {
                address.link(offline::PATH)
            } else {
                String::new()
            },
        };
        // Samples are shown with the lines that prove them; a knowledge base that `check`
        // proved makes a matcher.
        let matcher = matcher::Matcher::new(base.knowledge.clone()).ok();
        let mut views = Self {
            base,
            options,
            highlighter,
            matcher,
            site,
            cards: Vec::new(),
            tools,
            categories,
        };
        views.cards = base.entries.par_iter().map(|entry| views.card(entry)).collect();
        views
    }

    /// The cards of all entries, in order of ids.
    pub(super) fn cards(&self) -> &[CardView] {
        &self.cards
    }

    /// The entries that were checked last.
    pub(super) fn latest(&self) -> Vec<&CardView> {
        let mut cards: Vec<_> = self.cards.iter().collect();
        cards.sort_by(|left, right| {
            right.verified.cmp(&left.verified).then(right.severity.cmp(&left.severity))
        });
        cards.truncate(LATEST);
        cards
    }

    /// Texts to try the box with: samples of entries of different categories.
    pub(super) fn examples(&self) -> Vec<ExampleView> {
        let mut seen = Vec::new();
        // An example is read at a glance.
        let short = |entry: &&Entry| {
            let lines = entry.said.samples.first().map_or(0, |sample| sample.text.lines().count());
            (1..=12).contains(&lines)
        };
        let mut entries: Vec<_> = self.base.entries.iter().filter(short).collect();
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.said.severity));
        entries
            .into_iter()
            .filter(|entry| {
                let first = !seen.contains(&entry.category);
                seen.push(entry.category);
                first
            })
            .take(3)
            .filter_map(|entry| {
                let text = entry.said.samples.first()?.text.value.clone();
                let title = self.base.categories.get(entry.category)?.title.clone();
                Some(ExampleView { title, text })
            })
            .collect()
    }

    /// The categories that hold an entry, with their entries.
    pub(super) fn categories(&self) -> Vec<CategoryView> {
        let places = 0..self.categories.len();
        let views = places.filter_map(|place| self.category(place, |_| true));
        views.filter(|view| !view.entries.is_empty()).collect()
    }

    /// One category with those of its entries that `holds` lets through.
    pub(super) fn category(
        &self,
        place: usize,
        holds: impl Fn(&Entry) -> bool,
    ) -> Option<CategoryView> {
        let said = self.base.categories.get(place)?;
        let entries = self.base.entries.iter().zip(&self.cards);
        let mut entries: Vec<_> = entries
            .filter(|(entry, _)| entry.category == place && holds(entry))
            .map(|(_, card)| card.clone())
            .collect();
        entries.sort_by(|left, right| left.title.cmp(&right.title));
        let mut link = self.categories.get(place)?.clone();
        link.count = entries.len();
        let description_html =
            said.description.as_deref().map(|text| self.markdown(&[]).block(text));
        Some(CategoryView { link, description_html: description_html.unwrap_or_default(), entries })
    }

    /// One tool with its entries by category.
    pub(super) fn tool(&self, place: usize) -> Option<ToolView> {
        let (name, said) = self.base.tools.get(place)?;
        let groups = (0..self.categories.len())
            .filter_map(|category| self.category(category, |entry| entry.id.tool == *name))
            .filter(|group| !group.entries.is_empty())
            .collect();
        let description_html =
            said.description.as_deref().map(|text| self.markdown(&[]).block(text));
        Some(ToolView {
            link: self.tools.get(place)?.clone(),
            description_html: description_html.unwrap_or_default(),
            homepage: said.homepage.clone(),
            groups,
        })
    }

    pub(super) fn markdown<'v>(&'v self, captures: &'v [String]) -> Markdown<'v> {
        Markdown { highlighter: self.highlighter, address: &self.options.address, captures }
    }

    fn tool_link(&self, name: &str) -> LinkView {
        let found = self.tools.iter().find(|tool| tool.id == name).cloned();
        found.unwrap_or_else(|| LinkView {
            id: name.to_owned(),
            title: name.to_owned(),
            url: String::new(),
            summary: String::new(),
            count: 0,
        })
    }

    fn category_link(&self, place: usize) -> LinkView {
        self.categories.get(place).cloned().unwrap_or_else(|| self.tool_link(""))
    }

    fn card_of(&self, id: &EntryId) -> Option<&CardView> {
        let place = self.base.entries.binary_search_by(|entry| entry.id.cmp(id)).ok()?;
        self.cards.get(place)
    }

    fn card(&self, entry: &Entry) -> CardView {
        let said = &entry.said;
        CardView {
            id: entry.id.to_string(),
            title: said.title.value.clone(),
            url: self.options.address.link(&entry.id.page_path()),
            summary: self.markdown(&entry.captures).plain(&said.summary),
            signature: entry::signature_text(said),
            tool: self.tool_link(&entry.id.tool),
            category: self.category_link(entry.category),
            severity: said.severity,
            status: said.status,
            evidence: said.evidence,
            verified: said.verified.date.value.clone(),
            tags: said.tags.clone(),
        }
    }
}

/// The path of a category's page below the root.
pub(super) fn category_path(id: &str) -> String {
    format!("categories/{id}/")
}
