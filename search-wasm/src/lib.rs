//! Browser bindings of the search: bytes of an index in, JSON of results out.
//!
//! ```js
//! import init, { Searcher } from "./search.js";
//! await init();
//! const searcher = new Searcher(new Uint8Array(await (await fetch("search.bin")).arrayBuffer()));
//! const { total, hits } = JSON.parse(searcher.search("RateLimitError", 10));
//! ```
//!
//! The JSON is that of [`search::Results`].

use wasm_bindgen::prelude::*;

/// An index, opened in the browser.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Searcher(search::Index);

#[wasm_bindgen]
impl Searcher {
    /// Opens an index that `faultbook build` wrote.
    ///
    /// # Errors
    ///
    /// A JavaScript `Error`, if the bytes are no index, are damaged, or have another format; its
    /// message says which.
    #[wasm_bindgen(constructor)]
    pub fn new(packed: Vec<u8>) -> Result<Searcher, JsError> {
        Ok(Self(search::Index::open(packed)?))
    }

    /// The best pages for a query, at most `limit` of them, as JSON of [`search::Results`]. Every
    /// text is a query.
    #[must_use]
    pub fn search(&self, query: &str, limit: usize) -> String {
        // Strings and finite numbers always have a JSON; an empty answer would still be one.
        serde_json::to_string(&self.0.search(query, limit))
            .unwrap_or_else(|_| r#"{"total":0,"hits":[]}"#.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use search::{Document, build_index};

    use super::Searcher;

    #[test]
    fn the_browser_gets_the_json_of_the_results() -> Result<(), Box<dyn Error>> {
        let page = Document { id: "a/b".into(), title: "Quota".into(), ..Document::default() };
        let packed = build_index([page])?;
        let expected =
            serde_json::to_string(&search::Index::open(packed.clone())?.search("quo", 5))?;
        // `JsError` exists in a browser only, so a failure cannot be shown here.
        let searcher = Searcher::new(packed).map_err(|_| "the index does not open")?;
        assert_eq!(searcher.search("quo", 5), expected);
        assert!(expected.starts_with(r#"{"total":1,"hits":[{"id":"a/b""#), "{expected}");
        Ok(())
    }
}
