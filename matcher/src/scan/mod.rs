//! One pass over the normal text that finds every literal that anything looks for.

mod grams;
#[cfg(test)]
mod tests;

use crate::chain::Joint;
use crate::facts::Probe;
use crate::knowledge::Knowledge;
use crate::order;
use crate::span::NormalSpan;
use grams::Grams;
pub(crate) use grams::Sampling;

/// The shortest literal that can be looked for, in bytes. What is shorter stands everywhere.
pub(crate) const SHORTEST_LITERAL: usize = Sampling::SHORT.shortest();

/// A literal that is found more often than this in one window of text is not followed further:
/// hostile text stays as cheap as any other.
const MOST_HITS: u32 = 2_000;

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
    /// A phrase between two failures, of this length.
    Joint(Joint, u32),
}

/// Finds the literals of a knowledge base.
#[derive(Debug)]
pub(crate) struct Scanner {
    literals: Literals,
    long: Grams,
    short: Grams,
}

/// Where literals were found.
#[derive(Debug, Default)]
pub(crate) struct Hits {
    /// Literals with their starts in normal text, in order of literal and start.
    found: Vec<Hit>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Hit {
    literal: u32,
    start: usize,
}

impl Scanner {
    pub(crate) fn new(knowledge: &Knowledge) -> Self {
        let mut literals = Literals::default();
        for (index, stored) in (0..).zip(&knowledge.templates) {
            if let Some(anchor) = stored.anchor_text() {
                literals.add(anchor, Target::Template(index));
            }
        }
        for (index, regex) in (0..).zip(&knowledge.regexes) {
            for literal in &regex.literals {
                literals.add(literal, Target::Regex(index));
            }
        }
        for (index, tool) in (0..).zip(&knowledge.tools) {
            for mark in &tool.marks {
                literals.add(mark, Target::Mark);
            }
            for (package, name) in (0..).zip(&tool.packages) {
                for text in package_texts(name) {
                    literals.add(&text, Target::Package(index, package));
                }
            }
            for (texts, joint) in
                [(&tool.cause_follows, Joint::Cause), (&tool.attempt_follows, Joint::Attempt)]
            {
                for text in texts {
                    literals.add(text, Target::Joint(joint, text.len() as u32));
                }
            }
            for (provider, known) in (0..).zip(&tool.providers) {
                for mark in &known.marks {
                    literals.add(mark, Target::Provider(index, provider));
                }
            }
        }
        for (literal, probe) in Probe::ALL {
            literals.add(literal, Target::Probe(*probe));
        }
        for (literal, joint) in Joint::ALL {
            literals.add(literal, Target::Joint(*joint, literal.len() as u32));
        }
        literals.scanner()
    }

    /// Finds all literals in normal text, overlapping ones included.
    pub(crate) fn scan(&self, text: &str) -> Hits {
        let text = text.as_bytes();
        let mut finder = Finder {
            literals: &self.literals,
            text,
            counts: vec![0; self.literals.texts.len()],
            found: Vec::new(),
        };
        let mut low = 0;
        let mut at = 0;
        // A gram of eight bytes begins at each fourth byte: what is `high` here is `low` next.
        for chunk in text.chunks_exact(4) {
            let high = u64::from(u32::from_le_bytes([chunk[0], chunk[1], chunk[2], chunk[3]]));
            self.sample(low | high << 32, at, &mut finder);
            low = high;
            at += 4;
        }
        // The last grams, with zeros behind the end of the text.
        let rest = text.chunks_exact(4).remainder();
        let high = rest.iter().rev().fold(0, |gram, byte| gram << 8 | u64::from(*byte));
        self.sample(low | high << 32, at, &mut finder);
        self.sample(high, at + 4, &mut finder);

        let key = |hit: &Hit| u64::from(hit.literal) << 40 | hit.start as u64;
        Hits { found: order::by_key(finder.found, key) }
    }

    /// Asks for the grams that begin in the first half of `gram`, four bytes before `at`.
    #[inline(always)]
    fn sample(&self, gram: u64, at: usize, finder: &mut Finder) {
        let (first, second) = (gram & 0xffff_ffff, gram >> 16 & 0xffff_ffff);
        let long = self.long.may_hold(gram);
        let short = (self.short.may_hold(first), self.short.may_hold(second));
        if !(long | short.0 | short.1) {
            return;
        }
        // Before the first four bytes nothing stands.
        let Some(at) = at.checked_sub(4) else { return };
        if long {
            finder.compare(self.long.literals(gram), at);
        }
        if short.0 {
            finder.compare(self.short.literals(first), at);
        }
        if short.1 {
            finder.compare(self.short.literals(second), at + 2);
        }
    }

    /// The hits with what they lead to.
    pub(crate) fn leads<'a>(
        &'a self,
        hits: &'a Hits,
    ) -> impl Iterator<Item = (Target, Starts<'a>)> {
        hits.found.chunk_by(|left, right| left.literal == right.literal).filter_map(|run| {
            let literal = run.first()?.literal as usize;
            Some((*self.literals.targets.get(literal)?, Starts(run)))
        })
    }

    /// The phrases between failures that were found.
    pub(crate) fn joints(&self, hits: &Hits) -> Vec<(NormalSpan, Joint)> {
        let mut joints = Vec::new();
        for (target, starts) in self.leads(hits) {
            if let Target::Joint(joint, length) = target {
                let spans = starts.iter().map(|at| NormalSpan::new(at, at + length as usize));
                joints.extend(spans.map(|span| (span, joint)));
            }
        }
        joints
    }
}

/// Where one literal starts in normal text, ascending; never empty.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Starts<'a>(&'a [Hit]);

impl<'a> Starts<'a> {
    pub(crate) fn iter(self) -> impl Iterator<Item = usize> + 'a {
        self.0.iter().map(|hit| hit.start)
    }

    pub(crate) fn first(self) -> Option<usize> {
        self.0.first().map(|hit| hit.start)
    }
}

/// What is looked for to find a package's version: its name, which is too short for that in some
/// ecosystems; then with what stands between name and version.
fn package_texts(name: &str) -> Vec<String> {
    if name.len() >= SHORTEST_LITERAL {
        return vec![name.to_owned()];
    }
    let separators = [" ", "=", "-", ":", "@", "/"];
    let with_one = separators.map(|separator| format!("{name}{separator}"));
    if name.len() + 1 >= SHORTEST_LITERAL {
        return with_one.to_vec();
    }
    let starts = ["=", " ", "v", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    with_one.iter().flat_map(|text| starts.map(|start| format!("{text}{start}"))).collect()
}

/// Compares literals with the text where one of their grams was found.
struct Finder<'a> {
    literals: &'a Literals,
    text: &'a [u8],
    counts: Vec<u32>,
    found: Vec<Hit>,
}

impl Finder<'_> {
    #[inline(never)]
    fn compare(&mut self, candidates: impl Iterator<Item = (u32, usize)>, at: usize) {
        for (literal, offset) in candidates {
            let Some(start) = at.checked_sub(offset) else { continue };
            let Some(wanted) = self.literals.texts.get(literal as usize) else { continue };
            let Some(count) = self.counts.get_mut(literal as usize) else { continue };
            let stands =
                self.text.get(start..).is_some_and(|text| text.starts_with(wanted.as_bytes()));
            if stands && *count < MOST_HITS {
                *count += 1;
                self.found.push(Hit { literal, start });
            }
        }
    }
}

/// What is looked for, and what each text leads to.
#[derive(Debug, Default)]
struct Literals {
    texts: Vec<String>,
    targets: Vec<Target>,
}

impl Literals {
    /// Literals that are too short are left out; `compile` makes none.
    fn add(&mut self, literal: &str, target: Target) {
        if literal.len() >= SHORTEST_LITERAL {
            self.texts.push(literal.to_owned());
            self.targets.push(target);
        }
    }

    fn scanner(self) -> Scanner {
        let texts = || (0..).zip(&self.texts).map(|(literal, text)| (literal, text.as_bytes()));
        let is_long = |text: &[u8]| text.len() >= Sampling::LONG.shortest();
        let long: Vec<_> = texts().filter(|(_, text)| is_long(text)).collect();
        let short: Vec<_> = texts().filter(|(_, text)| !is_long(text)).collect();
        let (long, short) =
            (Grams::new(&long, Sampling::LONG), Grams::new(&short, Sampling::SHORT));
        Scanner { literals: self, long, short }
    }
}
