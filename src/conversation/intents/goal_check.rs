//! 检查一下这个目标:…: what a goal lacks to be held against later. Nothing of it is kept.

use crate::{
    conversation::{Step, heard::Heard, reply::Reply},
    domain::org::Kind,
    understanding::{smart, text::Text},
    wording::Say,
};

/// Says what is missing, with one question each, or that it is whole.
pub fn check(heard: &Heard<'_>, goal: &str) -> Step {
    let fiscal_start = heard.org().company.fiscal_year_start_month;
    let mentions = heard.company().lexicon.mentions(&Text::new(goal));
    let names_kpi = mentions.iter().flat_map(|m| &m.keys).any(|k| heard.org().kind(k) == Some(Kind::Kpi));
    let missing = smart::check(goal, heard.today(), fiscal_start, names_kpi);
    Step::say(heard, Reply::notice(heard.say(&Say::GoalChecked { goal: goal.into(), missing })))
}
