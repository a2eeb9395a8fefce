//! Undoes what terminals, loggers and serialisers do to a message, so that one template
//! recognises it wherever it was printed.
//!
//! In normal text
//!
//! * every run of white space, line ends included, is one space; JSON, on one line or many, with
//!   spaces or without, reads as it is printed for people on one line;
//! * `"`, `'` and typographic quotes are all `'`, escaped or not, however deep the nesting;
//! * dashes are all `-`, and backticks, which pages that render Markdown take away, are gone;
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
pub(crate) use wrap::Wrap;

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
    normalise_window(pasted, Place::default(), wrap::detect(pasted), Buffers::default())
}

/// A text of at most this many bytes is read in every way in which it may have been wrapped.
const SHORT: usize = 16 << 10;

/// How a window may have been wrapped, likeliest first, and whether all of these readings are worth
/// their time; else the others only matter when nothing is found in the first one.
pub(crate) fn readings(pasted: &[u8]) -> (Vec<Option<Wrap>>, bool) {
    let detected = wrap::detect(pasted);
    let mut readings = vec![detected];
    if detected.is_some() {
        readings.push(None);
    }
    readings.extend(wrap::guesses(pasted).into_iter().map(Some));
    (readings, detected.is_some() || pasted.len() <= SHORT)
}

/// Brings a window of a text into normal form. Lines and offsets are given in the whole text.
pub(crate) fn normalise_window(
    pasted: &[u8],
    origin: Place,
    wrap: Option<Wrap>,
    buffers: Buffers,
) -> Normal {
    let mut folder = Folder::new(pasted, wrap, buffers);
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
    if folder.pending.take().is_some() && !folder.drops_space() {
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
            // A line end inside the text is one space before the next line, or nothing.
            Some(next) => match self.text.as_bytes().get(next.saturating_sub(1)) {
                Some(b' ') => next - 1,
                _ => *next,
            },
            None => self.text.len(),
        }
    }

    /// Whether this byte stands in a frame of a Python traceback: its line, or the line of source
    /// code behind it.
    pub(crate) fn is_frame(&self, at: usize) -> bool {
        let line = self.line_of(at);
        let begins = |line: usize, with: &str| {
            self.text.get(self.line_start(line)..).is_some_and(|text| text.starts_with(with))
        };
        let is_source = |line: usize| {
            let end = self.line_end(line);
            let text = self.text.get(self.line_start(line)..end).unwrap_or_default();
            // The line with the class of the exception stands right behind the last frame when
            // the source code is not at hand.
            let class = text.split([':', ' ', '(']).next().unwrap_or_default();
            !class.ends_with("Error") && !class.ends_with("Exception")
        };
        begins(line, "File '") || (line > 0 && begins(line - 1, "File '") && is_source(line))
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
    /// Where what a log driver wrote behind a line begins, and where that line ends.
    suffix: Option<(usize, usize)>,
    wrap: Option<Wrap>,
    keeps_prefixes: bool,
    out: Vec<u8>,
    map: OffsetMap,
    pending: Option<Pending>,
    lines: Vec<usize>,
    pasted_lines: Vec<usize>,
    /// Where the line began behind its prefixes.
    content: usize,
}

impl<'a> Folder<'a> {
    fn new(pasted: &'a [u8], wrap: Option<Wrap>, buffers: Buffers) -> Self {
        let Buffers { mut out, mut map, mut lines, mut pasted_lines } = buffers;
        out.clear();
        out.reserve(pasted.len());
        map.clear();
        for starts in [&mut lines, &mut pasted_lines] {
            starts.clear();
            starts.push(0);
        }
        Self {
            pasted,
            at: 0,
            suffix: None,
            wrap,
            keeps_prefixes: false,
            out,
            map,
            pending: None,
            lines,
            pasted_lines,
            content: 0,
        }
    }

    fn run(&mut self) {
        loop {
            let end = self.suffix.map_or(self.pasted.len(), |(start, _)| start);
            while let Some(&byte) = self.pasted[..end].get(self.at) {
                let before = self.out.last().copied().unwrap_or(b' ');
                match plain::length(&self.pasted[self.at..end], before) {
                    0 => self.fold(byte),
                    length => self.copy_plain(length),
                }
                if self.suffix.is_some_and(|(start, _)| start != end) {
                    break;
                }
            }
            match self.suffix.take() {
                Some((_, line_end)) if self.at >= end => self.at = line_end,
                Some(suffix) => self.suffix = Some(suffix),
                None if self.at >= self.pasted.len() => return,
                None => {}
            }
        }
    }

    /// Copies bytes that stay where they are; quotes become one kind on the way.
    fn copy_plain(&mut self, length: usize) {
        let plain = &self.pasted[self.at..self.at + length];
        self.flush(plain[0]);
        self.map.note(self.out.len(), self.at);
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
            b'`' => self.at += 1,
            b'\x1b' | b'\\' | b'&' => match self.stitched() {
                Some((stitched, seam)) => self.decode(&stitched, seam),
                None => self.decode(rest, rest.len()),
            },
            0..=b' ' | 0x7f => self.white_space(1, false),
            0x80.. => self.fold_unicode(rest),
            _ => self.write(1, char::from(byte)),
        }
    }

    /// Decodes a sequence at the start of `text`, which is the rest of the pasted text or a copy
    /// of its beginning without the line end at `seam`.
    fn decode(&mut self, text: &[u8], seam: usize) {
        let (decoded, length) = match text.first() {
            Some(b'\x1b') => (Decoded::Nothing, ansi::sequence(text)),
            Some(b'\\') => escape::decode(text),
            _ => match entity::decode(text) {
                Some((character, length)) => (Decoded::Char(character), length),
                None => (Decoded::Char('&'), 1),
            },
        };
        let line_end = match self.pasted.get(self.at + seam) {
            Some(b'\r') => 2,
            _ => 1,
        };
        let across = length > seam;
        let next_line = self.at + seam + line_end;
        self.apply(decoded, if across { length + line_end } else { length });
        if across {
            // The line end was inside the sequence; no prefix follows a line that was broken.
            self.begin_line(next_line);
        }
    }

    /// A copy of what comes next without the line end that a terminal put into it, and where
    /// that was; `None` when there is none so close.
    fn stitched(&self) -> Option<(Vec<u8>, usize)> {
        /// The longest sequence that is worth it.
        const REACH: usize = 16;
        let rest = &self.pasted[self.at..];
        let end = memchr::memchr(b'\n', &rest[..rest.len().min(REACH)])?;
        // Behind a suffix comes a line of the log driver, not the rest of this one.
        if self.suffix.is_some() || !self.is_wrapped(self.at + end) {
            return None;
        }
        let line = rest[..end].strip_suffix(b"\r").unwrap_or(&rest[..end]);
        let next = &rest[end + 1..];
        let stitched = [line, &next[..next.len().min(REACH)]].concat();
        // A title or a link would take all of the next line that is here.
        (!stitched.starts_with(b"\x1b]")).then_some((stitched, line.len()))
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
            Decoded::Char('`' | '\u{ad}') | Decoded::Nothing => self.at += length,
            Decoded::Char('\u{2010}'..='\u{2015}' | '\u{2212}') => self.write(length, '-'),
            Decoded::Char(character) => self.write(length, character),
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
        if self.is_wrapped(self.at) {
            self.at += 1;
        } else {
            self.white_space(1, true);
        }
        self.start_line(self.at);
    }

    /// Whether the line end at `end` is one that a terminal made.
    fn is_wrapped(&self, end: usize) -> bool {
        self.wrap.is_some_and(|wrap| {
            let start = match wrap.behind_prefix {
                true => self.content,
                false => self.pasted_lines.last().copied().unwrap_or(0),
            };
            let line = self.pasted.get(start..end).unwrap_or_default();
            line.len() >= wrap.width && wrap::columns(line) == wrap.width
        })
    }

    fn start_line(&mut self, at: usize) {
        if at > 0 {
            self.pasted_lines.push(at);
        }
        if !self.keeps_prefixes {
            let line = &self.pasted[at..];
            let frame = prefix::frame(line);
            self.suffix = frame.map(|frame| (at + frame.end, at + frame.line_end));
            let prefix = frame.map_or_else(|| prefix::length(line), |frame| frame.start);
            self.at = at + prefix;
        }
        self.content = self.at;
    }

    /// Notes that a line began at `at`, inside of something.
    fn begin_line(&mut self, at: usize) {
        self.pasted_lines.push(at);
        self.content = at;
    }

    fn white_space(&mut self, length: usize, ends_line: bool) {
        let pending = self.pending.get_or_insert(Pending { pasted: self.at, ends_line });
        pending.ends_line |= ends_line;
        self.at += length;
    }

    fn write(&mut self, length: usize, character: char) {
        let mut buffer = [0; 4];
        let bytes = character.encode_utf8(&mut buffer).as_bytes();
        self.flush(bytes[0]);
        self.map.note(self.out.len(), self.at);
        self.out.extend_from_slice(bytes);
        self.at += length;
    }

    /// Writes the white space that stands before `next`.
    fn flush(&mut self, next: u8) {
        let Some(pending) = self.pending.take().or_else(|| self.behind_separator(next)) else {
            return;
        };
        if self.out.is_empty() && !self.keeps_prefixes {
            return;
        }
        if !self.drops_space() && !plain::closes(next) {
            self.map.note(self.out.len(), pending.pasted);
            self.out.push(b' ');
        }
        if pending.ends_line {
            self.lines.push(self.out.len());
        }
    }

    /// The space that JSON for people has behind a separator. What was written decides and not
    /// what was pasted: a quote may come from an entity or an escape, or behind a colour.
    fn behind_separator(&self, next: u8) -> Option<Pending> {
        let last = *self.out.last()?;
        let before = self.out.iter().nth_back(1).copied().unwrap_or(b' ');
        let has_space =
            plain::separates(before, last) || (last == b',' && is_quote(char::from(next)));
        let pasted = || self.map.pasted(self.out.len() - 1);
        has_space.then(|| Pending { pasted: pasted(), ends_line: false })
    }

    /// Whether white space behind what was written last is only layout.
    fn drops_space(&self) -> bool {
        self.out.last().is_some_and(|last| plain::opens(*last))
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
