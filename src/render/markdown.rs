//! CommonMark to HTML that is safe to publish.

use ammonia::Builder;
use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html,
};

use super::address::Address;
use super::highlight::Highlighter;
use super::placeholder;

/// Renders the prose of one page.
pub(super) struct Markdown<'a> {
    pub(super) highlighter: &'a Highlighter,
    pub(super) address: &'a Address,
    /// Names in braces that are placeholders.
    pub(super) captures: &'a [String],
}

impl Markdown<'_> {
    /// Blocks of text. Headings are moved down so that the page's own stay above them.
    pub(super) fn block(&self, text: &str) -> String {
        let mut events = Vec::new();
        let mut code: Option<(String, String)> = None;
        let mut heading: Option<(usize, String)> = None;
        for event in Parser::new_ext(text, options()) {
            match (event, &mut code) {
                (Event::Start(Tag::CodeBlock(kind)), _) => {
                    let language = match &kind {
                        CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or(""),
                        CodeBlockKind::Indented => "",
                    };
                    code = Some((language.to_owned(), String::new()));
                }
                (Event::Text(text), Some((_, block))) => block.push_str(&text),
                (Event::End(TagEnd::CodeBlock), Some((language, block))) => {
                    let html = self.highlighter.block(&self.conceal(block), language);
                    events.push(Event::Html(html.into()));
                    code = None;
                }
                (Event::Start(Tag::Heading { level, id, classes, attrs }), _) => {
                    heading = Some((events.len(), String::new()));
                    let level = below(level);
                    events.push(Event::Start(Tag::Heading { level, id, classes, attrs }));
                }
                (Event::End(TagEnd::Heading(level)), _) => {
                    if let Some((start, text)) = heading.take() {
                        name_heading(&mut events, start, &text);
                    }
                    events.push(Event::End(TagEnd::Heading(below(level))));
                }
                (Event::Text(text), None) => {
                    if let Some((_, title)) = &mut heading {
                        title.push_str(&text);
                    }
                    events.push(Event::Text(self.conceal(&text).into()));
                }
                (Event::Code(text), _) => {
                    if let Some((_, title)) = &mut heading {
                        title.push_str(&text);
                    }
                    events.push(Event::Code(self.conceal(&text).into()));
                }
                (Event::Start(Tag::Link { link_type, dest_url, title, id }), _) => {
                    let dest_url = self.link(dest_url);
                    events.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
                }
                (other, _) => events.push(other),
            }
        }
        let mut rendered = String::new();
        html::push_html(&mut rendered, events.into_iter());
        placeholder::reveal_html(&clean(&rendered))
    }

    /// One paragraph without the element around it, for headings and lists.
    pub(super) fn inline(&self, text: &str) -> String {
        let html = self.block(text);
        let html = html.trim();
        match html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>")) {
            Some(inner) if !inner.contains("<p>") => inner.to_owned(),
            _ => html.to_owned(),
        }
    }

    /// The text alone, on one line, captures as their names.
    pub(super) fn plain(&self, text: &str) -> String {
        let mut plain = String::new();
        for event in Parser::new_ext(text, options()) {
            match event {
                Event::Text(text) | Event::Code(text) => plain.push_str(&self.conceal(&text)),
                Event::SoftBreak | Event::HardBreak => plain.push(' '),
                Event::End(_) if !plain.ends_with(' ') => {
                    // Ends of emphasis are inside of words, ends of blocks are not; a space
                    // too many is taken out below.
                    if matches!(
                        event,
                        Event::End(
                            TagEnd::Paragraph
                                | TagEnd::Item
                                | TagEnd::CodeBlock
                                | TagEnd::Heading(_)
                        )
                    ) {
                        plain.push(' ');
                    }
                }
                _ => {}
            }
        }
        let plain = placeholder::reveal_text(&plain);
        plain.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Code in a block of its own.
    pub(super) fn code(&self, code: &str, language: &str) -> String {
        placeholder::reveal_html(&self.highlighter.block(&self.conceal(code), language))
    }

    fn conceal(&self, text: &str) -> String {
        placeholder::conceal(text, self.captures)
    }

    /// A link without a scheme goes to a page of this site, from its root.
    fn link<'e>(&self, dest: CowStr<'e>) -> CowStr<'e> {
        let is_outside =
            dest.contains("://") || dest.starts_with('#') || dest.starts_with("mailto:");
        if is_outside { dest } else { self.address.link(dest.trim_start_matches('/')).into() }
    }
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS
}

/// The page's title is the first level and its sections are the second.
fn below(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => HeadingLevel::H2,
        other => other,
    }
}

/// Gives a heading an address made of its words.
fn name_heading(events: &mut [Event<'_>], start: usize, text: &str) {
    if let Some(Event::Start(Tag::Heading { id, .. })) = events.get_mut(start)
        && id.is_none()
    {
        *id = Some(anchor(text).into());
    }
}

fn anchor(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// Takes out everything that could run or disguise: scripts, handlers, forms, styles.
fn clean(html: &str) -> String {
    let mut builder = Builder::default();
    builder
        .add_generic_attributes(["id"])
        .add_tag_attributes("pre", ["class", "data-language"])
        .add_tag_attributes("span", ["class"])
        .link_rel(Some("noopener"));
    builder.clean(html).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn renders(text: &str, expected: &str) {
        let highlighter = Highlighter::new();
        let address: Address = "/kb/".parse().unwrap_or_default();
        let captures = ["model".to_owned()];
        let markdown =
            Markdown { highlighter: &highlighter, address: &address, captures: &captures };
        assert_eq!(markdown.block(text).trim(), expected, "from {text:?}");
    }

    #[test]
    fn captures_become_placeholders_in_text_and_code() {
        renders(
            "Call `{model}` or {model}, not {other}.",
            "<p>Call <code><var data-capture=\"model\">model</var></code> or \
             <var data-capture=\"model\">model</var>, not {other}.</p>",
        );
        renders(
            "```text\nmodel={model}\n```",
            "<pre class=\"code\" data-language=\"text\"><code>model=\
             <var data-capture=\"model\">model</var></code></pre>",
        );
    }

    #[test]
    fn links_inside_the_site_follow_its_base_path() {
        renders("[a](/litellm/b/)", "<p><a href=\"/kb/litellm/b/\" rel=\"noopener\">a</a></p>");
        renders("[a](https://b/c)", "<p><a href=\"https://b/c\" rel=\"noopener\">a</a></p>");
    }

    #[test]
    fn raw_html_cannot_run() {
        renders("<script>alert(1)</script>x", "x");
        renders("a <b onclick=\"x()\">b</b>", "<p>a <b>b</b></p>");
        renders(
            "[a](javascript:alert(1))",
            "<p><a href=\"/kb/javascript:alert(1)\" rel=\"noopener\">a</a></p>",
        );
    }

    #[test]
    fn headings_have_addresses_and_stay_below_the_title() {
        renders("# Two `words`", "<h2 id=\"two-words\">Two <code>words</code></h2>");
    }
}
