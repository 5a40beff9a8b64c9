//! What stands behind or before a number and makes it a figure of a kind: measures, currencies, durations.

use std::sync::LazyLock;

use crate::{
    domain::{Decimal, Unit},
    understanding::{
        language::{en, zh},
        words::{Words, each, list},
    },
};

/// A currency word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Currency {
    /// 元, RMB.
    Yuan,
    /// 块: money unless it counts pieces, as in 两块屏.
    Piece,
    /// $.
    Dollar,
    /// €.
    Euro,
    /// HK$.
    HongKong,
    /// 日元.
    Yen,
    /// £.
    Pound,
    /// 台币.
    Taiwan,
    /// 澳元.
    Australian,
    /// 加元.
    Canadian,
    /// 新币.
    Singapore,
    /// 泰铢.
    Baht,
    /// 韩元.
    Won,
    /// 卢布.
    Rouble,
}

impl Currency {
    /// The unit of a figure in it.
    pub fn unit(self) -> Unit {
        static CODES: LazyLock<[Unit; 13]> = LazyLock::new(|| {
            ["CNY", "USD", "EUR", "HKD", "JPY", "GBP", "TWD", "AUD", "CAD", "SGD", "THB", "KRW", "RUB"].map(Unit::new)
        });
        let place = match self {
            Currency::Yuan | Currency::Piece => 0,
            Currency::Dollar => 1,
            Currency::Euro => 2,
            Currency::HongKong => 3,
            Currency::Yen => 4,
            Currency::Pound => 5,
            Currency::Taiwan => 6,
            Currency::Australian => 7,
            Currency::Canadian => 8,
            Currency::Singapore => 9,
            Currency::Baht => 10,
            Currency::Won => 11,
            Currency::Rouble => 12,
        };
        CODES[place].clone()
    }
}

/// A length of time that a word counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Span {
    Millisecond,
    Second,
    Minute,
    QuarterHour,
    Hour,
    /// 个半小时: half an hour more than the number.
    HourAndHalf,
    HalfDay,
    Day,
    /// 人日, 工作日.
    WorkDay,
    Week,
    WeekAndHalf,
    Month,
    MonthAndHalf,
    Quarter,
    Year,
}

impl Span {
    /// Hours by eight-hour days, and days where days were counted. Working hours of a week are 40, of a month 176; its
    /// days are calendar days, 7 and 30.
    pub fn of(self, count: Decimal) -> Option<(Decimal, Option<Decimal>)> {
        let half = Decimal::new(5, 1);
        let with_days = |count: Decimal, hours: i64, days: i64| {
            Some((count.checked_mul(Decimal::from(hours))?, Some(count.checked_mul(Decimal::from(days))?)))
        };
        let hours = |count: Decimal, per_hour: i64| Some((count.checked_div(Decimal::from(per_hour))?, None));
        match self {
            Span::Millisecond => hours(count, 3_600_000),
            Span::Second => hours(count, 3600),
            Span::Minute => hours(count, 60),
            Span::QuarterHour => hours(count, 4),
            Span::Hour => hours(count, 1),
            Span::HourAndHalf => hours(count.checked_add(half)?, 1),
            Span::HalfDay => Some((count.checked_mul(Decimal::from(4))?, Some(count.checked_mul(half)?))),
            Span::Day | Span::WorkDay => with_days(count, 8, 1),
            Span::Week => with_days(count, 40, 7),
            Span::WeekAndHalf => with_days(count.checked_add(half)?, 40, 7),
            Span::Month => with_days(count, 176, 30),
            Span::MonthAndHalf => with_days(count.checked_add(half)?, 176, 30),
            Span::Quarter => with_days(count, 528, 91),
            Span::Year => with_days(count, 2112, 365),
        }
    }

    /// The next smaller unit that may follow without a word: 1小时20分, 1h30m, 2天3小时.
    pub fn may_precede(self, next: Span) -> bool {
        self.rank() > next.rank()
    }

    /// Whether 又 may join it to any other unit: 两天又一个月.
    pub fn joins(self, next: Span) -> bool {
        self.rank() > 0 && next.rank() > 0 && self.rank() != next.rank()
    }

    /// How long it is among the units that are told together; zero for those told alone.
    fn rank(self) -> u8 {
        match self {
            Span::Millisecond => 1,
            Span::Second => 2,
            Span::Minute => 3,
            Span::Hour => 4,
            Span::Day | Span::WorkDay => 5,
            Span::Week => 6,
            Span::Month => 7,
            Span::Year => 8,
            // Nothing follows these, and none of them follows.
            Span::QuarterHour
            | Span::HourAndHalf
            | Span::HalfDay
            | Span::WeekAndHalf
            | Span::MonthAndHalf
            | Span::Quarter => 0,
        }
    }
}

/// Currency words, by where they start.
pub fn currencies() -> &'static Words<Currency> {
    static WORDS: LazyLock<Words<Currency>> =
        LazyLock::new(|| Words::starting(each(zh::CURRENCIES).chain(each(en::CURRENCIES))));
    &WORDS
}

/// Duration words, by where they start.
pub fn durations() -> &'static Words<Span> {
    static WORDS: LazyLock<Words<Span>> =
        LazyLock::new(|| Words::starting(each(zh::DURATIONS).chain(each(en::DURATIONS))));
    &WORDS
}

/// Durations in so many words, with their minutes.
pub fn whole_durations() -> &'static Words<u32> {
    static WORDS: LazyLock<Words<u32>> = LazyLock::new(|| Words::starting(each(en::WHOLE_DURATIONS)));
    &WORDS
}

/// The measure word at a place: one past it, and the unit.
pub fn measure(chars: &[char], at: usize) -> Option<(usize, Unit)> {
    static UNITS: LazyLock<Vec<Unit>> = LazyLock::new(|| list(zh::MEASURES).map(|(w, ())| Unit::new(w)).collect());
    static WORDS: LazyLock<Words<usize>> =
        LazyLock::new(|| Words::starting(list(zh::MEASURES).enumerate().map(|(i, (w, ()))| (w, i))));
    let (end, place) = WORDS.at(chars, at)?;
    Some((end, UNITS[place].clone()))
}

/// Whether a single Chinese character is a measure word.
pub fn is_measure(c: char) -> bool {
    measure(&[c], 0).is_some()
}

/// One past an adjective and its space, if one stands there: 12 new leads, 3 more days.
pub fn over_adjective(chars: &[char], at: usize) -> usize {
    static WORDS: LazyLock<Words<()>> = LazyLock::new(|| Words::starting(list(en::ADJECTIVES)));
    match WORDS.at(chars, at) {
        Some((end, ())) if chars.get(end) == Some(&' ') => end + 1,
        Some(_) | None => at,
    }
}

/// The English count noun at a place, one word: 12 orders.
pub fn noun(chars: &[char], at: usize) -> Option<(usize, Unit)> {
    static OTHERS: LazyLock<Words<()>> = LazyLock::new(|| Words::starting(list(en::NOT_NOUNS)));
    let at = over_adjective(chars, at);
    let length = chars.get(at..)?.iter().take(24).take_while(|c| c.is_ascii_alphabetic() || **c == '-').count();
    let word = &chars[at..at + length];
    if length < 2 || length == 24 || !word[0].is_ascii_alphabetic() {
        return None;
    }
    if OTHERS.at(chars, at).is_some_and(|(end, ())| end == at + length) {
        return None;
    }
    Some((at + length, Unit::new(word.iter().collect::<String>())))
}
