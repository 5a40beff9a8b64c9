//! The words of all languages that make figures, joined for the scanner.

use std::sync::LazyLock;

use super::{en, zh};
use crate::understanding::words::{Words, list};

/// What a word makes of the number before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareUnit {
    /// %, percent.
    Percent,
    /// ‰.
    PerMille,
    /// 个点, 个百分点, pp.
    Points,
}

/// %, 个百分点, percent.
pub fn share_units() -> &'static Words<ShareUnit> {
    static WORDS: LazyLock<Words<ShareUnit>> = LazyLock::new(|| {
        Words::starting([
            ("%", ShareUnit::Percent),
            ("percent", ShareUnit::Percent),
            ("per cent", ShareUnit::Percent),
            ("pct", ShareUnit::Percent),
            ("个百分比", ShareUnit::Percent),
            ("‰", ShareUnit::PerMille),
            ("个百分点", ShareUnit::Points),
            ("百分点", ShareUnit::Points),
            ("个点", ShareUnit::Points),
            ("percentage points", ShareUnit::Points),
            ("percentage point", ShareUnit::Points),
            ("pp", ShareUnit::Points),
            ("pts", ShareUnit::Points),
            ("ppt", ShareUnit::Points),
        ])
    });
    &WORDS
}

/// Shares in so many words, in hundredths of a per cent, and whether they are rough.
pub fn shares() -> &'static Words<(i64, bool)> {
    static WORDS: LazyLock<Words<(i64, bool)>> = LazyLock::new(|| {
        Words::starting([
            ("一半", (5000, false)),
            ("过半", (5000, true)),
            ("超半", (5000, true)),
            ("大半", (5000, true)),
            ("一大半", (5000, true)),
            ("一多半", (5000, true)),
            ("一半多", (5000, true)),
            ("百分百", (10000, false)),
            ("百分之百", (10000, false)),
            ("half", (5000, false)),
            ("halfway", (5000, true)),
            ("half-way", (5000, true)),
            ("over half", (5000, true)),
            ("more than half", (5000, true)),
            ("three quarters", (7500, false)),
            ("three-quarters", (7500, false)),
            ("a quarter of", (2500, false)),
            ("a third of", (3333, false)),
            ("a third done", (3333, false)),
            ("a third finished", (3333, false)),
            ("a third complete", (3333, false)),
            ("a third there", (3333, false)),
            ("a third through", (3333, false)),
            ("a quarter done", (2500, false)),
            ("a quarter finished", (2500, false)),
            ("a quarter there", (2500, false)),
            ("one third", (3333, false)),
            ("two thirds", (6667, false)),
            ("two-thirds", (6667, false)),
        ])
    });
    &WORDS
}

/// Whether a share word is part of another: 大半夜, first half, half past.
pub fn is_no_share(chars: &[char], at: usize) -> bool {
    static BEFORE: LazyLock<Words<()>> = LazyLock::new(|| {
        Words::ending(
            ["first ", "second ", "other ", "better ", "经", "通", "难", "熬", "双", "票", "票数"].map(|w| (w, ())),
        )
    });
    static NAMES: LazyLock<Words<()>> = LazyLock::new(|| {
        Words::starting(
            ["大半夜", "大半天", "大半年", "过半天", "过半小", "half past", "half year", "half-year", "half term"]
                .map(|w| (w, ())),
        )
    });
    BEFORE.before(chars, at).is_some() || NAMES.at(chars, at).is_some()
}

/// 百分之, 千分之 and what they divide by to make per cent.
pub fn out_of() -> &'static Words<i64> {
    static WORDS: LazyLock<Words<i64>> = LazyLock::new(|| {
        Words::starting([
            ("百分之", 1),
            ("佰分之", 1),
            ("千分之", 10),
            ("仟分之", 10),
            ("万分之", 100),
            ("十万分之", 1000),
            ("百万分之", 10_000),
            ("千万分之", 100_000),
            ("万万分之", 1_000_000),
            ("亿分之", 1_000_000),
            ("百万万分之", 100_000_000),
        ])
    });
    &WORDS
}

/// Words that begin with a numeral and are none: 一下, 十分, 三方.
pub fn idioms() -> &'static Words<()> {
    static WORDS: LazyLock<Words<()>> = LazyLock::new(|| Words::starting(list(zh::UNCOUNTED)));
    &WORDS
}

/// Words behind a numeral that begin like a measure and are none.
pub fn count_followers() -> &'static Words<()> {
    static WORDS: LazyLock<Words<()>> = LazyLock::new(|| Words::starting(list(zh::COUNT_FOLLOWERS)));
    &WORDS
}

/// Units that are written right behind digits: 30kg, 12pcs.
pub fn glued_units() -> &'static Words<()> {
    static WORDS: LazyLock<Words<()>> = LazyLock::new(|| Words::starting(list(en::GLUED_UNITS)));
    &WORDS
}

/// Whether a character can begin a figure: a numeral, 半, 过半, a currency.
pub fn starts_figure(c: char) -> bool {
    zh::digit(c).is_some()
        || zh::scale(c).is_some()
        || zh::is_vague_digit(c)
        || matches!(c, '半' | '过' | '超' | '大' | '¥' | '€' | '£' | '人' | '美' | '港')
}

/// Behind 成, a character that makes another word of it.
pub fn breaks_tenth(c: char) -> bool {
    zh::TENTH_BREAKERS.contains(c)
}

/// Behind a duration, a character that makes another word of it: 3年级, 2天津, 5s店.
pub fn breaks_duration(last: char, next: char) -> bool {
    match last {
        '年' => matches!(next, '级' | '代' | '度' | '期' | '庆'),
        '天' => matches!(next, '津' | '猫' | '河' | '然' | '气'),
        '周' => matches!(next, '岁' | '年' | '边' | '一' | '报'),
        '秒' => matches!(next, '杀'),
        's' => next == '店',
        _ => false,
    }
}

/// Whether a currency word ends there, and no other word goes on: 元 in 3元素.
pub fn ends_currency(last: char, next: Option<char>) -> bool {
    match (last, next) {
        ('元', Some(next)) => !matches!(next, '素' | '旦' | '件' | '宵' | '老' | '组' | '器' | '月' | '数'),
        ('刀', Some(next)) => !matches!(next, '具' | '片' | '模' | '闸' | '切' | '口'),
        ('欧', Some(next)) => !matches!(next, '洲' | '盟' | '美' | '姆' | '派' | '线'),
        _ => true,
    }
}

/// Behind 块, what comes in pieces: 两块屏.
pub fn comes_in_pieces(c: char) -> bool {
    zh::PIECE_NOUNS.contains(c)
}
