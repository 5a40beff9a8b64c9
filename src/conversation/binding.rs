//! Binding an account of a channel to a person: `/start CODE`, or 绑定 CODE, and a yes to the name.

use chrono::Utc;

use super::reply::{Button, Reply};
use crate::{
    app::{App, Company, Error, codes},
    domain::Language,
    store::inbox::Inbound,
    understanding::talk::{self, Binding},
    wording::{Label, Say, label, say},
};

/// Answers a message that binds; `None` for any other message.
pub async fn answer(app: &App, company: &Company, message: &Inbound) -> Result<Option<Reply>, Error> {
    let Some(Binding { code, yes }) = talk::binding(&message.text) else { return Ok(None) };
    let language = Language::default();
    let now = Utc::now();
    match yes {
        None => ask(app, company, code, language).await.map(Some),
        Some(false) => Ok(Some(Reply::notice(say(&Say::NotBound, language)))),
        Some(true) => match codes::redeem(app, company, code, &message.channel, &message.sender, now).await {
            Ok(person) => {
                let name = company.org.name(&person).to_string();
                Ok(Some(Reply::notice(say(&Say::Welcome { name }, language))))
            }
            Err(Error::NotFound) => Ok(Some(Reply::notice(say(&Say::BadCode, language)))),
            Err(error) => Err(error),
        },
    }
}

async fn ask(app: &App, company: &Company, code: &str, language: Language) -> Result<Reply, Error> {
    let Some(key) = codes::peek(app, company, code, Utc::now()).await? else {
        return Ok(Reply::notice(say(&Say::BadCode, language)));
    };
    let org = &company.org;
    let department = org.person(&key).map(|p| org.name(&p.department).to_string()).unwrap_or_default();
    let mut reply = Reply::notice(say(&Say::IsItYou { name: org.name(&key).to_string(), department }, language));
    reply.buttons = [(Label::ItIsMe, "yes"), (Label::NotMe, "no")]
        .map(|(what, answer)| Button { label: label(what, language).into(), says: format!("/start {code} {answer}") })
        .into();
    Ok(reply)
}
