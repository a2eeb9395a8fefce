//! What one window of a text has of one signature.

use std::ops::Range;

use super::reach::{self, Reach};
use super::{Condition, Kind, Literal, Quote, Signature, Stop, Usual, Wanted, bits};
use crate::find;
use crate::findings::shown;
use crate::knowledge::{self, Knowledge, Lead};
use crate::matching::Matcher;
use crate::normalise::Normal;
use crate::span::NormalSpan;
use crate::template::{Fit, HoleKind, LONGEST_HOLE, Part, Template};
use crate::verify::Located;
use crate::verify::{EXCEPTION_WEIGHT, Near, STATUS_WEIGHT, weight_of};

/// More places of one text are not told.
const MOST_LINES: usize = 8;
/// What a template goes on with, and what the text says instead, is cut to this many characters.
const LONGEST_REST: usize = 72;

/// Looks for every signature of an entry, in their order. Messages are judged that begin at
/// `judged` bytes of the whole text, as in a diagnosis.
pub(super) fn look(
    matcher: &Matcher,
    entry: u32,
    judged: &Range<usize>,
    normal: &Normal,
) -> Vec<Signature> {
    let knowledge = &matcher.knowledge;
    let located = matcher.locate(normal);
    let own = (0..).zip(&knowledge.signatures).filter(|(_, signature)| signature.entry == entry);
    let numbered = (1..).zip(own);
    numbered
        .map(|(number, (index, signature))| {
            let look = Look { knowledge, located: &located, judged, normal };
            look.signature(number, index, signature)
        })
        .collect()
}

struct Look<'a> {
    knowledge: &'a Knowledge,
    located: &'a Located,
    judged: &'a Range<usize>,
    normal: &'a Normal,
}

impl Look<'_> {
    fn signature(&self, number: usize, index: u32, signature: &knowledge::Signature) -> Signature {
        let Self { knowledge, located, judged, normal } = *self;
        let Located { facts, fits, .. } = located;
        let is_judged = |at: usize| judged.contains(&normal.pasted_byte(at));
        let held = located.evaluate(knowledge, index, normal, is_judged).ok();
        // Where it holds best, else where most conditions are met.
        let places = fits.lead(signature.lead).iter().filter(|fit| is_judged(fit.span.start));
        let best = || places.rev().max_by_key(|fit| self.met(signature, fit));
        let span = held.as_ref().map(|held| held.lead).or_else(|| best().map(|fit| fit.span));
        let near = span.map(|span| Near::around(span, signature.within, normal));
        let conditions = |texts: &[u32], wanted: bool| {
            texts
                .iter()
                .map(|text| self.condition(*text, near.as_ref(), wanted))
                .collect::<Vec<_>>()
        };
        let exceptions =
            signature.exceptions(facts).map(|(at, name)| NormalSpan::new(*at, at + name.len()));
        let exception = (!signature.exception.is_empty())
            .then(|| self.usual(&signature.exception, EXCEPTION_WEIGHT, exceptions, near.as_ref()));
        let statuses = signature.statuses(facts).map(|(at, _)| NormalSpan::new(*at, at + 3));
        let http_status = signature
            .http_status
            .map(|status| self.usual(&status.to_string(), STATUS_WEIGHT, statuses, near.as_ref()));
        let message = self.wanted(signature.lead, true);
        let (all, none) = (conditions(&signature.all, true), conditions(&signature.none, false));
        let seen = exception.iter().chain(&http_status).filter(|usual| usual.seen);
        let told =
            all.iter().map(|condition| condition.wanted.bits).chain(seen.map(|usual| usual.bits));
        Signature {
            number,
            holds: held.is_some(),
            // Sums of tenths are rounded to tenths again.
            bits: ((message.bits + told.sum::<f64>()) * 10.0).round() / 10.0,
            message,
            place: span.map(|span| self.quote(span.start)),
            within: signature.within,
            all,
            none,
            exception,
            http_status,
        }
    }

    /// How many conditions are met around a place of the message.
    fn met(&self, signature: &knowledge::Signature, lead: &Fit) -> usize {
        let near = Near::around(lead.span, signature.within, self.normal);
        let stands = |text: &u32| self.near(*text, &near).is_some();
        signature.all.iter().filter(|text| stands(text)).count()
            + signature.none.iter().filter(|text| !stands(text)).count()
    }

    fn near(&self, template: u32, near: &Near) -> Option<&Fit> {
        let fits = self.located.fits.template(template);
        fits.iter().find(|fit| near.holds(fit.span, self.normal))
    }

    fn condition(&self, template: u32, near: Option<&Near>, wanted: bool) -> Condition {
        let fit = near.and_then(|near| self.near(template, near));
        Condition {
            wanted: self.wanted(Lead::Template(template), wanted),
            near: fit.map(|fit| self.quote(fit.span.start)),
            met: near.map(|_| fit.is_some() == wanted),
        }
    }

    fn usual(
        &self,
        text: &str,
        weight: u32,
        places: impl Iterator<Item = NormalSpan>,
        near: Option<&Near>,
    ) -> Usual {
        let is_near = |span: &NormalSpan| near.is_some_and(|near| near.holds(*span, self.normal));
        let places: Vec<NormalSpan> = places.collect();
        let seen = places.iter().find(|span| is_near(span));
        let line = seen.or(places.first()).map(|span| self.normal.pasted_line(span.start));
        Usual { text: text.to_owned(), bits: bits(weight), seen: seen.is_some(), line }
    }

    fn wanted(&self, lead: Lead, counts: bool) -> Wanted {
        let fits = self.located.fits.lead(lead);
        let mut lines: Vec<_> =
            fits.iter().map(|fit| self.normal.pasted_line(fit.span.start)).collect();
        lines.sort_unstable();
        lines.dedup();
        lines.truncate(MOST_LINES);
        let weight = if counts { weight_of(self.knowledge, lead) } else { 0 };
        let stored = match lead {
            Lead::Template(index) => Err(self.knowledge.templates.get(index as usize)),
            Lead::Regex(index) => Ok(self.knowledge.regexes.get(index as usize)),
        };
        let (text, kind, literals, stop) = match stored {
            Ok(regex) => {
                let literals = regex.map(|regex| self.regex_literals(&regex.literals));
                let source = regex.map(|regex| regex.source.clone());
                (source.unwrap_or_default(), Kind::Regex, literals.unwrap_or_default(), None)
            }
            Err(stored) => {
                let parts = stored.map_or(&[][..], |stored| &stored.template.parts);
                let reach = stored.and_then(|stored| match fits.first() {
                    // A literal part is looked for from where the whole stands.
                    Some(fit) => Some((fit.span.start, None)),
                    None => {
                        let reach = reach::longest(&stored.template, self.normal)?;
                        Some((reach.start, Some(self.stop(parts, reach))))
                    }
                });
                let start = reach.as_ref().map(|(start, _)| *start);
                let literals = stored.map(|stored| self.literals(&stored.template, start));
                let stop = reach.and_then(|(_, stop)| stop);
                (written(parts), Kind::Template, literals.unwrap_or_default(), stop)
            }
        };
        Wanted { text, kind, bits: bits(weight), lines, literals, stop }
    }

    fn regex_literals(&self, literals: &[String]) -> Vec<Literal> {
        let found = literals.iter().map(|literal| Literal {
            text: literal.clone(),
            line: self.find(literal, 0, usize::MAX).map(|at| self.normal.pasted_line(at)),
        });
        found.collect()
    }

    /// Where the literal parts stand: each behind the one before it, if it does within the length
    /// of a value; else anywhere.
    fn literals(&self, template: &Template, start: Option<usize>) -> Vec<Literal> {
        let mut behind = start;
        let found = template.literals().map(|(_, literal)| {
            let wanted = literal.trim();
            let close =
                behind.and_then(|at| self.find(wanted, at, at + literal.len() + LONGEST_HOLE));
            behind = close.map(|at| at + wanted.len()).or(behind);
            let at = close.or_else(|| self.find(wanted, 0, usize::MAX));
            Literal { text: literal.to_owned(), line: at.map(|at| self.normal.pasted_line(at)) }
        });
        found.collect()
    }

    fn find(&self, literal: &str, from: usize, to: usize) -> Option<usize> {
        let text = self.normal.text().as_bytes();
        let window = text.get(from..to.min(text.len()))?;
        find::first(window, literal.as_bytes()).map(|at| from + at)
    }

    fn stop(&self, parts: &[Part], reach: Reach) -> Stop {
        let (fitting, rest) = parts.split_at(reach.part.min(parts.len()));
        let (mut fits, mut expected) = (written(fitting), written(rest));
        // What of a literal part fits belongs to the one and not to the other.
        if let Some(Part::Literal(literal)) = rest.first() {
            let (inside, outside) = literal.split_at(reach.inside);
            fits.push_str(inside);
            expected = outside.to_owned() + &written(&rest[1..]);
        }
        // Where a piece ends with its line, the next one is where the text goes on.
        let text = self.normal.text();
        let skipped = text[reach.end..].len() - text[reach.end..].trim_start().len();
        let at = if expected.starts_with(' ') { reach.end } else { reach.end + skipped };
        let line_end = self.normal.line_end(self.normal.line_of(at)).max(at);
        let found = text.get(at..line_end).unwrap_or_default();
        Stop {
            fits,
            at: self.quote(at.min(text.len().saturating_sub(1))),
            expected: shortened(&expected),
            found: shortened(found),
        }
    }

    fn quote(&self, at: usize) -> Quote {
        Quote { line: self.normal.pasted_line(at), text: shown(self.normal, at) }
    }
}

/// Parts of a template as an entry writes them, in normal form.
fn written(parts: &[Part]) -> String {
    let part = |part: &Part| match part {
        Part::Literal(text) => text.clone(),
        Part::Hole { name, kind } => match kind {
            HoleKind::Any => format!("{{{name}}}"),
            HoleKind::Word => format!("{{{name}:word}}"),
            HoleKind::Int => format!("{{{name}:int}}"),
            HoleKind::Number => format!("{{{name}:number}}"),
        },
    };
    parts.iter().map(part).collect()
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST_REST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

impl Signature {
    /// This one and what a later window has of the same, put together: the nearer one, with all
    /// places where its texts stand.
    pub(super) fn or_better(self, later: Self) -> Self {
        let (mut best, other) =
            if later.nearness() > self.nearness() { (later, self) } else { (self, later) };
        best.message.add(other.message);
        for (texts, others) in [(&mut best.all, other.all), (&mut best.none, other.none)] {
            for (condition, other) in texts.iter_mut().zip(others) {
                condition.wanted.add(other.wanted);
            }
        }
        for (usual, other) in
            [(&mut best.exception, other.exception), (&mut best.http_status, other.http_status)]
        {
            if let (Some(usual), Some(other)) = (usual, other) {
                usual.line = usual.line.or(other.line);
            }
        }
        best
    }

    /// How near to holding it is: by whether it does, by what it tells, by how many conditions are
    /// met, by how much of its message fits.
    pub fn nearness(&self) -> impl PartialOrd + use<> {
        let met = self.all.iter().chain(&self.none).filter(|it| it.met == Some(true)).count();
        let fits = self.message.stop.as_ref().map_or(0, |stop| stop.fits.len());
        let literals = self.message.literals.iter().filter(|it| it.line.is_some()).count();
        let bits = if self.holds { self.bits } else { 0.0 };
        (self.holds, bits, self.place.is_some(), met, fits, literals)
    }
}

impl Wanted {
    fn add(&mut self, other: Self) {
        self.lines.extend(other.lines);
        self.lines.sort_unstable();
        self.lines.dedup();
        self.lines.truncate(MOST_LINES);
        for (literal, other) in self.literals.iter_mut().zip(other.literals) {
            literal.line = literal.line.or(other.line);
        }
        let longer = |one: &Option<Stop>| one.as_ref().map_or(0, |stop| stop.fits.len());
        if longer(&other.stop) > longer(&self.stop) {
            self.stop = other.stop;
        }
        if !self.lines.is_empty() {
            self.stop = None;
        }
    }
}
