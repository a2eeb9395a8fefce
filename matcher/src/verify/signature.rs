//! Whether a whole signature holds: its message stands in the text, and the conditions beside it
//! are met nearby.

use std::collections::BTreeMap;

use super::{Fits, Located};
use crate::chain::ChainPlace;
use crate::facts::PlacedFacts;
use crate::knowledge::{Knowledge, Lead, Signature};
use crate::normalise::Normal;
use crate::span::NormalSpan;
use crate::template::Fit;

/// What it tells, in tenths of a bit, that the usual exception class stands near the message.
pub(crate) const EXCEPTION_WEIGHT: u32 = 40;
/// What it tells, in tenths of a bit, that the usual status stands near the message.
pub(crate) const STATUS_WEIGHT: u32 = 20;

/// A signature that holds.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    pub(crate) entry: u32,
    pub(crate) signature: u32,
    /// What all of it tells, in tenths of a bit.
    pub(crate) weight: u32,
    /// The message itself.
    pub(crate) lead: NormalSpan,
    /// Everything that proves it, the message first.
    pub(crate) evidence: Vec<NormalSpan>,
    pub(crate) captures: BTreeMap<String, String>,
    /// Where in a chain of failures it stands nearest to the cause.
    pub(crate) place: Option<ChainPlace>,
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

impl Located {
    /// The place where a signature holds best, of those that are judged, or where its message stands
    /// but it does not.
    pub(crate) fn evaluate(
        &self,
        knowledge: &Knowledge,
        index: u32,
        normal: &Normal,
        judged: impl Fn(usize) -> bool,
    ) -> Result<Held, Option<Failed>> {
        let signature = knowledge.signatures.get(index as usize).ok_or(None)?;
        let mut best: Option<Held> = None;
        let mut failed: Option<Failed> = None;
        let mut places = Vec::new();
        let fits = self.fits.lead(signature.lead).iter();
        for fit in fits.filter(|fit| judged(fit.span.start)) {
            match self.fits.conditions(index, signature, fit, normal) {
                Ok(near) => {
                    let mut held = held(knowledge, index, signature, fit, &near);
                    self.weigh_usual(signature, &mut held, normal);
                    held.place = self.chains.place(fit.span.start);
                    places.extend(held.place);
                    if best.as_ref().is_none_or(|best| held.weight > best.weight) {
                        best = Some(held);
                    }
                }
                Err(failure) => failed = failed.or(Some(failure)),
            }
        }
        // A consequence often repeats the message of its cause: what counts is where it came up.
        if let Some(place) = best.as_mut().and_then(|best| best.place.as_mut()) {
            let chain = place.chain;
            let same = places.into_iter().filter(|other| other.chain == chain);
            *place = same.min_by_key(|other| (other.depth, other.is_attempt)).unwrap_or(*place);
        }
        best.ok_or(failed)
    }

    /// Adds what usually stands near the message, if it does here.
    fn weigh_usual(&self, signature: &Signature, held: &mut Held, normal: &Normal) {
        let around = Near::around(held.lead, signature.within, normal);
        let exception = signature
            .exceptions(&self.facts)
            .map(|(at, name)| NormalSpan::new(*at, *at + name.len()))
            .find(|span| around.holds(*span, normal));
        let status = signature
            .statuses(&self.facts)
            .map(|(at, _)| NormalSpan::new(*at, *at + 3))
            .find(|span| around.holds(*span, normal));
        for (seen, weight) in [(exception, EXCEPTION_WEIGHT), (status, STATUS_WEIGHT)] {
            if let Some(span) = seen {
                held.weight += weight;
                held.evidence.push(span);
            }
        }
    }
}

impl Fits {
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

/// A signature that holds at a message, with the texts that must stand near it.
fn held(
    knowledge: &Knowledge,
    index: u32,
    signature: &Signature,
    lead: &Fit,
    near: &[&Fit],
) -> Held {
    let all = signature.all.iter().map(|index| weight_of(knowledge, Lead::Template(*index)));
    let weight = weight_of(knowledge, signature.lead) + all.sum::<u32>();
    let mut evidence = vec![lead.span];
    evidence.extend(near.iter().map(|fit| fit.span));
    // The message's own captures come last, so that they win over those of conditions.
    let mut captures = BTreeMap::new();
    for (name, value) in near.iter().flat_map(|fit| &fit.captures).chain(&lead.captures) {
        captures.insert(name.clone(), value.clone());
    }
    let (entry, lead) = (signature.entry, lead.span);
    Held { entry, signature: index, weight, lead, evidence, captures, place: None }
}

impl Signature {
    /// Where the exception class that usually stands beside the message does.
    pub(crate) fn exceptions<'a>(
        &'a self,
        facts: &'a PlacedFacts,
    ) -> impl Iterator<Item = &'a (usize, String)> {
        facts.exceptions.iter().filter(|(_, name)| {
            !self.exception.is_empty() && name.rsplit('.').next() == Some(&self.exception)
        })
    }

    /// Where the status that usually stands beside the message does.
    pub(crate) fn statuses<'a>(
        &'a self,
        facts: &'a PlacedFacts,
    ) -> impl Iterator<Item = &'a (usize, u16)> {
        facts.statuses.iter().filter(|(_, status)| Some(*status) == self.http_status)
    }
}

/// What a text tells, in tenths of a bit.
pub(crate) fn weight_of(knowledge: &Knowledge, lead: Lead) -> u32 {
    let weight = match lead {
        Lead::Template(index) => knowledge.templates.get(index as usize).map(|it| it.weight),
        Lead::Regex(index) => knowledge.regexes.get(index as usize).map(|it| it.weight),
    };
    weight.map_or(0, u32::from)
}

/// The logical lines around a message.
pub(crate) struct Near {
    first: usize,
    last: usize,
}

impl Near {
    pub(crate) fn around(span: NormalSpan, within: u32, normal: &Normal) -> Self {
        let within = within as usize;
        Self {
            first: normal.line_of(span.start).saturating_sub(within),
            last: normal.line_of(span.end).saturating_add(within),
        }
    }

    pub(crate) fn holds(&self, span: NormalSpan, normal: &Normal) -> bool {
        (self.first..=self.last).contains(&normal.line_of(span.start))
    }
}
