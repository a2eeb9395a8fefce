//! Tries templates and regular expressions around the places where their literals were found,
//! then whole signatures.

use std::collections::{BTreeMap, HashMap};

use regex_lite::Regex;

use crate::facts::PlacedFacts;
use crate::knowledge::{Knowledge, Lead, Signature};
use crate::normalise::Normal;
use crate::scan::{Hits, Scanner, Target};
use crate::span::NormalSpan;
use crate::template::{Fit, Occurrence};

/// A regular expression sees this many logical lines before and after its literal.
const REGEX_LINES: usize = 10;
/// And at most this many bytes on each side.
const REGEX_REACH: usize = 4_000;
/// A text that stands in more places than this is known well enough from the first ones.
const MOST_FITS: usize = 64;
/// What it tells, in tenths of a bit, that the usual exception class stands near the message.
const EXCEPTION_WEIGHT: u32 = 40;
/// What it tells, in tenths of a bit, that the usual status stands near the message.
const STATUS_WEIGHT: u32 = 20;

/// Where templates and regular expressions stand.
#[derive(Debug, Default)]
pub(crate) struct Fits {
    templates: HashMap<u32, Vec<Fit>>,
    regexes: HashMap<u32, Vec<Fit>>,
    /// Templates of which a literal was found, but which did not fit, with the first place.
    pub(crate) partial: Vec<(u32, usize)>,
}

/// A signature that holds.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    pub(crate) entry: u32,
    /// What all of it tells, in tenths of a bit.
    pub(crate) weight: u32,
    /// The message itself.
    pub(crate) lead: NormalSpan,
    /// Everything that proves it, the message first.
    pub(crate) evidence: Vec<NormalSpan>,
    pub(crate) captures: BTreeMap<String, String>,
}

/// A signature whose message stands in the text but whose other conditions do not all hold.
#[derive(Debug, Clone)]
pub(crate) struct Failed {
    pub(crate) signature: u32,
    pub(crate) lead: NormalSpan,
    pub(crate) held: usize,
    pub(crate) of: usize,
    pub(crate) condition: Condition,
}

/// A condition that does not hold.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Condition {
    /// This template is not near.
    Missing(u32),
    /// This template is near, and must not be.
    Present(u32),
}

impl Fits {
    /// Tries everything that a literal led to.
    pub(crate) fn find(
        knowledge: &Knowledge,
        regexes: &[Regex],
        scanner: &Scanner,
        hits: &Hits,
        normal: &Normal,
    ) -> Self {
        let mut fits = Self::default();
        for (target, starts) in scanner.leads(hits) {
            match target {
                Target::Template(index) => fits.try_template(knowledge, index, starts, normal),
                Target::Regex(index) => {
                    if let Some(regex) = regexes.get(index as usize) {
                        let found = fits.regexes.entry(index).or_default();
                        try_regex(regex, starts, normal, found);
                    }
                }
                _ => {}
            }
        }
        fits
    }

    fn try_template(
        &mut self,
        knowledge: &Knowledge,
        index: u32,
        starts: &[usize],
        normal: &Normal,
    ) {
        let Some(stored) = knowledge.templates.get(index as usize) else {
            return;
        };
        let mut found: Vec<Fit> = Vec::new();
        for start in starts {
            if found.len() == MOST_FITS {
                break;
            }
            let part = usize::from(stored.anchor.part);
            let Some(start) = start.checked_sub(usize::from(stored.anchor.start)) else {
                continue;
            };
            if let Some(fit) = stored.template.fit(normal, Occurrence { part, start })
                && found.last() != Some(&fit)
            {
                found.push(fit);
            }
        }
        match starts.first() {
            Some(first) if found.is_empty() => self.partial.push((index, *first)),
            _ => {
                self.templates.insert(index, found);
            }
        }
    }

    pub(crate) fn template(&self, index: u32) -> &[Fit] {
        self.templates.get(&index).map(Vec::as_slice).unwrap_or_default()
    }

    fn lead(&self, lead: Lead) -> &[Fit] {
        match lead {
            Lead::Template(index) => self.template(index),
            Lead::Regex(index) => self.regexes.get(&index).map(Vec::as_slice).unwrap_or_default(),
        }
    }

    /// The leads that stand in the text.
    pub(crate) fn leads(&self) -> impl Iterator<Item = Lead> {
        let templates = self.templates.keys().map(|index| Lead::Template(*index));
        let regexes = self.regexes.iter().filter(|(_, found)| !found.is_empty());
        templates.chain(regexes.map(|(index, _)| Lead::Regex(*index)))
    }

    /// The place where the signature holds best, or where its message stands but it does not.
    pub(crate) fn evaluate(
        &self,
        knowledge: &Knowledge,
        index: u32,
        signature: &Signature,
        facts: &PlacedFacts,
        normal: &Normal,
    ) -> Result<Held, Option<Failed>> {
        let mut best: Option<Held> = None;
        let mut failed: Option<Failed> = None;
        for fit in self.lead(signature.lead) {
            match self.conditions(index, signature, fit, normal) {
                Ok(near) => {
                    let held = held(knowledge, signature, fit, &near, facts, normal);
                    if best.as_ref().is_none_or(|best| held.weight > best.weight) {
                        best = Some(held);
                    }
                }
                Err(failure) => failed = failed.or(Some(failure)),
            }
        }
        best.ok_or(failed)
    }

    /// Where the templates of `all` stand near the message; what fails if one does not.
    fn conditions(
        &self,
        index: u32,
        signature: &Signature,
        lead: &Fit,
        normal: &Normal,
    ) -> Result<Vec<&Fit>, Failed> {
        let near = Near::around(lead.span, signature.within, normal);
        let find = |template: &u32| {
            self.template(*template).iter().find(|fit| near.holds(fit.span, normal))
        };
        let present: Vec<_> =
            signature.all.iter().map(|template| (template, find(template))).collect();
        let absent: Vec<_> =
            signature.none.iter().map(|template| (template, find(template))).collect();
        let missing = present.iter().find(|(_, fit)| fit.is_none());
        let unwanted = absent.iter().find(|(_, fit)| fit.is_some());
        let condition = match (missing, unwanted) {
            (None, None) => return Ok(present.into_iter().filter_map(|(_, fit)| fit).collect()),
            (Some((template, _)), _) => Condition::Missing(**template),
            (None, Some((template, _))) => Condition::Present(**template),
        };
        let held = 1
            + present.iter().filter(|(_, fit)| fit.is_some()).count()
            + absent.iter().filter(|(_, fit)| fit.is_none()).count();
        let of = 1 + present.len() + absent.len();
        Err(Failed { signature: index, lead: lead.span, held, of, condition })
    }
}

fn held(
    knowledge: &Knowledge,
    signature: &Signature,
    lead: &Fit,
    near: &[&Fit],
    facts: &PlacedFacts,
    normal: &Normal,
) -> Held {
    let mut weight = match signature.lead {
        Lead::Template(index) => weight_of(knowledge, index),
        Lead::Regex(index) => {
            knowledge.regexes.get(index as usize).map_or(0, |regex| u32::from(regex.weight))
        }
    };
    weight += signature.all.iter().map(|index| weight_of(knowledge, *index)).sum::<u32>();
    let mut evidence = vec![lead.span];
    evidence.extend(near.iter().map(|fit| fit.span));
    let around = Near::around(lead.span, signature.within, normal);
    let exception = facts.exceptions.iter().find(|(at, name)| {
        !signature.exception.is_empty()
            && name.rsplit('.').next() == Some(&signature.exception)
            && around.holds(NormalSpan::new(*at, *at + name.len()), normal)
    });
    if let Some((at, name)) = exception {
        weight += EXCEPTION_WEIGHT;
        evidence.push(NormalSpan::new(*at, *at + name.len()));
    }
    let status = facts.statuses.iter().find(|(at, status)| {
        Some(*status) == signature.http_status
            && around.holds(NormalSpan::new(*at, *at + 3), normal)
    });
    if let Some((at, _)) = status {
        weight += STATUS_WEIGHT;
        evidence.push(NormalSpan::new(*at, *at + 3));
    }
    // The message's own captures come last, so that they win over those of conditions.
    let mut captures = BTreeMap::new();
    for (name, value) in near.iter().flat_map(|fit| &fit.captures).chain(&lead.captures) {
        captures.insert(name.clone(), value.clone());
    }
    Held { entry: signature.entry, weight, lead: lead.span, evidence, captures }
}

fn weight_of(knowledge: &Knowledge, template: u32) -> u32 {
    knowledge.templates.get(template as usize).map_or(0, |stored| u32::from(stored.weight))
}

/// The logical lines around a message.
struct Near {
    first: usize,
    last: usize,
}

impl Near {
    fn around(span: NormalSpan, within: u32, normal: &Normal) -> Self {
        let within = within as usize;
        Self {
            first: normal.line_of(span.start).saturating_sub(within),
            last: normal.line_of(span.end).saturating_add(within),
        }
    }

    fn holds(&self, span: NormalSpan, normal: &Normal) -> bool {
        (self.first..=self.last).contains(&normal.line_of(span.start))
    }
}

/// Runs the expression on the lines around each place, line ends put back.
fn try_regex(regex: &Regex, starts: &[usize], normal: &Normal, found: &mut Vec<Fit>) {
    let mut searched_to = 0;
    for start in starts {
        if *start < searched_to || found.len() >= MOST_FITS {
            continue;
        }
        let line = normal.line_of(*start);
        let from = normal
            .line_start(line.saturating_sub(REGEX_LINES))
            .max(floor_char(normal.text(), start.saturating_sub(REGEX_REACH)));
        let to =
            normal.line_end(line + REGEX_LINES).min(floor_char(normal.text(), start + REGEX_REACH));
        let window = with_line_ends(normal, from, to);
        for groups in regex.captures_iter(&window) {
            let Some(whole) = groups.get(0).filter(|whole| !whole.is_empty()) else {
                continue;
            };
            let named = regex.capture_names().flatten().filter_map(|name| {
                groups.name(name).map(|group| (name.to_owned(), group.as_str().trim().to_owned()))
            });
            let span = NormalSpan::new(from + whole.start(), from + whole.end());
            let fit = Fit { span, captures: named.collect() };
            if !found.contains(&fit) {
                found.push(fit);
            }
        }
        searched_to = to;
    }
}

/// A piece of normal text in which each logical line ends with a line end instead of a space.
fn with_line_ends(normal: &Normal, from: usize, to: usize) -> String {
    let mut window = normal.text().get(from..to.max(from)).unwrap_or_default().as_bytes().to_vec();
    let first = normal.line_of(from) + 1;
    for start in normal.line_starts().iter().skip(first).take_while(|start| **start <= to) {
        if let Some(byte) = start.checked_sub(from + 1).and_then(|at| window.get_mut(at)) {
            *byte = b'\n';
        }
    }
    String::from_utf8(window).unwrap_or_default()
}

fn floor_char(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
