//! Undoes what terminals, loggers and serialisers do to a message, so that one template
//! recognises it wherever it was printed.
//!
//! In normal text
//!
//! * every run of white space, line ends included, is one space;
//! * `"`, `'` and typographic quotes are all `'`, escaped or not, however deep the nesting;
//! * `\n`, `\t`, `\u00e9`, `\/` and HTML entities stand for what they mean;
//! * colours, log prefixes at the start of a line and hard terminal wrapping are gone;
//! * what was not UTF-8 is `?`.
//!
//! Line ends are kept beside the text, and so is the way back: every byte of normal text knows
//! the byte of the pasted text that it came from.
//!
//! ```
//! use matcher::normalise::normalise;
//!
//! let normal = normalise(b"litellm-1  | {\\\"error\\\": \x1b[31mnot\x1b[0m\nfound}");
//! assert_eq!(normal.text(), "{'error': not found}");
//! ```

mod ansi;
mod entity;
mod escape;
mod offsets;
mod plain;
mod prefix;
mod wrap;

use crate::span::{NormalSpan, Span};
use crate::window::Place;
use escape::Decoded;
use offsets::OffsetMap;

/// Text in its normal form, with the way back to the pasted one.
#[derive(Debug, Clone)]
pub struct Normal {
    text: String,
    map: OffsetMap,
    /// Where each logical line starts in `text`, ascending; the first is 0.
    lines: Vec<usize>,
    /// Where each line of the pasted text starts, ascending; the first is 0.
    pasted_lines: Vec<usize>,
    /// What stands before this window in the whole text.
    origin: Place,
}

/// Brings pasted bytes into normal form.
pub fn normalise(pasted: &[u8]) -> Normal {
    normalise_window(pasted, Place::default(), Buffers::default())
}

/// Brings a window of a text into normal form. Lines and offsets are given in the whole text.
pub(crate) fn normalise_window(pasted: &[u8], origin: Place, buffers: Buffers) -> Normal {
    let mut folder = Folder::new(pasted, wrap::width(pasted), buffers);
    folder.start_line(0);
    folder.run();
    folder.finish(origin)
}

/// Memory of one window that the next one uses again.
#[derive(Debug, Default)]
pub(crate) struct Buffers {
    out: Vec<u8>,
    map: OffsetMap,
    lines: Vec<usize>,
    pasted_lines: Vec<usize>,
}

/// Brings a literal part of a template into the same form; a space at either end stays.
pub(crate) fn fold_literal(literal: &str) -> String {
    let mut folder = Folder::new(literal.as_bytes(), None, Buffers::default());
    folder.keeps_prefixes = true;
    folder.run();
    if folder.pending.take().is_some() {
        folder.out.push(b' ');
    }
    into_string(folder.out)
}

impl Normal {
    /// The normal text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the logical lines of [`text`](Self::text) start.
    pub fn line_starts(&self) -> &[usize] {
        &self.lines
    }

    /// The logical line, from 0, that holds this byte of normal text.
    pub(crate) fn line_of(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// Where the logical line `line` starts in normal text.
    pub(crate) fn line_start(&self, line: usize) -> usize {
        self.lines.get(line).copied().unwrap_or(self.text.len())
    }

    /// The byte after the last one of the logical line, without its line end.
    pub(crate) fn line_end(&self, line: usize) -> usize {
        match self.lines.get(line + 1) {
            // A line end inside the text is one space before the next line.
            Some(next) => next.saturating_sub(1),
            None => self.text.len(),
        }
    }

    /// The line of the pasted text, from 1, from which this byte of normal text came.
    pub(crate) fn pasted_line(&self, at: usize) -> usize {
        let pasted = self.map.pasted(at);
        self.origin.line + self.pasted_lines.partition_point(|start| *start <= pasted).max(1)
    }

    /// The byte of the pasted text from which this byte of normal text came.
    pub(crate) fn pasted_byte(&self, at: usize) -> usize {
        self.origin.byte + self.map.pasted(at)
    }

    /// Gives the memory back.
    pub(crate) fn into_buffers(self) -> Buffers {
        let Self { text, map, lines, pasted_lines, .. } = self;
        Buffers { out: text.into_bytes(), map, lines, pasted_lines }
    }

    /// The pieces of the pasted text from which a piece of normal text came: one a line, so
    /// that prefixes between them stay out. `pasted` is the window that was normalised.
    pub(crate) fn pasted_spans(&self, span: NormalSpan, pasted: &[u8]) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut start = span.start;
        let mut line = self.line_of(span.start);
        while start < span.end {
            let end = self.line_end(line).min(span.end);
            if start < end {
                let last = char_boundary(pasted, self.map.pasted(end - 1) + 1);
                spans.push(Span {
                    start: self.origin.byte + self.map.pasted(start),
                    end: self.origin.byte + last,
                });
            }
            line += 1;
            start = self.line_start(line).max(end);
            if line >= self.lines.len() {
                break;
            }
        }
        spans
    }
}

/// The next character boundary at or after `at`.
fn char_boundary(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(|byte| byte & 0xC0 == 0x80) {
        at += 1;
    }
    at.min(bytes.len())
}

/// White space that was read but not yet written: at the ends of a text it never is.
#[derive(Debug, Clone, Copy)]
struct Pending {
    pasted: usize,
    ends_line: bool,
}

/// Reads pasted bytes once, from left to right, and writes the normal ones.
struct Folder<'a> {
    pasted: &'a [u8],
    at: usize,
    wrap: Option<usize>,
    keeps_prefixes: bool,
    out: Vec<u8>,
    map: OffsetMap,
    pending: Option<Pending>,
    lines: Vec<usize>,
    pasted_lines: Vec<usize>,
}

impl<'a> Folder<'a> {
    fn new(pasted: &'a [u8], wrap: Option<usize>, buffers: Buffers) -> Self {
        let Buffers { mut out, mut map, mut lines, mut pasted_lines } = buffers;
        out.clear();
        out.reserve(pasted.len());
        map.clear();
        for starts in [&mut lines, &mut pasted_lines] {
            starts.clear();
            starts.push(0);
        }
        let keeps_prefixes = false;
        Self { pasted, at: 0, wrap, keeps_prefixes, out, map, pending: None, lines, pasted_lines }
    }

    fn run(&mut self) {
        while let Some(&byte) = self.pasted.get(self.at) {
            match plain::length(&self.pasted[self.at..]) {
                0 => self.fold(byte),
                length => self.copy_plain(length),
            }
        }
    }

    /// Copies bytes that stay where they are; quotes become one kind on the way.
    fn copy_plain(&mut self, length: usize) {
        self.flush();
        self.map.note(self.out.len(), self.at);
        let plain = &self.pasted[self.at..self.at + length];
        self.out.extend(plain.iter().map(|byte| if *byte == b'"' { b'\'' } else { *byte }));
        self.at += length;
    }

    fn fold(&mut self, byte: u8) {
        let rest = &self.pasted[self.at..];
        match byte {
            b'\n' => self.line_end(),
            // In "\r\n" the line end follows; alone it is a progress bar's way to start again.
            b'\r' if rest.get(1) == Some(&b'\n') => self.at += 1,
            b'\r' => self.white_space(1, true),
            b'\x1b' => self.at += ansi::sequence(rest),
            b'\\' => {
                let (decoded, length) = escape::decode(rest);
                self.apply(decoded, length);
            }
            b'&' => match entity::decode(rest) {
                Some((character, length)) => self.apply(Decoded::Char(character), length),
                None => self.write(1, '&'),
            },
            0..0x80 => self.white_space(1, false),
            _ => self.fold_unicode(rest),
        }
    }

    fn apply(&mut self, decoded: Decoded, length: usize) {
        match decoded {
            Decoded::Char('\u{1b}') => {
                // The escape character itself was escaped; what follows is still plain text.
                let tail = &self.pasted[self.at + length..];
                self.at += length + ansi::after_escape(tail);
            }
            Decoded::Char('\n' | '\r') => self.white_space(length, true),
            Decoded::Char(character) if is_quote(character) => self.write(length, '\''),
            Decoded::Char(character) if is_blank(character) => self.white_space(length, false),
            Decoded::Char(character) => self.write(length, character),
            Decoded::Nothing => self.at += length,
        }
    }

    fn fold_unicode(&mut self, rest: &[u8]) {
        let head = &rest[..rest.len().min(4)];
        let valid = match std::str::from_utf8(head) {
            Ok(valid) => valid,
            Err(error) => std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or(""),
        };
        match valid.chars().next() {
            None => self.write(1, '?'),
            Some(character) => match character {
                '\u{200b}'..='\u{200f}' | '\u{feff}' => self.at += character.len_utf8(),
                // Frames that pretty-printed tracebacks draw around their lines.
                '\u{2500}'..='\u{257f}' => self.white_space(character.len_utf8(), false),
                _ => self.apply(Decoded::Char(character), character.len_utf8()),
            },
        }
    }

    fn line_end(&mut self) {
        let column = self.at - self.pasted_lines.last().copied().unwrap_or(0);
        let wrapped = self.wrap.is_some_and(|width| {
            column >= width && wrap::columns(&self.pasted[self.at - column..self.at]) == width
        });
        if wrapped {
            self.at += 1;
        } else {
            self.white_space(1, true);
        }
        self.start_line(self.at);
    }

    fn start_line(&mut self, at: usize) {
        if at > 0 {
            self.pasted_lines.push(at);
        }
        if !self.keeps_prefixes {
            self.at = at + prefix::length(&self.pasted[at..]);
        }
    }

    fn white_space(&mut self, length: usize, ends_line: bool) {
        let pending = self.pending.get_or_insert(Pending { pasted: self.at, ends_line });
        pending.ends_line |= ends_line;
        self.at += length;
    }

    fn write(&mut self, length: usize, character: char) {
        self.flush();
        self.map.note(self.out.len(), self.at);
        let mut buffer = [0; 4];
        self.out.extend_from_slice(character.encode_utf8(&mut buffer).as_bytes());
        self.at += length;
    }

    /// Writes the white space that stands before what comes next.
    fn flush(&mut self) {
        let Some(pending) = self.pending.take() else {
            return;
        };
        if self.out.is_empty() && !self.keeps_prefixes {
            return;
        }
        self.map.note(self.out.len(), pending.pasted);
        self.out.push(b' ');
        if pending.ends_line {
            self.lines.push(self.out.len());
        }
    }

    fn finish(self, origin: Place) -> Normal {
        Normal {
            text: into_string(self.out),
            map: self.map,
            lines: self.lines,
            pasted_lines: self.pasted_lines,
            origin,
        }
    }
}

/// Only whole characters were written, so this never replaces anything.
fn into_string(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

fn is_quote(character: char) -> bool {
    matches!(character, '"' | '\'' | '\u{2018}'..='\u{201f}' | '\u{2032}' | '\u{2033}')
}

fn is_blank(character: char) -> bool {
    character.is_whitespace() || character.is_control()
}

#[cfg(test)]
mod tests;
