//! Shows a hit: the title and the best passage of the page, with the query's words marked.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use crate::rank::Mark;
use crate::results::Fragment;
use crate::tokenizer::words;

/// Length of a passage and how much of it stands before its first mark, in bytes.
const WINDOW: usize = 200;
const LEAD: usize = 40;
/// What a word counts that the passage has marked already, as a share of its first time.
const AGAIN: f32 = 0.05;

/// Finds a query's words in shown text.
pub(crate) struct Marker<'r> {
    marks: HashMap<&'r str, Mark<'r>>,
}

/// A marked stretch of a text.
struct Span {
    range: Range<usize>,
    word: usize,
    weight: f32,
}

impl<'r> Marker<'r> {
    pub(crate) fn new(marks: &[Mark<'r>]) -> Self {
        // The last of one term stays: better a word of the query than a word like another.
        let (exact, similar): (Vec<Mark<'r>>, _) = marks.iter().partition(|mark| mark.exact);
        Self { marks: similar.into_iter().chain(exact).map(|mark| (mark.term, mark)).collect() }
    }

    /// All of `text`, with its marks.
    pub(crate) fn mark(&self, text: &str) -> Vec<Fragment> {
        fragments(text, 0..text.len(), &self.spans(text))
    }

    /// The passage of `texts` that shows the most and the rarest words; of equals the first. Where
    /// there is none, the beginning of `otherwise`.
    pub(crate) fn excerpt(&self, texts: &[&str], otherwise: &str) -> Vec<Fragment> {
        let mut best = (0.0, otherwise, window(otherwise, 0), Vec::new());
        for text in texts {
            let spans = self.spans(text);
            for (index, span) in spans.iter().enumerate() {
                let window = window(text, span.range.start);
                let score = score(spans.get(index..).unwrap_or_default(), window.end);
                if score > best.0 {
                    best = (score, text, window, Vec::new());
                }
            }
            if best.1 == *text {
                best.3 = spans;
            }
        }
        let (_, text, window, spans) = best;
        fragments(text, window, &spans)
    }

    fn spans(&self, text: &str) -> Vec<Span> {
        let mut spans = Vec::new();
        for word in words(text) {
            let found = word.forms.into_iter().filter_map(|form| {
                let mark = self.marks.get(form.text.as_str())?;
                let span = Span { range: form.range, word: mark.word, weight: mark.weight };
                Some((mark.exact, span))
            });
            let (exact, similar): (Vec<_>, Vec<_>) = found.partition(|(exact, _)| *exact);
            // `limit` in `RateLimitError` is the word sought; `LimitError` only begins with it.
            let shown = if exact.is_empty() { similar } else { exact };
            spans.extend(shown.into_iter().map(|(_, span)| span));
        }
        // Of stretches that begin together the longest is the most of a word.
        spans.sort_unstable_by_key(|span| (span.range.start, Reverse(span.range.end)));
        spans
    }
}

/// What the spans that end by `end` count.
fn score(spans: &[Span], end: usize) -> f32 {
    let mut seen: Vec<usize> = Vec::new();
    let within = spans.iter().filter(|span| span.range.end <= end);
    within
        .map(|span| {
            if seen.contains(&span.word) {
                span.weight * AGAIN
            } else {
                seen.push(span.word);
                span.weight
            }
        })
        .sum()
}

/// The passage around a mark at `start`: whole words, unless there are no spaces.
fn window(text: &str, start: usize) -> Range<usize> {
    let cut = |at: usize| (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    if text.len() <= WINDOW + LEAD {
        return 0..text.len();
    }
    let lead = cut(start.saturating_sub(LEAD));
    let before = text.get(lead..start).unwrap_or_default();
    let from = match before.find(char::is_whitespace) {
        _ if lead == 0 => 0,
        Some(space) => start - before.get(space..).unwrap_or_default().trim_start().len(),
        None => lead,
    };
    let to = cut((from + WINDOW).min(text.len()));
    let passage = text.get(from..to).unwrap_or_default();
    let to = match passage.rfind(char::is_whitespace) {
        _ if to == text.len() => to,
        // Not at the cost of the mark itself.
        Some(space) if from + space > start => {
            from + passage.get(..space).unwrap_or_default().trim_end().len()
        }
        _ => to,
    };
    from..to
}

/// Cuts the window of a text where marks begin and end; overlapping marks are one.
fn fragments(text: &str, window: Range<usize>, spans: &[Span]) -> Vec<Fragment> {
    let mut pieces: Vec<(Range<usize>, bool)> = Vec::new();
    let mut at = window.start;
    for span in spans {
        let (start, end) = (span.range.start.max(window.start), span.range.end.min(window.end));
        if end <= at.max(start) {
            continue;
        }
        match pieces.last_mut() {
            Some((last, true)) if start <= last.end => last.end = end,
            _ => {
                pieces.push((at..start, false));
                pieces.push((start..end, true));
            }
        }
        at = end;
    }
    pieces.push((at..window.end, false));

    let mut fragments: Vec<Fragment> = pieces
        .into_iter()
        .filter_map(|(range, hit)| Some(Fragment { text: text.get(range)?.to_owned(), hit }))
        .filter(|fragment| !fragment.text.is_empty())
        .collect();
    let ellipsis = || Fragment { text: "…".to_owned(), hit: false };
    if window.start > 0 {
        fragments.insert(0, ellipsis());
    }
    if window.end < text.len() {
        fragments.push(ellipsis());
    }
    fragments
}
