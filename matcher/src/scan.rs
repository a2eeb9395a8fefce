//! One pass over the normal text that finds every literal that anything looks for.

use std::collections::HashMap;

use aho_corasick::MatchKind;
use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::contiguous::{Builder, NFA};

use crate::facts::Probe;
use crate::knowledge::Knowledge;

/// A literal that is found more often than this is not followed further: what it leads to has
/// been seen by then, and hostile text stays as cheap as any other.
const MOST_HITS: usize = 2_000;

/// What a literal leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    /// The anchor of a template.
    Template(u32),
    /// A required literal of a regular expression.
    Regex(u32),
    /// A text that only a tool prints.
    Mark,
    /// A text that shows that a provider was talked to: tool and provider.
    Provider(u32, u32),
    /// The name of a package: tool and package.
    Package(u32, u32),
    /// A text that stands beside facts.
    Probe(Probe),
}

/// Finds the literals of a knowledge base.
#[derive(Debug)]
pub(crate) struct Scanner {
    automaton: NFA,
    /// What each pattern of the automaton leads to.
    targets: Vec<Vec<Target>>,
    lengths: Vec<usize>,
}

/// Where literals were found.
#[derive(Debug, Default)]
pub(crate) struct Hits {
    /// Patterns that were found, with their starts in normal text, ascending.
    found: Vec<(usize, Vec<usize>)>,
}

impl Scanner {
    pub(crate) fn new(knowledge: &Knowledge) -> Self {
        let mut patterns = Patterns::default();
        for (index, stored) in (0..).zip(&knowledge.templates) {
            if let Some(anchor) = stored.anchor_text() {
                patterns.add(anchor, Target::Template(index));
            }
        }
        for (index, regex) in (0..).zip(&knowledge.regexes) {
            for literal in &regex.literals {
                patterns.add(literal, Target::Regex(index));
            }
        }
        for (index, tool) in (0..).zip(&knowledge.tools) {
            for mark in &tool.marks {
                patterns.add(mark, Target::Mark);
            }
            for (package, name) in (0..).zip(&tool.packages) {
                patterns.add(name, Target::Package(index, package));
            }
            for (provider, known) in (0..).zip(&tool.providers) {
                for mark in &known.marks {
                    patterns.add(mark, Target::Provider(index, provider));
                }
            }
        }
        for (literal, probe) in Probe::ALL {
            patterns.add(literal, Target::Probe(*probe));
        }
        // The automaton itself rather than the type that chooses one: a contiguous NFA takes a
        // fraction of a DFA's memory and of the time to build it, and the browser's module holds
        // no other. Building fails only beyond 2^31 states; without patterns nothing is found.
        let mut builder = Builder::new();
        builder.match_kind(MatchKind::Standard);
        let automaton = builder.build(&patterns.texts).or_else(|_| builder.build([""; 0]));
        let Ok(automaton) = automaton else { unreachable!("an automaton without patterns builds") };
        let lengths = patterns.texts.iter().map(String::len).collect();
        Self { automaton, targets: patterns.targets, lengths }
    }

    /// Finds all literals in normal text, overlapping ones included.
    pub(crate) fn scan(&self, text: &str) -> Hits {
        let mut starts: Vec<Vec<usize>> = vec![Vec::new(); self.lengths.len()];
        let hits = self.automaton.try_find_overlapping_iter(text.into());
        for hit in hits.into_iter().flatten() {
            if let Some(starts) = starts.get_mut(hit.pattern().as_usize())
                && starts.len() < MOST_HITS
            {
                starts.push(hit.start());
            }
        }
        let found = starts.into_iter().enumerate().filter(|(_, starts)| !starts.is_empty());
        Hits { found: found.collect() }
    }

    /// The hits with what they lead to.
    pub(crate) fn leads<'a>(
        &'a self,
        hits: &'a Hits,
    ) -> impl Iterator<Item = (Target, &'a [usize])> {
        hits.found.iter().flat_map(|(pattern, starts)| {
            let targets = self.targets.get(*pattern).map(Vec::as_slice).unwrap_or_default();
            targets.iter().map(|target| (*target, starts.as_slice()))
        })
    }
}

/// Each literal once, however many things look for it.
#[derive(Default)]
struct Patterns {
    texts: Vec<String>,
    targets: Vec<Vec<Target>>,
    places: HashMap<String, usize>,
}

impl Patterns {
    fn add(&mut self, literal: &str, target: Target) {
        if literal.is_empty() {
            return;
        }
        let place = *self.places.entry(literal.to_owned()).or_insert_with(|| {
            self.texts.push(literal.to_owned());
            self.targets.push(Vec::new());
            self.texts.len() - 1
        });
        if let Some(targets) = self.targets.get_mut(place) {
            targets.push(target);
        }
    }
}
