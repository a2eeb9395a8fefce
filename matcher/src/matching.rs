//! The whole way from pasted bytes to a diagnosis.

use regex_lite::{Regex, RegexBuilder};

use crate::blob::BlobError;
use crate::category::Heard;
use crate::chain::Chains;
use crate::diagnosis::Diagnosis;
use crate::facts;
use crate::findings::{self, Findings, Found, Seen};
use crate::knowledge::{Knowledge, Lead};
use crate::near;
use crate::normalise::{Buffers, Normal, Wrap, normalise_window, readings};
use crate::order;
use crate::scan::Scanner;
use crate::session::Session;
use crate::verify::{Condition, Failed, Fits, Located};
use crate::window::{self, Window};

/// A knowledge base made ready for matching. It does not change and may be shared by threads.
#[derive(Debug)]
pub struct Matcher {
    pub(crate) knowledge: Knowledge,
    scanner: Scanner,
    regexes: Vec<Regex>,
    /// Places of signatures, in order of what they lead with.
    by_lead: Vec<u32>,
}

/// What a compiled expression may take, in bytes: it runs in the browser, and its time there is that
/// of its size.
pub(crate) const REGEX_SIZE: usize = 256 * 1024;

fn key(lead: Lead) -> u64 {
    match lead {
        Lead::Template(index) => u64::from(index),
        Lead::Regex(index) => 1 << 32 | u64::from(index),
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
        let regex = |source: &str| RegexBuilder::new(source).size_limit(REGEX_SIZE).build();
        let regexes = knowledge.regexes.iter().map(|stored| regex(&stored.source));
        let regexes = regexes.collect::<Result<_, _>>().map_err(|_| BlobError::Damaged)?;
        let lead = |place: &u32| knowledge.signatures.get(*place as usize).map(|s| s.lead);
        let places = (0..knowledge.signatures.len() as u32).collect();
        let by_lead = order::by_key(places, |place| lead(place).map_or(u64::MAX, key));
        let scanner = Scanner::new(&knowledge);
        Ok(Self { knowledge, scanner, regexes, by_lead })
    }

    /// Says what a pasted text shows. Never fails: what is not text is skipped.
    pub fn diagnose(&self, pasted: &[u8]) -> Diagnosis {
        self.gather(pasted).diagnosis()
    }

    /// Gathers what all windows of a text show.
    pub(crate) fn gather(&self, pasted: &[u8]) -> Findings<'_> {
        let mut findings = self.findings();
        let mut buffers = Buffers::default();
        for window in window::windows(pasted) {
            findings.add(self.examine(&window, &mut buffers).0);
        }
        findings
    }

    /// Begins a text that arrives in pieces.
    pub fn session(&self) -> Session<'_> {
        Session::new(self)
    }

    pub(crate) fn findings(&self) -> Findings<'_> {
        Findings::new(&self.knowledge)
    }

    /// What one window of a text shows, and the reading in which most is found: whether a terminal
    /// broke its lines cannot always be told from them.
    pub(crate) fn examine(&self, window: &Window, buffers: &mut Buffers) -> (Seen, Option<Wrap>) {
        let (readings, try_all) = readings(window.text);
        let mut best = (Seen::default(), None);
        // What a condition refutes in one reading is refuted: in another, the lines of that
        // condition may only have been glued together.
        let mut refuted = Vec::new();
        for (number, wrap) in readings.into_iter().enumerate() {
            let seen = self.read(window, wrap, &mut refuted, buffers);
            if number == 0 || seen.weight() > best.0.weight() {
                best = (seen, wrap);
            }
            if !try_all && best.0.weight() > 0 {
                break;
            }
        }
        best.0.found.retain(|found| !refuted.contains(&found.signature));
        best
    }

    /// Reads a window in one way; adds to `refuted` the signatures of which the message stands there,
    /// with something beside it that must not.
    fn read(
        &self,
        window: &Window,
        wrap: Option<Wrap>,
        refuted: &mut Vec<u32>,
        buffers: &mut Buffers,
    ) -> Seen {
        let knowledge = &self.knowledge;
        let normal = normalise_window(window.text, window.place, wrap, std::mem::take(buffers));
        let located = self.locate(&normal);

        let mut found = Vec::new();
        let mut failed = Vec::new();
        let judged = |at: usize| window.judged.contains(&normal.pasted_byte(at));
        for index in self.candidates(&located.fits) {
            if refuted.contains(&index) {
                continue;
            }
            match located.evaluate(knowledge, index, &normal, judged) {
                Ok(held) => found.push(Found::new(held, &located.chains, &normal, window.text)),
                Err(failure) => failed.extend(failure),
            }
        }
        let Located { facts, fits, chains } = located;
        let is_refuted = |failed: &&Failed| matches!(failed.condition, Condition::Present(_));
        refuted.extend(failed.iter().filter(is_refuted).map(|failed| failed.signature));
        let seen = Seen {
            found,
            misses: near::misses(knowledge, &failed, &fits, &normal),
            heard: Heard::listen(knowledge, &fits, &facts, &chains, &normal),
            facts: facts.into_facts(),
            last_chain: findings::last_chain(&chains, &normal),
        };
        *buffers = normal.into_buffers();
        seen
    }

    /// Finds everything that is looked for in a text of normal form.
    pub(crate) fn locate(&self, normal: &Normal) -> Located {
        let hits = self.scanner.scan(normal.text());
        let facts = facts::read(&self.knowledge, &self.scanner, &hits, normal.text());
        let fits = Fits::find(&self.knowledge, &self.regexes, &self.scanner, &hits, normal);
        let chains = Chains::read(self.scanner.joints(&hits), &facts, normal);
        Located { facts, fits, chains }
    }

    /// The signatures of which the message stands in the text, in their order.
    fn candidates(&self, fits: &Fits) -> Vec<u32> {
        let lead = |place: &u32| self.knowledge.signatures.get(*place as usize).map(|s| s.lead);
        let with = |wanted: Lead| {
            let before = |place: &u32| lead(place).is_some_and(|lead| key(lead) < key(wanted));
            let from = self.by_lead.partition_point(before);
            self.by_lead[from..]
                .iter()
                .copied()
                .take_while(move |place| lead(place) == Some(wanted))
        };
        order::by_key(fits.leads().flat_map(with).collect(), |place| u64::from(*place))
    }

    /// The number of entries.
    pub fn entry_count(&self) -> usize {
        self.knowledge.entry_count()
    }
}
