//! What is kept about one person: handed out whole, taken out, or kept and no longer used.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

use super::{
    Result,
    statement::statements,
    tx::{Tx, on, row, stored_time},
};
use crate::domain::Key;

statements! {
    PERSON = "select key, archived, name, aliases, department, job, manager, roles from person
        where company_id = $1 and key = $2";
    LEFT = "select key from person where company_id = $1 and archived and name = $2";
    RESTRICTED = "select person from restriction where company_id = $1 order by person";
    RESTRICT = "insert into restriction (company_id, person, since) values ($1, $2, $3) on conflict do nothing";
    RELEASE = "delete from restriction where company_id = $1 and person = $2";
    BUMP = "update company set version = version + 1 where id = $1";
    FORMER_TEXTS = "select report_id, revision, text, replaced_at from report_text where company_id = $1
        and report_id in (select id from report where company_id = $1 and author = $2) order by report_id, revision";
    REPLIES = "select o.created_at, o.channel, o.body from outbox o
        join conversation c on c.company_id = o.company_id and c.channel = o.channel and c.thread = o.thread
        where o.company_id = $1 and c.person = $2 and not exists (select 1 from room r
            where r.company_id = o.company_id and r.channel = o.channel and r.thread = o.thread)
        order by o.id";
    SESSIONS = "select created_at, seen_at from session where company_id = $1 and person = $2 order by created_at";
    NAMES = "select name, subject, proposed_at from alias where company_id = $1 and proposed_by = $2
        order by proposed_at";
    ERASE_TEXTS = "delete from report_text where company_id = $1
        and report_id in (select id from report where company_id = $1 and author = $2)";
    ERASE_REPLIES = "delete from outbox where company_id = $1 and exists (select 1 from conversation c
        where c.company_id = $1 and c.person = $2 and c.channel = outbox.channel and c.thread = outbox.thread)
        and not exists (select 1 from room r
            where r.company_id = $1 and r.channel = outbox.channel and r.thread = outbox.thread)";
    ERASE_ROOMS = "delete from room_member where company_id = $1 and (sender = $2 or exists (select 1 from account a
        where a.company_id = $1 and a.person = $2 and a.channel = room_member.channel
        and a.external = room_member.sender))";
    ERASE_INBOX = "delete from inbox where company_id = $1 and done_at is null and exists (select 1 from account a
        where a.company_id = $1 and a.person = $2 and a.channel = inbox.channel and a.external = inbox.sender)";
    ERASE_REPORTS = "update report set text = '', summary = '', keywords = $4, thread = '', author = $3
        where company_id = $1 and author = $2";
    ERASE_CLAIMS = "update claim set quote = '', author = $3, doubt = null,
        state = case when kind = 'field' and state is not null then '' else state end
        where company_id = $1 and author = $2";
    ERASE_WAITING = "update claim set waiting_on = null where company_id = $1 and waiting_on = $2";
    ERASE_NAMES = "update alias set proposed_by = $3 where company_id = $1 and proposed_by = $2";
    ERASE_DECISIONS = "update alias set decided_by = $3 where company_id = $1 and decided_by = $2";
    ERASE_CODES = "delete from code where company_id = $1 and person = $2";
    ERASE_SESSIONS = "delete from session where company_id = $1 and person = $2";
    ERASE_PASSWORD = "delete from credential where company_id = $1 and person = $2";
    ERASE_CONVERSATIONS = "delete from conversation where company_id = $1 and person = $2";
    ERASE_ACCOUNTS = "delete from account where company_id = $1 and person = $2";
    REVIEWS = "select at, kind, text from review where company_id = $1 and author = $2 order by at";
    REQUESTS = "select kind, state, body, created_at from request where company_id = $1
        and (requested_by = $2 or about = $2) order by created_at";
    ERASE_REVIEWED = "update review set text = '' where company_id = $1
        and report_id in (select id from report where company_id = $1 and author = $2)";
    ERASE_REVIEWS = "update review set text = '', author = $3 where company_id = $1 and author = $2";
    ERASE_OPEN_REQUESTS = "update request set state = 'withdrawn', approver = null, waits_since = null
        where company_id = $1 and (requested_by = $2 or about = $2)
        and state in ('asking', 'draft', 'submitted', 'returned')";
    ERASE_REQUESTED = "update request set requested_by = $3 where company_id = $1 and requested_by = $2";
    ERASE_REQUESTED_FOR = "update request set about = $3 where company_id = $1 and about = $2";
    ERASE_ASKED = "update request set approver = $3 where company_id = $1 and approver = $2";
    ERASE_DECIDED = "update request set decided_by = $3 where company_id = $1 and decided_by = $2";
    ERASE_STEPS = "update request_step set actor = $3, reason = null where company_id = $1 and actor = $2";
    ERASE_STAND_INS = "delete from delegate where company_id = $1 and (person = $2 or stands_in = $2)";
    ERASE_VIEWS = "delete from view_of where company_id = $1 and person = $2";
    ERASE_VIEWER = "update view_of set viewer = $3 where company_id = $1 and viewer = $2";
    ERASE_UNNAMED = "delete from unnamed_work where company_id = $1 and said_by = $2 and decided_at is null";
    ERASE_SAID = "update unnamed_work set said_by = $3 where company_id = $1 and said_by = $2";
    ERASE_ASSIGNED = "update unnamed_work set assignee = $3 where company_id = $1 and assignee = $2";
    ERASE_DEFINED = "update unnamed_work set decided_by = $3 where company_id = $1 and decided_by = $2";
    ERASE_KPIS = "update kpi set owner = $3 where company_id = $1 and owner = $2 and level = 'person'";
    FIELDS = "select v.subject, f.name as field, v.content from custom_value v
        join custom_field f on f.company_id = v.company_id and f.key = v.field
        where v.company_id = $1 and v.content <> '' and v.subject in
        (select key from kpi where company_id = $1 and owner = $2 and level = 'person') order by v.key";
    ERASE_FIELDS = "delete from custom_value where company_id = $1 and subject in
        (select key from kpi where company_id = $1 and owner = $2 and level = 'person')";
    ERASE_OWNED = "update project set owner = $3 where company_id = $1 and owner = $2";
    ERASE_HEADED = "update department set head = null where company_id = $1 and head = $2";
    ERASE_TASKS = "update task set assignee = null where company_id = $1 and assignee = $2";
    ERASE_MANAGED = "update person set manager = null where company_id = $1 and manager = $2";
    MEMBERS = "select key, members from project where company_id = $1 and archived";
    SET_MEMBERS = "update project set members = $3 where company_id = $1 and key = $2";
    ERASE_PERSON = "update person set key = $3, name = $3, aliases = $4, job = '', manager = null, roles = $4, leave = $4
        where company_id = $1 and key = $2 and archived";
}

row! {
    /// A person as the organisation has or had them.
    #[derive(serde::Serialize)]
    pub struct Record {
        /// Their key.
        pub key: String,
        /// Whether they are no longer in the company.
        pub archived: bool,
        /// Their name.
        pub name: String,
        /// What else they are called.
        pub aliases: Json<Value>,
        /// Their department.
        pub department: String,
        /// 岗位.
        pub job: String,
        /// Their manager.
        pub manager: Option<String>,
        /// Their roles.
        pub roles: Json<Value>,
    }
}

row! {
    /// A report's text before it was edited.
    #[derive(serde::Serialize)]
    pub struct FormerText {
        /// The report.
        pub report_id: Uuid,
        /// Which edit replaced it, from 0.
        pub revision: i32,
        /// The text.
        pub text: String,
        /// When it was replaced.
        pub replaced_at: DateTime<Utc>,
    }
}

row! {
    /// What was said to the person.
    #[derive(serde::Serialize)]
    pub struct Said {
        /// When.
        pub created_at: DateTime<Utc>,
        /// Where.
        pub channel: String,
        /// What.
        pub body: Json<Value>,
    }
}

row! {
    /// A browser that was logged in.
    #[derive(serde::Serialize)]
    pub struct Session {
        /// Since when.
        pub created_at: DateTime<Utc>,
        /// When it was last seen.
        pub seen_at: DateTime<Utc>,
    }
}

row! {
    /// A name that the person gave to a thing.
    #[derive(serde::Serialize)]
    pub struct Named {
        /// The name.
        pub name: String,
        /// The thing.
        pub subject: String,
        /// When.
        pub proposed_at: DateTime<Utc>,
    }
}

row! {
    /// What the person said of a report.
    #[derive(serde::Serialize)]
    pub struct Reviewed {
        /// When.
        pub at: DateTime<Utc>,
        /// Read, commented or answered.
        pub kind: String,
        /// The words.
        pub text: String,
    }
}

row! {
    /// What the person asked for, or what was asked for them.
    #[derive(serde::Serialize)]
    pub struct Requested {
        /// What kind of thing.
        pub kind: String,
        /// What became of it.
        pub state: String,
        /// The thing.
        pub body: Json<Value>,
        /// When.
        pub created_at: DateTime<Utc>,
    }
}

row! {
    /// What stands in a field of the company's own on a KPI of the person's.
    #[derive(serde::Serialize)]
    pub struct InField {
        /// The KPI.
        pub subject: String,
        /// The field's name.
        pub field: String,
        /// What stands in it.
        pub content: String,
    }
}

/// A person's record, whether they are still in the company or not.
pub async fn record(tx: &mut Tx, company: Uuid, person: &Key) -> Result<Option<Record>> {
    on!(tx, c => sqlx::query_as(PERSON.at(c)).bind(company).bind(person.as_str()).fetch_optional(&mut *c).await
        .map_err(Into::into))
}

/// The people of a name who are no longer in the company.
pub async fn left(tx: &mut Tx, company: Uuid, name: &str) -> Result<Vec<Key>> {
    let found: Vec<(String,)> =
        on!(tx, c => sqlx::query_as(LEFT.at(c)).bind(company).bind(name).fetch_all(&mut *c).await)?;
    Ok(found.into_iter().map(|(key,)| key.into()).collect())
}

/// The people whose data is kept and no longer used.
pub async fn restricted(tx: &mut Tx, company: Uuid) -> Result<Vec<Key>> {
    let found: Vec<(String,)> = on!(tx, c => sqlx::query_as(RESTRICTED.at(c)).bind(company).fetch_all(&mut *c).await)?;
    Ok(found.into_iter().map(|(key,)| key.into()).collect())
}

/// Keeps a person's data and no longer uses it, or uses it again. Says whether that changed anything.
pub async fn restrict(tx: &mut Tx, company: Uuid, person: &Key, on: bool, now: DateTime<Utc>) -> Result<bool> {
    let changed = if on {
        on!(tx, c => sqlx::query(RESTRICT.at(c)).bind(company).bind(person.as_str()).bind(stored_time(now))
            .execute(&mut *c).await?.rows_affected())
    } else {
        on!(tx, c => sqlx::query(RELEASE.at(c)).bind(company).bind(person.as_str()).execute(&mut *c).await?
            .rows_affected())
    };
    on!(tx, c => sqlx::query(BUMP.at(c)).bind(company).execute(&mut *c).await.map(drop))?;
    Ok(changed > 0)
}

/// What else is kept about a person beside their reports, accounts and traces in the audit log.
pub struct Kept {
    /// Their reports' texts before they were edited.
    pub former_texts: Vec<FormerText>,
    /// What was said to them.
    pub replies: Vec<Said>,
    /// Browsers that were logged in.
    pub sessions: Vec<Session>,
    /// Names that they gave to things.
    pub names: Vec<Named>,
    /// What they said of reports.
    pub reviews: Vec<Reviewed>,
    /// What they asked for, or what was asked for them.
    pub requests: Vec<Requested>,
    /// What stands in the company's own fields on their KPIs.
    pub fields: Vec<InField>,
}

/// Reads what else is kept about a person.
pub async fn kept(tx: &mut Tx, company: Uuid, person: &Key) -> Result<Kept> {
    Ok(Kept {
        former_texts: on!(tx, c => sqlx::query_as(FORMER_TEXTS.at(c)).bind(company).bind(person.as_str())
            .fetch_all(&mut *c).await)?,
        replies: on!(tx, c => sqlx::query_as(REPLIES.at(c)).bind(company).bind(person.as_str())
            .fetch_all(&mut *c).await)?,
        sessions: on!(tx, c => sqlx::query_as(SESSIONS.at(c)).bind(company).bind(person.as_str())
            .fetch_all(&mut *c).await)?,
        reviews: on!(tx, c => sqlx::query_as(REVIEWS.at(c)).bind(company).bind(person.as_str())
            .fetch_all(&mut *c).await)?,
        requests: on!(tx, c => sqlx::query_as(REQUESTS.at(c)).bind(company).bind(person.as_str())
            .fetch_all(&mut *c).await)?,
        fields: on!(tx, c => sqlx::query_as(FIELDS.at(c)).bind(company).bind(person.as_str())
            .fetch_all(&mut *c).await)?,
        names: on!(tx, c => sqlx::query_as(NAMES.at(c)).bind(company).bind(person.as_str())
            .fetch_all(&mut *c).await)?,
    })
}

/// Takes out who a person is: their words, their accounts, their conversations, their name. What they reported stays as
/// figures by nobody, `alias`, so that the company's sums are what they were. Says whether there was such a person, who
/// must have left.
pub async fn erase(tx: &mut Tx, company: Uuid, person: &Key, alias: &str) -> Result<bool> {
    let none = Json(Value::Array(Vec::new()));
    let gone = on!(tx, c => sqlx::query(ERASE_PERSON.at(c)).bind(company).bind(person.as_str()).bind(alias)
        .bind(&none).execute(&mut *c).await?.rows_affected());
    if gone == 0 {
        return Ok(false);
    }
    // Replies and messages are found by conversations and accounts, so these go last.
    for sql in [
        ERASE_TEXTS,
        ERASE_REVIEWED,
        ERASE_FIELDS,
        ERASE_OPEN_REQUESTS,
        ERASE_STAND_INS,
        ERASE_VIEWS,
        ERASE_UNNAMED,
        ERASE_REPLIES,
        ERASE_INBOX,
        ERASE_ROOMS,
        ERASE_WAITING,
        ERASE_CODES,
        ERASE_SESSIONS,
        ERASE_PASSWORD,
        ERASE_HEADED,
        ERASE_TASKS,
        ERASE_MANAGED,
    ] {
        on!(tx, c => sqlx::query(sql.at(c)).bind(company).bind(person.as_str()).execute(&mut *c).await.map(drop))?;
    }
    on!(tx, c => sqlx::query(ERASE_REPORTS.at(c)).bind(company).bind(person.as_str()).bind(alias).bind(&none)
        .execute(&mut *c).await.map(drop))?;
    leave_projects(tx, company, person).await?;
    for sql in [
        ERASE_CLAIMS,
        ERASE_NAMES,
        ERASE_DECISIONS,
        ERASE_KPIS,
        ERASE_OWNED,
        ERASE_REVIEWS,
        ERASE_REQUESTED,
        ERASE_REQUESTED_FOR,
        ERASE_ASKED,
        ERASE_DECIDED,
        ERASE_STEPS,
        ERASE_VIEWER,
        ERASE_SAID,
        ERASE_ASSIGNED,
        ERASE_DEFINED,
    ] {
        on!(tx, c => sqlx::query(sql.at(c)).bind(company).bind(person.as_str()).bind(alias)
            .execute(&mut *c).await.map(drop))?;
    }
    for sql in [ERASE_CONVERSATIONS, ERASE_ACCOUNTS, RELEASE] {
        on!(tx, c => sqlx::query(sql.at(c)).bind(company).bind(person.as_str()).execute(&mut *c).await.map(drop))?;
    }
    on!(tx, c => sqlx::query(BUMP.at(c)).bind(company).execute(&mut *c).await.map(drop))?;
    Ok(true)
}

/// Takes a person off the members of archived projects; nobody who has left is a member of another.
async fn leave_projects(tx: &mut Tx, company: Uuid, person: &Key) -> Result<()> {
    let projects: Vec<(String, Json<Vec<String>>)> =
        on!(tx, c => sqlx::query_as(MEMBERS.at(c)).bind(company).fetch_all(&mut *c).await)?;
    for (key, Json(mut members)) in projects {
        let before = members.len();
        members.retain(|member| member != person.as_str());
        if members.len() < before {
            on!(tx, c => sqlx::query(SET_MEMBERS.at(c)).bind(company).bind(&key).bind(Json(&members))
                .execute(&mut *c).await.map(drop))?;
        }
    }
    Ok(())
}
