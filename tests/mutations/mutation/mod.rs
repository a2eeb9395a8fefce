//! What happens to a message between the program that prints it and the box.

mod noise;
mod places;
mod quoting;
mod space;
mod values;

use crate::base::Subject;

/// Something that may be done to a text.
pub(crate) struct Mutation {
    /// What the table calls it.
    pub(crate) name: &'static str,
    /// The text after it; the same text where it does not apply.
    pub(crate) apply: fn(&Subject) -> String,
}

/// The row of the table that shows the samples as they are.
pub(crate) const UNCHANGED: &str = "as it is";

const fn of(name: &'static str, apply: fn(&Subject) -> String) -> Mutation {
    Mutation { name, apply }
}

/// All of them, in the order of the table.
pub(crate) const ALL: &[Mutation] = &[
    of(UNCHANGED, |subject| subject.text.to_owned()),
    // Terminals.
    of("colours around words", |subject| space::colour_words(subject.text)),
    of("colours around lines", |subject| space::colour_lines(subject.text)),
    of("hard wrap at 80", |subject| space::wrap(subject.text, 80)),
    of("hard wrap at 120", |subject| space::wrap(subject.text, 120)),
    of("hard wrap at 97", |subject| space::wrap(subject.text, 97)),
    of("wrap between words at 100", |subject| space::wrap_words(subject.text, 100)),
    of("first line as long as a terminal is wide", |subject| {
        space::first_line_of(subject.text, 120)
    }),
    of("compose prefix, then wrap at 80", |subject| {
        space::wrap_framed(subject.text, places::COMPOSE, 80)
    }),
    of("compose prefix, then wrap at 120", |subject| {
        space::wrap_framed(subject.text, places::COMPOSE, 120)
    }),
    of("wrap at 80, then compose prefix", |subject| {
        space::framed_wrap(subject.text, places::COMPOSE, 80)
    }),
    // Containers, hosts and CI.
    of("docker compose prefix", |subject| places::each_line(subject.text, places::COMPOSE)),
    of("kubectl --prefix", |subject| places::each_line(subject.text, places::KUBECTL)),
    of("containerd CRI", |subject| places::each_line(subject.text, places::CONTAINERD)),
    of("journald", |subject| places::each_line(subject.text, places::JOURNALD)),
    of("GitHub Actions timestamps", |subject| places::each_line(subject.text, places::ACTIONS)),
    of("##[error] before the first line", |subject| places::first_line(subject.text, "##[error]")),
    of("##[error] before each line", |subject| places::each_line(subject.text, "##[error]")),
    of("docker json-file", |subject| places::json_file(subject.text)),
    // Loggers.
    of("loguru", |subject| places::first_line(subject.text, places::LOGURU)),
    of("structlog", |subject| places::first_line(subject.text, places::STRUCTLOG)),
    of("pytest", |subject| places::each_line(subject.text, places::PYTEST)),
    of("logging.basicConfig", |subject| places::first_line(subject.text, places::LOGGING)),
    of("logging with a time", |subject| places::first_line(subject.text, places::LOGGING_TIMED)),
    // Serialisers.
    of("in a JSON log object", |subject| quoting::json(subject.text)),
    of("in JSON in a JSON log object", |subject| quoting::json(&quoting::json(subject.text))),
    of("in JSON with escapes for non-ASCII", |subject| quoting::ascii_json(subject.text)),
    of("Python repr", |subject| quoting::repr(subject.text)),
    of("Python repr of a repr", |subject| quoting::repr(&quoting::repr(subject.text))),
    of("HTML", |subject| quoting::html(subject.text)),
    of("JSON without spaces", |subject| quoting::compact(subject.text)),
    of("JSON with spaces", |subject| quoting::spaced(subject.text)),
    of("JSON over several lines", |subject| quoting::pretty(subject.text)),
    // Mail, tickets, pages.
    of("quoted with >", |subject| places::each_line(subject.text, "> ")),
    of("indented by 4", |subject| places::each_line(subject.text, "    ")),
    of("Markdown fence", |subject| format!("```\n{}\n```\n", subject.text.trim_end())),
    // White space and what cannot be seen.
    of("CRLF", |subject| subject.text.replace('\n', "\r\n")),
    of("tabs at line starts", |subject| space::tabs(subject.text)),
    of("trailing spaces", |subject| places::each_line_end(subject.text, "   ")),
    of("no-break spaces", |subject| subject.text.replace(' ', "\u{a0}")),
    of("byte order mark", |subject| format!("\u{feff}{}", subject.text)),
    of("zero-width space at line starts", |subject| places::each_line(subject.text, "\u{200b}")),
    // Values.
    of("other paths", values::paths),
    of("other numbers", values::numbers),
    of("other model names", values::models),
    of("other ids", values::ids),
    of("upper-case hexadecimal", values::upper_hex),
    // Other lines.
    of("INFO line between lines", noise::between),
    of("200 INFO lines before", |subject| noise::before(subject.text)),
    of("200 INFO lines after", |subject| noise::after(subject.text)),
    of("a megabyte before", noise::across_windows),
    of("error of nginx after", |subject| noise::foreign(subject.text)),
    of("first half of the frames cut", noise::cut_frames),
];
