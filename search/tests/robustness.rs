//! An index is the same bytes in every build, a damaged one is refused, and no query is an error.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

use search::{BuildError, Document, Index, OpenError, build_index};

fn documents(count: usize) -> Vec<Document> {
    let document = |number: usize| Document {
        id: format!("tool/{number}"),
        title: format!("Error E{number:04} of the gateway"),
        url: format!("/tool/{number}/"),
        tool: "tool".into(),
        signatures: vec![format!("litellm.Gateway{number}Error: could not reach 超时 {{host}}")],
        causes: "The host is down.".into(),
        prose: format!("naïve text number {number}, with some words. ").repeat(20),
        tags: vec!["gateway".into()],
        ..Document::default()
    };
    (0..count).map(document).collect()
}

#[test]
fn the_same_documents_give_the_same_bytes() {
    let first = build_index(documents(300)).unwrap();
    assert_eq!(first, build_index(documents(300)).unwrap());
    assert_ne!(first, build_index(documents(299)).unwrap());
}

/// Whoever breaks this test has changed what an index holds: raise `FORMAT` in `src/pack.rs`, so
/// that a browser with the old wasm module in its cache refuses the new index, and put the new
/// checksum here.
#[test]
fn the_format_number_stands_for_these_bytes() {
    let packed = build_index(documents(3)).unwrap();
    let checksum = u32::from_le_bytes(packed[12..16].try_into().unwrap());
    assert_eq!((packed[8], checksum), (1, 2_895_633_714));
}

#[test]
fn an_empty_base_and_empty_pages_can_be_searched() {
    let empty = Index::open(build_index([]).unwrap()).unwrap();
    assert_eq!(empty.search("error \"two words\" -x tool:y", 10).total, 0);
    let blank = Index::open(build_index([Document::default()]).unwrap()).unwrap();
    assert_eq!(blank.search("error", 10).total, 0);
}

#[test]
fn two_pages_of_one_id_are_refused() {
    let error = build_index([Document::default(), Document::default()]).unwrap_err();
    assert!(matches!(error, BuildError::DuplicateId(_)), "{error}");
}

#[test]
fn a_damaged_pack_is_refused() {
    let packed = build_index(documents(20)).unwrap();
    for end in (0..packed.len()).step_by(97) {
        assert!(Index::open(packed[..end].to_vec()).is_err(), "cut to {end} bytes");
    }
    for index in (0..packed.len()).step_by(89) {
        let mut damaged = packed.clone();
        damaged[index] ^= 0x10;
        assert!(Index::open(damaged).is_err(), "byte {index} changed");
    }
    let mut newer = packed.clone();
    newer[8] += 1;
    assert!(matches!(Index::open(newer), Err(OpenError::Newer { .. })));
    assert!(matches!(Index::open(b"<html>".to_vec()), Err(OpenError::NotAnIndex)));
    assert!(Index::open(packed).is_ok());
}

#[test]
fn every_text_is_a_query() {
    let index = Index::open(build_index(documents(50)).unwrap()).unwrap();
    let odd = [
        "\0",
        "\u{feff}",
        "\"",
        "\"\"",
        "\"\"\"",
        "-",
        "--",
        "-\"",
        "-\"\"",
        ":",
        "::",
        "tool:",
        "tool:\"",
        "tool:\"\"",
        "-tool:",
        "-tool:\"x",
        "a:b:c",
        "(((",
        "AND OR NOT",
        "*",
        "?",
        "~2",
        "[a TO b]",
        "^4",
        "\\",
        "/.*/",
        "e\u{301}",
        "\u{301}",
        "🦀",
        "👩‍👩‍👧",
        "ﷺ",
        "ß",
        "İ",
        "ǅ",
        "超",
        "超时",
        "超 -时",
        "한국어",
        "ไทย",
        "a\u{200d}b",
        "\u{202e}abc",
        "'",
        "’",
        "a'",
        "'a",
        "_",
        "__",
        "a_",
        "_a",
        "a__b",
        "a.",
        ".a",
        "a..b",
        "a.b.",
        "a-b-",
        "::a",
        "a::",
        "a:::b",
    ];
    for query in odd {
        check(&index, query);
        check(&index, &format!("gateway {query}"));
        check(&index, &format!("{query} gateway"));
        check(&index, &format!("\"{query} of\" -{query} tool:{query}"));
        check(&index, &query.repeat(500));
    }
    // Made of pieces that mean something to the parser or the tokenizer, in random order.
    let pieces = [
        "a",
        "Error",
        "E0001",
        "gateway",
        "\"",
        "-",
        ":",
        "tool:",
        "tool:tool",
        "status:",
        " ",
        "\n",
        ".",
        "_",
        "/",
        "::",
        "'",
        "é",
        "\u{301}",
        "超",
        "时",
        "🦀",
        "0",
        "litellm",
        "Gatway",
        "GatewayErorr",
        "\u{0}",
        "\u{fffd}",
    ];
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..1000 {
        let mut query = String::new();
        for _ in 0..12 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            query += pieces[(state % pieces.len() as u64) as usize];
        }
        check(&index, &query);
    }
}

fn check(index: &Index, query: &str) {
    let results = index.search(query, 5);
    assert!(results.hits.len() <= 5 && results.hits.len() <= results.total, "{query:?}");
    assert!(results.hits.is_sorted_by(|left, right| left.score >= right.score), "{query:?}");
    for hit in results.hits {
        assert!((0.0..2.0).contains(&hit.score), "{query:?}: {}", hit.score);
        let title: String = hit.title_parts.iter().map(|part| part.text.as_str()).collect();
        assert_eq!(title, hit.title, "{query:?}");
    }
}
