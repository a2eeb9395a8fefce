#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed test may panic")]

use super::*;
use crate::compile::{CategorySpec, EntrySpec, KnowledgeBuilder, SignatureSpec};

fn matcher(entries: Vec<EntrySpec>) -> Matcher {
    let mut builder = KnowledgeBuilder::new();
    for category in ["quota-rate", "network"] {
        builder.category(CategorySpec::new(category));
    }
    for entry in entries {
        builder.entry(entry);
    }
    Matcher::new(builder.build().unwrap()).unwrap()
}

fn entry(id: &str, signature: SignatureSpec) -> EntrySpec {
    EntrySpec::new(id, id, "quota-rate").signature(signature)
}

/// What the only signature of an entry has of a text.
fn look(signature: SignatureSpec, text: &str) -> Signature {
    let why = matcher(vec![entry("demo/one", signature)]).why("demo/one", text.as_bytes());
    why.unwrap().signatures.into_iter().next().unwrap()
}

#[test]
fn an_entry_that_does_not_exist_has_no_answer() {
    assert_eq!(matcher(Vec::new()).why("demo/one", b"text"), None);
}

#[test]
fn it_is_told_where_a_text_stops_to_be_the_message() {
    let seconds = "No deployments available, try again in {seconds:number} seconds, group {group}";
    for (template, text, expected) in [
        (
            seconds,
            "x\nNo deployments available, please wait",
            Some((
                2,
                "No deployments available, ",
                "try again in {seconds:number} seconds, group {group}",
                "please wait",
            )),
        ),
        (
            seconds,
            "No deployments available, try again in a while",
            Some((
                1,
                "No deployments available, try again in ",
                "{seconds:number} seconds, group {group}",
                "a while",
            )),
        ),
        (
            seconds,
            "No deployments available, try again in 7 minutes",
            Some((
                1,
                "No deployments available, try again in {seconds:number} ",
                "seconds, group {group}",
                "minutes",
            )),
        ),
        (
            seconds,
            "No deployments available, try again in 7.\nAll is well",
            Some((
                1,
                "No deployments available, try again in {seconds:number}",
                " seconds, group {group}",
                ".",
            )),
        ),
        (
            seconds,
            "No deployments available, try again in 7 seconds",
            Some((
                1,
                "No deployments available, try again in {seconds:number} seconds",
                ", group {group}",
                "",
            )),
        ),
        (
            "cannot open {path}: no such file",
            "cannot open /etc/x: permission denied",
            Some((1, "cannot open ", "{path}: no such file", "/etc/x: permission denied")),
        ),
        (
            "cannot open {path}: no such file",
            "cannot open /etc/x: no such device",
            Some((1, "cannot open {path}: no such ", "file", "device")),
        ),
        (
            "{program}: cannot open the socket",
            "demo: cannot open the door",
            Some((1, "{program}: cannot open the ", "socket", "door")),
        ),
        ("cannot open file", "cannot open files", Some((1, "cannot open file", "", "s"))),
        (
            "cannot open {path:word}: no such file",
            "cannot open /etc/x: denied",
            Some((1, "cannot open {path:word}: ", "no such file", "denied")),
        ),
        (
            "cannot open {path:word}: no such file",
            "cannot open /etc/x, why?",
            Some((1, "cannot open {path:word}", ": no such file", ", why?")),
        ),
        ("cannot open file", "nothing of it", None),
        ("cannot open file", "it cannot open file", None),
    ] {
        let seen = look(SignatureSpec::message(template), text).message.stop;
        let seen = seen.as_ref().map(|stop| {
            (stop.at.line, stop.fits.as_str(), stop.expected.as_str(), stop.found.as_str())
        });
        assert_eq!(seen, expected, "{template} in {text:?}");
    }
}

#[test]
fn of_several_places_the_one_that_fits_longest_is_told() {
    let text = "cannot open /a: busy\ncannot open /b: no such device\ncannot open /c: busy";
    let stop = look(SignatureSpec::message("cannot open {path}: no such file"), text).message.stop;
    assert_eq!(stop.unwrap().at, Quote { line: 2, text: "cannot open /b: no such device".into() });
}

#[test]
fn literal_parts_are_found_behind_each_other_where_they_can_be() {
    let text = "seconds\nfailed after 7 minutes\nlater: seconds, retries";
    let signature =
        look(SignatureSpec::message("failed after {n:int} seconds, retries {m:int}"), text);
    let lines: Vec<_> =
        signature.message.literals.iter().map(|it| (it.text.as_str(), it.line)).collect();
    assert_eq!(lines, [("failed after ", Some(2)), (" seconds, retries ", Some(3))]);
}

#[test]
fn conditions_are_judged_around_the_message() {
    let signature = || {
        let mut signature = SignatureSpec::message("the gate is closed for {n:int} seconds");
        signature.all = vec!["by order of the guard".into()];
        signature.none = vec!["the gate is painted".into()];
        signature.exception = Some("demo.ClosedGateError".into());
        signature.http_status = Some(429);
        signature.within = 2;
        signature
    };
    let near = "ClosedGateError 429 Too Many Requests\nby order of the guard\nthe gate is closed for 7 seconds";
    let seen = look(signature(), near);
    assert!(seen.holds);
    assert_eq!(seen.place.as_ref().map(|place| place.line), Some(3));
    assert_eq!((seen.all[0].met, seen.none[0].met), (Some(true), Some(true)));
    assert_eq!(seen.all[0].near.as_ref().map(|near| near.line), Some(2));
    let usual = |usual: &Option<Usual>| usual.as_ref().map(|it| (it.seen, it.line, it.bits));
    assert_eq!(usual(&seen.exception), Some((true, Some(1), 4.0)));
    assert_eq!(usual(&seen.http_status), Some((true, Some(1), 2.0)));
    let sum = seen.message.bits + seen.all[0].wanted.bits + 6.0;
    assert!((seen.bits - sum).abs() < 0.05, "{} is not {sum}", seen.bits);

    let far =
        "by order of the guard\n\nx\nx\nx\nthe gate is closed for 7 seconds\nthe gate is painted";
    let seen = look(signature(), far);
    assert!(!seen.holds);
    assert_eq!((seen.all[0].met, seen.none[0].met), (Some(false), Some(false)));
    assert_eq!((&seen.all[0].near, &seen.all[0].wanted.lines), (&None, &vec![1]));
    assert_eq!(seen.none[0].near.as_ref().map(|near| near.line), Some(7));
    assert_eq!(usual(&seen.exception), Some((false, None, 4.0)));

    let alone = look(signature(), "by order of the guard");
    assert_eq!((alone.all[0].met, alone.place), (None, None));
}

#[test]
fn a_regular_expression_shows_which_of_its_literals_are_there() {
    let signature = look(
        SignatureSpec::regex("took (?<n>[0-9]+) parsecs|lost in hyperspace"),
        "took some parsecs",
    );
    let lines: Vec<_> =
        signature.message.literals.iter().map(|it| (it.text.trim(), it.line)).collect();
    assert_eq!(lines, [("parsecs", Some(1)), ("lost in hyperspace", None)]);
    assert_eq!((signature.message.kind, signature.message.stop), (Kind::Regex, None));
}

#[test]
fn it_is_told_what_put_another_entry_first() {
    let long = || SignatureSpec::message("a long message that tells very much about everything");
    let short = || SignatureSpec::message("shorter message");
    let naming = |mut spec: EntrySpec, causes: &[&str]| {
        spec.symptom_of = causes.iter().map(|cause| (*cause).to_owned()).collect();
        spec
    };
    let beating = |mut spec: EntrySpec, others: &[&str]| {
        spec.beats = others.iter().map(|other| (*other).to_owned()).collect();
        spec
    };
    let elsewhere = |mut spec: EntrySpec| {
        spec.category = "network".to_owned();
        spec
    };
    let one = |signature| entry("demo/one", signature);
    let two = |signature| entry("demo/two", signature);
    let both = "shorter message\na long message that tells very much about everything";
    let chain = "Traceback (most recent call last):\nOSError: a long message that tells very much about everything\n\n\
        During handling of the above exception, another exception occurred:\n\n\
        Traceback (most recent call last):\nValueError: shorter message";
    for (asked, other, text, expected) in [
        (one(short()), two(long()), both, Reason::Weight),
        (one(long()), beating(two(short()), &["demo/one"]), both, Reason::Beats),
        (naming(one(long()), &["demo/two"]), two(short()), both, Reason::SymptomOf),
        (naming(one(long()), &["*"]), two(short()), both, Reason::FollowsAny),
        (one(short()), elsewhere(two(long())), chain, Reason::Chain),
    ] {
        let why = matcher(vec![asked, other]).why("demo/one", text.as_bytes()).unwrap();
        assert!(why.holds && !why.first);
        let Some(before) = why.before else { panic!("{expected:?} is not told") };
        assert_eq!((before.reason, before.rival.entry.as_str()), (expected, "demo/two"));
        assert_eq!(why.winner, Some(before.rival));
    }
}

#[test]
fn an_entry_may_come_first_because_it_beats_a_third_one() {
    let third = entry(
        "demo/three",
        SignatureSpec::message("a message that tells most of all the messages here"),
    );
    let mut second = entry("demo/two", SignatureSpec::message("tiny words"));
    second.beats = vec!["demo/three".into()];
    let one = entry("demo/one", SignatureSpec::message("a message of middling weight"));
    let text = "a message of middling weight\ntiny words\na message that tells most of all the messages here";
    let why = matcher(vec![one, second, third]).why("demo/one", text.as_bytes()).unwrap();
    let before = why.before.unwrap();
    assert_eq!((before.reason, before.beaten.as_deref()), (Reason::Beats, Some("demo/three")));
}

#[test]
fn long_texts_are_read_as_a_diagnosis_reads_them() {
    let mut signature = SignatureSpec::message("the gate is closed for {n:int} seconds");
    signature.all = vec!["by order of the guard".into()];
    let matcher = matcher(vec![entry("demo/one", signature)]);
    let filler = "all is well in this line of the log\n".repeat(50_000);
    let text =
        format!("by order of the guard\n{filler}the gate is closed for 7 seconds\nthe guard\n");
    let why = matcher.why("demo/one", text.as_bytes()).unwrap();
    let signature = &why.signatures[0];
    assert_eq!(signature.place.as_ref().map(|place| place.line), Some(50_002));
    assert_eq!(signature.all[0].wanted.lines, [1]);
    assert_eq!((signature.all[0].met, why.holds), (Some(false), false));

    let held = format!("{text}by order of the guard\n");
    let why = matcher.why("demo/one", held.as_bytes()).unwrap();
    let diagnosis = matcher.diagnose(held.as_bytes());
    assert!(why.first);
    assert_eq!(why.root.map(|root| root.line), Some(diagnosis.matches[0].line));
    assert_eq!(why.signatures[0].all[0].wanted.lines, [1, 50_004]);
}

#[test]
fn every_piece_of_a_text_is_answered_as_a_diagnosis_answers_it() {
    let mut signature =
        SignatureSpec::message("Größe {größe:number} übersteigt das Maß „{maß}“ für {wen:word}");
    signature.all = vec!["naïve façade: {was}".into()];
    let matcher = matcher(vec![entry("demo/one", signature)]);
    let text = "x naïve façade: ü\nGröße 7.5 übersteigt das Maß „fünf\u{301}“ für Jürgen, 日本\nGröße 7 übersteigt";
    for end in 0..=text.len() {
        for start in [0, 1, 3, 20, 24] {
            let Some(piece) = text.as_bytes().get(start..end) else { continue };
            let why = matcher.why("demo/one", piece).unwrap();
            assert_eq!(why.holds, !matcher.diagnose(piece).matches.is_empty(), "{start}..{end}");
            let signature = &why.signatures[0];
            assert_eq!(signature.message.lines.is_empty(), signature.place.is_none());
            assert!(signature.message.stop.is_none() || signature.place.is_none());
        }
    }
}

#[test]
fn a_message_at_the_end_of_a_window_is_judged_with_what_follows() {
    let mut signature = SignatureSpec::message("the gate is closed for {n:int} seconds");
    signature.none = vec!["the gate was painted".into()];
    let matcher = matcher(vec![entry("demo/one", signature)]);
    let filler = |lines: usize| "all is well in this line of the log\n".repeat(lines);
    let before = filler((window::LENGTH - 100) / filler(1).len());
    let text = format!(
        "{before}the gate is closed for 7 seconds\n{}the gate was painted\n{}",
        filler(5),
        filler(2_000)
    );
    let why = matcher.why("demo/one", text.as_bytes()).unwrap();
    assert_eq!(why.signatures[0].none[0].met, Some(false));
    assert!(!why.holds && matcher.diagnose(text.as_bytes()).matches.is_empty());
}
