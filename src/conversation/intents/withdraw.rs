//! Taking a report back: 把我昨天写的那条删了, 不是日报.

use uuid::Uuid;

use super::report::settled_card;
use crate::{
    app::{self, App, Error},
    conversation::{Step, dialogue::Expecting, heard::Heard, reply::Reply},
    domain::{ReportMeta, calendar::local_day},
    understanding::{text::Text, time},
    wording::{self, CardState, Say},
};

/// How many characters of a report name it.
const START: usize = 12;

/// Withdraws the report that is meant: of the day named, else the newest; asks where there are several.
pub async fn withdraw(app: &App, heard: &Heard<'_>) -> Result<Step, Error> {
    let days = time::scan(&Text::new(heard.text), heard.today(), 1);
    let reports = match days.first() {
        Some(named) => app::reports::own_between(app, heard.actor, named.back).await?,
        None => app::reports::own_newest(app, heard.actor).await?.into_iter().collect(),
    };
    match reports.as_slice() {
        [] => Ok(Step::say(heard, Reply::notice(heard.say(&Say::NoReportThen)))),
        [report] => one(app, heard, report).await,
        several => {
            let starts = several.iter().map(start).collect();
            let labels = (1..=several.len()).map(|n| n.to_string());
            let reply = Reply::notice(heard.say(&Say::WhichReport { starts })).with_buttons(labels);
            let expecting = Expecting::Withdrawal { reports: several.iter().map(|r| r.id).collect() };
            Ok(Step { dialogue: heard.dialogue.waiting(expecting), ..Step::say(heard, reply) })
        }
    }
}

/// 不是日报: takes back the report of the card, or drops the message that was asked about.
pub async fn not_a_report(app: &App, heard: &Heard<'_>) -> Result<Step, Error> {
    if matches!(heard.dialogue.expecting, Some(Expecting::IsReport { .. })) {
        return Ok(Step::say(heard, Reply::notice(heard.say(&Say::NotKept))));
    }
    let Some(report) = heard.dialogue.card else {
        return Ok(Step::say(heard, Reply::notice(heard.say(&Say::NoCard))));
    };
    by_id(app, heard, report).await
}

/// Withdraws one report by its id.
pub async fn by_id(app: &App, heard: &Heard<'_>, report: Uuid) -> Result<Step, Error> {
    let meta = app::reports::own(app, heard.actor, report).await?;
    one(app, heard, &meta).await
}

async fn one(app: &App, heard: &Heard<'_>, report: &ReportMeta) -> Result<Step, Error> {
    let change = app::reports::withdraw(app, heard.actor, report.id).await?;
    let day = local_day(report.sent_at, heard.org().company.timezone);
    let above = app::goals::moved_by(app, heard.actor, &change, heard.today()).await?;
    let effect = wording::effect(heard.org(), &above, heard.language());
    let card = app::reports::card(app, heard.actor, report.id).await?.moving(above);
    let shown = settled_card(heard.org(), &card, CardState::Withdrawn, heard.language());
    let told = heard.say(&Say::Withdrawn { day, start: start(report) }) + &effect;
    let reply = Reply::notice(told).or_card(shown);
    let mut step = Step { change, ..Step::say(heard, reply) };
    step.dialogue.card = step.dialogue.card.filter(|card| *card != report.id);
    Ok(step)
}

fn start(report: &ReportMeta) -> String {
    report.text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(START).collect()
}
