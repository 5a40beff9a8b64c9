//! A field of the company's own on a project or KPI: 会员项目的客户等级是A, 会员项目的客户等级是什么.

use crate::{
    app::{Error, fields},
    conversation::{Step, heard::Heard, reply::Reply},
    domain::{
        Key,
        org::{Content, Field},
    },
    understanding::field::{self, AboutField, Does},
    wording::{self, FieldSay, Say},
};

/// Says what stands in a field, or puts something else into it.
pub fn about(heard: &Heard<'_>, about: &AboutField) -> Result<Step, Error> {
    let field = heard.org().fields.field(&about.field).ok_or(Error::NotFound)?;
    let content = match &about.does {
        Does::Ask => {
            let content = fields::content(heard.actor, &about.subject, &field.id)?;
            return Ok(Step::say(heard, holds(heard, &about.subject, field, content.as_ref())));
        }
        Does::Empty => None,
        Does::Set(written) => match field::content(field, written, heard.today()) {
            Some(content) => Some(content),
            None => {
                let takes = FieldSay::Takes { field: field.name.clone(), holds: field.holds.clone() };
                return Ok(Step::say(heard, notice(heard, takes)));
            }
        },
    };
    match fields::set(heard.actor, &about.subject, &field.id, content.clone()) {
        Ok(setting) => {
            let thing = || heard.org().name(&about.subject).to_owned();
            let reply = match &content {
                Some(content) => holds(heard, &about.subject, field, Some(content)),
                None => notice(heard, FieldSay::Emptied { thing: thing(), field: field.name.clone() }),
            };
            let mut step = Step::say(heard, reply);
            step.change = fields::change(setting);
            Ok(step)
        }
        Err(error @ Error::Forbidden(_)) => {
            let thing = heard.org().name(&about.subject).to_owned();
            let said = notice(heard, FieldSay::NotYours { thing, field: field.name.clone() });
            Ok(Step::say(heard, said).refused(error))
        }
        Err(error) => Err(error),
    }
}

fn notice(heard: &Heard<'_>, what: FieldSay) -> Reply {
    Reply::notice(heard.say(&Say::Field(what)))
}

fn holds(heard: &Heard<'_>, subject: &Key, field: &Field, content: Option<&Content>) -> Reply {
    let content = content.map(|content| wording::content(field, content, heard.language()));
    let thing = heard.org().name(subject).to_owned();
    notice(heard, FieldSay::Holds { thing, field: field.name.clone(), content })
}
