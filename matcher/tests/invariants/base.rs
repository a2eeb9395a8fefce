//! A small knowledge base that has everything that one can have.

use matcher::Knowledge;
use matcher::compile::{
    CategorySpec, EntrySpec, KnowledgeBuilder, SignalSpec, SignalTestSpec, SignatureSpec, ToolSpec,
    VariantSpec,
};

/// The knowledge base. Its messages repeat, contain and refute each other.
pub(crate) fn base() -> Knowledge {
    let mut builder = KnowledgeBuilder::new();
    builder.category(CategorySpec { id: "auth".to_owned(), signals: signals() });
    builder.category(CategorySpec::new("quota"));
    builder.category(CategorySpec::new("fallback"));
    builder.tool(ToolSpec {
        marks: vec!["gateway.".to_owned(), "gateway_proxy".to_owned()],
        packages: vec!["gateway".to_owned(), "abc".to_owned()],
        providers: vec![("OpenAI".to_owned(), vec!["api.openai.com".to_owned()])],
        cause_follows: vec!["Original exception: ".to_owned()],
        attempt_follows: vec!["Error doing the fallback: ".to_owned()],
    });
    for entry in entries() {
        builder.entry(entry);
    }
    match builder.build() {
        Ok(knowledge) => knowledge,
        Err(errors) => unreachable!("{errors:?}"),
    }
}

fn signals() -> Vec<SignalSpec> {
    let text = |text: &str| text.parse().map(SignalTestSpec::Text).ok();
    let tests = [text("AuthenticationError"), Some(SignalTestSpec::Status(401))];
    tests.into_iter().flatten().map(|test| SignalSpec { test, weight: 2 }).collect()
}

fn entries() -> Vec<EntrySpec> {
    let entry = |id: &str, category: &str| EntrySpec::new(id, id, category);
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();

    let mut cooldown = SignatureSpec::message(
        "No deployments available, try again in {seconds:number} seconds. Passed model={model:word}",
    );
    cooldown.exception = Some("gateway.RouterRateLimitError".to_owned());
    cooldown.http_status = Some(429);
    let mut cooldown = entry("t/cooldown", "quota").signature(cooldown);
    cooldown.package = "gateway".to_owned();
    cooldown.variants = [">=1.2.0, <2", "!=1"]
        .map(|when| VariantSpec { cause: 0, title: "Of some".to_owned(), when: when.to_owned() })
        .to_vec();

    let mut basic = SignatureSpec::message("No deployments available");
    basic.none = names(&["try again in {seconds:number} seconds"]);
    basic.within = 1;
    let mut basic = entry("t/basic", "quota").signature(basic);
    basic.symptom_of = names(&["t/cooldown", "t/first-hole"]);

    let mut suffix = entry("t/suffix", "fallback")
        .signature(SignatureSpec::message("No fallback was attempted"));
    suffix.symptom_of = names(&["*"]);

    let mut pair = SignatureSpec::message("Engine stopped while warming up");
    pair.all = names(&["temperature sensor {id:int} failed", "Error code: {code:int}"]);
    pair.within = 2;

    let mut holes = entry("t/holes", "auth").signature(SignatureSpec::message(
        "{'error': {'message': '{message}', 'type': {type}, 'code': {code:word}}} in {place} of {}",
    ));
    holes.beats = names(&["t/cooldown", "t/first-hole"]);

    let mut first = entry("t/first-hole", "auth")
        .signature(SignatureSpec::message("{who}: “Invalid key” – <{key:word}> &amp; café"));
    first.beats = names(&["t/holes"]);

    vec![
        cooldown,
        basic,
        suffix,
        entry("t/pair", "auth").signature(pair),
        holes,
        first,
        entry("t/short", "quota").signature(SignatureSpec::message("a {x} aaaa {y} a {z} aaaaa")),
        entry("t/last-hole", "fallback").signature(SignatureSpec::message("Key expired: {rest}")),
        entry("t/regex", "auth").signature(SignatureSpec::regex(
            r#"(?m)^Cannot import name "(?<name>\w+)" from (?<module>\S+)$|(?<many>x+) of é+ failed"#,
        )),
    ]
}
