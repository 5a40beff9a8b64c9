//! 邀请 张伟: an admin asks for a one-time code for somebody.

use chrono::Utc;

use crate::{
    app::{App, Error, codes},
    conversation::{Step, heard::Heard, reply::Reply},
    wording::Say,
};

/// Gives the code, and the link where there is a page.
pub async fn invite(app: &App, heard: &Heard<'_>, name: &str) -> Result<Step, Error> {
    let refused = || Step::say(heard, Reply::notice(heard.say(&Say::NoInvitation)));
    let mut named = heard.org().people.iter().filter(|p| p.id.as_str() == name || p.name == name);
    let (Some(person), None) = (named.next(), named.next()) else { return Ok(refused()) };
    match codes::issue(app, heard.company(), Some(heard.actor), &person.id, Utc::now()).await {
        Ok(code) => {
            let link = app.page.as_ref().map(|page| format!("{}/join/{code}", page.trim_end_matches('/')));
            let minutes = codes::LIFETIME.num_minutes();
            let say = Say::Invitation { name: person.name.clone(), code, link, minutes };
            Ok(Step::say(heard, Reply::notice(heard.say(&say))))
        }
        Err(error @ (Error::Forbidden(_) | Error::NotFound)) => Ok(refused().refused(error)),
        Err(error) => Err(error),
    }
}
