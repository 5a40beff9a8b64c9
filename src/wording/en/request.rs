//! What zhixing says of requests, in English.

use super::{card::day, smart};
use crate::{
    app::requests::Missing,
    domain::approval::State,
    wording::request::{RequestSay, codes},
};

pub(in crate::wording) fn say(what: &RequestSay) -> String {
    match what {
        RequestSay::Missing(Missing::Name) => "What is the KPI called? For example: customer retention rate.".into(),
        RequestSay::Missing(Missing::Figure) => {
            "What is it to reach? With a unit, for example: up to 85%, 20 visits.".into()
        }
        RequestSay::Missing(Missing::Measure) => {
            "How is it measured? Name something that can be counted, for example: NPS, defects, retention rate.".into()
        }
        RequestSay::Missing(Missing::Reference) => {
            "A change in per cent needs a start: from how much to how much? For example: from 20 calls to 17, from 70% to \
             85%."
                .into()
        }
        RequestSay::Missing(Missing::Time) => {
            "By when, or how often? For example: Q1 2027, by the end of December, every month.".into()
        }
        RequestSay::Lacks { goal, all } => {
            let first = all.first().map(|first| say(&RequestSay::Missing(*first))).unwrap_or_default();
            let codes = codes(all);
            format!(
                "“{goal}” still lacks: {}. You can put it anew: {}\nOr one thing at a time. {first}",
                smart::names(&codes),
                whole(goal, all)
            )
        }
        RequestSay::Draft(line) => {
            format!("This is what I understood:\n{line}\nReply “submit” to hand it in, or “cancel”.")
        }
        RequestSay::Submitted { line, decider } => format!("Handed in; {decider} decides:\n{line}"),
        RequestSay::Decide { by, line } => {
            format!("{by} asks you to decide:\n{line}\nReply “agree”, or “send back”.")
        }
        RequestSay::WhyReturned(line) => format!("Why is it sent back? A sentence is enough; they will read it.\n{line}"),
        RequestSay::Approved { line, by } => {
            format!("{} agreed:\n{line}\nIt holds from now on.", by.as_deref().unwrap_or("You"))
        }
        RequestSay::Returned { line, by: None, reason } => {
            format!("You sent it back:\n{line}\nThey were told why: {reason}")
        }
        RequestSay::Returned { line, by: Some(by), reason } => {
            format!("{by} has sent it back:\n{line}\nReason: {reason}\nYou can change it and hand it in again.")
        }
        RequestSay::Withdrawn(line) => format!("The request is withdrawn:\n{line}"),
        RequestSay::Dropped => "All right, nothing was handed in.".into(),
        RequestSay::Raised { by, line } => format!(
            "Nobody decided in time on a request of {by}; it comes to you now:\n{line}\nReply “agree”, or “send back”."
        ),
        RequestSay::Expired(line) => {
            format!("Nobody decided in time, and nobody is left to ask:\n{line}\nPlease hand it in again if you need it.")
        }
        RequestSay::WentUp { line, decider } => format!("Nobody decided in time; {decider} decides now:\n{line}"),
        RequestSay::Gone => "No such request waits for you, or it was decided before.".into(),
        RequestSay::MayNot => {
            "You cannot ask for this: a target is changed by who answers for the KPI, those above, HR or executives; a \
             goal for somebody is set by those above them."
                .into()
        }
        RequestSay::Exists => "It is so already; nothing was handed in.".into(),
        RequestSay::TakesRange(kpi) => {
            format!("The target of {kpi} is a range of two figures: “change the target of {kpi} to 5 to 10”.")
        }
        RequestSay::TakesFigure(kpi) => {
            format!("The target of {kpi} is one figure and no range: “change the target of {kpi} to 10”.")
        }
        RequestSay::NobodyDecides => "Nobody can decide on this request. Please talk to HR.".into(),
        RequestSay::NoReport => {
            "There is no report that could count for that day. Send it first, then say “this is my report for yesterday”."
                .into()
        }
        RequestSay::Waiting(0) => "Nothing waits for your decision.".into(),
        RequestSay::Waiting(count) => format!("Waiting for your decision: {count}"),
        RequestSay::Own(all) if all.is_empty() => "You have not asked for anything yet.".into(),
        RequestSay::Own(all) => {
            let lines: String = all.iter().map(|(line, state)| format!("\n· [{}] {line}", stands(*state))).collect();
            format!("Your requests:{lines}")
        }
        RequestSay::StandsIn { name, first, last } => {
            format!("All right, {name} decides for you from {} to {}.", day(*first), day(*last))
        }
        RequestSay::NoStandIn => {
            "Please say which days and who, for example: Zhao Lei approves for me from Nov 23 to Nov 27.".into()
        }
    }
}

/// The goal as it could be put. A change in per cent becomes one from a figure to another.
fn whole(goal: &str, all: &[Missing]) -> String {
    let rest: Vec<Missing> = all.iter().copied().filter(|m| *m != Missing::Reference).collect();
    let from_to = if rest.len() < all.len() { " from __ to __ (number and unit)" } else { "" };
    format!("{}{from_to}", smart::reworded(goal, &codes(&rest)))
}

fn stands(state: State) -> &'static str {
    match state {
        State::Asking => "incomplete",
        State::Draft => "not handed in",
        State::Submitted => "waiting",
        State::Approved => "agreed",
        State::Returned => "sent back",
        State::Withdrawn => "withdrawn",
        State::Expired => "expired",
    }
}

pub(in crate::wording) fn kpi(name: &str, target: &str, time: &[String], owner: &str) -> String {
    let time = if time.is_empty() { String::new() } else { format!(", {}", time.join(", ")) };
    format!("KPI: {name}{target}{time} (owner: {owner})")
}

pub(in crate::wording) fn target(kpi: &str, from: Option<&str>, to: &str) -> String {
    format!("Target of {kpi}: {} → {to}", from.unwrap_or("none"))
}

pub(in crate::wording) fn late(author: &str, day: &str) -> String {
    format!("Late report: the report of {author} counts for {day}")
}
