//! Colours for code, chosen when the site is built: a page needs no script for it.
//!
//! The grammars name hundreds of scopes. Pages know eight classes, so that a theme is eight
//! colours and the HTML stays small.

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxSet};
use syntect::util::LinesWithEndings;

/// Scopes with the class they are shown in. The most specific scope of a token that is listed
/// decides.
const CLASSES: [(&str, &str); 21] = [
    ("comment", "c"),
    ("punctuation.definition.comment", "c"),
    ("string", "s"),
    ("punctuation.definition.string", "s"),
    ("constant", "n"),
    ("constant.character.escape", "n"),
    ("keyword", "k"),
    ("keyword.operator", "o"),
    ("storage", "k"),
    ("entity.name.function", "f"),
    ("support.function", "f"),
    ("variable.function", "f"),
    ("entity.name.tag", "t"),
    ("entity.name.class", "t"),
    ("entity.name.type", "t"),
    ("support.type", "t"),
    ("support.class", "t"),
    ("meta.mapping.key string", "t"),
    ("variable.parameter", "v"),
    ("variable.other.readwrite", "v"),
    ("punctuation.definition.variable", "v"),
];

/// Knows the grammars.
pub(super) struct Highlighter {
    grammars: SyntaxSet,
    classes: Vec<(Scope, &'static str)>,
}

impl std::fmt::Debug for Highlighter {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Highlighter").finish_non_exhaustive()
    }
}

impl Highlighter {
    pub(super) fn new() -> Self {
        let known =
            CLASSES.iter().filter_map(|(scope, class)| Some((Scope::new(scope).ok()?, *class)));
        Self { grammars: two_face::syntax::extra_newlines(), classes: known.collect() }
    }

    /// `<pre class="code">` with the code, escaped; coloured when the language is known.
    pub(super) fn block(&self, code: &str, language: &str) -> String {
        let code = code.strip_suffix('\n').unwrap_or(code);
        let body = self.spans(code, language).unwrap_or_else(|| escape(code));
        let attribute = match language {
            "" => String::new(),
            _ => format!(" data-language=\"{}\"", escape(language)),
        };
        format!("<pre class=\"code\"{attribute}><code>{body}</code></pre>")
    }

    fn spans(&self, code: &str, language: &str) -> Option<String> {
        let grammar = self.grammars.find_syntax_by_token(language)?;
        let mut parser = ParseState::new(grammar);
        let mut stack = ScopeStack::new();
        let mut html = Spans::default();
        for line in LinesWithEndings::from(code) {
            let mut at = 0;
            for (next, change) in parser.parse_line(line, &self.grammars).ok()? {
                html.push(line.get(at..next)?, self.class(&stack));
                stack.apply(&change).ok()?;
                at = next;
            }
            html.push(line.get(at..)?, self.class(&stack));
        }
        Some(html.finish())
    }

    fn class(&self, stack: &ScopeStack) -> &'static str {
        let of = |scope: &Scope| {
            let listed = self.classes.iter().filter(|(known, _)| known.is_prefix_of(*scope));
            listed.max_by_key(|(known, _)| known.len()).map(|(_, class)| *class)
        };
        stack.as_slice().iter().rev().find_map(of).unwrap_or("")
    }
}

/// Collects tokens; neighbours of one class share a span.
#[derive(Default)]
struct Spans {
    html: String,
    class: &'static str,
    text: String,
}

impl Spans {
    fn push(&mut self, text: &str, class: &'static str) {
        // White space looks the same in every class.
        if class != self.class && !text.trim().is_empty() {
            self.flush();
            self.class = class;
        }
        self.text.push_str(text);
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        if text.is_empty() {
            return;
        }
        if self.class.is_empty() {
            self.html.push_str(&escape(&text));
        } else {
            self.html.push_str(&format!("<span class=\"{}\">{}</span>", self.class, escape(&text)));
        }
    }

    fn finish(mut self) -> String {
        self.flush();
        self.html
    }
}

/// Escapes text for HTML, attributes included.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_coloured_and_escaped() {
        let html = Highlighter::new().block("key: \"a < b\" # why\n", "yaml");
        assert_eq!(
            html,
            "<pre class=\"code\" data-language=\"yaml\"><code><span class=\"t\">key</span>: \
             <span class=\"s\">&quot;a &lt; b&quot; </span><span class=\"c\"># why</span></code></pre>"
        );
    }

    #[test]
    fn an_unknown_language_is_plain() {
        let html = Highlighter::new().block("<x>", "no-such");
        assert_eq!(
            html,
            "<pre class=\"code\" data-language=\"no-such\"><code>&lt;x&gt;</code></pre>"
        );
    }
}
