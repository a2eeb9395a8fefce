//! Whether a release lies in a range. `check` has proved that ranges can be read.

/// Whether `release` is in `range`, which is comparisons with commas between them that must all
/// hold; `None` when one of the two cannot be read. Releases are compared by their dotted
/// numbers: `rc1`, `.post2` and `-stable` do not count.
pub(crate) fn is_in(release: &str, range: &str) -> Option<bool> {
    let release = numbers(release)?;
    let mut holds = true;
    for comparison in range.split(',') {
        let comparison = comparison.trim();
        let bound = comparison.trim_start_matches(['<', '>', '=', '!']);
        let operator = &comparison[..comparison.len() - bound.len()];
        let bound = numbers(bound)?;
        holds &= match operator {
            ">=" => release >= bound,
            "<=" => release <= bound,
            ">" => release > bound,
            "<" => release < bound,
            "=" | "==" => release == bound,
            "!=" => release != bound,
            _ => return None,
        };
    }
    Some(holds)
}

/// The dotted numbers at the start, filled up with zeros.
fn numbers(release: &str) -> Option<[u32; 4]> {
    let release = release.trim().trim_start_matches('v');
    let mut numbers = [0; 4];
    let mut read = 0;
    for (number, part) in numbers.iter_mut().zip(release.split(['.', '-', '+'])) {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let Ok(value) = part[..digits].parse() else { break };
        *number = value;
        read += 1;
        if digits < part.len() {
            break;
        }
    }
    (read > 0).then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::is_in;

    #[test]
    fn releases_are_compared_by_their_numbers() {
        for (release, range, expected) in [
            ("1.90.0", ">=1.90.0, <1.104.0", Some(true)),
            ("1.103.11", ">=1.90.0, <1.104.0", Some(true)),
            ("1.104.0", ">=1.90.0, <1.104.0", Some(false)),
            ("1.89", ">=1.90.0", Some(false)),
            ("v1.90.0.post1", ">=1.90.0", Some(true)),
            ("1.90.0rc2", "==1.90.0", Some(true)),
            ("1.90.0", "<=1.90", Some(true)),
            ("1.90.1", "!=1.90.0", Some(true)),
            ("latest", ">=1.90.0", None),
            ("1.90.0", "newer", None),
        ] {
            assert_eq!(is_in(release, range), expected, "{release} in {range}");
        }
    }
}
