//! A table of words looked up at a place in a text: the longest one that starts, or ends, there.

/// The words of a table, whose rows hold the words of one meaning with `|` between them.
pub fn each<T: Copy>(table: &'static [(&'static str, T)]) -> impl Iterator<Item = (&'static str, T)> {
    table.iter().flat_map(|(words, meaning)| words.split('|').map(|word| (word, *meaning)))
}

/// The words of a list with `|` between them.
pub fn list(words: &'static str) -> impl Iterator<Item = (&'static str, ())> {
    words.split('|').map(|word| (word, ()))
}

/// Words with what they mean.
#[derive(Debug)]
pub struct Words<T> {
    /// By slot of the deciding character, longer words first.
    entries: Vec<(Box<[char]>, T)>,
    /// Where the entries of each slot are: most places are refused by one look at this.
    slots: Box<[(u16, u16); SLOTS]>,
    backwards: bool,
}

const SLOTS: usize = 256;

impl<T: Copy> Words<T> {
    /// Words to be found by where they start.
    pub fn starting<'a>(words: impl IntoIterator<Item = (&'a str, T)>) -> Self {
        Self::build(words, false)
    }

    /// Words to be found by where they end.
    pub fn ending<'a>(words: impl IntoIterator<Item = (&'a str, T)>) -> Self {
        Self::build(words, true)
    }

    fn build<'a>(words: impl IntoIterator<Item = (&'a str, T)>, backwards: bool) -> Self {
        let key = |word: &[char]| if backwards { word.last().copied() } else { word.first().copied() };
        let mut entries: Vec<(Box<[char]>, T)> =
            words.into_iter().map(|(word, meaning)| (word.chars().collect(), meaning)).collect();
        entries.retain(|(word, _): &(Box<[char]>, T)| !word.is_empty());
        entries.sort_by_key(|(word, _)| (key(word).map(slot), std::cmp::Reverse(word.len())));
        let mut slots = Box::new([(0u16, 0u16); SLOTS]);
        for (place, (word, _)) in entries.iter().enumerate() {
            let Some(range) = key(word).and_then(|c| slots.get_mut(slot(c))) else { continue };
            // Tables hold hundreds of words, so that their places fit.
            let place = u16::try_from(place).unwrap_or(u16::MAX);
            if range.1 == 0 {
                range.0 = place;
            }
            range.1 = place.saturating_add(1);
        }
        Words { entries, slots, backwards }
    }

    /// The longest word that starts at `at`: one past its last character, and its meaning.
    pub fn at(&self, chars: &[char], at: usize) -> Option<(usize, T)> {
        debug_assert!(!self.backwards);
        let key = *chars.get(at)?;
        self.bucket(key).iter().find_map(|(word, meaning)| {
            let end = at + word.len();
            (chars.get(at..end)? == &**word && stands_alone(chars, at, end)).then_some((end, *meaning))
        })
    }

    /// The longest word that ends just before `end`: its first character, and its meaning.
    pub fn before(&self, chars: &[char], end: usize) -> Option<(usize, T)> {
        debug_assert!(self.backwards);
        let key = *chars.get(end.checked_sub(1)?)?;
        self.bucket(key).iter().find_map(|(word, meaning)| {
            let start = end.checked_sub(word.len())?;
            (chars.get(start..end)? == &**word && stands_alone(chars, start, end)).then_some((start, *meaning))
        })
    }

    fn bucket(&self, key: char) -> &[(Box<[char]>, T)] {
        let (first, end) = self.slots[slot(key)];
        &self.entries[usize::from(first)..usize::from(end)]
    }
}

fn slot(c: char) -> usize {
    c as usize % SLOTS
}

/// Whether a Latin word is whole: `day` is not found in `daylight`, `h` is in `3h`.
pub(super) fn stands_alone(chars: &[char], start: usize, end: usize) -> bool {
    let latin = |at: usize| chars.get(at).is_some_and(char::is_ascii_alphabetic);
    let glued_before = latin(start) && start > 0 && latin(start - 1);
    let glued_after = end > 0 && latin(end - 1) && latin(end);
    !glued_before && !glued_after
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_whole_word_is_found() {
        let words = Words::starting([("周", 1), ("周五", 2), ("day", 3)]);
        let find = |text: &str| words.at(&text.chars().collect::<Vec<_>>(), 0);
        assert_eq!(find("周五前"), Some((2, 2)));
        assert_eq!(find("周报"), Some((1, 1)));
        assert_eq!(find("daylight"), None);
        assert_eq!(find("day3"), Some((3, 3)));
        let words = Words::ending([("约", 1), ("大约", 2)]);
        assert_eq!(words.before(&['共', '大', '约'], 3), Some((1, 2)));
    }
}
