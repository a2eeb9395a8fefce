//! The matcher for a browser's worker. It only converts: what it answers is what the native
//! matcher answers, byte for byte.

use wasm_bindgen::prelude::{JsError, wasm_bindgen};

/// A knowledge base made ready for matching.
#[wasm_bindgen]
pub struct Matcher(matcher::Matcher);

#[wasm_bindgen]
impl Matcher {
    /// Makes the bytes of a compiled knowledge base ready.
    ///
    /// # Errors
    ///
    /// Throws an `Error` that says what is wrong with the bytes.
    #[wasm_bindgen(constructor)]
    pub fn new(blob: &[u8]) -> Result<Self, JsError> {
        Ok(Self(matcher::Matcher::from_blob(blob)?))
    }

    /// The diagnosis of a pasted text as JSON; offsets are bytes of the text in UTF-8.
    pub fn diagnose(&self, pasted: &[u8]) -> String {
        self.0.diagnose(pasted).to_json()
    }
}
