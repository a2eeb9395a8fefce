//! The words for a confidence, the same wherever one is shown.

/// From this confidence on, an answer is called likely. `words.js` has the same number for the page.
pub const LIKELY_FROM: f64 = 0.8;

/// What a confidence is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// At least [`LIKELY_FROM`].
    Likely,
    /// Less than that.
    Possible,
}

impl Certainty {
    /// What a confidence from 0 to 1 is called.
    pub fn of(confidence: f64) -> Self {
        if confidence >= LIKELY_FROM { Self::Likely } else { Self::Possible }
    }

    /// The word that people read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Likely => "likely",
            Self::Possible => "possible",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_uses_the_same_words() {
        let page = include_str!("../../templates/assets/js/words.js");
        let rule = format!(
            "confidence >= {LIKELY_FROM} ? \"{}\" : \"{}\"",
            Certainty::of(LIKELY_FROM).word(),
            Certainty::of(LIKELY_FROM - 0.01).word(),
        );
        assert!(page.contains(&rule), "words.js does not say `{rule}`");
    }
}
