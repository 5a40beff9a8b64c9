//! Answers in English.

use chrono::NaiveDate;

use super::{
    field::of_field,
    finding::{day, fact, figure, finding, names, period, status},
    goals,
};
use crate::{
    app::questions::{Basis, Citation, Column, Line, Mean, OfWork, Refusal, Says, Suggestion},
    domain::{
        Decimal, Key, Language, Org, ReviewKind, Unit, WorkStatus,
        access::Secret,
        figure::{UnitClass, shown},
        org::{Cadence, Target},
    },
    understanding::question::Averaged,
    wording::{answer::NAMED, field::contents},
};

/// A line with the reports it rests on.
pub(crate) fn line(org: &Org, line: &Line) -> String {
    let mut text = says(org, &line.says);
    // A deed has named its writer and day.
    match (&line.says, line.evidence.as_slice()) {
        (_, []) => {}
        (Says::Did { day, .. }, [one]) if *day == one.day => text.push_str(&format!(" (“{}”)", one.quote)),
        (_, several) => text.push_str(&evidence(org, several)),
    }
    text
}

fn evidence(org: &Org, citations: &[Citation]) -> String {
    let newest = citations.iter().rev().take(NAMED);
    let told: Vec<String> = newest.map(|c| format!("{}, {}: “{}”", org.name(&c.author), day(c.day), c.quote)).collect();
    let more = if citations.len() > NAMED { format!("; {} more", citations.len() - NAMED) } else { String::new() };
    format!(" (from {}{more})", told.join("; "))
}

fn column_name(column: Column) -> &'static str {
    match column {
        Column::Todo => "To do",
        Column::Doing => "In progress",
        Column::Blocked => "Blocked",
        Column::Done => "Done",
    }
}

/// What a target is for.
fn each(period: Cadence) -> &'static str {
    match period {
        Cadence::Week => "Target a week",
        Cadence::Month => "Target a month",
        Cadence::Quarter => "Target a quarter",
        Cadence::HalfYear => "Target a half-year",
        Cadence::Year => "Target a year",
    }
}

/// How far two figures are apart: per cents by points.
fn difference(by: Decimal, unit: &Unit) -> String {
    match unit.class() {
        UnitClass::Percent => format!("{} percentage points", shown(by)),
        UnitClass::Time | UnitClass::Money | UnitClass::Count => figure(by, unit),
    }
}

fn of_work(org: &Org, says: &OfWork) -> String {
    let name = |key| org.name(key);
    match says {
        OfWork::Planned { subject, by, day: on } => {
            format!("{}: planned by {} for {}", name(subject), name(by), day(*on))
        }
        OfWork::NothingOpen { of } => format!("{} has no open tasks", name(of)),
        OfWork::NothingMoved { of: Some(of) } => format!("No moved date is on record for {}", name(of)),
        OfWork::NothingMoved { of: None } => "No moved date is on record".to_owned(),
        OfWork::Besides { project } => format!("Other blockers reported in {}:", name(project)),
        OfWork::NothingDue { of, period: days } => {
            let who = of.as_ref().map_or(String::new(), |k| format!(" for {}", name(k)));
            // What is overdue has no first day.
            let when = days.filter(|d| d.first > NaiveDate::MIN).map_or(String::new(), |d| format!(", {}", period(d)));
            let late = if days.is_some_and(|d| d.first == NaiveDate::MIN) { "overdue" } else { "due" };
            format!("Nothing is {late}{who}{when}")
        }
        OfWork::NothingSpent { of, period: days } => {
            let when = days.map_or(String::new(), |d| format!(", {}", period(d)));
            format!("No spending is on record for {}{when}", name(of))
        }
        OfWork::MissedDays { days, people: 0 } => format!("{}: every report is in", period(*days)),
        OfWork::MissedDays { days, people } => format!("{}: reports of {people} are missing", period(*days)),
        OfWork::Missed { person, met: 0, .. } => format!("· {}: none at all", name(person)),
        OfWork::Missed { person, met, missing } => {
            let days: Vec<String> = missing.iter().map(|d| day(*d)).collect();
            format!("· {}: reported on {met}, missing {}", name(person), days.join(", "))
        }
        OfWork::NotReported { person, day: on } => format!("{} has not reported for {}", name(person), day(*on)),
    }
}

fn says(org: &Org, says: &Says) -> String {
    let name = |key| org.name(key);
    match says {
        Says::Work { subject, percent, status: state, estimated } => {
            let mut told = vec![];
            // "In progress" adds nothing to a figure.
            if let Some(state) = state.filter(|s| percent.is_none() || *s != WorkStatus::Started) {
                told.push(status(state).to_owned());
            }
            if let Some(percent) = percent {
                let how = if *estimated { "about, as the mean of its tasks, " } else { "" };
                told.push(format!("{how}{}% done", shown(*percent)));
            }
            if told.is_empty() {
                told.push("mentioned, but no progress reported yet".to_owned());
            }
            format!("{}: {}", name(subject), told.join(", "))
        }
        Says::Unspoken { subject } => format!("{}: nobody has reported on it yet", name(subject)),
        Says::Fields { subject } => format!("{}: {}", name(subject), contents(org, subject, Language::En).join(", ")),
        Says::Due { subject, day: due, planned, slips, overdue } => {
            let moved = match planned {
                Some(planned) => format!(", first planned for {}, moved {slips} times", day(*planned)),
                None => String::new(),
            };
            let late = if *overdue { ", overdue" } else { "" };
            format!("{} is due {}{moved}{late}", name(subject), day(*due))
        }
        Says::NoDue { subject } => format!("{} has no due date", name(subject)),
        Says::Blocked { subject, on, since } => match on {
            Some(on) => format!("{} is blocked, waiting for {} since {}", name(subject), name(on), day(*since)),
            None => format!("{} is blocked since {}", name(subject), day(*since)),
        },
        Says::Cause { subject, day: told, on: Some(on) } => {
            format!("{}: {} was blocked, waiting for {}", day(*told), name(subject), name(on))
        }
        Says::Cause { subject, day: told, on: None } => format!("{}: {} was blocked", day(*told), name(subject)),
        Says::NoCause { subject, period: None } => format!("No report gives a cause for {}", name(subject)),
        Says::NoCause { subject, period: Some(days) } => {
            format!("No report of {} gives a cause for {}", period(*days), name(subject))
        }
        Says::Of { subject } => format!("{}:", name(subject)),
        Says::AsOf { day: on } => format!("As of {}:", day(*on)),
        Says::OfWork(of) => of_work(org, of),
        Says::Owner { subject, person } => format!("{} is with {}", name(subject), name(person)),
        Says::Viewers { people } if people.is_empty() => {
            "Only you can read your reports; one that speaks of a project, its owner too.".to_owned()
        }
        Says::Viewers { people } => format!(
            "Your reports can be read by {}. One that speaks of a project can be read by its owner too; how far projects and \
             tasks are, everybody sees.",
            names(org, people)
        ),
        Says::Promised { subject, by, day: on } => match on {
            Some(on) => format!("{} waits for what {} promised for {}", name(subject), name(by), day(*on)),
            None => format!("{} waits for what {} promised", name(subject), name(by)),
        },
        Says::Column { column, count } => format!("{} ({count})", column_name(*column)),
        Says::Ticket { subject, project, assignee, due, late, days, waits_for } => {
            let mut parts: Vec<String> = assignee.iter().map(|who| name(who).to_owned()).collect();
            parts.extend(due.map(|on| format!("due {}{}", day(on), if *late { ", overdue" } else { "" })));
            if !waits_for.is_empty() {
                parts.push(format!("waiting for {}", names(org, waits_for)));
            }
            parts.extend(days.map(|days| if days == 1 { "for 1 day".into() } else { format!("for {days} days") }));
            let of = project.as_ref().map(|key| format!(" [{}]", name(key))).unwrap_or_default();
            format!("· {}{of} {}", name(subject), parts.join(", "))
        }
        Says::More { count } => format!("· {count} more"),
        Says::Average(mean) => average(org, mean),
        Says::NothingBlocked => "No blocker is reported at the moment".to_owned(),
        Says::NothingWaits { on } => format!("Nothing is waiting for {} at the moment", name(on)),
        Says::Figure { kpi, value, unit, basis } => {
            let how = match basis {
                Basis::Said(on) => format!("reported {}", day(*on)),
                Basis::Total(range) => format!("total, {}", period(*range)),
                Basis::Mean(range) => format!("average, {}", period(*range)),
                Basis::Quotient(range) => format!("one figure over the other, {}", period(*range)),
            };
            format!("{}: {} ({how})", name(kpi), figure(*value, unit))
        }
        Says::Against { target, lower, reached, per, gap, unit, .. } => {
            let of = per.map_or("Target", each);
            let aim = match target {
                Target::Bound(bound) if *lower => format!("{of}: at most {}", figure(*bound, unit)),
                Target::Bound(bound) => format!("{of}: {}", figure(*bound, unit)),
                Target::Within(range) => {
                    format!("{of}: between {} and {}", figure(*range.start(), unit), figure(*range.end(), unit))
                }
            };
            match reached {
                Some(true) => format!("{aim}, reached"),
                Some(false) => format!("{aim}, not reached, {} away", difference(*gap, unit)),
                None => aim,
            }
        }
        Says::Goal(of) => goals::says(org, of),
        Says::NoTarget { kpi } => format!("{} has no target", name(kpi)),
        Says::Moved { kpi, from, to, unit } => {
            let by = (to.0 - from.0).abs();
            let way = match to.0.cmp(&from.0) {
                std::cmp::Ordering::Less => format!("down {}", difference(by, unit)),
                std::cmp::Ordering::Equal => "no change".to_owned(),
                std::cmp::Ordering::Greater => format!("up {}", difference(by, unit)),
            };
            let (before, after) = (figure(from.0, unit), figure(to.0, unit));
            format!("{} went from {before} on {} to {after} on {}: {way}", name(kpi), day(from.1), day(to.1))
        }
        Says::Point { value, unit, day: on } => format!("{}: {}", day(*on), figure(*value, unit)),
        Says::NoFigure { kpi, period: Some(range) } => format!("No data for {} in {}", name(kpi), period(*range)),
        Says::NoFigure { kpi, period: None } => format!("No data for {} yet", name(kpi)),
        Says::Nearest { value, unit, day: on } => {
            format!("The last figure is {}, reported {}", figure(*value, unit), day(*on))
        }
        Says::GoalCount { reached, known, silent } => {
            let quiet = if *silent > 0 { format!("; {silent} have no data") } else { String::new() };
            format!("Of {known} goals with data, {reached} are reached and {} are not{quiet}", known - reached)
        }
        Says::Risk { place, project, due } => match due {
            Some(due) => format!("{place}. {} (due {})", name(project), day(*due)),
            None => format!("{place}. {}", name(project)),
        },
        Says::Signal(found) => format!("· {}", finding(org, found)),
        Says::NoRisk { of: Some(of) } => format!("Nothing suggests that {} will be late", name(of)),
        Says::NoRisk { of: None } => "No project shows clear signs of a delay".to_owned(),
        Says::Did { author, day: on, subject, fact: stated } => {
            let about = subject.as_ref().map_or(String::new(), |s| format!("{}: ", name(s)));
            format!("{}, {}: {about}{}", day(*on), name(author), fact(org, stated))
        }
        Says::Nothing { of, period: days } => {
            let who = of.as_ref().map_or(String::new(), |k| format!(" for {}", name(k)));
            let when = days.map_or(String::new(), |p| format!(", {}", period(p)));
            format!("Nothing is on record{who}{when}")
        }
        Says::Hours { of, hours, period: days } => {
            let who = of.as_ref().map_or("", |k| org.name(k));
            let when = days.map_or(String::new(), |p| format!(" ({})", period(p)));
            format!("{who}{when}: {} hours reported", shown(*hours))
        }
        Says::OfField(what) => of_field(org, what),
        Says::Spent { of, amount, currency } => format!("{}: {} spent", name(of), figure(*amount, currency)),
        Says::Budget { amount, left, currency, .. } => match left {
            Some(left) if left.is_sign_negative() && !left.is_zero() => {
                format!("Budget {}, exceeded by {}", figure(*amount, currency), figure(left.abs(), currency))
            }
            Some(left) => format!("Budget {}, {} left", figure(*amount, currency), figure(*left, currency)),
            None => format!("Budget {}", figure(*amount, currency)),
        },
        Says::Missing { day: on, people } if people.is_empty() => format!("{}: everybody has reported", day(*on)),
        Says::Missing { day: on, people } => format!("{}, not reported: {}", day(*on), names(org, people)),
        Says::Met { day: on, people } if people.is_empty() => format!("{}: nobody has reported", day(*on)),
        Says::Met { day: on, people } => format!("{}, reported: {}", day(*on), names(org, people)),
        Says::MetCount { of, day: on, met, duty, partly } => {
            let seen = if *partly { " (of those you may see)" } else { "" };
            format!("{}, {}: {met} of {duty} have reported{seen}", name(of), day(*on))
        }
        Says::NotDue { of, day: on } => format!("{}, {}: no report is due, on leave or gone", name(of), day(*on)),
        Says::DayOff { day: on } => format!("{} is no working day; this is the one before it:", day(*on)),
        Says::Report { author, day: on, summary } => format!("{}, {}: {summary}", day(*on), name(author)),
        Says::Reviewed { by, kind: ReviewKind::Seen, .. } => format!("  ↳ read by {}", name(by)),
        Says::Reviewed { by, kind: ReviewKind::Comment, text } => format!("  ↳ {} comments: {text}", name(by)),
        Says::Reviewed { by, kind: ReviewKind::Reply, text } => format!("  ↳ {} replies: {text}", name(by)),
        Says::Topic(topic) => format!("You want to get better at: {topic}"),
        Says::Weak { kpi } => format!("Most useful first: your {} is below its target", name(kpi)),
        Says::Practise { task } => format!("Practise on your own work: {}", name(task)),
        Says::Example { person, task } => format!("Ask {}, who has finished {}", name(person), name(task)),
        Says::Advice => "Suggestion: pick one concrete situation, write down beforehand what should come out of it, ask your manager or a colleague for a review afterwards, and compare the figures above in two weeks. No courses are on record here, and I do not invent any.".to_owned(),
        Says::Which(keys) => {
            let told: Vec<String> = keys.iter().map(|k| candidate(org, k)).collect();
            format!("Which one do you mean? {}", told.join(", "))
        }
        Says::Refused(Refusal::Secret(class)) => match class {
            Secret::Salary => "I cannot give pay information; please ask HR.",
            Secret::Score => "I cannot give appraisal scores or rankings; please ask your manager or HR.",
            Secret::PeerReview => "I cannot give peer reviews; please ask HR.",
        }
        .to_owned(),
        Says::Refused(Refusal::Unseen) => {
            "I cannot tell you this: there is no such person or figure, or you may not see it.".to_owned()
        }
        Says::Unknown => "There is no such data: nobody has defined a goal of this name, or it is not for you to see.".to_owned(),
        Says::OutOfScope => "I cannot help with this; I deal with reports, goals and projects.".to_owned(),
    }
}

/// “R&D (Nov 16 to Nov 22): 12.5 hours a person (6 people)”.
fn average(org: &Org, mean: &Mean) -> String {
    let when = mean.period.map_or(String::new(), |p| format!(" ({})", period(p)));
    let what = match mean.what {
        Averaged::Hours => format!("{} hours a person", shown(mean.value)),
        Averaged::Attainment => format!("average attainment {}", figure(mean.value, &Unit::percent())),
    };
    format!("{}{when}: {what} ({} people)", org.name(&mean.of), mean.people)
}

/// Zhang Wei (engineer): enough to tell two of a name apart.
fn candidate(org: &Org, key: &Key) -> String {
    match org.person(key) {
        Some(person) => format!("{} ({})", person.name, person.position),
        None => match org.project_of(key).filter(|p| &p.id != key) {
            Some(project) => format!("{} ({})", org.name(key), project.name),
            None => org.name(key).to_owned(),
        },
    }
}

/// A question that may come next.
pub(in crate::wording) fn suggestion(org: &Org, suggestion: &Suggestion) -> String {
    match suggestion {
        Suggestion::Why(key) => format!("Why is that so for {}?", org.name(key)),
        Suggestion::State(key) => format!("How is {} doing?", org.name(key)),
        Suggestion::Risks => "Which projects are at risk?".into(),
        Suggestion::Trend(key) => format!("What was {} last month?", org.name(key)),
        Suggestion::Candidate(key) => org.name(key).into(),
    }
}
