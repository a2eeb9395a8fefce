//! Colours, wrapping, indentation.

use super::places::each_line;

/// Each word in colour.
pub(super) fn colour_words(text: &str) -> String {
    let words = text.split_inclusive(char::is_whitespace).map(|piece| {
        let word = piece.trim_end();
        if word.is_empty() {
            piece.to_owned()
        } else {
            format!("\u{1b}[31m{word}\u{1b}[0m{}", &piece[word.len()..])
        }
    });
    words.collect()
}

/// Each line in colour.
pub(super) fn colour_lines(text: &str) -> String {
    text.lines().map(|line| format!("\u{1b}[1;31m{line}\u{1b}[0m\n")).collect()
}

/// Lines broken at this column, in the middle of a word if need be.
pub(super) fn wrap(text: &str, width: usize) -> String {
    if text.lines().all(|line| line.chars().count() <= width) {
        return text.to_owned();
    }
    let mut wrapped = String::new();
    for line in text.lines() {
        for (column, character) in line.chars().enumerate() {
            if column > 0 && column % width == 0 {
                wrapped.push('\n');
            }
            wrapped.push(character);
        }
        wrapped.push('\n');
    }
    wrapped
}

/// Lines broken at spaces, so that none is longer than this.
pub(super) fn wrap_words(text: &str, width: usize) -> String {
    let mut wrapped = String::new();
    for line in text.split('\n') {
        let mut column = 0;
        for word in line.split_inclusive(' ') {
            let length = word.chars().count();
            if column > 0 && column + word.trim_end().chars().count() > width {
                // The break takes the place of the space before it.
                wrapped.pop();
                wrapped.push('\n');
                column = 0;
            }
            wrapped.push_str(word);
            column += length;
        }
        wrapped.push('\n');
    }
    wrapped.pop();
    wrapped
}

/// A first line that happens to be as long as lines that a terminal has broken.
pub(super) fn first_line_of(text: &str, width: usize) -> String {
    let length = text.lines().next().map_or(0, |line| line.chars().count());
    let longest = text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
    if text.lines().count() < 2 || length + 2 > width || longest > width {
        return text.to_owned();
    }
    format!("{} {text}", "-".repeat(width - length - 1))
}

/// A prefix before each line, and a terminal that breaks the longer lines.
pub(super) fn wrap_framed(text: &str, prefix: &str, width: usize) -> String {
    let framed = each_line(text, prefix);
    let wrapped = wrap(&framed, width);
    if wrapped == framed { text.to_owned() } else { wrapped }
}

/// A program that breaks its own lines, and a prefix before each of the pieces.
pub(super) fn framed_wrap(text: &str, prefix: &str, width: usize) -> String {
    let wrapped = wrap(text, width);
    if wrapped == text { wrapped } else { each_line(&wrapped, prefix) }
}

/// Tabs in place of the spaces at the start of a line, one for each two.
pub(super) fn tabs(text: &str) -> String {
    text.lines()
        .map(|line| {
            let rest = line.trim_start_matches(' ');
            let spaces = line.len() - rest.len();
            format!("{}{}{rest}\n", "\t".repeat(spaces / 2), " ".repeat(spaces % 2))
        })
        .collect()
}
