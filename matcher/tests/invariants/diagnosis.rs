//! What a diagnosis is like, whatever was pasted and whatever knowledge base read it.

use matcher::{Diagnosis, Match, Matcher};

use super::{Random, shown};

/// Diagnoses `pasted` in several ways, which must agree, and checks what comes out.
pub(crate) fn diagnosis(matcher: &Matcher, pasted: &[u8]) -> Diagnosis {
    let diagnosis = matcher.diagnose(pasted);
    let json = diagnosis.to_json();
    assert_eq!(matcher.diagnose(pasted).to_json(), json, "a second time, of {}", shown(pasted));
    assert_eq!(in_pieces(matcher, pasted).to_json(), json, "in pieces, of {}", shown(pasted));
    let read = serde_json::from_str::<Diagnosis>(&json).ok();
    assert_eq!(read.as_ref(), Some(&diagnosis), "read again, of {}", shown(pasted));
    Pasted::new(pasted).check(&diagnosis);
    diagnosis
}

/// Diagnoses `pasted` where one window ends and the next one begins, which must be the same as in
/// the middle of a window.
pub(crate) fn across_windows(matcher: &Matcher, pasted: &[u8]) {
    /// Windows are of this many bytes at most.
    const WINDOW: usize = 1 << 20;
    const LINE: &[u8] = b"so far all is well\n";
    // Behind it stands more than what a terminal may have wrapped, so that both are read alike.
    let lines = WINDOW / LINE.len() + 20_000;
    let read = |before: usize| {
        let parts = [&LINE.repeat(before), pasted, b"\n", &LINE.repeat(lines - before)];
        moved_back(diagnosis(matcher, &parts.concat()), before * LINE.len(), before)
    };
    let last = WINDOW / LINE.len();
    let before = last - Random::of(pasted).below((pasted.len() + 40_000) / LINE.len());
    assert_eq!(read(before), read(last / 2), "behind {before} lines, {}", shown(pasted));
}

/// The diagnosis as if so many bytes and lines had not stood before the text.
fn moved_back(mut diagnosis: Diagnosis, bytes: usize, lines: usize) -> Diagnosis {
    for found in &mut diagnosis.matches {
        found.line -= lines;
        for span in &mut found.evidence {
            (span.start, span.end) = (span.start - bytes, span.end - bytes);
        }
        for symptom in &mut found.symptoms {
            symptom.line -= lines;
        }
    }
    for signal in &mut diagnosis.signals {
        signal.line -= lines;
    }
    for link in &mut diagnosis.chain {
        link.line -= lines;
    }
    for miss in &mut diagnosis.near_misses {
        // It names a line.
        miss.missing.clear();
    }
    diagnosis
}

/// Feeds `pasted` in pieces, from single bytes to more than a window.
fn in_pieces(matcher: &Matcher, pasted: &[u8]) -> Diagnosis {
    let mut random = Random::of(pasted);
    let mut session = matcher.session();
    let mut rest = pasted;
    while !rest.is_empty() {
        let longest = 1 << random.below(22);
        let (piece, behind) = rest.split_at(random.below(longest + 1).min(rest.len()));
        session.feed(piece);
        rest = behind;
    }
    session.finish()
}

/// A pasted text with what positions in it are compared with.
struct Pasted<'a> {
    bytes: &'a [u8],
    /// The text, if it is one.
    text: Option<&'a str>,
    line_ends: Vec<usize>,
}

impl<'a> Pasted<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        Self {
            bytes,
            text: std::str::from_utf8(bytes).ok(),
            line_ends: ends.map(|(at, _)| at).collect(),
        }
    }

    fn check(&self, diagnosis: &Diagnosis) {
        let of = || shown(self.bytes);
        for found in &diagnosis.matches {
            self.check_match(found);
        }
        let names: Vec<&str> = diagnosis
            .matches
            .iter()
            .flat_map(|found| {
                let symptoms = found.symptoms.iter().map(|symptom| symptom.entry.as_str());
                symptoms.chain([found.entry.as_str()])
            })
            .chain(diagnosis.near_misses.iter().map(|miss| miss.entry.as_str()))
            .collect();
        for (index, name) in names.iter().enumerate() {
            assert!(!names[..index].contains(name), "{name} is told twice, of {}", of());
        }
        for miss in &diagnosis.near_misses {
            assert!(miss.held < miss.of, "{miss:?}, of {}", of());
        }
        if let Some(category) = &diagnosis.category {
            assert!((0.0..=1.0).contains(&category.confidence), "{category:?}, of {}", of());
        }
        assert!(diagnosis.matches.is_empty() || diagnosis.is_known(), "of {}", of());
        let lines = diagnosis.chain.iter().map(|link| link.line);
        for line in lines.chain(diagnosis.signals.iter().map(|signal| signal.line)) {
            assert!(self.has_line(line), "line {line}, of {}", of());
        }
        for status in &diagnosis.facts.http_status {
            assert!((400..600).contains(status), "status {status}, of {}", of());
        }
    }

    fn check_match(&self, found: &Match) {
        let of = || format!("{found:?} of {}", shown(self.bytes));
        assert!((0.0..=1.0).contains(&found.confidence), "{}", of());
        assert!(self.has_line(found.line), "{}", of());
        assert!(found.symptoms.iter().all(|symptom| self.has_line(symptom.line)), "{}", of());
        assert!(!found.text.contains(char::is_control), "{}", of());

        assert!(!found.evidence.is_empty(), "{}", of());
        let is_apart = found.evidence.is_sorted_by(|one, next| one.end < next.start);
        assert!(is_apart, "evidence overlaps, {}", of());
        for span in &found.evidence {
            assert!(span.start < span.end && span.end <= self.bytes.len(), "{span:?}, {}", of());
            let whole = self.text.is_none_or(|text| text.get(span.start..span.end).is_some());
            assert!(whole, "{span:?} cuts a character, {}", of());
        }
        let is_on_line = found.evidence.iter().any(|span| {
            (self.line_of(span.start)..=self.line_of(span.end - 1)).contains(&found.line)
        });
        assert!(is_on_line, "no evidence on line {}, {}", found.line, of());
    }

    /// The line, from 1, that holds a byte.
    fn line_of(&self, at: usize) -> usize {
        self.line_ends.partition_point(|end| *end < at) + 1
    }

    fn has_line(&self, line: usize) -> bool {
        (1..=self.line_ends.len() + 1).contains(&line)
    }
}
