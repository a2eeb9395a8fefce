//! The browser's modules against native code: the same bytes in, the same answer out.

use matcher::Matcher;
use serde_json::json;

use crate::page::Page;
use crate::site::{AT_ROOT, knowledge};
use crate::texts::{COOLDOWN, NGINX};

#[tokio::test]
async fn all_samples_have_the_same_diagnosis_in_the_browser_and_natively() {
    let texts: Vec<Vec<u16>> = knowledge()
        .entries
        .iter()
        .flat_map(|entry| {
            let samples = entry.said.samples.iter().map(|sample| sample.text.as_str());
            samples.chain(entry.said.not.iter().map(|negative| negative.text.as_str()))
        })
        .map(|text| text.encode_utf16().collect())
        .collect();
    assert!(texts.len() >= knowledge().entries.len());
    expect_same_diagnoses(&texts).await;
}

#[tokio::test]
async fn unusual_texts_have_the_same_diagnosis_in_the_browser_and_natively() {
    let texts = [
        String::new(),
        "\u{1b}[31mERROR\u{1b}[0m \u{1b}[1m".to_owned() + COOLDOWN,
        COOLDOWN.replace(". ", ".\r\n"),
        format!("\r\n\r\n{}", COOLDOWN.replace('\n', "\r\n")),
        format!("🦀🚒 {COOLDOWN} 🦀"),
        COOLDOWN.replace("grp", "модель-🦀-限制"),
        format!("\u{feff}{COOLDOWN}\0\u{fffd}"),
        format!("{}{COOLDOWN}{NGINX}", NGINX.repeat(1_000_000 / NGINX.len())),
        COOLDOWN.trim_end().repeat(500),
    ];
    let mut texts: Vec<Vec<u16>> = texts.iter().map(|text| text.encode_utf16().collect()).collect();
    // Halves of surrogate pairs: alone, in the wrong order, and inside a value.
    let (high, low) = (0xd83e, 0xdd80);
    texts.push(vec![high]);
    texts.push([&[low, high], &utf16(COOLDOWN)[..], &[high]].concat());
    let mut inside = utf16(COOLDOWN);
    let model = inside.windows(3).position(|three| *three == utf16("grp")[..]).unwrap();
    inside.insert(model + 1, low);
    texts.push(inside);
    expect_same_diagnoses(&texts).await;
}

fn utf16(text: &str) -> Vec<u16> {
    text.encode_utf16().collect()
}

async fn expect_same_diagnoses(texts: &[Vec<u16>]) {
    let page = Page::open(&AT_ROOT, "").await;
    let answers = page.call(include_str!("diagnose.js"), json!([texts])).await;
    let answers: Vec<String> = serde_json::from_value(answers).unwrap();
    assert_eq!(answers.len(), texts.len());
    let native = Matcher::from_blob(AT_ROOT.bytes("modules/knowledge", ".bin")).unwrap();
    for (units, answer) in texts.iter().zip(answers) {
        // As `TextEncoder` does, half a pair becomes a replacement character.
        let text = String::from_utf16_lossy(units);
        let start: String = text.chars().take(300).collect();
        assert_eq!(answer, native.diagnose(text.as_bytes()).to_json(), "{start}");
    }
    page.expect_no_complaint().await;
}

#[tokio::test]
async fn a_damaged_knowledge_base_is_refused_with_the_native_message() {
    let whole = AT_ROOT.bytes("modules/knowledge", ".bin");
    let mut flipped = whole.to_vec();
    flipped[whole.len() / 2] ^= 1;
    let mut newer = whole.to_vec();
    newer[4] = 99;
    let truncated = &whole[..whole.len() / 2];
    let longer = [whole, b"\n"].concat();
    let damaged: [&[u8]; 6] = [&flipped, &newer, truncated, &longer, b"", b"<!doctype html>"];

    let page = Page::open(&AT_ROOT, "").await;
    let blobs: Vec<&[u8]> = damaged.into_iter().chain([whole]).collect();
    let thrown = page.call(include_str!("open_blobs.js"), json!([blobs])).await;
    let thrown: Vec<Option<String>> = serde_json::from_value(thrown).unwrap();
    let expected: Vec<Option<String>> = blobs
        .iter()
        .map(|blob| Matcher::from_blob(blob).err().map(|error| error.to_string()))
        .collect();
    assert_eq!(thrown, expected);
    assert_eq!(thrown.iter().flatten().count(), damaged.len(), "{thrown:#?}");
}

#[tokio::test]
async fn a_search_finds_the_same_in_the_browser_and_natively() {
    const LIMIT: usize = 20;
    let queries: Vec<&str> = include_str!("queries.txt").lines().collect();
    let page = Page::open(&AT_ROOT, "").await;
    let answers = page.call(include_str!("search.js"), json!([queries, LIMIT])).await;
    let answers: Vec<String> = serde_json::from_value(answers).unwrap();
    assert_eq!(answers.len(), queries.len());
    let native = search::Index::open(AT_ROOT.bytes("modules/index", ".bin").to_vec()).unwrap();
    for (query, answer) in queries.iter().zip(answers) {
        let expected = native.search(query, LIMIT);
        assert_eq!(answer, serde_json::to_string(&expected).unwrap(), "{query}");
    }
    page.expect_no_complaint().await;
}
