//! Who looked at whose reports and personal figures, where the company has it recorded (`records_views`). Those whose they
//! are ask for it in chat; a company that does not record it has nothing to show.
//!
//! What counts is what was shown: the text of a report, what somebody did and their hours, a figure of a KPI of theirs.
//! Whether somebody has reported, and the words about a project that everybody sees, do not.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Actor, App, Error, questions::Answer};
use crate::{
    domain::{
        Key, Org,
        access::Class,
        calendar::local_day,
        org::{FieldClass, Kind, Level},
    },
    store::{
        Tx,
        views::{self, View},
    },
    understanding::question::Query,
};

/// How many looks are shown in a conversation.
const SHOWN: u32 = 40;

/// Something of a person's that was shown to another.
pub(super) type Shown = (Key, Class);

/// What an answer shows of others than the one it is given to.
pub(super) fn shown(org: &Org, asker: &Key, query: &Query, answer: &Answer) -> Vec<Shown> {
    // Those of several are of one kind.
    let query = match query {
        Query::Each { parts, .. } => parts.first().map_or(query, |(_, first)| first),
        one => one,
    };
    // What everybody sees of everybody is no look at anybody's.
    if let Query::Field { field, .. } = query
        && org.fields.field(field).is_some_and(|f| f.class == FieldClass::Ordinary)
    {
        return Vec::new();
    }
    let mut all: Vec<Shown> = Vec::new();
    let mut cited = |class| all.extend(answer.citations.iter().map(|citation| (citation.author.clone(), class)));
    if matches!(query, Query::Reports { .. }) {
        cited(Class::ReportText);
    } else if matches!(query, Query::Activity { .. } | Query::Hours { .. } | Query::Field { .. }) {
        cited(Class::Personal);
    }
    for value in &answer.values {
        all.extend(whose(org, &value.subject));
    }
    all.retain(|(person, _)| person != asker);
    all.sort();
    all.dedup();
    all
}

/// Whose a figure is, where it is anybody's.
fn whose(org: &Org, subject: &Key) -> Vec<Shown> {
    match org.kind(subject) {
        Some(Kind::Person) => vec![(subject.clone(), Class::Personal)],
        Some(Kind::Kpi) => match org.kpi(subject) {
            Some(kpi) if kpi.level == Level::Person => vec![(kpi.owner.clone(), Class::PersonKpi)],
            Some(kpi) if kpi.level == Level::Position => {
                let holders = org.people.iter().filter(|p| org.holds(&p.id, &kpi.owner));
                holders.map(|p| (p.id.clone(), Class::PositionKpi)).collect()
            }
            Some(_) | None => Vec::new(),
        },
        Some(Kind::Company | Kind::Department | Kind::Project | Kind::Milestone | Kind::Task | Kind::Field) | None => {
            Vec::new()
        }
    }
}

/// Writes down what was shown to an actor; nothing where the company does not record it.
pub(super) async fn add(tx: &mut Tx, actor: &Actor, shown: &[Shown], at: DateTime<Utc>) -> Result<(), Error> {
    let company = &actor.company.org.company;
    if !company.records_views {
        return Ok(());
    }
    for (person, class) in shown {
        let day = local_day(at, company.timezone);
        let view = View { viewer: actor.person.clone(), class: *class, day, at };
        views::add(tx, actor.company.id, person, &view).await?;
    }
    Ok(())
}

/// Writes down that the text of another's report was opened.
pub(super) async fn opened(app: &App, actor: &Actor, author: &Key, at: DateTime<Utc>) -> Result<(), Error> {
    if author == &actor.person || !actor.company.org.company.records_views {
        return Ok(());
    }
    let (actor, shown) = (actor.clone(), [(author.clone(), Class::ReportText)]);
    app.store.write(move |tx| Box::pin(async move { add(tx, &actor, &shown, at).await })).await
}

/// Who looked at what is the actor's, newest day first; `None` where the company does not record it.
pub async fn own(app: &App, actor: &Actor) -> Result<Option<Vec<View>>, Error> {
    if !actor.company.org.company.records_views {
        return Ok(None);
    }
    let mut tx = app.store.read().await?;
    Ok(Some(views::of_person(&mut tx, actor.company.id, &actor.person, SHOWN).await?))
}

/// Everything that is kept of who looked at what is a person's, for [`super::subject`].
pub(super) async fn all(tx: &mut Tx, company: Uuid, person: &Key) -> Result<Vec<View>, Error> {
    Ok(views::of_person(tx, company, person, u32::MAX).await?)
}
