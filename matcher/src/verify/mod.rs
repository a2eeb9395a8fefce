//! Tries templates and regular expressions around the places where their literals were found,
//! then ([`signature`]) whole signatures.

mod regex;
mod signature;

use std::collections::HashMap;

use regex_lite::Regex;

use crate::knowledge::{Knowledge, Lead};
use crate::normalise::Normal;
use crate::scan::{Hits, Scanner, Starts, Target};
use crate::template::{Fit, Occurrence};
pub(crate) use signature::{Condition, Failed, Held};

/// A text that stands in more places than this is known well enough from the first ones.
const MOST_FITS: usize = 64;

/// Where templates and regular expressions stand.
#[derive(Debug, Default)]
pub(crate) struct Fits {
    templates: HashMap<u32, Vec<Fit>>,
    regexes: HashMap<u32, Vec<Fit>>,
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
        for (target, starts) in scanner.leads(hits) {
            match target {
                Target::Template(index) => fits.try_template(knowledge, index, starts, normal),
                Target::Regex(index) => {
                    if let Some(regex) = regexes.get(index as usize) {
                        let found = fits.regexes.entry(index).or_default();
                        regex::find(regex, starts, normal, found);
                    }
                }
                _ => {}
            }
        }
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
}
