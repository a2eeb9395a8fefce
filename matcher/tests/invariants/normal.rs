//! What normal text is like, whatever was pasted.

use matcher::Template;
use matcher::normalise::normalise as normal_of;

use super::shown;

/// Brings `pasted` into normal form and checks what its module promises.
pub(crate) fn normalise(pasted: &[u8]) {
    let normal = normal_of(pasted);
    let text = normal.text();
    let of = || shown(pasted);
    assert!(!text.contains("  "), "two spaces in a row, of {}", of());
    assert!(!text.starts_with(' ') && !text.ends_with(' '), "a space at an end, of {}", of());
    let is_left = |character: char| character.is_control() || has_other_form(character);
    assert_eq!(text.chars().find(|character| is_left(*character)), None, "of {}", of());
    // Only a separator gets longer: by the space behind it.
    assert!(text.len() <= 2 * pasted.len(), "{} bytes, of {}", text.len(), of());

    let starts = normal.line_starts();
    assert_eq!(starts.first(), Some(&0), "of {}", of());
    assert!(starts.is_sorted_by(|one, next| one < next), "lines start at {starts:?}, of {}", of());
    for start in starts {
        assert!(text.is_char_boundary(*start), "a line starts at {start}, of {}", of());
    }
    check_as_template(text);
}

/// Checks that a template of the same words is the same text: both have one normal form.
fn check_as_template(text: &str) {
    // What stands there as it is would be read as an escape, or as a hole, the second time.
    if let Ok(template) = text.parse::<Template>()
        && !text.contains(['\\', '&', '{'])
    {
        assert_eq!(template.to_text(), text);
    }
}

/// Whether a character is one that normal text writes in another way, or not at all.
fn has_other_form(character: char) -> bool {
    let is_quote = matches!(character, '"' | '\u{2018}'..='\u{201f}' | '\u{2032}' | '\u{2033}');
    let is_dash = matches!(character, '\u{2010}'..='\u{2015}' | '\u{2212}');
    let is_blank = character.is_whitespace() && character != ' ';
    is_quote || is_dash || is_blank || character == '`'
}
