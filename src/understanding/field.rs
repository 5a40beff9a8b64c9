//! What a message does with a field of the company's own on a project or KPI:
//!
//! `[把] THING [的] FIELD LINK VALUE`, “会员项目的客户等级是A”; `FIELD of THING LINK VALUE`, “set the tier of Member Center to
//! A”. A value with a comma in it stands in quotes. An asking word or nothing in place of the value asks for it, “清空”
//! empties it. Nothing else stands in the message.

use chrono::NaiveDate;

mod asked;
mod defined;
mod filled;
mod places;

pub(super) use asked::asked;
pub use defined::{Defines, DefiningWords, NewField, defines};
pub use filled::Words as FilledWords;
pub(super) use filled::with_filled;

use super::{
    language::{en, zh},
    lexicon::Lexicon,
    quantity::{self, QuantityKind},
    text::Text,
    time,
    words::stands_alone,
};
use crate::domain::{
    Key, Org, Unit,
    org::{Content, Field, Holds},
};

/// The words of one language around a field. Lower case, half-width.
pub struct Words {
    /// What may stand before.
    pub openings: &'static [&'static str],
    /// What stands between a thing and its field.
    pub of_thing: &'static [&'static str],
    /// What stands between a field and its thing.
    pub of_field: &'static [&'static str],
    /// What stands before a value.
    pub links: &'static [&'static str],
    /// What stands in place of a value and asks for it.
    pub asking: &'static [&'static str],
    /// What stands in place of a value and empties the field.
    pub emptying: &'static [&'static str],
}

const LANGUAGES: [&Words; 2] = [&zh::field::WORDS, &en::field::WORDS];

/// The longest message that is about a field.
const LONGEST: usize = 260;

/// What may stand around a value.
const QUOTES: [char; 9] = ['“', '”', '"', '「', '」', '‘', '’', '\'', '`'];

/// What a message does with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Does {
    /// Asks what stands in it.
    Ask,
    /// Puts something into it, as written.
    Set(String),
    /// Empties it.
    Empty,
}

/// A message about a field of a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AboutField {
    /// The project or KPI.
    pub subject: Key,
    /// The field.
    pub field: Key,
    /// What is done with it.
    pub does: Does,
}

/// What a message does with a field, if that is all it does.
pub fn read(lexicon: &Lexicon, message: &str) -> Option<AboutField> {
    let org = lexicon.org();
    let message = message.trim().trim_end_matches(['。', '.', '!', '!']);
    if org.fields.list.is_empty() || message.contains('\n') || message.chars().count() > LONGEST {
        return None;
    }
    let text = Text::new(message);
    let things = lexicon.mentions(&text);
    // The longest name first: 客户等级 before 等级.
    let mut named = org.fields.list.iter().flat_map(|f| places(f, &text)).collect::<Vec<_>>();
    named.sort_by_key(|(start, end, _)| (start.abs_diff(*end), usize::MAX - start));
    for (start, end, field) in named.into_iter().rev() {
        for thing in &things {
            let of_kind = |key: &&Key| org.kind(key).is_some() && org.kind(key) == field.of.kind();
            let mut subjects = thing.keys.iter().filter(of_kind);
            let (Some(subject), None) = (subjects.next(), subjects.next()) else { continue };
            let does =
                LANGUAGES.iter().find_map(|words| does(words, &text, message, (start, end), (thing.start, thing.end)));
            if let Some(does) = does {
                return Some(AboutField { subject: subject.clone(), field: field.id.clone(), does });
            }
        }
    }
    None
}

/// The fields of reports that a text names, and where: the longest name, where several begin alike.
pub(super) fn named<'o>(org: &'o Org, text: &Text) -> Vec<(usize, usize, &'o Field)> {
    let mut all = org.fields.of_reports().flat_map(|field| places(field, text)).collect::<Vec<_>>();
    all.sort_by_key(|(start, end, _)| (*start, usize::MAX - end));
    let mut free = 0;
    all.retain(|(start, end, _)| {
        let apart = *start >= free;
        free = if apart { *end } else { free };
        apart
    });
    all
}

/// Where a field is named.
fn places<'f>(field: &'f Field, text: &Text) -> Vec<(usize, usize, &'f Field)> {
    let names = std::iter::once(&field.name).chain(&field.aliases).map(|name| Text::new(name.trim()).chars);
    let at = |name: Vec<char>| whole(text, &name).map(|(start, end)| (start, end, field)).collect::<Vec<_>>();
    names.filter(|n| !n.is_empty()).flat_map(at).collect()
}

/// Where words stand: see [`named_at`].
fn whole(text: &Text, words: &[char]) -> impl Iterator<Item = (usize, usize)> {
    (0..text.chars.len()).filter_map(move |at| named_at(text, at, words).map(|end| (at, end)))
}

/// One past words that stand at a place and are no part of a longer Latin word: PR is in 4个PR and in 4 PRs, not in 4 prints.
fn named_at(text: &Text, at: usize, words: &[char]) -> Option<usize> {
    let end = at + words.len();
    if words.is_empty() || text.chars.get(at..end) != Some(words) {
        return None;
    }
    let latin = words.last().is_some_and(char::is_ascii_alphabetic);
    let several = end + usize::from(latin && text.chars.get(end) == Some(&'s'));
    [end, several].into_iter().find(|end| stands_alone(&text.chars, at, *end))
}

/// What is done with a field here and a thing there.
fn does(words: &Words, text: &Text, message: &str, field: (usize, usize), thing: (usize, usize)) -> Option<Does> {
    let said = |from: usize, to: usize| text.chars[from..to].iter().collect::<String>();
    let (first, second, joints) = match () {
        () if thing.1 <= field.0 => (thing, field, words.of_thing),
        () if field.1 <= thing.0 => (field, thing, words.of_field),
        () => return None,
    };
    let opens = words.openings.contains(&said(0, first.0).trim());
    if !opens || !joints.contains(&said(first.1, second.0).as_str()) {
        return None;
    }
    let rest = said(second.1, text.chars.len());
    let bare = |said: &str| said.trim().trim_matches('?').trim().trim_matches(QUOTES).trim().to_owned();
    if bare(&rest).is_empty() || words.asking.contains(&bare(&rest).as_str()) {
        return Some(Does::Ask);
    }
    if words.emptying.contains(&bare(&rest).as_str()) {
        return Some(Does::Empty);
    }
    let link = words.links.iter().filter(|link| rest.starts_with(**link)).max_by_key(|link| link.chars().count())?;
    let from = second.1 + link.chars().count();
    let written = text.words(message, from, text.chars.len())?.trim();
    // More than a value is told: a report may not be lost in a field.
    if written.contains([',', ',', '。', ';', ';', '!', '!']) && !written.starts_with(QUOTES) {
        return None;
    }
    let value = bare(written);
    let uniform = bare(&said(from, text.chars.len()));
    match () {
        () if value.is_empty() || words.asking.contains(&uniform.as_str()) => Some(Does::Ask),
        () if words.emptying.contains(&uniform.as_str()) => Some(Does::Empty),
        () if rest.trim_end().ends_with('?') => None,
        () => Some(Does::Set(value)),
    }
}

/// What a field takes of what is written: days and figures as people say them. `None` where it does not fit.
pub fn content(field: &Field, written: &str, today: NaiveDate) -> Option<Content> {
    field.holds.take(written).or_else(|| {
        let text = Text::new(written);
        match &field.holds {
            Holds::Text | Holds::Choice(_) => None,
            Holds::Date => match time::scan(&text, today, 1).as_slice() {
                [one] if one.ahead.first == one.ahead.last => Some(Content::Date(one.ahead.first)),
                _ => None,
            },
            Holds::Number(unit) => match quantity::scan(&text, false).as_slice() {
                [one] if one.start == 0 && one.end == text.chars.len() => {
                    let fits = match (&one.kind, unit) {
                        (QuantityKind::Number, _) => true,
                        (QuantityKind::Percent, Some(unit)) => *unit == Unit::percent(),
                        (QuantityKind::Money(said) | QuantityKind::Count(said), Some(unit)) => said == unit,
                        (_, _) => false,
                    };
                    fits.then_some(Content::Number(one.value.normalize()))
                }
                _ => None,
            },
        }
    })
}
