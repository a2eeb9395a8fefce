//! All signals of a knowledge base in one list.

use crate::entry::{RawCategory, RawSignal};

/// All signals, in the order of `categories.yaml`; each is named by its place.
#[derive(Debug)]
pub(super) struct Signals<'a> {
    /// The category of each, and what the file says of it.
    list: Vec<(usize, &'a RawSignal)>,
    /// Where the signals of each category begin.
    begins: Vec<usize>,
}

impl<'a> Signals<'a> {
    pub(super) fn of(categories: &'a [RawCategory]) -> Self {
        let mut signals = Self { list: Vec::new(), begins: Vec::new() };
        for (place, category) in categories.iter().enumerate() {
            signals.begins.push(signals.list.len());
            signals.list.extend(category.signals.iter().map(|signal| (place, &signal.value)));
        }
        signals
    }

    /// The place of a signal that the matcher names.
    pub(super) fn index(&self, category: usize, in_category: usize) -> usize {
        self.begins[category] + in_category
    }

    /// The category for which a signal speaks.
    pub(super) fn category(&self, place: usize) -> usize {
        self.list[place].0
    }

    pub(super) fn category_count(&self) -> usize {
        self.begins.len()
    }

    /// The weights that the file says.
    pub(super) fn weights(&self) -> Vec<u8> {
        self.list.iter().map(|(_, signal)| signal.weight).collect()
    }

    /// What is looked for, as people read it.
    pub(super) fn shown(&self, place: usize) -> String {
        let signal = self.list[place].1;
        match (&signal.text, signal.status) {
            (Some(text), _) => format!("`{text}`"),
            (None, status) => format!("status {}", status.unwrap_or_default()),
        }
    }
}
