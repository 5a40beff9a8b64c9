//! 我的: one's own goals, tasks and duty.

use crate::{
    app::{self, App, Error},
    conversation::{Step, heard::Heard, reply::Reply},
    domain::org::Target,
    wording::{self, Say},
};

/// Shows them.
pub async fn mine(app: &App, heard: &Heard<'_>) -> Result<Step, Error> {
    let mine = app::reports::mine(app, heard.actor, heard.sent_at).await?;
    let language = heard.language();
    let goals = mine
        .kpis
        .iter()
        .map(|own| {
            let kpi = &own.kpi;
            let target = match &kpi.target {
                Some(Target::Bound(value)) => Some(wording::figure(*value, &kpi.unit, language)),
                Some(Target::Within(range)) => Some(format!(
                    "{}–{}",
                    wording::figure(*range.start(), &kpi.unit, language),
                    wording::figure(*range.end(), &kpi.unit, language)
                )),
                None => None,
            };
            let figure = own.figure.map(|f| wording::figure(f, &kpi.unit, language));
            wording::goal(&kpi.name, figure, target, own.attained, language)
        })
        .collect();
    let tasks = mine
        .tasks
        .iter()
        .map(|task| {
            let progress = task.progress.map(|p| format!(" {}%", crate::domain::figure::shown(p))).unwrap_or_default();
            let due = task.due.map(|d| format!(" · {}", wording::day(d, language))).unwrap_or_default();
            format!("{}{progress}{due}", task.name)
        })
        .collect();
    let say = Say::Mine { goals, tasks, reported_today: mine.reported_today, only_results: mine.only_results };
    let mut step = Step::say(heard, Reply::notice(heard.say(&say)));
    let waiting = app::endorse::waiting(app, heard.actor).await?;
    step.also = waiting.iter().map(|filed| super::endorse::again(heard, filed)).collect();
    let names = app::alias::waiting(app, heard.actor).await?;
    step.also.extend(names.iter().map(|proposal| super::naming::asking(heard, heard.person(), proposal)));
    let unnamed = app::unnamed::waiting(app, heard.actor).await?;
    step.also.extend(unnamed.iter().map(|proposal| super::define::again(heard, proposal)));
    let requests = app::requests::waiting(app, heard.actor).await?;
    step.also.extend(requests.iter().map(|request| super::request::again(heard, request)));
    Ok(step)
}
