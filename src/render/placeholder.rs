//! Captures in prose: `{model}` becomes `<var data-capture="model">model</var>`, which a
//! diagnosis fills with the visitor's value.
//!
//! Markdown, the highlighter and the sanitiser all work on text, so a capture travels through
//! them as a name between two characters that no text uses, and becomes HTML at the end.

const OPEN: char = '\u{F8F0}';
const CLOSE: char = '\u{F8F1}';

/// Puts captures of these names between the two characters.
pub(super) fn conceal(text: &str, names: &[String]) -> String {
    let mut concealed = text.replace([OPEN, CLOSE], "");
    for name in names {
        concealed = concealed.replace(&format!("{{{name}}}"), &format!("{OPEN}{name}{CLOSE}"));
    }
    concealed
}

/// Makes HTML of what [`conceal`] left in HTML.
pub(super) fn reveal_html(html: &str) -> String {
    reveal(html, |name| format!("<var data-capture=\"{name}\">{name}</var>"))
}

/// Makes plain text of what [`conceal`] left in text.
pub(super) fn reveal_text(text: &str) -> String {
    reveal(text, |name| name.replace('_', " "))
}

fn reveal(text: &str, show: impl Fn(&str) -> String) -> String {
    let mut revealed = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN) {
        revealed.push_str(before);
        // A renderer that broke the name apart would leave a marker alone: drop it then.
        match after.split_once(CLOSE) {
            Some((name, tail)) if name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') => {
                revealed.push_str(&show(name));
                rest = tail;
            }
            _ => rest = after,
        }
    }
    revealed.push_str(rest);
    revealed.replace(CLOSE, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_captures_become_placeholders() {
        let names = ["model".to_owned(), "retry_after".to_owned()];
        let concealed = conceal("{model} {other} {retry_after}", &names);
        assert_eq!(reveal_text(&concealed), "model {other} retry after");
        assert_eq!(
            reveal_html(&concealed),
            "<var data-capture=\"model\">model</var> {other} \
             <var data-capture=\"retry_after\">retry_after</var>"
        );
    }
}
