//! What a report moved above its KPIs: 完成率:月签约额 65%(原60%) → 华东销售目标 +1.2(现70%).

use super::{en, zh};
use crate::{
    domain::{Decimal, Language, Org, attainment::score},
    insight::goals::Rise,
};

/// The words of one language around it.
pub(super) struct Moved {
    /// Before the first KPI.
    pub head: &'static str,
    /// Before what it was.
    pub was: &'static str,
    /// Before what a roll-up is now.
    pub now: &'static str,
    /// Where there is no figure any more.
    pub gone: &'static str,
}

/// A KPI and the roll-ups above it, in a line.
pub(super) fn line(org: &Org, rises: &[Rise], language: Language) -> String {
    let words = match language {
        Language::Zh => &zh::goals::MOVED,
        Language::En => &en::goals::MOVED,
    };
    let told: Vec<String> = rises.iter().enumerate().map(|(at, rise)| one(org, rise, words, at == 0)).collect();
    format!("{}{}", words.head, told.join(" → "))
}

/// The same, each on a line of its own after other words.
pub fn effect(org: &Org, above: &[Vec<Rise>], language: Language) -> String {
    above.iter().map(|rises| format!("\n{}", line(org, rises, language))).collect()
}

fn one(org: &Org, rise: &Rise, words: &Moved, first: bool) -> String {
    let name = org.name(&rise.kpi);
    match (rise.before, rise.after) {
        (None, None) => name.into(),
        (None, Some(after)) => format!("{name} {}", share(after)),
        (Some(before), None) => format!("{name} {}{}{})", words.gone, words.was, share(before)),
        (Some(before), Some(after)) if first => format!("{name} {}{}{})", share(after), words.was, share(before)),
        (Some(before), Some(after)) => {
            let moved = score(after) - score(before);
            let sign = if moved.is_sign_negative() { "" } else { "+" };
            let now = if rise.has_level { format!("{}{})", words.now, share(after)) } else { String::new() };
            format!("{name} {sign}{}{now}", moved.normalize())
        }
    }
}

/// A share in per cent.
pub(super) fn share(share: Decimal) -> String {
    format!("{}%", score(share).normalize())
}
