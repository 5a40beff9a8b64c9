//! A message that gives a thing another name: “凤凰就是会员项目”, “会员项目我们叫凤凰”, “phoenix means the member project”.
//!
//! `NAME LINK THING` and `THING LINK NAME`, nothing else in the message. The thing is one that the company knows; the name
//! is a word or two that it does not know, no day, figure or pointing word.

use super::{
    language::{en, zh},
    lexicon::Lexicon,
    quantity,
    text::Text,
    time,
};
use crate::domain::Key;

/// The words of one language around a new name.
pub struct Words {
    /// Between a new name and the thing it stands for.
    pub stands_for: &'static [&'static str],
    /// Between a thing and the new name it is called by.
    pub called: &'static [&'static str],
    /// What may follow at the end and says nothing more.
    pub tails: &'static [&'static str],
    /// A name has none of these: words that point, join or ask.
    pub not_in_names: &'static [&'static str],
}

const LANGUAGES: [&Words; 2] = [&zh::naming::WORDS, &en::naming::WORDS];

/// The longest message that gives a name.
const LONGEST: usize = 40;

/// The longest name.
const LONGEST_NAME: usize = 16;

/// A name for a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naming {
    /// The name as written.
    pub name: String,
    /// The thing.
    pub subject: Key,
}

/// The name that a message gives to a thing, if that is all it does.
pub fn read(lexicon: &Lexicon, message: &str) -> Option<Naming> {
    let message = message.trim().trim_end_matches(['。', '.', '!', '!', '~']);
    if message.chars().count() > LONGEST || message.contains(['\n', '?', '?', ',', ',']) {
        return None;
    }
    LANGUAGES.iter().find_map(|words| {
        let stands = words.stands_for.iter().filter_map(|link| message.split_once(link));
        let called = words.called.iter().filter_map(|link| message.split_once(link)).map(|(thing, name)| (name, thing));
        stands.chain(called).find_map(|(name, thing)| naming(lexicon, words, name, thing))
    })
}

fn naming(lexicon: &Lexicon, words: &Words, name: &str, thing: &str) -> Option<Naming> {
    let bare = |part: &str| part.trim().trim_matches(['“', '”', '"', '\'', '「', '」', '《', '》']).trim().to_string();
    let (name, thing) = (bare(name), bare(thing));
    let shorter = words.tails.iter().filter_map(|tail| thing.strip_suffix(tail));
    let subject =
        std::iter::once(thing.as_str()).chain(shorter).find_map(|thing| whole_mention(lexicon, thing.trim()))?;
    is_name(lexicon, words, &name).then_some(Naming { name, subject })
}

/// The one thing that a text names, where it names nothing else and says nothing else.
fn whole_mention(lexicon: &Lexicon, text: &str) -> Option<Key> {
    let text = Text::new(text);
    match lexicon.mentions(&text).as_slice() {
        [one] if one.start == 0 && one.end == text.chars.len() => match one.keys.as_slice() {
            [key] => Some(key.clone()),
            _ => None,
        },
        _ => None,
    }
}

fn is_name(lexicon: &Lexicon, words: &Words, name: &str) -> bool {
    let length = name.chars().count();
    let text = Text::new(name);
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.');
    (2..=LONGEST_NAME).contains(&length)
        && name.chars().all(plain)
        && name.chars().any(char::is_alphabetic)
        && !words.not_in_names.iter().any(|word| name.contains(word))
        && lexicon.mentions(&text).is_empty()
        && quantity::scan(&text, false).is_empty()
        && time::scan(&text, chrono::NaiveDate::default(), 1).is_empty()
}
