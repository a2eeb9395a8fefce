//! Ranges of releases as entries write them.

use std::str::FromStr;

/// `>=1.90.0, <1.104.0`: every comparison must hold. Releases are dotted numbers; what
/// stands behind them (`rc1`, `.post2`, `-stable`) does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRange {
    requirement: semver::VersionReq,
}

impl FromStr for VersionRange {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let words_ok = text.split(',').all(|part| {
            let part = part.trim();
            part.starts_with(['<', '>', '=']) && part.ends_with(|c: char| c.is_ascii_digit())
        });
        if !words_ok {
            return Err("a range is written `>=1.90.0, <1.104.0`".to_owned());
        }
        let requirement = semver::VersionReq::parse(text).map_err(|error| error.to_string())?;
        Ok(Self { requirement })
    }
}

impl VersionRange {
    /// Whether a release can be read as one: its dotted numbers, and what may stand behind them.
    pub fn can_read(release: &str) -> bool {
        release.starts_with(|c: char| c.is_ascii_digit())
            && release.contains('.')
            && !release.contains(char::is_whitespace)
            && release_number(release).is_some()
    }

    /// Whether a release is in the range; `None` when it cannot be read as one.
    pub fn contains(&self, release: &str) -> Option<bool> {
        release_number(release).map(|version| self.requirement.matches(&version))
    }
}

/// The dotted numbers at the start, filled up to three.
fn release_number(release: &str) -> Option<semver::Version> {
    let mut numbers = release
        .trim_start_matches('v')
        .split(['.', '-', '+'])
        .map_while(|part| {
            let digits = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
            part[..digits].parse::<u64>().ok()
        })
        .take(3);
    let first = numbers.next()?;
    let (second, third) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    Some(semver::Version::new(first, second, third))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failed test may panic")]
    use super::*;

    #[test]
    fn releases_are_compared_by_their_numbers() {
        let range: VersionRange = ">=1.90.0, <1.104.0".parse().unwrap();
        for (release, expected) in [
            ("1.90.0", Some(true)),
            ("1.103.11", Some(true)),
            ("1.104.0", Some(false)),
            ("1.89", Some(false)),
            ("v1.90.0.post1", Some(true)),
            ("1.90.0rc2", Some(true)),
            ("latest", None),
        ] {
            assert_eq!(range.contains(release), expected, "{release}");
        }
    }

    #[test]
    fn what_is_no_range_is_refused() {
        for text in ["", "1.2.3", "newer than 1.2", ">=1.2.x", ">= , <2"] {
            assert!(text.parse::<VersionRange>().is_err(), "{text:?}");
        }
    }
}
