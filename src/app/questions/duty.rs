//! Who has reported and who has not.

use chrono::NaiveDate;

use super::{Desk, answer::Outcome, draft::Draft, line::Says, permit::people_of};
use crate::{
    domain::{
        Decimal, Key, Unit,
        access::{Resource, may_see},
        calendar::{is_working_day, working_day_before},
    },
    insight::duty::{Duty, duty as duty_of, obliged},
    understanding::question::DutyAsk,
};

/// Who of some departments or people has met the duty of a day, as far as the asker may know.
pub(super) fn duty(desk: &Desk<'_>, of: &[Key], day: NaiveDate, ask: DutyAsk) -> Draft {
    let mut draft = Draft::ended(Outcome::Answer);
    if day > desk.snapshot.today {
        draft.say(
            Says::Nothing { of: of.first().cloned(), period: Some(crate::domain::period::DateRange::day(day)) }.alone(),
        );
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
        let asked = Counted { of: key, day, duty: people.len(), partly: people.len() < whole };
        tell(&mut draft, &asked, ask, &duty);
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
