//! Answers about what people did, and their hours.

use super::{
    Desk,
    answer::{Citation, Outcome},
    draft::Draft,
    line::Says,
    permit::{people_of, sees},
};
use crate::{
    domain::{
        Decimal, Fact, Filed, Key, ReportMeta, Unit,
        access::{Resource, may_see},
        period::DateRange,
    },
    insight::effort,
};

/// How many things an account of somebody's days is about.
const SUBJECTS: usize = 3;

pub(super) fn visible_people(desk: &Desk<'_>, of: &Key) -> Vec<Key> {
    people_of(desk.org, of).into_iter().filter(|p| sees(desk.org, desk.asker, p)).collect()
}

/// What a person or the people of a department did.
pub(super) fn activity(desk: &Desk<'_>, of: &Key, period: DateRange) -> Draft {
    let mut draft = Draft::ended(Outcome::Answer);
    let people = visible_people(desk, of);
    let told: Vec<&Filed> = desk
        .snapshot
        .claims
        .iter()
        .copied()
        .filter(|c| people.contains(&c.author) && period.contains(c.sent_on))
        .collect();
    for subject in busiest(&told).into_iter().take(SUBJECTS) {
        draft.about(&subject);
    }
    for filed in &told {
        tell_deed(&mut draft, filed);
    }
    if told.is_empty() {
        draft.about(of);
        draft.say(Says::Nothing { of: Some(of.clone()), period: Some(period) }.alone());
        draft.end(Outcome::NoData);
    }
    draft
}

/// The things most spoken of; a thing with a figure or a state before one with plans alone.
fn busiest(told: &[&Filed]) -> Vec<Key> {
    let mut counted: Vec<(Key, usize)> = Vec::new();
    for filed in told {
        let Some(subject) = filed.claim.subject.as_ref() else { continue };
        let weight = match filed.claim.fact {
            Fact::Plan { .. } => 1,
            Fact::Blocker { .. } | Fact::DueChange { .. } | Fact::Effort { .. } | Fact::Cost { .. } => 2,
            Fact::Measurement { .. } | Fact::Increment { .. } | Fact::Field { .. } => 3,
            Fact::Progress { .. } | Fact::Status { .. } => 4,
        };
        match counted.iter_mut().find(|(key, _)| key == subject) {
            Some((_, sum)) => *sum += weight,
            None => counted.push((subject.clone(), weight)),
        }
    }
    counted.sort_by_key(|(_, sum)| std::cmp::Reverse(*sum));
    counted.into_iter().map(|(key, _)| key).collect()
}

fn tell_deed(draft: &mut Draft, filed: &Filed) {
    let subject = filed.claim.subject.clone();
    if let (Some(subject), Some((value, unit))) = (subject.as_ref(), filed.claim.fact.figure()) {
        draft.state(subject, value, &unit);
    }
    let says = Says::Did { author: filed.author.clone(), day: filed.day(), subject, fact: filed.claim.fact.clone() };
    draft.say(says.citing([Citation::from(filed)]));
}

/// Hours reported by a person or department, on some work, over some days.
pub(super) fn hours(desk: &Desk<'_>, by: Option<&Key>, on: Option<&Key>, period: Option<DateRange>) -> Draft {
    let mut draft = Draft::ended(Outcome::Answer);
    let people = by.map(|k| visible_people(desk, k));
    let hours = effort::hours(&desk.snapshot, people.as_deref(), on, period);
    let Some(of) = on.or(by) else { return draft };
    draft.about(of);
    if hours.claims.is_empty() {
        draft.say(Says::Nothing { of: Some(of.clone()), period }.alone());
        draft.end(Outcome::NoData);
        return draft;
    }
    draft.state(of, hours.total, &Unit::hours());
    // Who may not see a person sees hours on work only as a sum.
    let evidence = hours.claims.iter().filter(|c| sees(desk.org, desk.asker, &c.author)).map(|c| Citation::from(*c));
    draft.say(Says::Hours { of: Some(of.clone()), hours: hours.total, period }.citing(evidence));
    let many = by.is_some_and(|k| desk.org.person(k).is_none());
    let mut shares: Vec<(&Key, &Decimal)> = if on.is_some() || many { &hours.by } else { &hours.on }.iter().collect();
    shares.sort_by(|a, b| b.1.cmp(a.1));
    if let Some((most, _)) = shares.first().filter(|_| many && on.is_none()) {
        draft.about(most);
    }
    for (key, share) in shares.into_iter().filter(|(k, _)| *k != of && sees(desk.org, desk.asker, k)) {
        draft.state(key, *share, &Unit::hours());
        draft.say(Says::Hours { of: Some(key.clone()), hours: share.normalize(), period }.alone());
    }
    draft
}

/// Who may read what the asker writes, by the policy itself.
pub(super) fn viewers(desk: &Desk<'_>) -> Draft {
    let mut draft = Draft::ended(Outcome::Answer);
    let text = Resource::ReportText { author: desk.asker.asker(), about: &[] };
    let readers = desk.org.people.iter().map(|p| &p.id).filter(|p| *p != desk.asker.asker());
    let people: Vec<Key> = readers.filter(|p| may_see(desk.org, *p, text).allows()).cloned().collect();
    for person in &people {
        draft.about(person);
    }
    draft.say(Says::Viewers { people }.alone());
    draft
}

/// Whether the asker may read the text of a report.
fn may_read(desk: &Desk<'_>, report: &ReportMeta) -> bool {
    let claims = desk.history.claims.iter().filter(|c| c.report == report.id);
    let about: Vec<Key> = claims.filter_map(|c| c.claim.subject.clone()).collect();
    may_see(desk.org, desk.asker, Resource::ReportText { author: &report.author, about: &about }).allows()
}

/// The reports of a person or department.
pub(super) fn reports(desk: &Desk<'_>, of: &Key, period: DateRange) -> Draft {
    let mut draft = Draft::ended(Outcome::Answer);
    draft.about(of);
    let people = people_of(desk.org, of);
    let mut any = false;
    let meant = |r: &&ReportMeta| people.contains(&r.author) && period.contains(r.duty_day) && may_read(desk, r);
    for report in desk.history.reports.iter().filter(meant) {
        any = true;
        let summary = if report.summary.is_empty() { report.text.clone() } else { report.summary.clone() };
        let says = Says::Report { author: report.author.clone(), day: report.duty_day, summary };
        draft.say(says.citing([Citation {
            id: report.id,
            report: report.external_id.clone(),
            author: report.author.clone(),
            day: report.duty_day,
            span: crate::domain::Span { start: 0, end: report.text.chars().count() },
            quote: report.text.clone(),
        }]));
        for review in desk.history.reviews.iter().filter(|r| r.report == report.id) {
            let (by, text) = (review.author.clone(), review.text.clone());
            draft.say(Says::Reviewed { by, kind: review.kind, text }.alone());
        }
    }
    if !any {
        draft.say(Says::Nothing { of: Some(of.clone()), period: Some(period) }.alone());
        draft.end(Outcome::NoData);
    }
    draft
}
