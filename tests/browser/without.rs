//! The site without something that visitors may lack: a connection, or JavaScript.

use serde_json::json;

use crate::page::Page;
use crate::site::{AT_ROOT, entry, knowledge};
use crate::texts::{COOLDOWN, NGINX};

#[tokio::test]
async fn without_a_connection_a_loaded_page_still_diagnoses() {
    let mut page = Page::open(&AT_ROOT, "").await;
    // An answer shows that the worker has all that it needs.
    page.paste(NGINX).await;
    page.see_text("//*[@id='answer']//h2", "Not known here").await;
    // Connections that the browser keeps open outlive the listener, and the browser's own switch
    // is for pages only, not for their workers: together they leave no way.
    page.server.stop().await;
    let offline =
        json!({ "offline": true, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0 });
    page.devtools("Network.enable", json!({})).await;
    page.devtools("Network.emulateNetworkConditions", offline).await;

    page.paste(COOLDOWN).await;
    let title = &entry("litellm/all-deployments-in-cooldown").said.title;
    assert_eq!(page.text(".match h2").await, **title);
    let marked = page.texts(".evidence mark").await.concat();
    assert!(marked.contains("Try again in 7 seconds"), "{marked:?}");
    // The fix stands on another page. When that cannot be had, the answer says so.
    page.see_text("//section[contains(@class, 'fix')]", "Open the page of this error").await;
}

#[tokio::test]
async fn without_javascript_home_lists_the_categories_and_an_entry_shows_its_fix() {
    let page = Page::open(&AT_ROOT, "about/").await;
    page.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;

    page.go("").await;
    let titles: Vec<&str> =
        knowledge().categories.iter().map(|category| category.title.as_str()).collect();
    assert_eq!(page.texts(".category-tile-title").await, titles);
    assert!(page.see("noscript .notice").await.is_displayed().await.unwrap());
    let form = page.see("#ask-form").await;
    assert!(!form.is_displayed().await.unwrap(), "a box that does nothing is shown");

    page.go("litellm/all-deployments-in-cooldown/").await;
    let fix = page.see("#quick-fix").await;
    assert!(fix.is_displayed().await.unwrap());
    assert!(fix.text().await.unwrap().starts_with("Wait seconds seconds and repeat"));
}
