//! The words of all languages that name days, joined for the scanner.

use std::sync::LazyLock;

use super::{en, zh};
use crate::understanding::{
    time::anchor::{Holiday, Part, Unit},
    words::{Words, each, list},
};

/// What a time word says, alone or with what follows it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TimeWord {
    /// 明天.
    Day(i32),
    /// 今晚, EOD: a day with a part of it.
    DayPart(i32),
    /// 当天: today where nothing before it names a day.
    SameDay,
    /// 明后天.
    NextDays(u32),
    /// 周, 星期, before a figure.
    BareWeek,
    /// 下周, alone or before a figure.
    Week(i32),
    /// 下半周.
    PartOfWeek(Part),
    /// 周末.
    Weekend(i32),
    /// End of week: the Friday.
    WeekPart,
    /// Friday.
    Weekday(u32),
    /// sat, sun: a weekday only behind a word that asks for one.
    ShyWeekday(u32),
    /// this, next, last before a weekday or a number of days; 9 is "coming".
    Toward(i32),
    /// 下月, alone or before a part or a day.
    Month(i32),
    /// 月底.
    MonthPart(Part),
    /// End of next month.
    MonthOffsetPart(i32, Part),
    /// 本季度.
    Quarter(i32),
    /// 季度末.
    QuarterPart(Part),
    /// 明年, alone or before a month.
    Year(i32),
    /// 年底.
    YearPart(Part),
    /// 上财年.
    FiscalYear(i32),
    /// 近, last: before a length.
    Past,
    /// 前三天, 上两周: before a length.
    Before,
    /// 未来.
    Coming,
    /// 再给我3天.
    Give,
    /// in 3 days.
    In,
    /// within 3 days.
    Within,
    /// end of November.
    EndOf,
    /// early November.
    Stage(Part),
    /// the week of Nov 16.
    WeekOf,
    /// week 48.
    WeekNumber,
    /// 每周五: no day but a habit.
    Every,
    /// A word that only begins like one: 周转.
    Not,
}

/// Words that name days, or begin to.
pub fn time_words() -> &'static Words<TimeWord> {
    static WORDS: LazyLock<Words<TimeWord>> =
        LazyLock::new(|| Words::starting(each(zh::TIME_WORDS).chain(each(en::TIME_WORDS))));
    &WORDS
}

/// 以来, 至今: from what stands before them to today.
pub fn since() -> &'static Words<()> {
    static WORDS: LazyLock<Words<()>> = LazyLock::new(|| Words::starting(list(zh::SINCE).chain(list(en::SINCE))));
    &WORDS
}

/// 到, 至, through: what joins the ends of a span.
pub fn span_joints() -> &'static Words<()> {
    static WORDS: LazyLock<Words<()>> =
        LazyLock::new(|| Words::starting(list(zh::SPAN_JOINTS).chain(list(en::SPAN_JOINTS))));
    &WORDS
}

/// 和, and: what joins the ends of a span with more words around it.
pub fn between() -> &'static Words<()> {
    static WORDS: LazyLock<Words<()>> = LazyLock::new(|| Words::starting(list(zh::BETWEEN).chain(list(en::BETWEEN))));
    &WORDS
}

/// 之间.
pub fn between_end() -> &'static Words<()> {
    static WORDS: LazyLock<Words<()>> = LazyLock::new(|| Words::starting(list(zh::BETWEEN_END)));
    &WORDS
}

/// English months.
pub fn months() -> &'static Words<u32> {
    static WORDS: LazyLock<Words<u32>> = LazyLock::new(|| Words::starting(each(en::MONTHS)));
    &WORDS
}

/// 底, 上旬 behind a month.
pub fn month_parts() -> &'static Words<Part> {
    static WORDS: LazyLock<Words<Part>> = LazyLock::new(|| Words::starting(each(zh::MONTH_PARTS)));
    &WORDS
}

/// 初, 后半周 behind a week.
pub fn week_parts() -> &'static Words<Part> {
    static WORDS: LazyLock<Words<Part>> = LazyLock::new(|| Words::starting(each(zh::WEEK_PARTS)));
    &WORDS
}

/// 底, 上半年 behind a year or a quarter.
pub fn year_parts() -> &'static Words<Part> {
    static WORDS: LazyLock<Words<Part>> = LazyLock::new(|| Words::starting(each(zh::YEAR_PARTS)));
    &WORDS
}

/// 天, 周, 个月: what is counted within a span.
pub fn counted_units() -> &'static Words<Unit> {
    static WORDS: LazyLock<Words<Unit>> = LazyLock::new(|| Words::starting(each(zh::COUNTED_UNITS)));
    &WORDS
}

/// day, weeks, quarter.
pub fn english_units() -> &'static Words<Unit> {
    static WORDS: LazyLock<Words<Unit>> = LazyLock::new(|| Words::starting(each(en::COUNTED_UNITS)));
    &WORDS
}

/// first, 3rd; last is zero.
pub fn ordinals() -> &'static Words<u32> {
    static WORDS: LazyLock<Words<u32>> = LazyLock::new(|| Words::starting(each(en::ORDINALS)));
    &WORDS
}

/// in, since: words before a lone year.
pub fn year_before() -> &'static Words<()> {
    static WORDS: LazyLock<Words<()>> = LazyLock::new(|| Words::ending(list(en::YEAR_BEFORE)));
    &WORDS
}

/// 国庆, 双十一.
pub fn holidays() -> &'static Words<Holiday> {
    static WORDS: LazyLock<Words<Holiday>> = LazyLock::new(|| Words::starting(each(zh::HOLIDAYS)));
    &WORDS
}

/// 期间, 假期 behind a holiday.
pub fn holiday_periods() -> &'static Words<()> {
    static WORDS: LazyLock<Words<()>> = LazyLock::new(|| Words::starting(list(zh::HOLIDAY_PERIODS)));
    &WORDS
}

/// 前, 当天 behind a holiday.
pub fn holiday_followers() -> &'static Words<()> {
    static WORDS: LazyLock<Words<()>> = LazyLock::new(|| Words::starting(list(zh::HOLIDAY_FOLLOWERS)));
    &WORDS
}

/// English parts of the day.
const ENGLISH_PERIODS: &str = "morning|afternoon|evening|night|noon|am|pm|at noon|eod|cob";

/// 上午, 晚上.
pub fn clock_periods() -> &'static Words<()> {
    static WORDS: LazyLock<Words<()>> =
        LazyLock::new(|| Words::starting(list(zh::CLOCK_PERIODS).chain(list(ENGLISH_PERIODS))));
    &WORDS
}

/// 截止, by.
pub fn deadline_before() -> &'static Words<()> {
    static WORDS: LazyLock<Words<()>> =
        LazyLock::new(|| Words::ending(list(zh::DEADLINE_BEFORE).chain(list(en::DEADLINE_BEFORE))));
    &WORDS
}

/// 前, 为止.
pub fn deadline_after() -> &'static Words<()> {
    static WORDS: LazyLock<Words<()>> = LazyLock::new(|| Words::starting(list(zh::DEADLINE_AFTER)));
    &WORDS
}

/// 前端: what only begins like a deadline.
pub fn deadline_breakers() -> &'static Words<()> {
    static WORDS: LazyLock<Words<()>> = LazyLock::new(|| Words::starting(list(zh::DEADLINE_BREAKERS)));
    &WORDS
}

/// The weekday behind 周: Monday is 0.
pub fn weekday_figure(c: char) -> Option<u32> {
    Some(match c {
        '一' | '1' => 0,
        '二' | '2' => 1,
        '三' | '3' => 2,
        '四' | '4' => 3,
        '五' | '5' => 4,
        '六' | '6' => 5,
        '日' | '天' | '七' | '7' => 6,
        _ => return None,
    })
}

/// Words before a/b that make it a share: 完成7/10.
pub fn share_before() -> &'static Words<()> {
    static WORDS: LazyLock<Words<()>> = LazyLock::new(|| {
        Words::ending(
            [
                "完成",
                "完成了",
                "已完成",
                "做完",
                "做了",
                "通过",
                "通过了",
                "跑了",
                "跑完",
                "过了",
                "进度",
                "进度:",
                "进展",
                "搞定",
                "搞定了",
                "完成:",
                "完成度",
                "到位",
                "签了",
                "交付",
                "交付了",
                "装了",
                "装完",
                "收到",
                "到了",
                "改了",
                "达标",
                "合格",
                "好了",
                "done",
                "done:",
                "completed",
                "finished",
                "passed",
                "progress",
                "progress:",
                "closed",
                "shipped",
            ]
            .map(|w| (w, ())),
        )
    });
    &WORDS
}

/// Words behind a/b that make it a share: 6/8 done.
pub fn share_after() -> &'static Words<()> {
    static WORDS: LazyLock<Words<()>> = LazyLock::new(|| {
        Words::starting(
            [
                "完成",
                "通过",
                "已完成",
                "做完",
                "搞定",
                "合格",
                "达标",
                "跑通",
                "done",
                "complete",
                "completed",
                "finished",
                "passed",
                "passing",
                "closed",
                "ok",
                "ready",
                "merged",
                "shipped",
            ]
            .map(|w| (w, ())),
        )
    });
    &WORDS
}

/// Words before figures that ask for a day: 到11.28, due 11/28.
pub fn day_before() -> &'static Words<()> {
    static WORDS: LazyLock<Words<()>> = LazyLock::new(|| {
        Words::ending(
            [zh::DAY_BEFORE, en::DAY_BEFORE, zh::DEADLINE_BEFORE, en::DEADLINE_BEFORE].into_iter().flat_map(list),
        )
    });
    &WORDS
}

/// Words behind figures that ask for a day: 11.28上线.
pub fn day_after() -> &'static Words<()> {
    static WORDS: LazyLock<Words<()>> = LazyLock::new(|| Words::starting(list(zh::DAY_AFTER)));
    &WORDS
}

/// Words that may follow "the 20th"; another word would be a noun: the 2nd version.
pub fn english_function() -> &'static Words<()> {
    static WORDS: LazyLock<Words<()>> = LazyLock::new(|| Words::starting(list(en::NOT_NOUNS)));
    &WORDS
}

/// Words before a month's name that make a short one a month: in Nov.
pub fn month_before() -> &'static Words<()> {
    static WORDS: LazyLock<Words<()>> = LazyLock::new(|| {
        Words::ending(
            [
                "in", "by", "of", "until", "till", "since", "for", "this", "last", "next", "mid", "early", "late",
                "during", "before", "end",
            ]
            .map(|w| (w, ())),
        )
    });
    &WORDS
}

/// Words before a dotted figure that ask for a day: 改到11.28. Fewer than for other figures, since 11.28 may be any.
pub fn dotted_day_before() -> &'static Words<()> {
    static WORDS: LazyLock<Words<()>> =
        LazyLock::new(|| Words::ending(list(zh::DOTTED_DAY_BEFORE).chain(list(zh::DEADLINE_BEFORE))));
    &WORDS
}

/// What starts a figure, an article or a short name (q4, w48, h1, fy26): three days ago, a week ago.
const STARTS_FIGURE: &str = "零〇一二两三四五六七八九十廿卅第半aefhnoqstwz";

/// Whether a character can start a word of time.
pub fn starts_time(c: char) -> bool {
    // One bit for each character of the first plane.
    static STARTS: LazyLock<Vec<u64>> = LazyLock::new(|| {
        let mut bits = vec![0u64; 1024];
        let words = each(zh::TIME_WORDS).map(|(word, _)| word);
        let words =
            words.chain(each(zh::HOLIDAYS).map(|(word, _)| word)).chain(list(zh::CLOCK_PERIODS).map(|(word, ())| word));
        let english = each(en::TIME_WORDS).map(|(word, _)| word).chain(each(en::MONTHS).map(|(word, _)| word));
        let english =
            english.chain(each(en::ORDINALS).map(|(word, _)| word)).chain(list(ENGLISH_PERIODS).map(|(w, ())| w));
        let starts = words.chain(english).filter_map(|word| word.chars().next());
        for c in starts.chain(STARTS_FIGURE.chars()) {
            if let Some(row) = bits.get_mut(c as usize / 64) {
                *row |= 1 << (c as usize % 64);
            }
        }
        bits
    });
    STARTS.get(c as usize / 64).is_some_and(|row| row & (1 << (c as usize % 64)) != 0)
}
