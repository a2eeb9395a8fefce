//! Where a site will stand.

use std::str::FromStr;

/// The address of a site's home page. Links inside the site need only its path; feeds, site maps
/// and previews need all of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// With a slash at the end; empty when only a path is known.
    base_url: String,
    /// `/` or `/docs/errors/`.
    base_path: String,
}

/// A text that is no address of a site.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not an address of a site: write `https://example.org/errors/`, or a path such as `/errors/`"
)]
pub struct BadAddress(String);

impl Default for Address {
    /// The root of a host whose name is not known.
    fn default() -> Self {
        Self { base_url: String::new(), base_path: "/".to_owned() }
    }
}

impl FromStr for Address {
    type Err = BadAddress;

    fn from_str(text: &str) -> Result<Self, BadAddress> {
        let bad = || BadAddress(text.to_owned());
        if text.contains(|c: char| {
            c.is_whitespace() || matches!(c, '?' | '#' | '"' | '<' | '>' | '\\')
        }) {
            return Err(bad());
        }
        let with_slash = |text: &str| format!("{}/", text.trim_end_matches('/'));
        if text.starts_with('/') {
            return Ok(Self { base_url: String::new(), base_path: with_slash(text) });
        }
        let (scheme, rest) = text.split_once("://").ok_or_else(bad)?;
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        if !matches!(scheme, "http" | "https") || host.is_empty() {
            return Err(bad());
        }
        let base_path = with_slash(&format!("/{path}"));
        Ok(Self { base_url: format!("{scheme}://{host}{base_path}"), base_path })
    }
}

impl Address {
    /// `https://example.org/errors/`, or nothing when the host is not known.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// `/errors/`.
    pub fn base_path(&self) -> &str {
        &self.base_path
    }

    /// A link to a page of the site, from its path below the root.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.base_path)
    }

    /// The whole address of a page; only its path when the host is not known.
    pub fn full(&self, path: &str) -> String {
        if self.base_url.is_empty() { self.link(path) } else { format!("{}{path}", self.base_url) }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failed test may panic")]
    use super::*;

    #[test]
    fn an_address_has_a_host_and_a_path() {
        for (text, base_url, base_path) in [
            ("https://example.org", "https://example.org/", "/"),
            ("https://example.org/a/b", "https://example.org/a/b/", "/a/b/"),
            ("/a", "", "/a/"),
            ("/", "", "/"),
        ] {
            let address: Address = text.parse().unwrap();
            assert_eq!((address.base_url(), address.base_path()), (base_url, base_path), "{text}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in ["", "example.org", "ftp://example.org", "https://", "/a b", "https://a/?x"] {
            assert!(text.parse::<Address>().is_err(), "{text:?}");
        }
    }
}
