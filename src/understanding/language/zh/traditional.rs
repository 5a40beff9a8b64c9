//! Traditional characters and their simplified forms.

/// Pairs of a traditional character and its simplified form: 萬 and 万.
pub fn traditional_pairs() -> impl Iterator<Item = (char, char)> {
    include_str!("traditional.txt").lines().filter(|line| !line.starts_with('#')).flat_map(|line| {
        line.split(' ').filter_map(|pair| {
            let mut chars = pair.chars();
            Some((chars.next()?, chars.next()?))
        })
    })
}
