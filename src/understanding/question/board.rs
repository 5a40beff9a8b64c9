//! The board: 看板, 会员项目的看板, 我的任务, “board of Member Center”. A message that is nothing else.

use chrono::NaiveDate;

use super::{query::Query, seen::Seen};
use crate::{
    domain::{Key, Org, org::Kind},
    understanding::{
        language::{en, zh},
        text::Text,
    },
};

/// The words of one language that ask for a board.
pub struct Words {
    /// The whole board.
    pub whole: &'static [&'static str],
    /// The asker's own.
    pub own: &'static [&'static str],
    /// Before whose it is.
    pub before: &'static [&'static str],
    /// Behind whose it is.
    pub behind: &'static [&'static str],
}

const LANGUAGES: [&Words; 2] = [&zh::question::BOARD, &en::question::BOARD];

/// The longest message that asks for a board.
const LONGEST: usize = 40;

/// The board that a message asks for, if that is all it does.
pub fn board(org: &Org, text: &str, asker: &Key, today: NaiveDate) -> Option<Query> {
    if text.chars().count() > LONGEST {
        return None;
    }
    let said: String = Text::new(text.trim()).chars.iter().collect();
    let said = said.trim_end_matches(['。', '.', '!', '?', ' ']);
    for words in LANGUAGES {
        if words.whole.contains(&said) {
            return Some(Query::Board { of: None });
        }
        if words.own.contains(&said) {
            return Some(Query::Board { of: Some(asker.clone()) });
        }
        let before = words.before.iter().filter_map(|word| said.strip_prefix(word));
        let behind = words.behind.iter().filter_map(|word| said.strip_suffix(word));
        if let Some(query) = before.chain(behind).find_map(|of| board_of(org, of, asker, today)) {
            return Some(query);
        }
    }
    None
}

fn board_of(org: &Org, of: &str, asker: &Key, today: NaiveDate) -> Option<Query> {
    let seen = Seen::new(org, of, asker, today, None);
    let [named] = seen.names.as_slice() else { return None };
    let has_work =
        |key: &&Key| matches!(org.kind(key), Some(Kind::Project | Kind::Person | Kind::Department | Kind::Company));
    let mut keys: Vec<Key> = named.keys.iter().filter(has_work).cloned().collect();
    match keys.len() {
        0 => None,
        1 => Some(Query::Board { of: keys.pop() }),
        _ => {
            let reading = |key: Key| (key.clone(), Query::Board { of: Some(key) });
            Some(Query::Ambiguous { readings: keys.into_iter().map(reading).collect() })
        }
    }
}
