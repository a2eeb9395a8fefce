//! A sample with the lines that prove it marked, as the matcher sees them.

use matcher::Matcher;

use crate::render::highlight::escape;

/// The text, escaped, what proves its first match in `<mark>`.
pub(super) fn html(text: &str, matcher: Option<&Matcher>) -> String {
    let diagnosis = matcher.map(|matcher| matcher.diagnose(text.as_bytes()));
    let evidence = diagnosis
        .as_ref()
        .and_then(|diagnosis| diagnosis.matches.first())
        .map(|first| first.evidence.as_slice())
        .unwrap_or_default();
    let mut html = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for span in evidence {
        // Spans are in order, do not overlap and end at characters; a piece that is not there
        // would be left unmarked rather than end the build.
        if let (Some(before), Some(marked)) =
            (text.get(at..span.start), text.get(span.start..span.end))
        {
            html.push_str(&escape(before));
            html.push_str("<mark>");
            html.push_str(&escape(marked));
            html.push_str("</mark>");
            at = span.end;
        }
    }
    html.push_str(&escape(text.get(at..).unwrap_or_default()));
    html
}
