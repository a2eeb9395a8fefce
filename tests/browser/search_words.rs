//! Searching: results while typing, and a way through them without a mouse.

use fantoccini::key::Key;
use serde_json::json;

use crate::page::Page;
use crate::site::{AT_ROOT, BELOW_A_PATH, Site, entry};

#[tokio::test]
async fn an_exception_class_finds_first_the_entry_that_prints_it() {
    expect_class_found(&AT_ROOT).await;
}

#[tokio::test]
async fn an_exception_class_finds_first_the_entry_that_prints_it_below_a_path() {
    expect_class_found(&BELOW_A_PATH).await;
}

async fn expect_class_found(site: &'static Site) {
    let page = Page::open(site, "").await;
    page.paste("RateLimitError").await;
    let first = page.see(".hits a").await.attr("href").await.unwrap().unwrap();
    let id = first.strip_prefix(site.base).unwrap().trim_end_matches('/');
    let signatures = &entry(id).said.signatures;
    let prints_it = signatures.iter().any(|signature| {
        let texts = [&signature.message, &signature.regex, &signature.exception];
        texts.into_iter().flatten().any(|text| text.contains("litellm.RateLimitError"))
    });
    assert!(prints_it, "{id} comes first, but no signature of it has litellm.RateLimitError");
    let marked = page.texts(".hit:first-child mark").await;
    assert!(marked.iter().any(|mark| mark.contains("RateLimitError")), "{marked:?}");
    assert_eq!(page.place().await, "?q=RateLimitError");
    page.expect_no_complaint().await;
}

#[tokio::test]
async fn a_search_can_be_linked() {
    let page = Page::open(&AT_ROOT, "?q=cooldown").await;
    page.see(".hits a").await;
    assert_eq!(page.see("#ask").await.prop("value").await.unwrap().unwrap(), "cooldown");
    page.expect_no_complaint().await;
}

#[tokio::test]
async fn a_word_that_stands_nowhere_finds_nothing_and_the_page_says_so() {
    let page = Page::open(&AT_ROOT, "").await;
    page.paste("zzyzxqwv").await;
    page.see_text("//*[@id='answer-status']", "Nothing found").await;
    assert_eq!(page.texts(".hits a").await, [""; 0]);
    page.expect_no_complaint().await;
}

#[tokio::test]
async fn enter_goes_to_the_first_result_and_opens_it() {
    let page = Page::open(&AT_ROOT, "").await;
    page.paste("cooldown").await;
    page.press(Key::Enter).await;
    page.see(".hit:first-child a:focus").await;
    let first = page.see(".hits a").await.attr("href").await.unwrap().unwrap();
    page.press(Key::Enter).await;
    page.see("#entry").await;
    assert_eq!(format!("/{}", page.place().await), first);
    page.expect_no_complaint().await;
}

#[tokio::test]
async fn arrows_walk_the_results_and_escape_returns_to_the_box() {
    let page = Page::open(&AT_ROOT, "").await;
    page.paste("cooldown").await;
    page.see(".hits a").await;
    page.press(Key::Down).await;
    page.see(".hit:first-child a:focus").await;
    page.press(Key::Down).await;
    page.see(".hit:nth-child(2) a:focus").await;
    page.press(Key::Up).await;
    page.see(".hit:first-child a:focus").await;
    page.press(Key::Escape).await;
    page.see("#ask:focus").await;
}

#[tokio::test]
async fn a_slash_goes_to_the_box_and_is_not_typed_into_it() {
    let page = Page::open(&AT_ROOT, "").await;
    page.see("body").await.send_keys("/").await.unwrap();
    page.see("#ask:focus").await;
    assert_eq!(page.see("#ask").await.prop("value").await.unwrap().unwrap(), "");
    // In the box, a slash is a letter like others.
    page.type_in("/").await;
    assert_eq!(page.see("#ask").await.prop("value").await.unwrap().unwrap(), "/");
}

#[tokio::test]
async fn a_slash_on_any_page_goes_to_the_box_at_home() {
    let page = Page::open(&BELOW_A_PATH, "all/").await;
    page.see("body").await.send_keys("/").await.unwrap();
    page.see("#ask:focus").await;
    assert_eq!(page.place().await, "#ask");
}

#[tokio::test]
async fn what_was_read_wrongly_is_read_the_other_way_with_one_click() {
    let page = Page::open(&AT_ROOT, "").await;
    page.paste("Retry-After header missing from LiteLLM proxy responses").await;
    page.see(".match").await;
    page.see("#ask-mode-switch").await.click().await.unwrap();
    page.see(".hits a").await;
    page.see("#ask-mode-switch").await.click().await.unwrap();
    page.see(".match").await;
    let address = page.run("return location.search", json!([])).await;
    assert_eq!(address, "", "a pasted text does not belong in the address");
    page.expect_no_complaint().await;
}
