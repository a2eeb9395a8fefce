//! Finds short texts in short windows. Building a substring searcher costs more than such a
//! window is worth, and its code took ten kilobytes of the browser's module.

/// Where `needle` first stands in `window`.
pub(crate) fn first(window: &[u8], needle: &[u8]) -> Option<usize> {
    let head = *needle.first()?;
    memchr::memchr_iter(head, window).find(|at| window[*at..].starts_with(needle))
}

/// Where `needle` last stands in `window`.
pub(crate) fn last(window: &[u8], needle: &[u8]) -> Option<usize> {
    let head = *needle.first()?;
    memchr::memrchr_iter(head, window).find(|at| window[*at..].starts_with(needle))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_are_found() {
        for (window, needle, expected) in [
            ("abcabc", "bc", Some((1, 4))),
            ("aab", "ab", Some((1, 1))),
            ("abc", "abcd", None),
            ("abc", "", None),
            ("", "a", None),
        ] {
            let (window, needle) = (window.as_bytes(), needle.as_bytes());
            assert_eq!(first(window, needle).zip(last(window, needle)), expected);
        }
    }
}
