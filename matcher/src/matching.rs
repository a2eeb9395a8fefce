//! The whole way from pasted bytes to a diagnosis.

use std::collections::HashMap;

use regex_lite::Regex;

use crate::blob::BlobError;
use crate::category;
use crate::diagnosis::{CategoryGuess, Diagnosis, Match, SignalSeen, Span, Symptom, VERSION};
use crate::facts::{self, PlacedFacts};
use crate::knowledge::{Entry, Knowledge, Lead, SymptomOf};
use crate::near;
use crate::normalise::{Normal, normalise};
use crate::order;
use crate::rank::{self, Ranked, confidence};
use crate::scan::Scanner;
use crate::span::NormalSpan;
use crate::verify::{Fits, Held};

/// More matches than this tell nobody anything.
const MOST_MATCHES: usize = 8;

/// A knowledge base made ready for matching. It does not change and may be shared by threads.
#[derive(Debug)]
pub struct Matcher {
    knowledge: Knowledge,
    scanner: Scanner,
    regexes: Vec<Regex>,
    /// Which signatures lead with a template or an expression.
    signatures: HashMap<LeadKey, Vec<u32>>,
}

/// A lead as a key of a map.
type LeadKey = (bool, u32);

fn key(lead: Lead) -> LeadKey {
    match lead {
        Lead::Template(index) => (false, index),
        Lead::Regex(index) => (true, index),
    }
}

impl Matcher {
    /// Makes the bytes of a compiled knowledge base ready.
    ///
    /// # Errors
    ///
    /// Says what is wrong with bytes that are not those of a knowledge base of this version.
    pub fn from_blob(blob: &[u8]) -> Result<Self, BlobError> {
        Self::new(Knowledge::from_blob(blob)?)
    }

    /// Makes a knowledge base ready.
    ///
    /// # Errors
    ///
    /// [`BlobError::Damaged`] when a regular expression in it does not compile, which one that
    /// `compile` made never does.
    pub fn new(knowledge: Knowledge) -> Result<Self, BlobError> {
        let regexes = knowledge.regexes.iter().map(|stored| Regex::new(&stored.source));
        let regexes = regexes.collect::<Result<_, _>>().map_err(|_| BlobError::Damaged)?;
        let mut signatures: HashMap<LeadKey, Vec<u32>> = HashMap::new();
        for (index, signature) in (0..).zip(&knowledge.signatures) {
            signatures.entry(key(signature.lead)).or_default().push(index);
        }
        let scanner = Scanner::new(&knowledge);
        Ok(Self { knowledge, scanner, regexes, signatures })
    }

    /// Says what a pasted text shows. Never fails: what is not text is skipped.
    pub fn diagnose(&self, pasted: &[u8]) -> Diagnosis {
        let normal = normalise(pasted);
        let hits = self.scanner.scan(normal.text());
        let facts = facts::read(&self.knowledge, &self.scanner, &hits, normal.text());
        let fits = Fits::find(&self.knowledge, &self.regexes, &self.scanner, &hits, &normal);

        let mut held = Vec::new();
        let mut failed = Vec::new();
        let candidates: Vec<u32> = fits
            .leads()
            .filter_map(|lead| self.signatures.get(&key(lead)))
            .flatten()
            .copied()
            .collect();
        let candidates = order::by_key(candidates, |index| u64::from(*index));
        for index in candidates {
            let Some(signature) = self.knowledge.signatures.get(index as usize) else {
                continue;
            };
            match fits.evaluate(&self.knowledge, index, signature, &facts, &normal) {
                Ok(found) => held.push(found),
                Err(failure) => failed.extend(failure),
            }
        }
        let entries: Vec<u32> = held.iter().map(|held| held.entry).collect();
        let near_misses = near::misses(&self.knowledge, &failed, &fits, &entries, &normal);

        let ranked = rank::rank(&self.knowledge, held);
        let matches: Vec<_> = ranked
            .iter()
            .take(MOST_MATCHES)
            .filter_map(|ranked| self.describe(ranked, &normal, pasted))
            .collect();
        let (category, signals) = self.category(&ranked, &matches, &fits, &facts, &normal);
        Diagnosis {
            version: VERSION,
            category,
            matches,
            near_misses,
            facts: facts.into_facts(),
            signals,
        }
    }

    /// The number of entries.
    pub fn entry_count(&self) -> usize {
        self.knowledge.entry_count()
    }

    /// The first match's category. What follows any error says nothing of its kind: when only
    /// that is known, signals are asked first.
    fn category(
        &self,
        ranked: &[Ranked],
        matches: &[Match],
        fits: &Fits,
        facts: &PlacedFacts,
        normal: &Normal,
    ) -> (Option<CategoryGuess>, Vec<SignalSeen>) {
        let first = matches.first().map(|first| CategoryGuess {
            id: first.category.clone(),
            confidence: first.confidence,
        });
        let follows_any = ranked
            .first()
            .and_then(|first| self.entry(&first.held))
            .is_some_and(|entry| entry.symptom_of == SymptomOf::Any);
        match first {
            Some(first) if !follows_any => (Some(first), Vec::new()),
            first => match category::guess(&self.knowledge, fits, facts, normal) {
                Some((guess, signals)) => (Some(guess), signals),
                None => (first, Vec::new()),
            },
        }
    }

    fn entry(&self, held: &Held) -> Option<&Entry> {
        self.knowledge.entries.get(held.entry as usize)
    }

    fn describe(&self, ranked: &Ranked, normal: &Normal, pasted: &[u8]) -> Option<Match> {
        let entry = self.entry(&ranked.held)?;
        let symptoms = ranked.symptoms.iter().filter_map(|held| {
            let entry = self.entry(held)?;
            Some(Symptom {
                entry: entry.id.clone(),
                title: entry.title.clone(),
                url: entry.url.clone(),
                line: normal.pasted_line(held.lead.start),
            })
        });
        let category = self.knowledge.categories.get(entry.category as usize)?;
        Some(Match {
            entry: entry.id.clone(),
            title: entry.title.clone(),
            url: entry.url.clone(),
            category: category.id.clone(),
            confidence: confidence(ranked.held.weight),
            line: normal.pasted_line(ranked.held.lead.start),
            evidence: evidence(&ranked.held.evidence, normal, pasted),
            captures: ranked.held.captures.clone(),
            symptoms: symptoms.collect(),
        })
    }
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
