//! Whether a goal says what is measured, how much, until when, and against what: a check by rules, in Chinese and English.
//!
//! | code | present when |
//! |---|---|
//! | M | a measure is named (留存率, “churn”), things are counted (8000人), or there is a deliverable (上线, “launch”) |
//! | N | there is a figure or a bound, not counting days; a deliverable needs none |
//! | T | there is a day, a period or a recurrence: 年底前, Q1, 每周; 尽快 is none |
//! | V | no vague word stands where a figure should: 加强, 尽快, “improve” without how much |
//! | B | a change in per cent says against what: 同比, 由…到…, “than last year” |
//!
//! Who answers for it is on the record and not asked of the words. The words stand in `language/*/smart.rs`.

use chrono::NaiveDate;

use super::{
    language::{en, zh},
    quantity::{self, Quantity, QuantityKind},
    text::Text,
    time,
};

/// What may be missing in a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Code {
    /// What is measured, or a deliverable.
    M,
    /// How much.
    N,
    /// Until when, or how often.
    T,
    /// Something that can be checked in place of a vague word.
    V,
    /// What a relative change is compared with.
    B,
}

/// The words of one language. Lower case; in English each also stands for the words that begin with it, unless it ends
/// in a blank.
pub struct Words {
    /// Names of measures.
    pub measures: &'static [&'static str],
    /// Words that look like one and are none.
    pub no_measures: &'static [&'static str],
    /// Verbs whose object can be seen to be there or not.
    pub deliverables: &'static [&'static str],
    /// Doing something often, with the thing countable though it is not counted.
    pub countings: &'static [&'static str],
    /// More of what can be counted, without how much: something to check, and vague.
    pub more: &'static [&'static str],
    /// Figures that are words.
    pub figures: &'static [&'static str],
    /// Periods and recurrences that are no days.
    pub periods: &'static [&'static str],
    /// Words that hold one of the above and name no time.
    pub no_periods: &'static [&'static str],
    /// Amounts of a change that are words.
    pub shares: &'static [&'static str],
    /// Vague in any company.
    pub vague: &'static [&'static str],
    /// Verbs of change, which are vague without a figure.
    pub changes: &'static [&'static str],
    /// What stands right before the figure that is to be reached rather than the amount of a change.
    pub reaching: &'static [&'static str],
    /// What stands right before the amount of a change.
    pub by: &'static [&'static str],
    /// What a change is compared with.
    pub references: &'static [&'static str],
    /// Words that hold one of the above and compare nothing.
    pub no_references: &'static [&'static str],
    /// Words that name no thing.
    pub empty: &'static [&'static str],
}

const LANGUAGES: [&Words; 2] = [&zh::smart::WORDS, &en::smart::WORDS];

/// How many characters before a figure say what it is.
const BEFORE: usize = 4;

/// What is missing in a goal, in the order of [`Code`]; nothing where it is whole. `names_kpi` says that it names a KPI
/// that the company has.
pub fn check(goal: &str, today: NaiveDate, fiscal_start: u32, names_kpi: bool) -> Vec<Code> {
    let text = Text::new(goal);
    let said = Said::new(&text);
    // The 一步 of 进一步 is no figure.
    let figures: Vec<Quantity> =
        quantity::scan(&text, false).into_iter().filter(|f| !said.is_vague(f.start, f.end)).collect();
    let days: Vec<(usize, usize)> =
        time::scan(&text, today, fiscal_start).into_iter().map(|m| (m.start, m.end)).collect();
    let deliverable = said.has(|w| w.deliverables);
    let has_number = !figures.is_empty() || said.has(|w| w.figures) || said.has(|w| w.shares);
    // 缩短到10天 is a length, no day.
    let is_length = |(start, end): &(usize, usize)| {
        figures.iter().any(|f| matches!(f.kind, QuantityKind::Duration { .. }) && f.start < *end && *start < f.end)
    };
    let has_time = days.iter().any(|d| deliverable || !is_length(d)) || said.has_period();
    let counted = figures.iter().any(|f| match f.kind {
        QuantityKind::Count(_) | QuantityKind::Money(_) | QuantityKind::Fraction { .. } => true,
        QuantityKind::Number | QuantityKind::Percent | QuantityKind::Points | QuantityKind::Duration { .. } => false,
    });
    let measured = said.measures() || names_kpi || deliverable || counted;
    let has_measure = measured
        || said.has(|w| w.countings)
        || said.has(|w| w.more)
        || (has_number && said.names_something(&figures, &days));

    let mut missing = Vec::new();
    if !has_measure {
        missing.push(Code::M);
    }
    if !(has_number || deliverable) {
        missing.push(Code::N);
    }
    if !has_time {
        missing.push(Code::T);
    }
    let whole_deliverable = deliverable && has_time;
    let says_vaguely = said.has(|w| w.vague) || said.has(|w| w.more);
    let vague = says_vaguely || !has_measure || (said.has(|w| w.changes) && !has_time);
    if !has_number && !whole_deliverable && vague && (!deliverable || says_vaguely) {
        missing.push(Code::V);
    }
    if said.changes_by(&figures) && !said.compares() {
        missing.push(Code::B);
    }
    missing
}

/// Whether a figure of a goal is the amount of a change in per cent, 降低15%, rather than what is to be reached.
pub fn states_change(goal: &str) -> bool {
    let text = Text::new(goal);
    Said::new(&text).changes_by(&quantity::scan(&text, false))
}

/// What is to change, without the verb: the 客户满意度 of 提高客户满意度, the 客户投诉 of 客户投诉降低.
pub fn without_change(words: &str) -> Option<&str> {
    let verbs = || LANGUAGES.iter().flat_map(|l| l.changes).copied();
    let begins = |verb: &&str| words.get(..verb.len()).is_some_and(|head| head.eq_ignore_ascii_case(verb));
    let rest = match verbs().filter(begins).max_by_key(|verb| verb.len()) {
        // An English verb goes with its ending.
        Some(verb) if is_english(verb) => words[verb.trim_end().len()..].split_once(' ')?.1,
        Some(verb) => &words[verb.len()..],
        None => verbs().find_map(|verb| words.strip_suffix(verb))?,
    };
    let rest = rest.trim();
    (rest.chars().filter(|c| c.is_alphanumeric()).count() >= 2).then_some(rest)
}

/// A goal's words, ready to be looked through.
struct Said {
    /// As uniform characters.
    chars: Vec<char>,
    /// The same between blanks, signs made blank: so that an English word begins behind one.
    spaced: String,
}

impl Said {
    fn new(text: &Text) -> Said {
        let is_sign = |c: char| c.is_ascii_punctuation() && !matches!(c, '-' | '%');
        let inner: String = text.chars.iter().map(|c| if is_sign(*c) { ' ' } else { *c }).collect();
        Said { chars: text.chars.clone(), spaced: format!(" {inner} ") }
    }

    fn has(&self, list: fn(&Words) -> &'static [&'static str]) -> bool {
        LANGUAGES.iter().flat_map(|w| list(w)).any(|word| holds(&self.spaced, word))
    }

    /// Whether a place is within a vague word.
    fn is_vague(&self, start: usize, end: usize) -> bool {
        LANGUAGES.iter().flat_map(|w| w.vague.iter().chain(w.more)).filter(|w| !is_english(w)).any(|word| {
            let word: Vec<char> = word.chars().collect();
            let places = self.chars.windows(word.len()).enumerate().filter(|(_, w)| *w == word.as_slice());
            places.into_iter().any(|(at, w)| at < end && start < at + w.len())
        })
    }

    fn has_period(&self) -> bool {
        let rest = without(&self.spaced, |w| w.no_periods);
        LANGUAGES.iter().flat_map(|w| w.periods).any(|word| holds(&rest, word))
    }

    fn measures(&self) -> bool {
        let rest = without(&self.spaced, |w| w.no_measures);
        LANGUAGES.iter().flat_map(|w| w.measures).any(|word| holds(&rest, word))
    }

    fn compares(&self) -> bool {
        let rest = without(&self.spaced, |w| w.no_references);
        LANGUAGES.iter().flat_map(|w| w.references).any(|word| holds(&rest, word))
    }

    /// Whether a figure in per cent is the amount of a change: 下降15%, by 30 %.
    fn changes_by(&self, figures: &[Quantity]) -> bool {
        if self.has(|w| w.shares) {
            return true;
        }
        figures.iter().filter(|f| matches!(f.kind, QuantityKind::Percent | QuantityKind::Points)).any(|f| {
            let before: String = self.chars[f.start.saturating_sub(BEFORE)..f.start].iter().collect();
            let any = |list: fn(&Words) -> &'static [&'static str]| {
                LANGUAGES.iter().flat_map(|w| list(w)).any(|word| before.contains(word.trim_start()))
            };
            f.comparison.is_none() && !any(|w| w.reaching) && (any(|w| w.by) || any(|w| w.changes))
        })
    }

    /// Whether anything is left that names a thing once figures, days, verbs of change and empty words are gone.
    fn names_something(&self, figures: &[Quantity], days: &[(usize, usize)]) -> bool {
        let mut left = self.chars.clone();
        for (start, end) in figures.iter().map(|f| (f.start, f.end)).chain(days.iter().copied()) {
            left[start..end.max(start)].fill(' ');
        }
        let left = Said::new(&Text::new(&left.into_iter().collect::<String>())).spaced;
        let left = without(&left, |w| w.changes);
        let left = without(&left, |w| w.vague);
        let left = without(&left, |w| w.more);
        let left = without(&left, |w| w.periods);
        let left = without(&left, |w| w.empty);
        let han = left.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
        han >= 2 || left.split_whitespace().any(|w| w.len() >= 4 && w.chars().all(|c| c.is_ascii_alphabetic()))
    }
}

fn is_english(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphanumeric())
}

fn holds(said: &str, word: &str) -> bool {
    if is_english(word) { said.contains(&format!(" {word}")) } else { said.contains(word) }
}

fn without(said: &str, list: fn(&Words) -> &'static [&'static str]) -> String {
    let mut rest = said.to_owned();
    for word in LANGUAGES.iter().flat_map(|w| list(w)) {
        while let Some(at) = if is_english(word) { rest.find(&format!(" {word}")) } else { rest.find(word) } {
            // An English word goes with what it begins: improv takes improving along.
            let start = if is_english(word) { at + 1 } else { at };
            let end = start + word.len();
            let tail = if is_english(word) && !word.ends_with(' ') {
                rest[end..].find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(0)
            } else {
                0
            };
            rest.replace_range(start..end + tail, if is_english(word) { " " } else { "," });
        }
    }
    rest
}
