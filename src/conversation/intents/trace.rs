//! What was done and looked at, as far as the speaker may see it: 审计日志, 谁看过我的数据.

use crate::{
    app::{App, Error, audit, views},
    conversation::{Step, heard::Heard, reply::Reply},
    wording::{Look, Say, TraceSay, Traced},
};

/// The newest entries of the audit log, for auditors.
pub async fn log(app: &App, heard: &Heard<'_>) -> Result<Step, Error> {
    let zone = heard.org().company.timezone;
    match audit::newest(app, heard.actor).await {
        Ok(entries) => {
            let traced = entries.into_iter().map(|e| Traced {
                at: e.at.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string(),
                who: heard.org().name(&e.actor.as_str().into()).to_string(),
                action: e.action,
                of: heard.org().name(&e.resource.as_str().into()).to_string(),
            });
            Ok(said(heard, TraceSay::Log(traced.collect())))
        }
        Err(error @ Error::Forbidden(_)) => Ok(said(heard, TraceSay::NoLog).refused(error)),
        Err(error) => Err(error),
    }
}

/// Who looked at what is the speaker's.
pub async fn looked(app: &App, heard: &Heard<'_>) -> Result<Step, Error> {
    let Some(views) = views::own(app, heard.actor).await? else { return Ok(said(heard, TraceSay::NotRecorded)) };
    let mut looks: Vec<Look> = Vec::new();
    for view in views {
        let who = heard.org().name(&view.viewer).to_string();
        match looks.last_mut().filter(|look| look.day == view.day && look.who == who) {
            Some(look) => look.classes.push(view.class),
            None => looks.push(Look { day: view.day, who, classes: vec![view.class] }),
        }
    }
    Ok(said(heard, TraceSay::Looked(looks)))
}

fn said(heard: &Heard<'_>, what: TraceSay) -> Step {
    Step::say(heard, Reply::notice(heard.say(&Say::Trace(what))))
}
