//! What the windows of a text have shown so far. Its size does not grow with the text: of each
//! entry the best place is kept.

use crate::category::{self, Heard};
use crate::chain::{ChainPlace, Chains};
use crate::diagnosis::{
    CategoryGuess, Diagnosis, Facts, Link, Match, SignalSeen, Span, Symptom, VERSION, Variant,
};
use crate::facts;
#[cfg(feature = "compile")]
use crate::hearing::{FirstEntry, Hearing};
use crate::knowledge::{Entry, Knowledge, SymptomOf};
use crate::near::{self, Candidate};
use crate::normalise::Normal;
use crate::order;
use crate::rank::{self, Ranked, confidence};
use crate::release;
use crate::span::NormalSpan;
use crate::verify::Held;

/// More matches than this tell nobody anything.
const MOST_MATCHES: usize = 8;
/// Lines are shown up to this length, in bytes.
const LONGEST_TEXT: usize = 240;

/// An entry that holds, in terms of the whole pasted text.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) entry: u32,
    pub(crate) signature: u32,
    /// What all of its proof tells, in tenths of a bit.
    pub(crate) weight: u32,
    /// The byte of the pasted text where the message starts.
    pub(crate) start: usize,
    /// Where in a chain of failures it stands; the chain is named by the byte of the pasted text
    /// where it starts.
    pub(crate) place: Option<ChainPlace>,
    pub(crate) line: usize,
    pub(crate) text: String,
    evidence: Vec<Span>,
    captures: std::collections::BTreeMap<String, String>,
    links: Vec<Link>,
}

/// Gathers what windows show.
#[derive(Debug)]
pub(crate) struct Findings<'k> {
    knowledge: &'k Knowledge,
    /// The best of each entry.
    pub(crate) found: Vec<Found>,
    misses: Vec<Candidate>,
    heard: Heard,
    facts: Facts,
    /// The chain with which the text ended so far, cause first.
    last_chain: Vec<Link>,
}

/// What one window shows.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    pub(crate) found: Vec<Found>,
    pub(crate) misses: Vec<Candidate>,
    pub(crate) heard: Heard,
    pub(crate) facts: Facts,
    pub(crate) last_chain: Vec<Link>,
}

impl Seen {
    /// What all signatures that hold tell, in tenths of a bit; 0 when none holds.
    pub(crate) fn weight(&self) -> u32 {
        self.found.iter().map(|found| found.weight).sum()
    }
}

impl Found {
    /// Puts what holds in a window in terms of the whole text.
    pub(crate) fn new(held: Held, chains: &Chains, normal: &Normal, pasted: &[u8]) -> Self {
        let links = held.place.map(|place| links(place.chain, chains, normal)).unwrap_or_default();
        let in_text =
            |place: ChainPlace| ChainPlace { chain: normal.pasted_byte(place.chain), ..place };
        Self {
            entry: held.entry,
            signature: held.signature,
            weight: held.weight,
            start: normal.pasted_byte(held.lead.start),
            place: held.place.map(in_text),
            line: normal.pasted_line(held.lead.start),
            text: shown(normal, held.lead.start),
            evidence: evidence(&held.evidence, normal, pasted),
            captures: held.captures,
            links,
        }
    }
}

/// The failures of the chain with which the text ends, cause first; none if there is only one.
pub(crate) fn last_chain(chains: &Chains, normal: &Normal) -> Vec<Link> {
    chains.last().map(|chain| links(chain, chains, normal)).unwrap_or_default()
}

fn links(chain: usize, chains: &Chains, normal: &Normal) -> Vec<Link> {
    let headlines = chains.headlines(chain).into_iter().map(|(at, place)| Link {
        line: normal.pasted_line(at),
        text: headline(normal, at),
        attempt: place.is_attempt,
    });
    let mut links: Vec<Link> = headlines.filter(|link| !link.text.is_empty()).collect();
    // What is printed twice on its way up is one failure.
    links.dedup_by(|next, last| next.text == last.text);
    if links.len() > 1 { links } else { Vec::new() }
}

/// The line of normal text that holds `at`, cut to what can be shown around it.
pub(crate) fn shown(normal: &Normal, at: usize) -> String {
    let line = normal.line_of(at);
    let start = normal.line_start(line).max(at.saturating_sub(LONGEST_TEXT / 2));
    cut(normal, start, normal.line_end(line))
}

/// The rest of the line of normal text from `at`, cut to what can be shown.
fn headline(normal: &Normal, at: usize) -> String {
    cut(normal, at, normal.line_end(normal.line_of(at)))
}

fn cut(normal: &Normal, start: usize, end: usize) -> String {
    let text = normal.text();
    let boundary = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = boundary(start.min(text.len()));
    let last = boundary(end.min(start + LONGEST_TEXT).min(text.len()).max(start));
    let shown = text.get(start..last).unwrap_or_default().trim();
    if last < end { format!("{shown}…") } else { shown.to_owned() }
}

/// The pieces of the pasted text that prove a match, in order and without overlap.
fn evidence(proof: &[NormalSpan], normal: &Normal, pasted: &[u8]) -> Vec<Span> {
    let spans = proof.iter().flat_map(|span| normal.pasted_spans(*span, pasted)).collect();
    let mut spans: Vec<Span> = order::by_key(spans, |span: &Span| span.start as u64);
    spans.dedup_by(|next, last| {
        let overlaps = next.start <= last.end;
        if overlaps {
            last.end = last.end.max(next.end);
        }
        overlaps
    });
    spans
}

impl<'k> Findings<'k> {
    pub(crate) fn new(knowledge: &'k Knowledge) -> Self {
        Self {
            knowledge,
            found: Vec::new(),
            misses: Vec::new(),
            heard: Heard::default(),
            facts: Facts::default(),
            last_chain: Vec::new(),
        }
    }

    /// Adds what the next window shows.
    pub(crate) fn add(&mut self, seen: Seen) {
        for found in seen.found {
            match self.found.iter_mut().find(|other| other.entry == found.entry) {
                Some(other) if other.weight >= found.weight => {}
                Some(other) => *other = found,
                None => self.found.push(found),
            }
        }
        self.misses =
            near::nearest(std::mem::take(&mut self.misses).into_iter().chain(seen.misses));
        self.heard.add(seen.heard);
        facts::merge(&mut self.facts, seen.facts);
        if !seen.last_chain.is_empty() {
            self.last_chain = seen.last_chain;
        }
    }

    /// What all windows together say.
    pub(crate) fn diagnosis(self) -> Diagnosis {
        let entries: Vec<u32> = self.found.iter().map(|found| found.entry).collect();
        let near_misses = near::tell(self.knowledge, self.misses, &entries);
        let ranked = rank::rank(self.knowledge, self.found);
        let (category, signals) = category_of(self.knowledge, &ranked, &self.heard);
        let chain = match ranked.first() {
            Some(first) => first.found.links.clone(),
            None => self.last_chain,
        };
        let matches = ranked
            .into_iter()
            .take(MOST_MATCHES)
            .filter_map(|ranked| describe(self.knowledge, ranked, &self.facts))
            .collect();
        let facts = self.facts;
        Diagnosis { version: VERSION, category, matches, near_misses, facts, signals, chain }
    }

    /// What decides the category.
    #[cfg(feature = "compile")]
    pub(crate) fn hearing(self) -> Hearing {
        let ranked = rank::rank(self.knowledge, self.found);
        let first = first_of(self.knowledge, &ranked).map(|(first, entry)| FirstEntry {
            category: entry.category as usize,
            weight: first.found.weight,
            decides: decides(first, entry),
        });
        self.heard.hearing(first)
    }
}

/// The first match's category. What follows any error says nothing of its kind: when only
/// that is known, signals are asked first.
fn category_of(
    knowledge: &Knowledge,
    ranked: &[Ranked],
    heard: &Heard,
) -> (Option<CategoryGuess>, Vec<SignalSeen>) {
    let first = first_of(knowledge, ranked);
    let is_final = first.is_some_and(|(first, entry)| decides(first, entry));
    let named = first.and_then(|(first, entry)| {
        let id = knowledge.categories.get(entry.category as usize)?.id.clone();
        Some(CategoryGuess { id, confidence: confidence(first.found.weight) })
    });
    match named {
        Some(named) if is_final => (Some(named), Vec::new()),
        named => match category::guess(knowledge, heard) {
            Some((guess, signals)) => (Some(guess), signals),
            None => (named, Vec::new()),
        },
    }
}

fn first_of<'k, 'r>(
    knowledge: &'k Knowledge,
    ranked: &'r [Ranked],
) -> Option<(&'r Ranked, &'k Entry)> {
    ranked.first().and_then(|first| Some((first, entry(knowledge, &first.found)?)))
}

/// Whether the category of the first match is the answer whatever signals say.
fn decides(first: &Ranked, entry: &Entry) -> bool {
    entry.symptom_of != SymptomOf::Any || first.joins
}

fn entry<'k>(knowledge: &'k Knowledge, found: &Found) -> Option<&'k Entry> {
    knowledge.entries.get(found.entry as usize)
}

fn describe(knowledge: &Knowledge, ranked: Ranked, facts: &Facts) -> Option<Match> {
    let Ranked { found, symptoms, .. } = ranked;
    let known = entry(knowledge, &found)?;
    let symptoms = symptoms.iter().filter_map(|symptom| {
        let known = entry(knowledge, symptom)?;
        Some(Symptom {
            entry: known.id.clone(),
            title: known.title.clone(),
            url: known.url.clone(),
            line: symptom.line,
        })
    });
    Some(Match {
        entry: known.id.clone(),
        title: known.title.clone(),
        url: known.url.clone(),
        category: knowledge.categories.get(known.category as usize)?.id.clone(),
        confidence: confidence(found.weight),
        line: found.line,
        evidence: found.evidence,
        captures: found.captures,
        symptoms: symptoms.collect(),
        text: found.text,
        variants: variants(known, facts),
    })
}

/// The causes that are true for some releases only, those for the release in the text first.
fn variants(entry: &Entry, facts: &Facts) -> Vec<Variant> {
    // Package names are compared as registries do: without regard to case.
    let is_package = |name: &str| name.eq_ignore_ascii_case(&entry.package);
    let release = facts.versions.iter().find(|(name, _)| is_package(name)).map(|(_, at)| at);
    let variants = entry.variants.iter().map(|variant| Variant {
        cause: variant.cause + 1,
        title: variant.title.clone(),
        package: entry.package.clone(),
        when: variant.when.clone(),
        applies: release.and_then(|release| release::is_in(release, &variant.when)),
    });
    order::by_key(variants.collect(), |variant| u64::from(variant.applies != Some(true)))
}
