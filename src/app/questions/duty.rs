//! Who has reported and who has not.

use chrono::{Days, NaiveDate};

use super::{Desk, answer::Outcome, draft::Draft, line::Says, of_work::OfWork, permit::people_of};
use crate::{
    domain::{
        Decimal, Key, Unit,
        access::{Resource, may_see},
        calendar::{is_working_day, working_day_before},
        period::DateRange,
    },
    insight::duty::{Duty, duty as duty_of, obliged},
    understanding::question::DutyAsk,
};

/// Who of some departments or people has met the duty of a day, as far as the asker may know.
pub(super) fn duty(desk: &Desk<'_>, of: &[Key], day: NaiveDate, ask: DutyAsk) -> Draft {
    let mut draft = Draft::ended(Outcome::Answer);
    if day > desk.snapshot.today {
        draft.say(Says::Nothing { of: of.first().cloned(), period: Some(DateRange::day(day)) }.alone());
        draft.end(Outcome::NoData);
        return draft;
    }
    let asked = day;
    let day = working_day_of(asked);
    if day != asked {
        draft.say(Says::DayOff { day: asked }.alone());
    }
    for key in of {
        let all = obliged(desk.org, people_of(desk.org, key), day);
        if all.is_empty() {
            draft.about(key);
            draft.say(Says::NotDue { of: key.clone(), day }.alone());
            continue;
        }
        let whole = all.len();
        let people: Vec<Key> =
            all.into_iter().filter(|p| may_see(desk.org, desk.asker, Resource::Duty(p)).allows()).collect();
        let duty = duty_of(desk.history, &people, day);
        if let (Some(person), true) = (desk.org.person(key), duty.met.is_empty()) {
            draft.about(&person.id);
            draft.say(Says::OfWork(OfWork::NotReported { person: person.id.clone(), day }).alone());
            continue;
        }
        let asked = Counted { of: key, day, duty: people.len(), partly: people.len() < whole };
        tell(&mut draft, &asked, ask, &duty);
    }
    draft
}

/// Who of some departments or people missed how many of some days: those who missed all of them first.
pub(super) fn over(desk: &Desk<'_>, of: &[Key], days: DateRange) -> Draft {
    let mut draft = Draft::ended(Outcome::Answer);
    // Today's report may still come.
    let today = desk.snapshot.today;
    let last = if days.first < today { today - Days::new(1) } else { today };
    let until = DateRange { last: days.last.min(last), ..days };
    let working: Vec<NaiveDate> =
        until.first.iter_days().take_while(|d| *d <= until.last).filter(|d| is_working_day(*d)).collect();
    let people: Vec<Key> = of.iter().flat_map(|key| people_of(desk.org, key)).collect();
    let seen = |p: &Key| may_see(desk.org, desk.asker, Resource::Duty(p)).allows();
    let mut told: Vec<(Key, usize, Vec<NaiveDate>)> = Vec::new();
    for person in people.into_iter().filter(seen) {
        let due: Vec<NaiveDate> =
            working.iter().copied().filter(|d| !obliged(desk.org, vec![person.clone()], *d).is_empty()).collect();
        let missed = |d: &NaiveDate| duty_of(desk.history, std::slice::from_ref(&person), *d).met.is_empty();
        let missing: Vec<NaiveDate> = due.iter().copied().filter(missed).collect();
        if !missing.is_empty() {
            told.push((person, due.len() - missing.len(), missing));
        }
    }
    told.sort_by_key(|(_, met, _)| *met);
    draft.say(Says::OfWork(OfWork::MissedDays { days: until, people: told.len() }).alone());
    for (person, met, missing) in told {
        draft.about(&person);
        draft.say(Says::OfWork(OfWork::Missed { person, met, missing }).alone());
    }
    draft
}

/// The working day that a question about a day means: on Monday, 昨天 is Friday.
pub(super) fn working_day_of(day: NaiveDate) -> NaiveDate {
    if is_working_day(day) { day } else { working_day_before(day) }
}

/// Whose duty of which day is told.
struct Counted<'a> {
    of: &'a Key,
    day: NaiveDate,
    duty: usize,
    /// Whether there are people whom the asker may not see.
    partly: bool,
}

fn tell(draft: &mut Draft, asked: &Counted<'_>, ask: DutyAsk, duty: &Duty<'_>) {
    let Counted { of, day, duty: all, partly } = *asked;
    let people = Unit::people();
    match ask {
        DutyAsk::Count => {
            draft.about(of);
            draft.state(of, Decimal::from(duty.met.len()), &people);
            draft.say(Says::MetCount { of: of.clone(), day, met: duty.met.len(), duty: all, partly }.alone());
            if !duty.met.is_empty() {
                draft.say(Says::Met { day, people: duty.met.clone() }.alone());
            }
        }
        DutyAsk::Missing => {
            duty.missing.iter().for_each(|p| draft.about(p));
            draft.state(of, Decimal::from(duty.missing.len()), &people);
            draft.say(Says::Missing { day, people: duty.missing.clone() }.alone());
            draft.say(Says::MetCount { of: of.clone(), day, met: duty.met.len(), duty: all, partly }.alone());
        }
        DutyAsk::Met => {
            duty.met.iter().for_each(|p| draft.about(p));
            draft.state(of, Decimal::from(duty.met.len()), &people);
            draft.say(Says::Met { day, people: duty.met.clone() }.alone());
        }
    }
}
