//! What a person may ask of whoever keeps data about them: to have it whole, to have it taken out, to have it kept and no
//! longer used. Done on the machine by whoever runs the installation, who checks that it is that person who asks.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{App, Company, Error, views};
use crate::{
    domain::{Key, access::Disclosure},
    store::{
        Tx, accounts,
        audit::{self, AuditFilter},
        claims, model_answers, private,
        reports::{self, ReportFilter, StoredReport},
        states, subject,
    },
};

/// Who did it, in the audit log.
const OPERATOR: &str = "command line";

/// Entries of the audit log in an export, newest first.
const MOST_ENTRIES: u32 = 1_000_000;

fn entry(company: Uuid, action: &str, person: &Key, detail: Value) -> audit::Entry {
    let (actor, action) = (OPERATOR.into(), action.into());
    audit::Entry { company, at: Utc::now(), actor, action, resource: person.to_string(), detail }
}

/// The person meant by a key, or by the name of somebody who has left; `None` where that is nobody, or several.
pub async fn find(app: &App, company: &Company, written: &str) -> Result<Option<Key>, Error> {
    let mut tx = app.store.read().await?;
    let key = Key::from(written);
    if subject::record(&mut tx, company.id, &key).await?.is_some() {
        return Ok(Some(key));
    }
    let mut left = subject::left(&mut tx, company.id, written).await?;
    Ok(if left.len() == 1 { left.pop() } else { None })
}

/// Everything that is kept about a person, as JSON. [`Error::NotFound`] where nobody has this key.
pub async fn export(app: &App, company: &Company, person: &Key) -> Result<Value, Error> {
    let id = company.id;
    let mut tx = app.store.read().await?;
    let record = subject::record(&mut tx, id, person).await?.ok_or(Error::NotFound)?;
    let filter = ReportFilter { authors: Some(vec![person.clone()]), withdrawn: true, ..ReportFilter::default() };
    let mut told = Vec::new();
    for stored in reports::list(&mut tx, id, &filter).await? {
        told.push(report(&mut tx, id, stored).await?);
    }
    let account = |a: accounts::Account| json!({ "channel": a.channel, "id": a.external, "since": a.bound_at });
    let accounts: Vec<Value> = accounts::of_person(&mut tx, id, person).await?.into_iter().map(account).collect();
    let kept = subject::kept(&mut tx, id, person).await?;
    let private = private::of_person(&mut tx, id, person).await?.iter().map(private_field).collect::<Vec<_>>();
    let answers = model_answers::of_person(&mut tx, id, person).await?;
    let traces = traces(&mut tx, id, person).await?;
    let views = views::all(&mut tx, id, person).await?;
    drop(tx);
    let entry = entry(id, "subject.export", person, json!({ "reports": told.len() }));
    app.store.write(move |tx| Box::pin(async move { audit::add(tx, &entry).await.map_err(Error::from) })).await?;
    Ok(json!({
        "person": record,
        "restricted": company.org.is_restricted(person),
        "reports": told,
        "former_texts": kept.former_texts,
        "replies": kept.replies,
        "private": private,
        "accounts": accounts,
        "sessions": kept.sessions,
        "names_given": kept.names,
        "reviews": kept.reviews,
        "requests": kept.requests,
        "looked_at": views,
        "fields": kept.fields,
        "model_answers": answers,
        "audit": traces,
    }))
}

/// What is secret by its class is handed out too: it is theirs. Who wrote a peer review is not told.
fn private_field(field: &private::Field) -> Value {
    json!({
        "class": private::word(field.value.secret()),
        "label": field.label,
        "value": field.value.disclose(&Disclosure::to_operator()),
        "recorded_at": field.recorded_at,
    })
}

async fn report(tx: &mut Tx, company: Uuid, stored: StoredReport) -> Result<Value, Error> {
    let StoredReport { report, revision, withdrawn_at } = stored;
    let filed = claims::of_report(tx, company, report.id).await?;
    let claim = |f: crate::domain::Filed| json!({ "id": f.id, "standing": f.standing, "claim": f.claim });
    Ok(json!({
        "id": report.id,
        "channel": report.channel,
        "external_id": report.external_id,
        "sent_at": report.sent_at,
        "text": report.text,
        "summary": report.summary,
        "keywords": report.keywords,
        "spoken": report.voice,
        "edited": revision,
        "withdrawn_at": withdrawn_at,
        "claims": filed.into_iter().map(claim).collect::<Vec<_>>(),
    }))
}

/// What the person did, by the audit log.
async fn traces(tx: &mut Tx, company: Uuid, person: &Key) -> Result<Vec<Value>, Error> {
    let filter = AuditFilter { actor: Some(person.to_string()), limit: Some(MOST_ENTRIES), ..AuditFilter::default() };
    let entries = audit::list(tx, company, &filter).await?;
    let trace = |e: audit::Entry| json!({ "at": e.at, "action": e.action, "resource": e.resource, "detail": e.detail });
    Ok(entries.into_iter().map(trace).collect())
}

/// Keeps a person's data and no longer uses it, or uses it again (`on` false). Says whether that changed anything.
pub async fn restrict(app: &App, company: &Company, person: &Key, on: bool, now: DateTime<Utc>) -> Result<bool, Error> {
    let id = company.id;
    let person = person.clone();
    let action = if on { "subject.restrict" } else { "subject.release" };
    let entry = entry(id, action, &person, Value::Null);
    app.store
        .write(move |tx| {
            Box::pin(async move {
                let changed = subject::restrict(tx, id, &person, on, now).await?;
                if changed {
                    audit::add(tx, &entry).await?;
                }
                Ok(changed)
            })
        })
        .await
}

/// Takes out who a person is, who must have left: [`Error::Conflict`] while they are in the company, [`Error::NotFound`]
/// where nobody has this key. Gives the name under which their figures stay.
pub async fn erase(app: &App, company: &Company, person: &Key) -> Result<String, Error> {
    if company.org.person(person).is_some() {
        return Err(Error::Conflict);
    }
    let alias = format!("erased-{}", &Uuid::now_v7().simple().to_string()[20..]);
    let (id, person, kept) = (company.id, person.clone(), alias.clone());
    // The log keeps the key under which the person was known: what was done stays done.
    let entry = entry(id, "subject.erase", &person, json!({ "now": alias }));
    app.store
        .write(move |tx| {
            Box::pin(async move {
                if !subject::erase(tx, id, &person, &kept).await? {
                    return Err(Error::NotFound);
                }
                private::erase(tx, id, &person, &kept).await?;
                model_answers::erase(tx, id, &person).await?;
                audit::add(tx, &entry).await?;
                Ok(())
            })
        })
        .await?;
    // States keep whose word they rest on.
    states::rebuild(&app.store, id, &company.org).await?;
    Ok(alias)
}
