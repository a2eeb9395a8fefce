//! Reasons agree with the diagnosis that they are given for.

use matcher::Matcher;

use super::shown;

/// Asks why each entry that is told of `pasted` holds, or does not.
pub(crate) fn why(matcher: &Matcher, pasted: &[u8]) {
    let diagnosis = matcher.diagnose(pasted);
    let first = diagnosis.matches.first().map(|first| first.entry.as_str());
    let lines = pasted.iter().filter(|byte| **byte == b'\n').count() + 1;
    let symptoms = diagnosis.matches.iter().flat_map(|found| &found.symptoms);
    let held = diagnosis.matches.iter().map(|found| (found.entry.as_str(), found.line));
    let held = held.chain(symptoms.map(|symptom| (symptom.entry.as_str(), symptom.line)));
    let missed = diagnosis.near_misses.iter().map(|miss| miss.entry.as_str());
    let told = held.map(|(entry, line)| (entry, Some(line))).chain(missed.map(|miss| (miss, None)));
    for (entry, line) in told {
        let of = || format!("{entry} of {}", shown(pasted));
        let Some(why) = matcher.why(entry, pasted) else { panic!("nothing known of {}", of()) };
        assert_eq!(why.root.as_ref().map(|root| root.line), line, "{}", of());
        assert_eq!(why.holds, line.is_some(), "{}", of());
        assert_eq!(why.first, first == Some(entry), "{}", of());
        assert_eq!(why.before.is_some(), why.holds && !why.first, "{}", of());
        assert_eq!(why.winner.as_ref().map(|winner| winner.entry.as_str()), first, "{}", of());
        assert!(why.signatures.iter().any(|one| one.holds) == why.holds, "{why:?} {}", of());
        let places = why.signatures.iter().flat_map(|signature| {
            let literals = signature.message.literals.iter().filter_map(|literal| literal.line);
            let stop = signature.message.stop.as_ref().map(|stop| stop.at.line);
            signature.message.lines.iter().copied().chain(literals).chain(stop)
        });
        for line in places {
            assert!((1..=lines).contains(&line), "line {line}, {}", of());
        }
        assert!(!why.to_json().is_empty());
    }
}
