//! An entry as its YAML file says it, before anything is proved about it.
//!
//! These types are the format: `faultbook schema` prints the JSON Schema that is
//! derived from them, and the doc comments below are the descriptions that an editor
//! shows. Every string that is shown as prose is CommonMark.

use schemars::JsonSchema;
use serde::Deserialize;

use super::terms::{Difficulty, Evidence, Severity, SourceKind, Status};
use crate::load::Marked;

/// One known failure: how to recognise it, what it means and how to fix it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Entry")]
pub struct RawEntry {
    /// What went wrong, in at most 100 characters. Not a sentence: no full stop.
    pub title: Marked<String>,
    /// The id of a category in `categories.yaml`: where a careful engineer files the root cause.
    pub category: Marked<String>,
    /// How much stands still while this lasts.
    pub severity: Severity,
    /// What the reader needs to know to carry out the fix.
    pub difficulty: Difficulty,
    /// How long the fix takes, as people say it: `5 min`, `10-30 min`.
    pub fix_time: String,
    /// Whether the failure can still happen.
    #[serde(default)]
    pub status: Status,
    /// The package and its releases in which this failure can be seen.
    #[serde(default)]
    pub affects: Option<RawAffects>,
    /// What happened, in one or two sentences: the first thing that a reader in trouble sees.
    pub summary: Marked<String>,
    /// Words people search for that are not in the text already.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Old addresses of this page, as paths from the site's root: `/old/name/`.
    #[serde(default)]
    pub aliases: Vec<Marked<String>>,

    /// The texts by which this failure is recognised; any one of them is enough.
    pub signatures: Vec<Marked<RawSignature>>,
    /// Entries whose failure is the deeper cause when both are found in one text
    /// (`<tool>/<slug>`, or `"*"` for any other entry): this one is then folded below them.
    #[serde(default)]
    pub symptom_of: Vec<Marked<String>>,
    /// Entries that this one comes before when both are found in one text (`<tool>/<slug>`).
    #[serde(default)]
    pub beats: Vec<Marked<String>>,

    /// What the message says, in plain words.
    pub meaning: Marked<String>,
    /// How the program comes to raise it.
    #[serde(default)]
    pub why: Option<Marked<String>>,
    /// The first thing to do. Captures such as `{model}` are filled in by a diagnosis.
    pub quick_fix: Marked<String>,
    /// The causes that the world has shown, likeliest first, each with its fix.
    pub causes: Vec<RawCause>,
    /// Where to look in a particular tool or platform.
    #[serde(default)]
    pub checks: Vec<RawCheck>,
    /// The way from the symptom to the cause, one step an item.
    #[serde(default)]
    pub steps: Vec<Marked<String>>,
    /// How to notice this failure before a user does.
    #[serde(default)]
    pub detection: Option<Marked<String>>,
    /// What keeps things running until the fix is in.
    #[serde(default)]
    pub workaround: Option<Marked<String>>,
    /// How to keep it from coming back.
    #[serde(default)]
    pub prevention: Option<Marked<String>>,
    /// Questions that people ask about this failure.
    #[serde(default)]
    pub faq: Vec<RawQuestion>,
    /// Notes from people who met it, each true for a version.
    #[serde(default)]
    pub notes: Vec<RawNote>,

    /// How the entry's claims are known: the best evidence that holds for its main claim.
    pub evidence: Evidence,
    /// The release against which the entry was last checked, and when.
    pub verified: RawVerified,
    /// Where each claim can be looked up.
    pub sources: Vec<Marked<RawSource>>,
    /// Neighbours worth reading (`<tool>/<slug>`).
    #[serde(default)]
    pub related: Vec<Marked<String>>,

    /// Texts for which this entry must be the first match.
    pub samples: Vec<Marked<RawSample>>,
    /// Texts that this entry must not match at all.
    #[serde(default)]
    pub not: Vec<Marked<RawNegative>>,
}

/// The package, and the range of its releases, that an entry is about.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Affects")]
pub struct RawAffects {
    /// The package's name in its registry.
    pub package: String,
    /// A range such as `>=1.90.0, <1.104.0`; left out when nobody has found where it begins or ends.
    #[serde(default)]
    pub versions: Option<Marked<String>>,
}

/// One way to recognise the failure. Give `message`, `regex` or `exception`; every condition
/// in `all` must hold as well and none in `none` may, within `within` lines of the message.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Signature")]
pub struct RawSignature {
    /// The text as the program prints it, holes written `{name}`; a hole at the end
    /// takes the rest of the line. `{name:int}`, `{name:number}` and `{name:word}` take
    /// only digits, a decimal number, or text without white space.
    #[serde(default)]
    pub message: Option<Marked<String>>,
    /// A regular expression where a template is not enough; named groups are captures.
    #[serde(default)]
    pub regex: Option<Marked<String>>,
    /// The exception class that usually stands beside the message. It raises the score when it
    /// is seen; alone, without `message` or `regex`, it is the condition itself.
    #[serde(default)]
    pub exception: Option<Marked<String>>,
    /// The HTTP status that usually stands beside the message; it raises the score when seen.
    #[serde(default)]
    pub http_status: Option<u16>,
    /// Templates that must be found as well.
    #[serde(default)]
    pub all: Vec<Marked<String>>,
    /// Templates that must not be found.
    #[serde(default)]
    pub none: Vec<Marked<String>>,
    /// How many lines around the message `all` and `none` look at; 20 when left out.
    #[serde(default)]
    pub within: Option<u32>,
}

/// One cause with its fix.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Cause")]
pub struct RawCause {
    /// The cause as a short statement.
    pub title: Marked<String>,
    /// Why it leads to this failure, and how to tell that it is the one.
    #[serde(default)]
    pub explanation: Option<Marked<String>>,
    /// What to do about it.
    pub fix: Marked<String>,
    /// The releases of the `affects` package for which cause and fix are true.
    #[serde(default)]
    pub when: Option<Marked<String>>,
    /// The same shown in code.
    #[serde(default)]
    pub code: Option<RawCode>,
}

/// Code that triggers the failure, and the same code mended.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Code")]
pub struct RawCode {
    /// The language, as in a Markdown fence: `yaml`, `python`, `bash`, `json`.
    pub language: Marked<String>,
    /// What triggers the failure.
    #[serde(default)]
    pub broken: Option<String>,
    /// What works; complete enough to paste.
    pub fixed: String,
    /// What changed, and why it helps.
    #[serde(default)]
    pub note: Option<Marked<String>>,
}

/// Something to look at in one tool or on one platform.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Check")]
pub struct RawCheck {
    /// The tool or platform: `Proxy`, `Docker`, `Azure portal`.
    pub title: String,
    /// What to look at there, and what it tells.
    pub text: Marked<String>,
}

/// A question with its answer.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Question")]
pub struct RawQuestion {
    /// The question as people ask it.
    pub question: String,
    /// The answer; its first sentence answers.
    pub answer: Marked<String>,
}

/// A note that somebody added after having met the failure.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Note")]
pub struct RawNote {
    /// What they found.
    pub text: Marked<String>,
    /// The release on which they found it.
    #[serde(default)]
    pub version: Option<String>,
    /// When, as `YYYY-MM-DD`.
    pub date: Marked<String>,
}

/// When, and against which release, an entry was last checked.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Verified")]
pub struct RawVerified {
    /// The release of the package.
    pub version: Marked<String>,
    /// The day, as `YYYY-MM-DD`.
    pub date: Marked<String>,
}

/// Where a claim can be looked up.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Source")]
pub struct RawSource {
    /// The page that shows it. For source code in a package: the page of that release.
    pub url: Marked<String>,
    /// What kind of page it is.
    pub kind: SourceKind,
    /// The file inside the package or repository, when the source is code.
    #[serde(default)]
    pub path: Option<String>,
    /// The line in that file, from 1.
    #[serde(default)]
    pub line: Option<u32>,
    /// What it shows, in one sentence.
    pub shows: Marked<String>,
    /// When somebody last looked, as `YYYY-MM-DD`.
    pub checked: Marked<String>,
}

/// A text that this entry must win.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Sample")]
pub struct RawSample {
    /// How the text came about: the release and what was run, or the thread it is modelled on.
    pub from: String,
    /// The release of the `affects` package that printed the text, such as `1.83.0`. A cause with
    /// `when:` needs a sample of a release in its range.
    #[serde(default)]
    pub release: Option<Marked<String>>,
    /// The text as somebody would paste it.
    pub text: Marked<String>,
    /// The line, from 1, on which the root cause stands.
    #[serde(default)]
    pub root_line: Option<u32>,
    /// Captures that the match must give, by name.
    #[serde(default)]
    pub captures: std::collections::BTreeMap<String, String>,
}

/// A text that this entry must not match.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Negative")]
pub struct RawNegative {
    /// How the text came about.
    pub from: String,
    /// The text.
    pub text: Marked<String>,
}
