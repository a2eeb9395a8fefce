//! What a fit gave, for a terminal.

use std::fmt::Write as _;

use super::{Calibration, Comparison, Fit, Reliability, Rightness, Weighed};
use crate::accuracy::share::{Share, percent};

/// The width of a row's name.
const NAME: usize = 20;
/// The width of a column.
const COLUMN: usize = 28;
/// Changes beyond these are not shown.
const MOST_CHANGES: usize = 20;

/// What a row says of a share of texts.
type Row = (&'static str, fn(&Rightness) -> Share);

const RIGHTNESS: [Row; 3] = [
    ("strict", |rightness| rightness.strict),
    ("acceptable", |rightness| rightness.acceptable),
    ("no answer", |rightness| rightness.no_answer),
];

/// All figures as tables.
pub fn render(fit: &Fit) -> String {
    let mut out = String::new();
    let heard = fit.signals.iter().filter(|signal| signal.heard > 0).count();
    // Writing to a string does not fail.
    let _ = writeln!(out, "{:<NAME$}{} of the development half", "texts", fit.texts);
    let _ = writeln!(out, "{:<NAME$}{}", "samples of entries", fit.samples);
    let _ = writeln!(out, "{:<NAME$}{}, {heard} of them heard\n", "signals", fit.signals.len());
    row(
        &mut out,
        "category by signals",
        &["present weights", "fitted, 5 folds", "from equal weights"],
    );
    for comparison in &fit.figures {
        compare(&mut out, comparison);
    }
    out.push_str(
        "\n  Folds: each text is answered with weights that were learned without its thread. The \
         present\n  weights may have been learned from it; equal weights know of no text.\n",
    );
    if fit.figures.iter().all(|comparison| comparison.mended <= comparison.broken) {
        out.push_str(
            "  Not worth writing: held-out texts are not answered better than at present.\n",
        );
    }
    changes(&mut out, &fit.signals);
    useless(&mut out, &fit.signals);
    for calibration in [&fit.by_signals, &fit.by_entries] {
        reliability(&mut out, calibration);
    }
    out
}

fn row<T: AsRef<str>>(out: &mut String, name: &str, cells: &[T]) {
    let mut line = format!("{name:<NAME$}");
    for cell in cells {
        let _ = write!(line, "{:<COLUMN$}", cell.as_ref());
    }
    let _ = writeln!(out, "{}", line.trim_end());
}

fn compare(out: &mut String, comparison: &Comparison) {
    let _ = writeln!(out, "\n{}", comparison.title);
    let columns = [&comparison.before, &comparison.after, &comparison.from_equal];
    for (name, share) in RIGHTNESS {
        row(out, &format!("  {name}"), &columns.map(|column| short(share(column))));
    }
    let (mended, broken) = (comparison.mended, comparison.broken);
    let _ = writeln!(out, "  present to fitted: {mended} answers mended, {broken} broken");
}

/// `80.0 % (8 of 10)`.
fn short(share: Share) -> String {
    share.value().map_or_else(|| "-".to_owned(), |_| share.to_string())
}

fn changes(out: &mut String, signals: &[Weighed]) {
    let mut changed: Vec<&Weighed> = signals.iter().filter(|one| one.change() != 0).collect();
    // The sort is stable: what changes alike stays in the file's order.
    changed.sort_by_key(|one| -one.change().abs());
    let _ = writeln!(out, "\n{} weights change, most of all", changed.len());
    for one in changed.iter().take(MOST_CHANGES) {
        let (before, after) = (one.before, one.after);
        let heard = one.heard;
        let _ = writeln!(
            out,
            "  {before:>3} -> {after:>3}  {:<18}{} (heard in {heard})",
            one.category, one.shown
        );
    }
}

fn useless(out: &mut String, signals: &[Weighed]) {
    let mut useless = signals.iter().filter(|one| one.is_useless()).peekable();
    if useless.peek().is_some() {
        let _ =
            writeln!(out, "\nuseless: a weight below {}; think of removing them", Weighed::LEAST);
    }
    for one in useless {
        let _ = writeln!(out, "  {:>3}  {:<18}{}", one.after, one.category, one.shown);
    }
}

fn reliability(out: &mut String, calibration: &Calibration) {
    let Calibration { title, constant, before, after } = calibration;
    let _ = writeln!(out, "\n{title}: confidence stated, and right");
    let head = [before, after].map(|(value, _)| format!("{constant} = {value}"));
    row(out, "", &head);
    for (one, other) in before.1.ranges.iter().zip(&after.1.ranges) {
        let name = format!("  {:.1} to {:.1}", one.from, one.to);
        let cells = [one, other].map(|range| match range.stated {
            Some(stated) => format!("{stated:.2}  {}", short(range.right)),
            None => "-".to_owned(),
        });
        row(out, &name, &cells);
    }
    type Figure = (&'static str, fn(&Reliability) -> String);
    let figures: [Figure; 2] = [
        ("calibration error", |it| percent(it.error)),
        ("log loss", |it| format!("{:.3}", it.log_loss)),
    ];
    for (name, figure) in figures {
        let cells = [before, after].map(|(_, it)| figure(it));
        row(out, &format!("  {name}"), &cells);
    }
    let _ = if before.0.total_cmp(&after.0).is_eq() {
        writeln!(out, "  keep {constant} = {}", before.0)
    } else {
        writeln!(
            out,
            "  take {constant} = {}: nearest to {} of what chance cannot tell from the best",
            after.0, before.0
        )
    };
}
