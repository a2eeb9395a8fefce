//! What signals of given weights answer to texts of the corpus.

use matcher::hearing::Hearing;

use super::cases::Case;
use super::signals::Signals;

/// A text of the corpus with what signals say of it.
#[derive(Debug, Clone)]
pub(super) struct Answered<'a> {
    pub(super) case: &'a Case,
    /// What the signals for each category weigh together.
    pub(super) sums: Vec<f64>,
}

/// Which texts are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// Texts that no entry decides.
    Undecided,
    /// All texts, as if there were no entries.
    All,
}

/// Answers all texts of the corpus; samples are not among them.
pub(super) fn answer<'a, 'w>(
    cases: &'a [Case],
    signals: &Signals<'_>,
    weights: impl Fn(&Case) -> &'w Vec<f64>,
) -> Vec<Answered<'a>> {
    let texts = cases.iter().filter(|case| !case.is_sample);
    texts.map(|case| Answered { case, sums: case.sums(signals, weights(case)) }).collect()
}

impl Scope {
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Undecided => "texts that no entry decides",
            Self::All => "all texts, as if there were no entries",
        }
    }

    /// Whether a text is counted: it is related, and in the scope.
    pub(super) fn counts(self, case: &Case) -> bool {
        case.category.is_some() && (self == Self::All || !case.is_decided())
    }
}

impl Answered<'_> {
    /// The category that signals name, as the matcher does it: the first of the heaviest.
    pub(super) fn by_signals(&self) -> Option<usize> {
        let heaviest = self.sums.iter().enumerate().rev();
        let (category, sum) = heaviest.max_by(|(_, one), (_, other)| one.total_cmp(other))?;
        (self.case.is_of_tool && *sum >= f64::from(Hearing::LEAST_WEIGHT)).then_some(category)
    }

    /// The category that is named: where signals name none, that of an entry that follows any
    /// error.
    pub(super) fn named(&self, scope: Scope) -> Option<usize> {
        match scope {
            Scope::Undecided => {
                self.by_signals().or_else(|| self.case.first.map(|first| first.category))
            }
            Scope::All => self.by_signals(),
        }
    }

    /// Whether the category that is named is the label's or one that it accepts.
    pub(super) fn is_right(&self, scope: Scope) -> bool {
        self.named(scope).is_some_and(|category| self.case.accepts(category))
    }
}
