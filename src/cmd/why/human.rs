//! What people read: a sentence, then one block a signature.

use std::fmt::Write as _;

use matcher::why::{Condition, Kind, Quote, Signature, Stop, Usual, Wanted, Why};

use super::verdict::{told, verdict};
use crate::cmd::output::{counted, shortened};

/// Texts are cut to this many characters.
pub(super) const WIDTH: usize = 120;
/// Where the texts of a block begin.
const COLUMN: usize = 31;
/// So many signatures that do not hold are shown in full: the nearest ones.
const MOST_SHOWN: usize = 3;

/// The whole answer.
pub(super) fn describe(why: &Why) -> String {
    let shown = shown(why);
    let mut text = verdict(why, shown.first().copied());
    text.push('\n');
    let named = why.before.as_ref().map(|before| &before.rival.entry);
    if let Some(winner) = &why.winner
        && winner.entry != why.entry
        && named != Some(&winner.entry)
    {
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "The text is diagnosed as {} (line {}).",
            winner.entry, winner.root.line
        );
    }
    for signature in &shown {
        text.push_str(&block(signature, why.signatures.len()));
    }
    let others: Vec<_> = why
        .signatures
        .iter()
        .filter(|signature| !shown.iter().any(|shown| shown.number == signature.number))
        .collect();
    if !others.is_empty() {
        let other = if shown.is_empty() { "" } else { "other " };
        let (one, many) =
            (format!("{other}signature does not"), format!("{other}signatures do not"));
        let _ = writeln!(text, "\n{} hold:", counted(others.len(), &one, &many));
    }
    for signature in others {
        let _ = writeln!(
            text,
            "  {:>2}  {}",
            signature.number,
            shortened(&signature.message.text, WIDTH)
        );
    }
    text
}

/// The signatures that hold; if none does, the nearest ones.
fn shown(why: &Why) -> Vec<&Signature> {
    let is_shown =
        |signature: &&Signature| if why.holds { signature.holds } else { begins(signature) };
    let mut shown: Vec<_> = why.signatures.iter().filter(is_shown).collect();
    if !why.holds {
        // A stable sort: of equal ones the first stays first.
        shown.sort_by(|left, right| {
            right.nearness().partial_cmp(&left.nearness()).unwrap_or(std::cmp::Ordering::Equal)
        });
        shown.truncate(MOST_SHOWN);
    }
    shown
}

/// Whether something of the message is in the text that is worth looking at.
fn begins(signature: &Signature) -> bool {
    let message = &signature.message;
    let found = message.literals.iter().filter(|it| it.line.is_some()).map(|it| it.text.len());
    let all: usize = message.literals.iter().map(|it| it.text.len()).sum();
    signature.place.is_some() || message.stop.is_some() || found.sum::<usize>() * 2 > all
}

/// One signature.
fn block(signature: &Signature, count: usize) -> String {
    let state = match signature.holds {
        true => format!("holds, {}", told(signature.bits)),
        false => format!("does not hold; it would tell {}", told(signature.bits)),
    };
    let mut block = Block {
        text: format!("\nSignature {} of {count} {state}\n", signature.number),
        quoted: None,
    };
    block.message(signature);
    for condition in &signature.all {
        block.condition("all", condition, true, signature.within);
    }
    for condition in &signature.none {
        block.condition("none", condition, false, signature.within);
    }
    for (name, usual) in [("exception", &signature.exception), ("status", &signature.http_status)] {
        if let Some(usual) = usual {
            block.usual(name, usual, signature.place.is_some());
        }
    }
    block.text
}

struct Block {
    text: String,
    /// The line that was quoted last, which need not be shown again.
    quoted: Option<usize>,
}

impl Block {
    fn row(&mut self, mark: &str, name: &str, place: &str, text: &str) {
        let _ = writeln!(self.text, "  {mark:<3} {name:<9} {place:<14} {text}");
    }

    fn quote(&mut self, quote: &Quote) {
        if self.quoted.replace(quote.line) != Some(quote.line) {
            let _ = writeln!(self.text, "{:COLUMN$}> {}", "", shortened(&quote.text, WIDTH));
        }
    }

    fn message(&mut self, signature: &Signature) {
        let wanted = &signature.message;
        let name = if wanted.kind == Kind::Regex { "regex" } else { "message" };
        let text = shortened(&wanted.text, WIDTH);
        match &signature.place {
            Some(place) => {
                self.row("ok", name, &others(place.line, &wanted.lines), &text);
                self.quote(place);
            }
            None => {
                self.row("no", name, "not found", &text);
                self.pieces(wanted);
            }
        }
    }

    /// What of a text is there, when not all of it is.
    fn pieces(&mut self, wanted: &Wanted) {
        if let Some(stop) = &wanted.stop {
            self.stop(stop);
        }
        if wanted.stop.is_none() || wanted.literals.len() > 1 {
            for literal in &wanted.literals {
                let place =
                    literal.line.map_or("not found".to_owned(), |line| format!("line {line}"));
                self.row("", "  part", &place, &format!("\"{}\"", shortened_inside(&literal.text)));
            }
        }
    }

    fn stop(&mut self, stop: &Stop) {
        let place = format!("line {}", stop.at.line);
        self.row("", "  fits", &place, &format!("\"{}\"", tail(&stop.fits)));
        if stop.expected.is_empty() {
            self.row("", "  but", "", "it is part of a longer word");
        } else {
            self.row("", "  then", "wanted", &format!("\"{}\"", stop.expected));
            let found = if stop.found.is_empty() {
                "the end".to_owned()
            } else {
                format!("\"{}\"", stop.found)
            };
            self.row("", "", "found", &found);
        }
        self.quote(&stop.at);
    }

    fn condition(&mut self, name: &str, condition: &Condition, wanted: bool, within: u32) {
        let mark = match condition.met {
            Some(true) => "ok",
            Some(false) => "no",
            None => "-",
        };
        let far = condition.wanted.lines.first();
        if !wanted && far.is_none() && condition.met.is_none() {
            return;
        }
        let place = match (&condition.near, far, condition.met) {
            (Some(near), ..) => format!("line {}", near.line),
            (None, Some(far), Some(_)) => format!("line {far}, far"),
            (None, Some(far), None) => format!("line {far}"),
            (None, None, _) => "not found".to_owned(),
        };
        self.row(mark, name, &place, &shortened(&condition.wanted.text, WIDTH));
        if let Some(near) = &condition.near {
            self.quote(near);
        } else if wanted && far.is_some() && condition.met.is_some() {
            let reach =
                format!("more than {} from the message", counted(within as usize, "line", "lines"));
            self.row("", "", "", &reach);
        } else if wanted && far.is_none() {
            self.pieces(&condition.wanted);
        }
    }

    fn usual(&mut self, name: &str, usual: &Usual, has_message: bool) {
        if usual.line.is_none() && !has_message {
            return;
        }
        let (mark, bits) = (if usual.seen { "+" } else { "-" }, told(usual.bits));
        let place = match usual.line {
            Some(line) if usual.seen || !has_message => format!("line {line}"),
            Some(line) => format!("line {line}, far"),
            None => "not seen".to_owned(),
        };
        let adds = if usual.seen { format!("adds {bits}") } else { format!("would add {bits}") };
        self.row(mark, name, &place, &format!("{} ({adds})", usual.text));
    }
}

/// `line 4, +2`: the place that counts, and how many others there are.
fn others(line: usize, lines: &[usize]) -> String {
    match lines.iter().filter(|other| **other != line).count() {
        0 => format!("line {line}"),
        count => format!("line {line}, +{count}"),
    }
}

/// A text cut at its end, the spaces at its ends kept: they are part of it.
fn shortened_inside(text: &str) -> String {
    match text.char_indices().nth(WIDTH) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The end of a text: what fits is known, where it stops to fit is asked.
fn tail(text: &str) -> String {
    match text.char_indices().rev().nth(WIDTH) {
        Some((start, _)) => format!("…{}", &text[start..]),
        None => text.to_owned(),
    }
}
