//! A share of texts, and how far chance may have moved it.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

/// The quantile of the normal distribution that leaves 2.5 % on each side.
const Z: f64 = 1.959_963_984_540_054;

/// How many of how many. As JSON also the share and its interval, so that a reader need not compute:
/// `{"count": 8, "high": 0.9433, "low": 0.4902, "of": 10, "share": 0.8}`, `null` where `of` is 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Written", try_from = "Written")]
pub struct Share {
    count: usize,
    of: usize,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    count: usize,
    high: Option<f64>,
    low: Option<f64>,
    of: usize,
    share: Option<f64>,
}

/// Figures that contradict each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BadShare {
    /// More were counted than there are.
    #[error("{count} of {of} is no share")]
    TooMany {
        /// What was counted.
        count: usize,
        /// How many there are.
        of: usize,
    },
    /// A derived figure is another one than the two numbers give.
    #[error("`{key}` does not follow from {count} of {of}")]
    Underived {
        /// The figure.
        key: &'static str,
        /// What was counted.
        count: usize,
        /// How many there are.
        of: usize,
    },
}

impl Share {
    /// How many items hold, of all of them.
    pub fn of<T>(items: impl IntoIterator<Item = T>, holds: impl Fn(T) -> bool) -> Self {
        let mut share = Self::default();
        for item in items {
            share.of += 1;
            share.count += usize::from(holds(item));
        }
        share
    }

    /// How many were counted.
    pub fn count(self) -> usize {
        self.count
    }

    /// How many there are.
    pub fn total(self) -> usize {
        self.of
    }

    /// From 0 to 1; `None` where there is nothing to count.
    pub fn value(self) -> Option<f64> {
        (self.of > 0).then(|| self.count as f64 / self.of as f64)
    }

    /// The 95 % interval of Wilson (1927), without continuity correction: it stays between 0 and 1
    /// and is honest for small numbers and for shares near 0 and 1, where the usual one is not.
    pub fn interval(self) -> Option<(f64, f64)> {
        let share = self.value()?;
        let n = self.of as f64;
        let spread = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
        let centre = share + Z * Z / (2.0 * n);
        let scale = 1.0 + Z * Z / n;
        Some((((centre - spread) / scale).max(0.0), ((centre + spread) / scale).min(1.0)))
    }

    /// Compares two shares without rounding; `None` where one of them is of nothing.
    pub fn compare(self, other: Self) -> Option<Ordering> {
        let comparable = self.of > 0 && other.of > 0;
        comparable.then(|| (self.count * other.of).cmp(&(other.count * self.of)))
    }
}

impl std::fmt::Display for Share {
    /// `80.0 % (8 of 10)`.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.value() {
            Some(share) => write!(formatter, "{} ({} of {})", percent(share), self.count, self.of),
            None => write!(formatter, "nothing to count"),
        }
    }
}

/// A share for people: `80.0 %`.
pub(super) fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// Four digits: more than any corpus can tell, and the same bytes on every machine.
pub fn rounded(figure: f64) -> f64 {
    (figure * 1e4).round() / 1e4
}

impl From<Share> for Written {
    fn from(share: Share) -> Self {
        let interval = share.interval();
        Self {
            count: share.count,
            high: interval.map(|(_, high)| rounded(high)),
            low: interval.map(|(low, _)| rounded(low)),
            of: share.of,
            share: share.value().map(rounded),
        }
    }
}

impl TryFrom<Written> for Share {
    type Error = BadShare;

    fn try_from(said: Written) -> Result<Self, BadShare> {
        let Written { count, of, .. } = said;
        if count > of {
            return Err(BadShare::TooMany { count, of });
        }
        let share = Self { count, of };
        let derived = Written::from(share);
        for (key, said, derived) in [
            ("share", said.share, derived.share),
            ("low", said.low, derived.low),
            ("high", said.high, derived.high),
        ] {
            let is_near = match (said, derived) {
                // Half of the last digit that is written.
                (Some(said), Some(derived)) => (said - derived).abs() < 0.5e-4,
                (said, derived) => said.is_none() && derived.is_none(),
            };
            if !is_near {
                return Err(BadShare::Underived { key, count, of });
            }
        }
        Ok(share)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failed test may panic")]
    use super::*;

    /// The first four are method 3 of table I in R. G. Newcombe, "Two-sided confidence intervals for
    /// the single proportion", Statistics in Medicine 17 (1998), pages 857 to 872.
    #[test]
    fn intervals_are_those_of_wilson() {
        for (count, of, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
            (8, 10, 0.4902, 0.9433),
            (10, 10, 0.7225, 1.0),
        ] {
            let found = Share { count, of }.interval().unwrap();
            assert_eq!((rounded(found.0), rounded(found.1)), (low, high), "{count} of {of}");
        }
        assert_eq!(Share::default().interval(), None);
    }

    #[test]
    fn shares_are_compared_exactly() {
        let share = |count, of| Share { count, of };
        assert_eq!(share(1, 3).compare(share(2, 6)), Some(Ordering::Equal));
        assert_eq!(share(999, 1000).compare(share(1000, 1001)), Some(Ordering::Less));
        assert_eq!(share(0, 0).compare(share(1, 1)), None);
    }

    #[test]
    fn a_share_that_was_edited_by_hand_is_refused() {
        let json = r#"{"count": 8, "high": 0.9433, "low": 0.4902, "of": 10, "share": 0.8}"#;
        let share: Share = serde_json::from_str(json).unwrap();
        assert_eq!(share, Share { count: 8, of: 10 });
        for (edited, message) in [
            (json.replace("0.8}", "0.9}"), "`share` does not follow from 8 of 10"),
            (json.replace("0.4902", "null"), "`low` does not follow from 8 of 10"),
            (json.replace(": 8", ": 12"), "12 of 10 is no share"),
        ] {
            let error = serde_json::from_str::<Share>(&edited).unwrap_err().to_string();
            assert!(error.starts_with(message), "{error}");
        }
    }
}
