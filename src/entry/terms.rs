//! The closed vocabularies of an entry: each is an enum, so that a misspelt word is an
//! error with the valid words beside it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How much stands still while the failure lasts.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// A nuisance: a warning, or one call that a retry repairs.
    Low,
    /// Some calls fail; most work goes on.
    Medium,
    /// A model, a team or a feature is down.
    High,
    /// Nothing works, or money or data is at risk.
    Critical,
}

/// What the reader needs to know to carry out the fix.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Difficulty {
    /// A value to set or a line to change.
    Beginner,
    /// Needs an understanding of the configuration.
    Intermediate,
    /// Needs an understanding of how the program works inside.
    Advanced,
}

/// Whether the failure can still happen.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It can happen in the verified release.
    #[default]
    Active,
    /// A release has mended it; the entry is for those on older ones.
    Fixed,
    /// No release ever printed it; the entry says what people meet instead.
    NotReal,
}

/// How an entry's main claim is known, strongest first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// The failure was triggered in a real run and its output captured.
    Reproduced,
    /// The message and its conditions were read in the program's source.
    Source,
    /// People reported it; nobody here has verified it.
    Reported,
}

/// What kind of page a source is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// The program's own source code.
    Source,
    /// Documentation by the maintainers.
    Docs,
    /// An issue thread.
    Issue,
    /// A pull request.
    PullRequest,
    /// A discussion or question thread.
    Discussion,
    /// Release notes or a release's page.
    Release,
    /// A page that makes a claim which the entry corrects.
    Claim,
}

impl Severity {
    /// The word that stands in entries and in searches.
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}

impl Status {
    /// The word that stands in entries and in searches.
    pub fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Fixed => "fixed",
            Self::NotReal => "not-real",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_the_format() {
        for severity in [Severity::Low, Severity::Medium, Severity::High, Severity::Critical] {
            assert_eq!(serde_json::to_value(severity).ok(), Some(severity.word().into()));
        }
        for status in [Status::Active, Status::Fixed, Status::NotReal] {
            assert_eq!(serde_json::to_value(status).ok(), Some(status.word().into()));
        }
    }
}
