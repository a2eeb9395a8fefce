//! What a template consists of, and texts made from it.

use matcher::Template;

/// Words shorter than this stand in any text.
const TELLING_WORD: usize = 4;

/// The literal parts of a template in normal form that hold a telling word.
pub(crate) fn literals(template: &str) -> Vec<String> {
    let template = parse(template);
    let text = template.to_text();
    let mut rest = text.as_str();
    let mut literals = Vec::new();
    for hole in template.holes() {
        let (literal, after) = rest.split_once(&format!("{{{hole}}}")).expect("the hole");
        literals.push(literal.to_owned());
        rest = after;
    }
    literals.push(rest.to_owned());
    literals.retain(|literal| has_telling_word(literal));
    literals
}

fn has_telling_word(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() >= TELLING_WORD)
}

/// The template as a program would print it, with a value that any hole takes.
pub(crate) fn filled(template: &str) -> String {
    let template = parse(template);
    let text = template.to_text();
    template.holes().fold(text, |text, hole| text.replacen(&format!("{{{hole}}}"), "7", 1))
}

fn parse(template: &str) -> Template {
    template.parse().expect("a template that compiled")
}
