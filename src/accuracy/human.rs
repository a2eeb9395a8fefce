//! Figures for a terminal: both halves side by side.

use std::fmt::Write as _;

use super::corpus::Half;
use super::figures::{CategoryFigures, Confusion, Figures, NONE, Report};
use super::judge::Judged;
use super::share::{Share, percent};

/// The width of a row's name.
const NAME: usize = 26;
/// The width of a half's column.
const COLUMN: usize = 38;

/// A row of the table, and what it says of a half.
type Row<T> = (&'static str, fn(&T) -> String);

const TEXTS: [Row<Figures>; 2] = [
    ("related", |figures| figures.texts.related.to_string()),
    ("unrelated", |figures| figures.texts.unrelated.to_string()),
];

const CATEGORY: [Row<CategoryFigures>; 5] = [
    ("strict", |category| share(category.strict)),
    ("acceptable", |category| share(category.acceptable)),
    ("macro recall", |category| category.macro_recall.map_or_else(nothing, percent)),
    ("no answer", |category| share(category.no_answer)),
    ("false claims", |category| share(category.false_claims)),
];

const ENTRY: [Row<Figures>; 2] = [
    ("first one is right", |figures| share(figures.entry.precision)),
    ("right one is first", |figures| share(figures.entry.recall)),
];

const CERTAINTY: [Row<Figures>; 2] = [
    ("likely", |figures| share(figures.certainty.likely)),
    ("possible", |figures| share(figures.certainty.possible)),
];

/// All figures as tables; categories come in the given order.
pub fn render(report: &Report, order: &[&str]) -> String {
    let halves = Half::ALL.map(|half| report.half(half));
    let mut out = String::new();
    row(&mut out, "", &Half::ALL.map(|half| half.name().to_owned()));
    section(&mut out, "texts", &TEXTS, &halves);
    section(&mut out, "category", &CATEGORY, &halves.map(|figures| &figures.category));
    section(&mut out, "entry", &ENTRY, &halves);
    section(&mut out, "right where called", &CERTAINTY, &halves);
    reliability(&mut out, &halves);
    let baselines = halves.map(|figures| &figures.baseline);
    section(&mut out, "baseline: first rule wins", &CATEGORY, &baselines);
    for half in Half::ALL {
        confusion(&mut out, half, &report.half(half).confusion, order);
    }
    // Writing to a string does not fail.
    let _ = writeln!(
        out,
        "\nIn parentheses: how many of how many, and the 95 % interval (Wilson) in percent."
    );
    out
}

fn section<T>(out: &mut String, title: &str, rows: &[Row<T>], halves: &[&T; 2]) {
    let _ = writeln!(out, "\n{title}");
    for (name, cell) in rows {
        row(out, &format!("  {name}"), &halves.map(*cell));
    }
}

fn row(out: &mut String, name: &str, cells: &[String; 2]) {
    let [left, right] = cells;
    let line = format!("{name:<NAME$}{left:<COLUMN$}{right}");
    let _ = writeln!(out, "{}", line.trim_end());
}

fn nothing() -> String {
    "-".to_owned()
}

/// `80.0 % (8 of 10; 49.0 to 94.3)`.
fn share(share: Share) -> String {
    let (Some(value), Some((low, high))) = (share.value(), share.interval()) else {
        return nothing();
    };
    let (count, of) = (share.count(), share.total());
    let (low, high) = (low * 100.0, high * 100.0);
    format!("{} ({count} of {of}; {low:.1} to {high:.1})", percent(value))
}

fn reliability(out: &mut String, halves: &[&Figures; 2]) {
    let _ = writeln!(out, "\nconfidence: stated, and right");
    let [left, right] = halves.map(|half| &half.reliability);
    for (left, right) in left.iter().zip(right) {
        let name = format!("  {:.1} to {:.1}", left.from, left.to);
        let cells = [left, right].map(|bin| match bin.stated {
            Some(stated) => format!("{stated:.2}  {}", bin.acceptable),
            None => nothing(),
        });
        row(out, &name, &cells);
    }
}

/// One row a label, one column an answer. Both have the same numbers.
fn confusion(out: &mut String, half: Half, confusion: &Confusion, order: &[&str]) {
    let occurs = |id: &&&str| confusion.ids().any(|other| other == **id);
    let ids: Vec<&str> = order.iter().filter(occurs).copied().chain([NONE]).collect();
    let _ = writeln!(out, "\n{}: labelled (rows) and answered (columns)", half.name());
    let _ = write!(out, "{:NAME$}", "");
    for number in 1..ids.len() {
        let _ = write!(out, "{number:>4}");
    }
    let _ = writeln!(out, "  not known");
    for (number, label) in (1..).zip(&ids) {
        let name = if *label == NONE {
            "     unrelated".to_owned()
        } else {
            format!("  {number:>2} {label}")
        };
        let _ = write!(out, "{name:<NAME$}");
        for answer in &ids {
            let width = if *answer == NONE { 11 } else { 4 };
            match confusion.cell(label, answer) {
                0 => {
                    let _ = write!(out, "{:>width$}", ".");
                }
                count => {
                    let _ = write!(out, "{count:>width$}");
                }
            }
        }
        out.push('\n');
    }
}

/// A line for each text that was answered wrongly.
pub fn list<'a>(judged: impl IntoIterator<Item = &'a Judged<'a>>) -> String {
    let mut out = String::new();
    for one in judged.into_iter().filter(|one| one.is_wrong()) {
        let label = &one.text.label;
        let _ = writeln!(out, "{}", one.text.path);
        let _ = write!(out, "  expected: {}", label.category.as_deref().unwrap_or("not known"));
        for also in &label.accept {
            let _ = write!(out, ", or {also}");
        }
        let entries = label.entries.iter().map(String::as_str).collect::<Vec<_>>();
        if !entries.is_empty() {
            let _ = write!(out, "; {}", entries.join(" or "));
        }
        let _ = match &one.category {
            Some(guess) => {
                let entry = one.entry.as_deref().unwrap_or("no entry");
                writeln!(out, "\n  answered: {}; {entry} ({:.2})", guess.id, guess.confidence)
            }
            None => writeln!(out, "\n  answered: not known"),
        };
    }
    if out.is_empty() { "every text of this half is answered rightly\n".to_owned() } else { out }
}
