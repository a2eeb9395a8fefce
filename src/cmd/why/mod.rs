//! `faultbook why`

mod human;
mod verdict;

use clap::Args;

use super::input::{Format, NOT_KNOWN, TextArgs};
use super::{ContentArgs, output};
use crate::diagnostic::nearest;

/// No more entries than these are offered in the place of one that does not exist.
const MOST_OFFERED: usize = 5;

/// The JSON form, for the long help.
const JSON: &str = "\
JSON is one object on one line. Fields are added, never changed; `version` is 1.

    entry, title, url
    holds, first  whether it holds, and whether it is the first match
    root          the line on which it holds: {line, text}, or null
    bits          what its proof tells; 0 when it does not hold
    signatures    {number, holds, bits, message, place, within, all, none,
                  exception, http_status}
    before        what comes before it: {entry, title, url, root, bits, reason,
                  beaten}, or null
    winner        the first match: {entry, title, url, root, bits}, or null

`message`, and each item of `all` and `none`, is {text, kind, bits, lines,
literals, stop}: `lines` are those on which all of it stands, `literals` its
parts as {text, line}, and `stop` is where the text stops to say it: {fits, at,
expected, found}. An item of `all` or `none` has `near`, the line within reach of
the message, and `met`, null while there is no message. `exception` and
`http_status` are {text, bits, seen, line}: they only add bits. `reason` is
symptom_of, follows_any, chain, joins, beats, weight or place. Lines count from 1.";

/// Say why an entry holds on a text, or why it does not
///
/// Shows every signature of the entry: where its message stands in the text, or where the text
/// stops to say it; which conditions are met, and on which lines; and which entry comes before it.
///
/// Exits with 0 when the entry holds, 1 when it does not, 2 when something is wrong.
#[derive(Debug, Args)]
#[command(after_long_help = JSON)]
pub(super) struct Why {
    #[command(flatten)]
    content: ContentArgs,
    /// The entry, as TOOL/SLUG; the slug alone where only one tool has it
    #[arg(value_name = "ENTRY")]
    entry: String,
    #[command(flatten)]
    text: TextArgs,
    /// How to answer
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

impl Why {
    pub(super) fn run(self) -> u8 {
        self.answer().unwrap_or_else(|code| code)
    }

    fn answer(&self) -> Result<u8, u8> {
        let (matcher, ids) = self.content.matcher()?;
        let unusable = |message: String| output::unusable(&message);
        let entry = resolve(&self.entry, &ids).map_err(unusable)?;
        let mut pasted = Vec::new();
        self.text.read(|piece| pasted.extend_from_slice(piece)).map_err(unusable)?;
        let why = matcher
            .why(entry, &pasted)
            .ok_or_else(|| unusable(format!("there is no entry `{entry}`")))?;
        match self.format {
            Format::Human => output::print(&human::describe(&why)),
            Format::Json => output::print(&format!("{}\n", why.to_json())),
        }
        Ok(if why.holds { 0 } else { NOT_KNOWN })
    }
}

/// The entry that was meant; what was typed may leave out the tool.
fn resolve<'a>(asked: &str, ids: &'a [String]) -> Result<&'a str, String> {
    let ids = || ids.iter().map(String::as_str);
    let has_tool = asked.contains('/');
    let name = |id: &'a str| if has_tool { id } else { slug(id) };
    let called = |wanted: &str| ids().filter(|id| name(id) == wanted).collect::<Vec<_>>();
    match called(asked).as_slice() {
        [one] => return Ok(one),
        [] => {}
        several => return Err(format!("`{asked}` is {}", alternatives(several))),
    }
    let part = slug(asked);
    let meant = match nearest(asked, ids().map(name)) {
        Some(meant) => called(meant),
        None => ids().filter(|id| !part.is_empty() && slug(id).contains(part)).collect(),
    };
    let help = match meant.as_slice() {
        [] => "`faultbook search WORDS` finds entries".to_owned(),
        meant => format!("did you mean {}?", alternatives(meant)),
    };
    Err(format!("there is no entry `{asked}`\n  = help: {help}"))
}

/// An id without its tool.
fn slug(id: &str) -> &str {
    id.split_once('/').map_or(id, |(_, slug)| slug)
}

/// ``a/x`, `b/x` or `c/x``; only the first ones of many.
fn alternatives(ids: &[&str]) -> String {
    let quoted: Vec<_> = ids.iter().take(MOST_OFFERED).map(|id| format!("`{id}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn an_entry_is_found_by_its_id_or_its_slug() {
        let ids = ["a/late", "b/early", "c/early", "c/too-early", "c/unready-pump"];
        let ids = ids.map(str::to_owned);
        for (asked, expected) in [
            ("a/late", Ok("a/late")),
            ("late", Ok("a/late")),
            ("c/early", Ok("c/early")),
            ("early", Err("`early` is `b/early` or `c/early`")),
            ("lates", Err("there is no entry `lates`\n  = help: did you mean `a/late`?")),
            ("b/late", Err("there is no entry `b/late`\n  = help: did you mean `a/late`?")),
            ("pump", Err("there is no entry `pump`\n  = help: did you mean `c/unready-pump`?")),
            (
                "something-else",
                Err("there is no entry `something-else`\n  \
                     = help: `faultbook search WORDS` finds entries"),
            ),
        ] {
            assert_eq!(resolve(asked, &ids), expected.map_err(str::to_owned), "{asked}");
        }
    }
}
