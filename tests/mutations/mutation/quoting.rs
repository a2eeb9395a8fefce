//! A whole text as a value inside another one.

use serde_json::json;

/// The message of a log object.
pub(super) fn json(text: &str) -> String {
    object(&json!(text.trim_end()).to_string())
}

/// The same as serialisers write it that escape everything beyond ASCII.
pub(super) fn ascii_json(text: &str) -> String {
    let escaped: String = json!(text.trim_end())
        .to_string()
        .chars()
        .map(|character| {
            let mut units = [0; 2];
            match character {
                '\0'..='\u{7f}' => character.to_string(),
                _ => character
                    .encode_utf16(&mut units)
                    .iter()
                    .map(|u| format!("\\u{u:04x}"))
                    .collect(),
            }
        })
        .collect();
    // Where there is nothing beyond ASCII it is the mutation above.
    if text.is_ascii() { text.to_owned() } else { object(&escaped) }
}

fn object(message: &str) -> String {
    format!(
        "{{\"timestamp\":\"2026-11-20T09:42:22.123Z\",\"level\":\"error\",\"logger\":\"app.llm\",\
         \"message\":{message}}}"
    )
}

/// A value of a dictionary as Python prints it.
pub(super) fn repr(text: &str) -> String {
    let text = text.trim_end();
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let inner: String = text
        .chars()
        .map(|character| match character {
            '\\' => "\\\\".to_owned(),
            '\n' => "\\n".to_owned(),
            '\r' => "\\r".to_owned(),
            '\t' => "\\t".to_owned(),
            _ if character == quote => format!("\\{quote}"),
            _ => character.to_string(),
        })
        .collect();
    format!("{{'detail': {quote}{inner}{quote}}}")
}

/// The text as a page's source has it.
pub(super) fn html(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

/// JSON inside of the text as JavaScript and httpx write it.
pub(super) fn compact(text: &str) -> String {
    text.replace("\": ", "\":").replace("\", \"", "\",\"").replace("}, \"", "},\"")
}

/// JSON inside of the text as Python writes it.
pub(super) fn spaced(text: &str) -> String {
    compact(text).replace("\":", "\": ").replace("\",\"", "\", \"").replace("},\"", "}, \"")
}

/// JSON inside of the text as people read it.
pub(super) fn pretty(text: &str) -> String {
    spaced(text)
        .replace("{\"", "{\n  \"")
        .replace("\", \"", "\",\n  \"")
        .replace("}, \"", "},\n  \"")
        .replace("\"}", "\"\n}")
}
