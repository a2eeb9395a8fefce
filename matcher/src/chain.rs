//! Which failure led to which.
//!
//! Programs print chains. Python prints the cause first and says of each further traceback that
//! it came of the one above; Java prints the consequence first and then what it was *caused by*;
//! many put the message of one exception into that of the next. The phrases between two
//! failures are *joints*. Some are the same for all programs of a language, others belong to
//! one tool.
//!
//! From the joints every place of a text gets its chain and its depth in it: of two failures of
//! one chain, the one with the smaller depth is the cause.

use crate::facts::PlacedFacts;
use crate::normalise::Normal;
use crate::order;
use crate::span::NormalSpan;

/// What a phrase says of the text behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Joint {
    /// A traceback begins: a new chain, unless a phrase above says otherwise.
    Start,
    /// The failure behind it came of the one before it.
    Consequence,
    /// The failure behind it, up to the end of the line, is the cause of the one before it.
    Cause,
    /// The failure behind it happened in an attempt to recover from the one before it.
    Attempt,
}

impl Joint {
    /// The phrases of languages, in normal form.
    pub(crate) const ALL: &'static [(&'static str, Self)] = &[
        ("Traceback (most recent call last)", Self::Start),
        ("During handling of the above exception, another exception occurred", Self::Consequence),
        ("The above exception was the direct cause of the following exception", Self::Consequence),
        ("Caused by: ", Self::Cause),
        ("[cause]: ", Self::Cause),
    ];
}

/// A traceback follows its phrase within this many bytes, or belongs to something else.
const TO_START: usize = 400;
/// A message goes on for at most this many lines behind the line with its class.
const MESSAGE_LINES: usize = 12;
/// A chain whose beginning was not pasted reaches back this many lines.
const LOST_LINES: usize = 200;
/// The steps of depth that one traceback has for causes inside its message.
const STEP: i32 = 64;
/// More links than this are not shown.
const MOST_LINKS: usize = 12;

/// The chains of a text.
#[derive(Debug, Default)]
pub(crate) struct Chains {
    /// Tracebacks, ascending.
    blocks: Vec<Link>,
    /// Messages inside of messages, ascending; of those that overlap, the later one is inside.
    inner: Vec<Link>,
}

/// A failure in a chain.
#[derive(Debug, Clone, Copy)]
struct Link {
    span: NormalSpan,
    place: ChainPlace,
    /// Where its class and message stand.
    headline: Option<usize>,
}

/// Where in which chain something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ChainPlace {
    /// The start of the chain in normal text.
    pub(crate) chain: usize,
    /// Smaller is nearer to the cause.
    pub(crate) depth: i32,
    /// Whether it happened in an attempt to recover.
    pub(crate) is_attempt: bool,
}

impl Chains {
    /// Reads the chains from joints with their places, in any order.
    pub(crate) fn read(
        joints: Vec<(NormalSpan, Joint)>,
        facts: &PlacedFacts,
        normal: &Normal,
    ) -> Self {
        let joints = order::by_key(joints, |(span, _)| span.start as u64);
        let headlines: Vec<usize> = facts
            .exceptions
            .iter()
            .map(|(at, _)| *at)
            .filter(|at| starts_line(*at, normal))
            .collect();
        let mut chains = Self::default();
        chains.read_blocks(&joints, &headlines, normal);
        chains.read_inner(&joints, normal);
        chains
    }

    fn read_blocks(
        &mut self,
        joints: &[(NormalSpan, Joint)],
        headlines: &[usize],
        normal: &Normal,
    ) {
        // A phrase that waits for its traceback, with the place of the failure before it.
        let mut waiting: Option<(usize, ChainPlace)> = None;
        let block_joints: Vec<_> = joints
            .iter()
            .filter(|(span, joint)| match joint {
                Joint::Start | Joint::Consequence => true,
                Joint::Cause => starts_line(span.start, normal),
                Joint::Attempt => false,
            })
            .collect();
        for (index, (span, joint)) in block_joints.iter().enumerate() {
            let until =
                block_joints.get(index + 1).map_or(normal.text().len(), |next| next.0.start);
            let fresh = ChainPlace { chain: span.start, depth: 0, is_attempt: false };
            let place = match joint {
                Joint::Start => match waiting.take() {
                    Some((at, before)) if span.start - at < TO_START => {
                        ChainPlace { depth: before.depth + STEP, ..before }
                    }
                    _ => fresh,
                },
                Joint::Consequence => {
                    let before = self.before(span.start, normal);
                    waiting = Some((span.end, before));
                    continue;
                }
                Joint::Cause | Joint::Attempt => {
                    let before = self.before(span.start, normal);
                    ChainPlace { depth: before.depth - STEP, ..before }
                }
            };
            let inside = headlines.iter().copied().filter(|at| (span.start..until).contains(at));
            // Followed by a phrase, the message is what stands right before it.
            let is_last = block_joints.get(index + 1).is_none_or(|next| next.1 == Joint::Start);
            let headline = match joint {
                Joint::Cause => Some(span.end),
                _ if is_last => inside.min(),
                _ => inside.max(),
            };
            let end = match headline {
                Some(at) => normal.line_end(normal.line_of(at) + MESSAGE_LINES).min(until),
                None => until,
            };
            self.blocks.push(Link {
                span: NormalSpan::new(span.start, end.max(span.start)),
                place,
                headline,
            });
        }
    }

    /// The failure that ends before `at`. When its beginning is missing, a block is made for it.
    fn before(&mut self, at: usize, normal: &Normal) -> ChainPlace {
        let line = normal.line_of(at).saturating_sub(LOST_LINES);
        let start = normal.line_start(line);
        match self.blocks.last() {
            Some(last) if last.span.end + TO_START >= at || last.span.start >= start => last.place,
            last => {
                let start = last.map_or(start, |last| last.span.end.max(start));
                let place = ChainPlace { chain: start, depth: 0, is_attempt: false };
                self.blocks.push(Link { span: NormalSpan::new(start, at), place, headline: None });
                place
            }
        }
    }

    fn read_inner(&mut self, joints: &[(NormalSpan, Joint)], normal: &Normal) {
        for (span, joint) in joints {
            let is_inner = match joint {
                Joint::Cause => !starts_line(span.start, normal),
                Joint::Attempt => true,
                Joint::Start | Joint::Consequence => false,
            };
            if !is_inner {
                continue;
            }
            let line = normal.line_of(span.start);
            let (from, to) = (normal.line_start(line), normal.line_end(line));
            let outer = self.place(span.start);
            let outer = match outer {
                Some(outer) => outer,
                None => {
                    // The line is a chain of its own.
                    let place = ChainPlace { chain: from, depth: 0, is_attempt: false };
                    let line = NormalSpan::new(from, to.max(from));
                    self.inner.push(Link { span: line, place, headline: Some(from) });
                    place
                }
            };
            let place = match joint {
                Joint::Attempt => ChainPlace { is_attempt: true, ..outer },
                _ => ChainPlace { depth: outer.depth - 1, ..outer },
            };
            let inside = NormalSpan::new(span.end.min(to), to.max(span.end.min(to)));
            self.inner.push(Link { span: inside, place, headline: Some(span.end) });
        }
    }

    /// Where in which chain this place of normal text is.
    pub(crate) fn place(&self, at: usize) -> Option<ChainPlace> {
        let holds = |link: &&Link| (link.span.start..=link.span.end).contains(&at);
        let inner = self.inner.iter().rev().find(holds);
        let from = self.blocks.partition_point(|block| block.span.start <= at);
        let block = || self.blocks[..from].last().filter(holds);
        inner.or_else(block).map(|link| link.place)
    }

    /// Whether what stands here is where a chain of several failures began.
    pub(crate) fn is_root(&self, at: usize) -> bool {
        let Some(place) = self.place(at) else { return false };
        let links = || {
            let links = self.blocks.iter().chain(&self.inner).map(|link| link.place);
            links.filter(move |other| other.chain == place.chain)
        };
        links().all(|other| other.depth >= place.depth)
            && links().any(|other| other.depth > place.depth)
    }

    /// The chain that the text ends with.
    pub(crate) fn last(&self) -> Option<usize> {
        let ends = [self.blocks.last(), self.inner.last()].into_iter().flatten();
        ends.max_by_key(|link| link.span.start).map(|link| link.place.chain)
    }

    /// Where the failures of a chain begin, cause first.
    pub(crate) fn headlines(&self, chain: usize) -> Vec<(usize, ChainPlace)> {
        let links = self.blocks.iter().chain(&self.inner);
        let headlines = links
            .filter(|link| link.place.chain == chain)
            .filter_map(|link| Some((link.headline?, link.place)));
        let key = |(at, place): &(usize, ChainPlace)| {
            let depth = (i64::from(place.depth) - i64::from(i32::MIN)) as u64;
            depth << 32 | *at as u64
        };
        let mut headlines = order::by_key(headlines.collect(), key);
        headlines.dedup_by_key(|(at, _)| *at);
        headlines.truncate(MOST_LINKS);
        headlines
    }
}

/// Whether a line of normal text begins here, a frame's quote or bracket aside.
fn starts_line(at: usize, normal: &Normal) -> bool {
    at == normal.line_start(normal.line_of(at))
}
