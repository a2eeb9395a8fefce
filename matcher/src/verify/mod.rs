//! Tries templates and regular expressions around the places where their literals were found,
//! then ([`signature`]) whole signatures.

mod regex;
mod signature;

use regex_lite::Regex;

use crate::chain::Chains;
use crate::facts::PlacedFacts;
use crate::knowledge::{Knowledge, Lead};
use crate::normalise::Normal;
use crate::order;
use crate::scan::{Hits, Scanner, Starts, Target};
use crate::template::{Fit, Occurrence};
pub(crate) use signature::{Condition, Failed, Held};

#[cfg(feature = "compile")]
pub(crate) use signature::{EXCEPTION_WEIGHT, Near, STATUS_WEIGHT, weight_of};

/// What stands where in a text of normal form.
#[derive(Debug)]
pub(crate) struct Located {
    pub(crate) facts: PlacedFacts,
    pub(crate) fits: Fits,
    pub(crate) chains: Chains,
}

/// A text that stands in more places than this is known well enough from the first ones.
const MOST_FITS: usize = 64;

/// Where templates and regular expressions stand.
#[derive(Debug, Default)]
pub(crate) struct Fits {
    /// By place in the knowledge base, ascending; none without a fit.
    templates: Vec<(u32, Vec<Fit>)>,
    regexes: Vec<(u32, Vec<Fit>)>,
    /// Templates of which a literal was found, but which did not fit, with the first place.
    pub(crate) partial: Vec<(u32, usize)>,
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
        // A regular expression has several literals, each with places of its own.
        let mut places: Vec<(u32, usize)> = Vec::new();
        for (target, starts) in scanner.leads(hits) {
            match target {
                Target::Template(index) => fits.try_template(knowledge, index, starts, normal),
                Target::Regex(index) => places.extend(starts.iter().map(|start| (index, start))),
                _ => {}
            }
        }
        let key = |(index, start): &(u32, usize)| u64::from(*index) << 40 | *start as u64;
        let places = order::by_key(places, key);
        for starts in places.chunk_by(|left, right| left.0 == right.0) {
            let index = starts.first().map_or(0, |(index, _)| *index);
            if let Some(regex) = regexes.get(index as usize) {
                let found = regex::find(regex, starts.iter().map(|(_, start)| *start), normal);
                if !found.is_empty() {
                    fits.regexes.push((index, found));
                }
            }
        }
        fits.templates = order::by_key(fits.templates, |(index, _)| u64::from(*index));
        fits
    }

    fn try_template(&mut self, knowledge: &Knowledge, index: u32, starts: Starts, normal: &Normal) {
        let Some(stored) = knowledge.templates.get(index as usize) else {
            return;
        };
        let mut found: Vec<Fit> = Vec::new();
        for start in starts.iter() {
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
            Some(first) if found.is_empty() => self.partial.push((index, first)),
            _ => self.templates.push((index, found)),
        }
    }

    pub(crate) fn template(&self, index: u32) -> &[Fit] {
        of(&self.templates, index)
    }

    pub(crate) fn lead(&self, lead: Lead) -> &[Fit] {
        match lead {
            Lead::Template(index) => self.template(index),
            Lead::Regex(index) => of(&self.regexes, index),
        }
    }

    /// The leads that stand in the text.
    pub(crate) fn leads(&self) -> impl Iterator<Item = Lead> {
        let templates = self.templates.iter().map(|(index, _)| Lead::Template(*index));
        templates.chain(self.regexes.iter().map(|(index, _)| Lead::Regex(*index)))
    }
}

/// What stands at `index` in a list that is in order of it.
fn of(fits: &[(u32, Vec<Fit>)], index: u32) -> &[Fit] {
    let place = fits.partition_point(|(other, _)| *other < index);
    match fits.get(place) {
        Some((other, found)) if *other == index => found,
        _ => &[],
    }
}
