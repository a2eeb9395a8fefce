//! What a visitor sees of a search: the order of pages, the syntax of queries, marks and excerpts.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

use search::{Document, Fragment, Index, Results, build_index};

fn page(id: &str, title: &str, prose: &str) -> Document {
    let [tool, status] = if id.starts_with('x') { ["proxy", "fixed"] } else { ["sdk", "active"] };
    Document {
        id: id.into(),
        title: title.into(),
        url: format!("/{id}/"),
        tool: tool.into(),
        category: "Rate limits".into(),
        status: status.into(),
        prose: prose.into(),
        ..Document::default()
    }
}

fn open(pages: impl IntoIterator<Item = Document>) -> Index {
    Index::open(build_index(pages).unwrap()).unwrap()
}

fn ids(results: &Results) -> String {
    let ids: Vec<&str> = results.hits.iter().map(|hit| hit.id.as_str()).collect();
    ids.join(" ")
}

/// Marks as brackets, so that a table can hold them.
fn shown(fragments: &[Fragment]) -> String {
    let show = |fragment: &Fragment| match fragment.hit {
        true => format!("[{}]", fragment.text),
        false => fragment.text.clone(),
    };
    fragments.iter().map(show).collect()
}

#[test]
fn queries_are_answered_in_order() {
    let mut signed = page("signed", "Something", "Unrelated.");
    signed.signatures = vec!["Quota exhausted for the whole organisation".into()];
    let mut caused = page("caused", "Something", "Unrelated.");
    caused.causes = "The quota is exhausted.".into();
    let index = open([
        page("prose", "Something", "quota quota quota quota, and the quota is exhausted, quota"),
        caused,
        signed,
        page("titled", "Quota exhausted", "Unrelated."),
        page("alpha", "Alpha alpha alpha", "alpha alpha alpha alpha alpha"),
        page("both", "Something", "an alpha and much else, and at the end a beta"),
        page("x1", "Timeout of the gateway", "The gateway waits and then gives up."),
        page("x2", "Gateway refuses", "A timeout is not refused. The wait is over."),
        page("x3", "Connection reset", "Azure closes it. Wait for the gateway; no timeout."),
    ]);
    let table = [
        ("", ""),
        ("   ", ""),
        ("zzzzzz", ""),
        ("quota exhausted", "titled signed caused prose"),
        ("alpha beta", "both alpha"),
        ("alpha beta nonexistentword", "both alpha"),
        ("gateway timeout", "x1 x2 x3"),
        ("gateway timeout -azure", "x1 x2"),
        ("timeout -refuses", "x1 x3"),
        ("\"the gateway\"", "x1 x3"),
        ("\"gateway the\"", "x1 x2 x3"),
        ("-\"no timeout\" gateway", "x2 x1"),
        ("timeout status:active", ""),
        ("timeout status:FIXED", "x1 x2 x3"),
        ("tool:proxy", "x1 x2 x3"),
        ("tool:proxy tool:sdk quota", "titled signed caused prose"),
        ("category:\"rate limits\" tool:proxy timeout", "x1 x2 x3"),
        ("-tool:sdk", ""),
        ("-tool:proxy timeout", ""),
        ("-tool:sdk gateway", "x1 x2 x3"),
        ("status:504 timeout", "x1 x2 x3"),
        ("timeo", "x1 x2 x3"),
        ("timeo gateway", "x1 x2 x3"),
        ("tmeout", "x1 x2 x3"),
        ("connecton", "x3"),
        ("conection resett", "x3"),
        ("azzzure", ""),
    ];
    for (query, expected) in table {
        let results = index.search(query, 10);
        let mut found = ids(&results);
        if expected == "x1 x2 x3" {
            // Only the set matters here.
            let mut sorted: Vec<&str> = found.split(' ').collect();
            sorted.sort_unstable();
            found = sorted.join(" ");
        }
        assert_eq!(found, expected, "{query:?}");
        assert_eq!(results.total, results.hits.len(), "{query:?}");
    }
}

#[test]
fn scores_fall_and_tell_whether_every_word_was_found() {
    let index = open([
        page("both", "Alpha", "beta"),
        page("one", "Alpha", "alpha"),
        page("none", "Gamma", "gamma"),
    ]);
    let scores: Vec<f32> = index.search("alpha beta", 9).hits.iter().map(|hit| hit.score).collect();
    assert!(matches!(scores[..], [both, one] if both > 1.0 && one < 1.0), "{scores:?}");
}

#[test]
fn the_limit_cuts_hits_and_not_the_total() {
    let index = open((0..30).map(|n| page(&format!("p{n}"), "Timeout", "")));
    let results = index.search("timeout", 7);
    assert_eq!((results.total, results.hits.len()), (30, 7));
    assert_eq!(ids(&results), "p0 p1 p2 p3 p4 p5 p6");
    assert_eq!(index.search("timeout", 0).total, 30);
}

#[test]
fn hits_show_why_they_were_found() {
    let long = "A first sentence that says little. ".repeat(4)
        + "Then litellm.RateLimitError is raised by the gateway. "
        + &"More sentences follow it. ".repeat(4);
    let mut page = page("a", "When RateLimitError is raised", &long);
    page.signatures = vec!["RateLimitError".into(), "429 Too Many Requests".into()];
    let index = open([page, self::page("b", "请求超时", "请求超时了"), self::page("c", "C", "c")]);
    let table = [
        (
            "ratelimiterror",
            "When [RateLimitError] is raised",
            "…that says little. Then litellm.[RateLimitError] is raised by the gateway. More \
             sentences follow it.",
        ),
        ("limit", "When Rate[Limit]Error is raised", "…"),
        ("too many requests", "When RateLimitError is raised", "429 [Too] [Many] [Requests]"),
        ("raise", "When RateLimitError is [raised]", "…"),
        ("超时", "请求[超时]", "请求[超时]了"),
        ("tool:sdk", "When RateLimitError is raised", "A first sentence that says little. "),
    ];
    for (query, title, excerpt) in table {
        let results = index.search(query, 1);
        let hit = results.hits.first().unwrap();
        assert_eq!(shown(&hit.title_parts), title, "{query:?}");
        let found = shown(&hit.excerpt);
        assert!(found.starts_with(excerpt), "{query:?}: {found}");
        assert!(found.len() < 260, "{query:?}: {found}");
    }
}

#[test]
fn the_json_is_stable() {
    let mut page = page("a/b", "Quota", "The quota.");
    page.severity = "high".into();
    let json = serde_json::to_string(&open([page]).search("quota", 1)).unwrap();
    let expected = r#"{"total":1,"hits":[{"id":"a/b","title":"Quota","url":"/a/b/","tool":"sdk","#
        .to_owned()
        + r#""category":"Rate limits","severity":"high","status":"active","score":1.0825,"#
        + r#""title_parts":[{"text":"Quota","hit":true}],"#
        + r#""excerpt":[{"text":"The ","hit":false},{"text":"quota","hit":true},"#
        + r#"{"text":".","hit":false}]}]}"#;
    assert_eq!(json, expected);
}
