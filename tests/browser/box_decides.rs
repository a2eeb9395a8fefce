//! Which texts the box takes for an error, and which for words to search for.

use serde_json::json;

use crate::page::Page;
use crate::site::AT_ROOT;

#[tokio::test]
async fn the_box_tells_an_error_from_words() {
    let cases: Vec<(String, String)> = serde_json::from_str(include_str!("decide.json")).unwrap();
    let page = Page::open(&AT_ROOT, "").await;
    let address = format!("/{}", AT_ROOT.asset("js/decide", ".js"));
    let texts: Vec<&String> = cases.iter().map(|(text, _)| text).collect();
    let kinds = page.call(include_str!("decide.js"), json!([address, texts])).await;
    let kinds: Vec<String> = serde_json::from_value(kinds).unwrap();
    assert_eq!(kinds.len(), cases.len());
    let wrong: Vec<_> = cases.iter().zip(&kinds).filter(|((_, kind), is)| kind != *is).collect();
    assert!(wrong.is_empty(), "((text, expected), got): {wrong:#?}");
}
