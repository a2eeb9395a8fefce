//! A message as a program prints it, with holes where the values stand.
//!
//! ```
//! let template: matcher::Template = "try again in {seconds:int} seconds".parse().unwrap();
//! let names: Vec<_> = template.holes().collect();
//! assert_eq!(names, ["seconds"]);
//! ```

mod fit;
mod parse;

#[cfg(feature = "compile")]
pub(crate) use fit::LONGEST_HOLE;
pub(crate) use fit::{Fit, Occurrence};
pub use parse::TemplateError;

use serde::{Deserialize, Serialize};

/// A parsed template. Its literal parts are in normal form.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Template {
    /// Literals and holes by turns: no two of a kind stand side by side.
    pub(crate) parts: Vec<Part>,
}

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Part {
    /// Text that stands there as it is.
    Literal(String),
    /// Text that varies.
    Hole {
        /// The name of the capture.
        name: String,
        /// What may stand there.
        kind: HoleKind,
    },
}

/// What may stand in a hole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum HoleKind {
    /// Anything, as short as possible; at the end of a template the rest of the line, or of the
    /// quoted value that the message stands in.
    Any,
    /// Text without white space.
    Word,
    /// Decimal digits.
    Int,
    /// Decimal digits with or without a fraction and an exponent: `7`, `7.5`, `1e-06`.
    Number,
}

impl Template {
    /// The names of the holes, in order.
    pub fn holes(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Hole { name, .. } => Some(name.as_str()),
            Part::Literal(_) => None,
        })
    }

    /// The literal parts with their places among the parts, in order.
    pub(crate) fn literals(&self) -> impl DoubleEndedIterator<Item = (usize, &str)> {
        self.parts.iter().enumerate().filter_map(|(index, part)| match part {
            Part::Literal(text) => Some((index, text.as_str())),
            Part::Hole { .. } => None,
        })
    }

    /// Whether it is about a path, which also stands in the frames of a traceback.
    pub(crate) fn is_path(&self) -> bool {
        self.literals().any(|(_, literal)| literal.contains(['/', '\\']))
    }

    /// The template in normal form, holes as `{name}`, for messages to people.
    pub fn to_text(&self) -> String {
        self.parts
            .iter()
            .map(|part| match part {
                Part::Literal(text) => text.clone(),
                Part::Hole { name, .. } => format!("{{{name}}}"),
            })
            .collect()
    }
}

impl HoleKind {
    /// Whether `byte` may stand in the hole. Bytes of longer characters are text.
    pub(crate) fn admits(self, byte: u8) -> bool {
        match self {
            Self::Any => true,
            Self::Word => byte != b' ',
            Self::Int => byte.is_ascii_digit(),
            Self::Number => byte.is_ascii_digit() || is_number_mark(byte),
        }
    }

    /// Whether a text of admitted bytes is such a value.
    pub(crate) fn accepts(self, value: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Word | Self::Int => !value.is_empty(),
            Self::Number => is_number(value),
        }
    }

    /// Whether the hole may be empty. A value that is known to be there cannot.
    pub(crate) fn may_be_empty(self) -> bool {
        self == Self::Any
    }
}

/// What may stand between the digits of a number.
fn is_number_mark(byte: u8) -> bool {
    matches!(byte, b'.' | b'e' | b'E' | b'+' | b'-')
}

fn is_number(value: &str) -> bool {
    let (mantissa, exponent) = value.split_once(['e', 'E']).unwrap_or((value, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(fraction) && digits(exponent)
}

#[cfg(test)]
mod tests;
