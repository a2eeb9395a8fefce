//! Templates that anybody may have written, in knowledge bases of one signature.

use matcher::compile::{
    BuildError, CategorySpec, EntrySpec, KnowledgeBuilder, SignatureSpec, check_regex,
};
use matcher::normalise::normalise as normal_of;
use matcher::{Matcher, Template};

use super::{diagnosis, shown};

/// Reads what stands before the first empty line of `input` as a template and as a regular
/// expression, and diagnoses the rest with a knowledge base that holds nothing else.
pub(crate) fn template(input: &str) {
    let (message, text) = input.split_once("\n\n").unwrap_or((input, ""));
    let signature = SignatureSpec::message(message);
    match message.parse::<Template>() {
        Ok(template) => {
            check_text(&template);
            let matcher = match one(signature) {
                Ok(matcher) => matcher,
                Err(errors) => panic!("{errors:?} of {message:?}"),
            };
            diagnosis(&matcher, text.as_bytes());
            diagnosis(&matcher, input.as_bytes());
            check_filled(&template, &matcher);
        }
        Err(error) => {
            assert!(!error.to_string().is_empty() && !error.help().is_empty());
            let Err(errors) = one(signature) else { panic!("{message:?} is no template") };
            let is_same = |other: &BuildError| match other {
                BuildError::Template { error: other, .. } => *other == error,
                _ => false,
            };
            assert!(errors.iter().all(is_same), "{errors:?}, not {error:?} of {message:?}");
        }
    }
    let matcher = one(SignatureSpec::regex(message));
    assert_eq!(matcher.is_ok(), check_regex(message).is_ok(), "of {message:?}");
    if let Ok(matcher) = matcher {
        diagnosis(&matcher, text.as_bytes());
        diagnosis(&matcher, input.as_bytes());
    }
}

/// A knowledge base of one signature, as a browser gets it.
fn one(signature: SignatureSpec) -> Result<Matcher, Vec<BuildError>> {
    let mut builder = KnowledgeBuilder::new();
    builder.category(CategorySpec::new("any"));
    builder.entry(EntrySpec::new("t/one", "One", "any").signature(signature));
    let blob = builder.build()?.to_blob();
    match Matcher::from_blob(&blob) {
        Ok(matcher) => Ok(matcher),
        Err(error) => panic!("what was built is refused: {error}, {}", shown(&blob)),
    }
}

/// Checks that the text of a template for people is the same template, kinds of holes aside.
fn check_text(template: &Template) {
    let text = template.to_text();
    // What stands there as it is could be read as an escape, or as a hole, the second time.
    let has_escapes = text.contains(['\\', '&']);
    let has_braces = text.matches('{').count() > template.holes().count();
    if has_escapes || has_braces {
        return;
    }
    let again = text.parse::<Template>().map(|again| again.to_text());
    assert_eq!(again.as_deref(), Ok(text.as_str()));
}

/// Checks that a text which is the template, with a value in each hole, is known.
fn check_filled(template: &Template, matcher: &Matcher) {
    let text = template.to_text();
    // A digit fills holes of all kinds. One that stands nowhere else ends each of them.
    let Some(digit) = ('0'..='9').find(|digit| !text.contains(*digit)) else { return };
    let mut filled = String::new();
    let mut rest = text.as_str();
    for name in template.holes() {
        let hole = format!("{{{name}}}");
        // A text in braces could be the hole or not.
        let Some((before, behind)) = rest.split_once(&hole) else { return };
        filled.extend([before, &digit.to_string()]);
        rest = behind;
        if rest.contains(&hole) {
            return;
        }
    }
    filled.push_str(rest);
    let found = diagnosis(matcher, filled.as_bytes());
    // What the pieces make together may have a normal form of its own.
    if normal_of(filled.as_bytes()).text() == filled {
        assert_eq!(found.matches.len(), 1, "{text:?} does not fit {filled:?}");
        assert!(found.matches[0].captures.values().all(|value| *value == digit.to_string()));
    }
}
