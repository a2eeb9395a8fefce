//! How often the answers are right, for visitors: the figures of the half that is only counted.

use serde::Serialize;

use super::{Views, category_path};
use crate::accuracy::{CategoryFigures, Confusion, Figures, NONE, Share};

/// The test half's figures; `accuracy` in `accuracy.html`.
#[derive(Debug, Serialize)]
pub(in crate::render) struct AccuracyView {
    /// How many texts were given to the box.
    pub(in crate::render) total: usize,
    /// Texts about known programs.
    related: usize,
    /// Texts about something else.
    unrelated: usize,
    /// Texts of the half that is used while working on the answers.
    development: usize,
    /// What the box answers.
    category: CategoryView,
    /// What simple rules answer.
    baseline: CategoryView,
    /// Of answers that put an entry first: how often it is the right one.
    entry_precision: ShareView,
    /// Of texts that an entry explains: how often it comes first.
    entry_recall: ShareView,
    /// How often what is called likely is right.
    likely: ShareView,
    /// How often what is called possible is right.
    possible: ShareView,
    /// The ranges of confidence, lowest first.
    reliability: Vec<BinView>,
    /// Labels; the columns are the same ones, then "not known here".
    confusion: Vec<RowView>,
}

/// What was answered to the question for the category.
#[derive(Debug, Serialize)]
struct CategoryView {
    acceptable: ShareView,
    strict: ShareView,
    /// `84.2 %`; empty without related texts.
    macro_recall: String,
    no_answer: ShareView,
    false_claims: ShareView,
}

/// A share; texts are empty where there is nothing to count.
#[derive(Debug, Serialize)]
struct ShareView {
    count: usize,
    of: usize,
    /// `84.2 %`.
    share: String,
    /// `76.1 to 90.0 %`.
    interval: String,
}

/// A range of confidence.
#[derive(Debug, Serialize)]
struct BinView {
    /// `70 to 80 %`.
    range: String,
    /// The mean of what was stated; empty where nothing was.
    stated: String,
    right: ShareView,
}

/// A label, and what its texts were answered.
#[derive(Debug, Serialize)]
struct RowView {
    title: String,
    /// The category's page; empty for unrelated texts.
    url: String,
    texts: usize,
    /// A cell for each row's category, and one for "not known here".
    cells: Vec<CellView>,
}

#[derive(Debug, Serialize)]
struct CellView {
    count: usize,
    /// Whether this is the answer that the label names.
    is_right: bool,
}

impl Views<'_> {
    /// What the page about the answers shows, where they were measured.
    pub(in crate::render) fn accuracy(&self) -> Option<AccuracyView> {
        let report = self.options.accuracy?;
        let Figures { baseline, category, certainty, entry, texts, .. } = &report.test;
        let development = report.development.texts;
        Some(AccuracyView {
            total: texts.related + texts.unrelated,
            related: texts.related,
            unrelated: texts.unrelated,
            development: development.related + development.unrelated,
            category: category_view(category),
            baseline: category_view(baseline),
            entry_precision: share_view(entry.precision),
            entry_recall: share_view(entry.recall),
            likely: share_view(certainty.likely),
            possible: share_view(certainty.possible),
            reliability: reliability(&report.test),
            confusion: self.confusion(&report.test.confusion),
        })
    }

    /// A row for each category that was expected or answered, in their order, and one for unrelated
    /// texts.
    fn confusion(&self, confusion: &Confusion) -> Vec<RowView> {
        let occurs = |id: &str| confusion.ids().any(|other| other == id);
        let categories = || {
            let all = self.base.categories.iter().map(|category| category.id.as_str());
            all.filter(|id| occurs(id))
        };
        let rows = self.base.categories.iter().filter(|category| occurs(&category.id));
        let rows = rows.map(|category| {
            let link = self.options.address.link(&category_path(&category.id));
            (category.id.as_str(), category.title.clone(), link)
        });
        rows.chain([(NONE, "Unrelated texts".to_owned(), String::new())])
            .map(|(label, title, url)| RowView {
                title,
                url,
                texts: confusion.labelled(label),
                cells: categories()
                    .chain([NONE])
                    .map(|answer| CellView {
                        count: confusion.cell(label, answer),
                        is_right: label == answer,
                    })
                    .collect(),
            })
            .collect()
    }
}

fn category_view(category: &CategoryFigures) -> CategoryView {
    CategoryView {
        acceptable: share_view(category.acceptable),
        strict: share_view(category.strict),
        macro_recall: category.macro_recall.map(percent).unwrap_or_default(),
        no_answer: share_view(category.no_answer),
        false_claims: share_view(category.false_claims),
    }
}

fn share_view(share: Share) -> ShareView {
    let interval = share
        .interval()
        .map(|(low, high)| format!("{:.1} to {}", low * 100.0, percent(high)))
        .unwrap_or_default();
    ShareView {
        count: share.count(),
        of: share.total(),
        share: share.value().map(percent).unwrap_or_default(),
        interval,
    }
}

fn reliability(figures: &Figures) -> Vec<BinView> {
    let bins = figures.reliability.iter();
    bins.map(|bin| BinView {
        range: format!("{:.0} to {:.0} %", bin.from * 100.0, bin.to * 100.0),
        stated: bin.stated.map(percent).unwrap_or_default(),
        right: share_view(bin.acceptable),
    })
    .collect()
}

/// A share with its sign on the same line.
fn percent(share: f64) -> String {
    format!("{:.1}\u{a0}%", share * 100.0)
}
