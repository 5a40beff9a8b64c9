//! Places in a text that were taken, by where they begin.

use std::collections::BTreeMap;

/// Places in a text, each run of those that overlap as one.
#[derive(Default)]
pub(super) struct Places(BTreeMap<usize, usize>);

impl Places {
    /// Adds one.
    pub(super) fn add(&mut self, start: usize, end: usize) {
        let (mut from, mut to) = (start, end);
        while let Some((first, last)) = self.last_before(to).filter(|(_, last)| *last > from) {
            self.0.remove(&first);
            (from, to) = (from.min(first), to.max(last));
        }
        self.0.insert(from, to);
    }

    /// Whether any overlaps these characters.
    pub(super) fn touch(&self, start: usize, end: usize) -> bool {
        self.last_before(end).is_some_and(|(_, last)| last > start)
    }

    /// Whether one has all of these characters.
    pub(super) fn hold(&self, start: usize, end: usize) -> bool {
        self.last_before(start + 1).is_some_and(|(_, last)| last >= end)
    }

    fn last_before(&self, end: usize) -> Option<(usize, usize)> {
        self.0.range(..end).next_back().map(|(first, last)| (*first, *last))
    }
}
