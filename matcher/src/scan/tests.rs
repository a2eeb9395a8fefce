#![expect(clippy::unwrap_used, reason = "a failed test may panic")]

use aho_corasick::AhoCorasick;

use super::{Literals, Target};

/// A text in which pieces of literals, whole ones and noise stand in random order.
fn text(random: &mut impl FnMut(usize) -> usize, literals: &[String]) -> String {
    let mut text = String::new();
    for _ in 0..40 {
        let literal = &literals[random(literals.len())];
        match random(4) {
            0 => text.push_str(literal),
            1 => text.push_str(&literal[..random(literal.len() + 1)]),
            2 => text.push_str(&literal[random(literal.len() + 1)..]),
            _ => text.push_str(&"xyz Error aaaa"[..random(14)]),
        }
    }
    text
}

#[test]
fn the_same_is_found_as_with_an_automaton() {
    let mut state = 17_u64;
    let mut random = move |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % limit as u64).unwrap_or(0)
    };
    for round in 0..300 {
        // Few letters, so that literals overlap, contain and repeat each other.
        let letters = 1 + round % 4;
        let mut literals: Vec<String> = (0..1 + random(30))
            .map(|_| (0..5 + random(20)).map(|_| ['a', 'b', ' ', 'c'][random(letters)]).collect())
            .collect();
        literals.sort();
        literals.dedup();
        let text = text(&mut random, &literals);

        let mut patterns = Literals::default();
        for literal in &literals {
            patterns.add(literal, Target::Mark);
        }
        let found: Vec<_> = patterns
            .scanner()
            .scan(&text)
            .found
            .iter()
            .map(|hit| (hit.literal as usize, hit.start))
            .collect();

        let automaton = AhoCorasick::new(&literals).unwrap();
        let mut expected: Vec<_> = automaton
            .find_overlapping_iter(&text)
            .map(|hit| (hit.pattern().as_usize(), hit.start()))
            .collect();
        expected.sort_unstable();
        assert_eq!(found, expected, "literals {literals:?} in {text:?}");
    }
}

#[test]
fn a_text_may_end_with_a_literal_and_be_shorter_than_a_gram() {
    let mut patterns = Literals::default();
    patterns.add("Error", Target::Mark);
    patterns.add("DeploymentNotFound", Target::Mark);
    let scanner = patterns.scanner();
    for (text, expected) in [
        ("", 0),
        ("Err", 0),
        ("Error", 1),
        ("xError", 1),
        ("xxError", 1),
        ("xxxError", 1),
        ("DeploymentNotFound", 1),
        ("123DeploymentNotFound", 1),
    ] {
        assert_eq!(scanner.scan(text).found.len(), expected, "in {text:?}");
    }
}
