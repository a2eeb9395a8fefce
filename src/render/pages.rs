//! Which pages a site has, and how each is rendered.

use serde::Serialize;

use super::Options;
use super::templates::{Templates, context};
use super::view::PageView;
use super::views::{Views, category_path};
use crate::accuracy;
use crate::diagnostic::Diagnostic;
use crate::entry::KnowledgeBase;

/// A page to render.
#[derive(Debug, Clone, Copy)]
pub(super) enum Page {
    Home,
    All,
    Category(usize),
    Tool(usize),
    Entry(usize),
    /// A Markdown page, by its place.
    Text(usize),
    /// How often the answers are right.
    Accuracy,
    NotFound,
    /// An old address of an entry, by the places of both.
    Alias(usize, usize),
    Feed,
    SiteMap,
    Robots,
    /// What a host is to send with the files.
    Headers,
    /// An overview for language models.
    Overview,
    /// All entries as data.
    Data,
}

/// A rendered file.
pub(super) struct File {
    pub(super) path: String,
    pub(super) bytes: Vec<u8>,
}

/// All pages of a site.
pub(super) fn plan(base: &KnowledgeBase, options: &Options<'_>) -> Vec<Page> {
    let mut pages = vec![
        Page::Home,
        Page::All,
        Page::NotFound,
        Page::Feed,
        Page::SiteMap,
        Page::Robots,
        Page::Headers,
        Page::Overview,
        Page::Data,
    ];
    pages.extend((0..base.categories.len()).map(Page::Category));
    pages.extend((0..base.tools.len()).map(Page::Tool));
    pages.extend((0..base.pages.len()).map(Page::Text));
    pages.extend(options.accuracy.map(|_| Page::Accuracy));
    for (place, entry) in base.entries.iter().enumerate() {
        pages.push(Page::Entry(place));
        pages.extend((0..entry.said.aliases.len()).map(|alias| Page::Alias(place, alias)));
    }
    pages
}

impl Page {
    pub(super) fn render(
        self,
        views: &Views<'_>,
        templates: &Templates,
    ) -> Result<File, Diagnostic> {
        let rendered = match self {
            Self::Home => home(views, templates),
            Self::All => all(views, templates),
            Self::Category(place) => category(place, views, templates),
            Self::Tool(place) => tool(place, views, templates),
            Self::Entry(place) => entry(place, views, templates),
            Self::Text(place) => text(place, views, templates),
            Self::Accuracy => measured(views, templates),
            Self::NotFound => {
                let page =
                    page("Page not found", "There is nothing at this address.", "404.html", "404");
                let html = templates.render("404.html", &context(&views.site, &page))?;
                Ok(Some(("404.html".to_owned(), html)))
            }
            Self::Alias(place, alias) => redirect(place, alias, views, templates),
            Self::Feed => file("feed.xml", views, templates),
            Self::SiteMap => file("sitemap.xml", views, templates),
            Self::Robots => file("robots.txt", views, templates),
            Self::Headers => file("_headers.txt", views, templates)
                .map(|file| file.map(|(_, text)| ("_headers".to_owned(), text))),
            Self::Overview => file("llms.txt", views, templates),
            Self::Data => data(views),
        }?;
        // A place that is planned exists; the alternative is an empty file, never a panic.
        let (path, html) = rendered.unwrap_or_default();
        Ok(File { path, bytes: html.into_bytes() })
    }
}

type Rendered = Result<Option<(String, String)>, Diagnostic>;

fn page(title: &str, description: &str, path: &str, section: &'static str) -> PageView {
    PageView {
        title: title.to_owned(),
        description: description.to_owned(),
        path: path.to_owned(),
        section,
    }
}

/// The file behind a page's path.
fn index_of(path: &str) -> String {
    format!("{path}index.html")
}

fn home(views: &Views<'_>, templates: &Templates) -> Rendered {
    let page = page(&views.site.title, &views.site.description, "", "home");
    let mut context = context(&views.site, &page);
    context.insert("categories", &views.categories());
    context.insert("latest", &views.latest());
    context.insert("examples", &views.examples());
    Ok(Some((index_of(""), templates.render("home.html", &context)?)))
}

fn all(views: &Views<'_>, templates: &Templates) -> Rendered {
    let description = format!("All {} errors of {}.", views.cards().len(), views.site.title);
    let page = page("All errors", &description, "all/", "all");
    let mut context = context(&views.site, &page);
    context.insert("entries", views.cards());
    context.insert("tools", &views.site.tools);
    context.insert("categories", &views.site.categories);
    Ok(Some((index_of("all/"), templates.render("all.html", &context)?)))
}

fn category(place: usize, views: &Views<'_>, templates: &Templates) -> Rendered {
    let Some(category) = views.category(place, |_| true) else { return Ok(None) };
    let path = category_path(&category.link.id);
    let page = page(&category.link.title, &category.link.summary, &path, "category");
    let mut context = context(&views.site, &page);
    context.insert("category", &category);
    Ok(Some((index_of(&path), templates.render("category.html", &context)?)))
}

fn tool(place: usize, views: &Views<'_>, templates: &Templates) -> Rendered {
    let Some(tool) = views.tool(place) else { return Ok(None) };
    let path = format!("{}/", tool.link.id);
    let page = page(&tool.link.title, &tool.link.summary, &path, "tool");
    let mut context = context(&views.site, &page);
    context.insert("tool", &tool);
    Ok(Some((index_of(&path), templates.render("tool.html", &context)?)))
}

fn entry(place: usize, views: &Views<'_>, templates: &Templates) -> Rendered {
    let Some(entry) = views.base.entries.get(place) else { return Ok(None) };
    let path = entry.id.page_path();
    let summary = views.markdown(&entry.captures).plain(&entry.said.summary);
    let page = page(&entry.said.title, &summary, &path, "entry");
    let mut context = context(&views.site, &page);
    context.insert("entry", &views.entry(entry));
    Ok(Some((index_of(&path), templates.render("entry.html", &context)?)))
}

/// A Markdown page: its first heading is its title, its first paragraph its description.
fn text(place: usize, views: &Views<'_>, templates: &Templates) -> Rendered {
    let Some((name, file)) = views.base.pages.get(place) else { return Ok(None) };
    let markdown = views.markdown(&[]);
    let (title, body) = match file.text.trim_start().strip_prefix("# ") {
        Some(rest) => rest.split_once('\n').unwrap_or((rest, "")),
        None => (name.as_str(), file.text.as_str()),
    };
    let description = markdown.plain(body.trim().split("\n\n").next().unwrap_or_default());
    let section = match name.as_str() {
        "about" => "about",
        "contribute" => "contribute",
        _ => "page",
    };
    let path = format!("{name}/");
    let page = page(&markdown.plain(title), &description, &path, section);
    let mut context = context(&views.site, &page);
    context.insert("body_html", &markdown.block(body));
    Ok(Some((index_of(&path), templates.render("page.html", &context)?)))
}

/// How often the answers are right, where that was measured.
fn measured(views: &Views<'_>, templates: &Templates) -> Rendered {
    let Some(accuracy) = views.accuracy() else { return Ok(None) };
    let title = "How often the answers are right";
    let description = format!(
        "Measured on {} labelled texts: how often the box names the right kind of error and the \
         right entry, and how often it claims to know what it does not.",
        accuracy.total
    );
    let page = page(title, &description, accuracy::PAGE, "accuracy");
    let mut context = context(&views.site, &page);
    context.insert("accuracy", &accuracy);
    Ok(Some((index_of(accuracy::PAGE), templates.render("accuracy.html", &context)?)))
}

fn redirect(place: usize, alias: usize, views: &Views<'_>, templates: &Templates) -> Rendered {
    let Some(entry) = views.base.entries.get(place) else { return Ok(None) };
    let Some(alias) = entry.said.aliases.get(alias) else { return Ok(None) };
    let path = entry.id.page_path();
    let page = page(&entry.said.title, "This page has moved.", &path, "moved");
    let html = templates.render("moved.html", &context(&views.site, &page))?;
    Ok(Some((index_of(alias.trim_start_matches('/')), html)))
}

/// The cards of all entries: what lists show, for programs.
fn data(views: &Views<'_>) -> Rendered {
    match serde_json::to_string_pretty(views.cards()) {
        Ok(json) => Ok(Some(("entries.json".to_owned(), json + "\n"))),
        Err(error) => Err(Diagnostic::error("no-data", error.to_string())),
    }
}

/// An address in the site map or an entry of the feed.
#[derive(Debug, Serialize)]
struct Listed {
    path: String,
    title: String,
    summary: String,
    changed: String,
}

/// Files for programs, all made from the same lists.
fn file(name: &str, views: &Views<'_>, templates: &Templates) -> Rendered {
    let entries: Vec<_> = views
        .base
        .entries
        .iter()
        .zip(views.cards())
        .map(|(entry, card)| Listed {
            path: entry.id.page_path(),
            title: card.title.clone(),
            summary: card.summary.clone(),
            changed: card.verified.clone(),
        })
        .collect();
    let mut feed: Vec<&Listed> = entries.iter().collect();
    feed.sort_by(|left, right| right.changed.cmp(&left.changed).then(left.path.cmp(&right.path)));
    let categories = views.site.categories.iter().map(|link| category_path(&link.id));
    let tools = views.site.tools.iter().map(|link| format!("{}/", link.id));
    let texts = views.base.pages.iter().map(|(name, _)| format!("{name}/"));
    let mut paths = vec![String::new(), "all/".to_owned()];
    paths.extend(tools.chain(categories).chain(texts));
    paths.extend(views.site.accuracy.then(|| accuracy::PAGE.to_owned()));
    let page = page(&views.site.title, &views.site.description, "", "file");
    let mut context = context(&views.site, &page);
    context.insert("paths", &paths);
    context.insert("updated", &feed.first().map(|first| first.changed.clone()).unwrap_or_default());
    context.insert("feed", &feed.iter().take(50).collect::<Vec<_>>());
    context.insert("entries", &entries);
    Ok(Some((name.to_owned(), templates.render(name, &context)?)))
}
