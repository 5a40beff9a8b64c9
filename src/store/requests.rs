//! Requests and their steps, who decides by a company's own rules, and who stands in for whom.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::types::Json;
use uuid::Uuid;

use super::{
    Error, Result,
    columns::{from_word, word},
    statement::statements,
    tx::{Tx, on, row, stored_time},
};
use crate::domain::{
    Key,
    approval::{Delegation, Event, Kind, Rule, State, Wish},
    org::Target,
};

statements! {
    INSERT = "insert into request (company_id, id, kind, state, requested_by, about, approver, raised, body, created_at,
        waits_since) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    UPDATE = "update request set state = $5, approver = $6, raised = $7, body = $8, waits_since = $9, decided_by = $10,
        decided_at = $11 where company_id = $1 and id = $2 and state = $3 and raised = $4";
    STEP = "insert into request_step (company_id, request_id, ordinal, at, actor, event, state, reason)
        select $1, $2, count(*), $3, $4, $5, $6, $7 from request_step where company_id = $1 and request_id = $2";
    BY_ID = "select id, kind, state, requested_by, about, approver, raised, body, created_at, waits_since from request
        where company_id = $1 and id = $2";
    FOR_APPROVER = "select id, kind, state, requested_by, about, approver, raised, body, created_at, waits_since
        from request where company_id = $1 and approver = $2 and state = 'submitted' order by waits_since, id limit 100";
    OF_REQUESTER = "select id, kind, state, requested_by, about, approver, raised, body, created_at, waits_since
        from request where company_id = $1 and requested_by = $2 order by created_at desc, id limit 20";
    WAITING = "select id, kind, state, requested_by, about, approver, raised, body, created_at, waits_since
        from request where company_id = $1 and approver is not null and state = 'submitted' limit 1000";
    REASON = "select reason from request_step where company_id = $1 and request_id = $2 and reason is not null
        order by ordinal desc limit 1";
    TARGETS = "select body from request where company_id = $1 and kind = 'target_change' and state = 'approved'
        order by decided_at, id";
    RULE = "select approver, days from approval_rule where company_id = $1 and kind = $2";
    SET_RULE = "insert into approval_rule (company_id, kind, approver, days) values ($1, $2, $3, $4)
        on conflict (company_id, kind) do update set approver = excluded.approver, days = excluded.days";
    AWAY = "select person, first_on, last_on, stands_in from delegate where company_id = $1 and last_on >= $2";
    DELEGATE = "insert into delegate (company_id, person, first_on, last_on, stands_in) values ($1, $2, $3, $4, $5)
        on conflict (company_id, person, first_on) do update set last_on = excluded.last_on,
        stands_in = excluded.stands_in";
    DUTY_DAY = "update report set duty_day = $3 where company_id = $1 and id = $2";
}

/// A request.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Its id.
    pub id: Uuid,
    /// What kind it is.
    pub kind: Kind,
    /// Where it stands.
    pub state: State,
    /// Who asked.
    pub by: Key,
    /// Whom it is about: whose KPI or report it is.
    pub about: Key,
    /// Who decides, while it waits.
    pub approver: Option<Key>,
    /// How often it went one up.
    pub raised: u32,
    /// What it asks for.
    pub wish: Wish,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// Since when it waits for the one who decides.
    pub waits_since: Option<DateTime<Utc>>,
}

/// One step of a request.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Who took it: a person's key, or the name of a job.
    pub actor: String,
    /// What happened.
    pub event: Event,
    /// Why, where a reason was given.
    pub reason: Option<String>,
}

row! {
    struct Row {
        id: Uuid,
        kind: String,
        state: String,
        requested_by: String,
        about: String,
        approver: Option<String>,
        raised: i32,
        body: Json<Wish>,
        created_at: DateTime<Utc>,
        waits_since: Option<DateTime<Utc>>,
    }
}

impl Row {
    fn request(self) -> Result<Request> {
        Ok(Request {
            id: self.id,
            kind: from_word(&self.kind, "a request's kind is unknown")?,
            state: from_word(&self.state, "a request's state is unknown")?,
            by: self.requested_by.into(),
            about: self.about.into(),
            approver: self.approver.map(Key::from),
            raised: self.raised.unsigned_abs(),
            wish: self.body.0,
            created_at: self.created_at,
            waits_since: self.waits_since,
        })
    }
}

fn small(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// Writes a request down that is begun, with its first step.
pub async fn begin(tx: &mut Tx, company: Uuid, request: &Request, step: &Step, now: DateTime<Utc>) -> Result<()> {
    on!(tx, c => sqlx::query(INSERT.at(c)).bind(company).bind(request.id).bind(word(&request.kind))
        .bind(word(&request.state)).bind(request.by.as_str()).bind(request.about.as_str())
        .bind(request.approver.as_ref().map(Key::as_str)).bind(small(request.raised)).bind(Json(&request.wish))
        .bind(stored_time(request.created_at)).bind(request.waits_since.map(stored_time))
        .execute(&mut *c).await.map(drop))?;
    add_step(tx, company, request, step, now).await
}

/// Moves a request on from how it was: [`Error::Conflict`] where it is not so any more.
pub async fn advance(
    tx: &mut Tx,
    company: Uuid,
    (from, raised): (State, u32),
    request: &Request,
    step: &Step,
    now: DateTime<Utc>,
) -> Result<()> {
    let decides = matches!(step.event, Event::Approve | Event::Return);
    let done = on!(tx, c => sqlx::query(UPDATE.at(c)).bind(company).bind(request.id).bind(word(&from)).bind(small(raised))
        .bind(word(&request.state)).bind(request.approver.as_ref().map(Key::as_str)).bind(small(request.raised))
        .bind(Json(&request.wish)).bind(request.waits_since.map(stored_time))
        .bind(decides.then_some(step.actor.as_str())).bind(decides.then_some(stored_time(now)))
        .execute(&mut *c).await?.rows_affected());
    if done != 1 {
        return Err(Error::Conflict);
    }
    add_step(tx, company, request, step, now).await
}

async fn add_step(tx: &mut Tx, company: Uuid, request: &Request, step: &Step, now: DateTime<Utc>) -> Result<()> {
    on!(tx, c => sqlx::query(STEP.at(c)).bind(company).bind(request.id).bind(stored_time(now)).bind(&step.actor)
        .bind(word(&step.event)).bind(word(&request.state)).bind(step.reason.as_deref())
        .execute(&mut *c).await.map(drop))?;
    Ok(())
}

/// A request.
pub async fn by_id(tx: &mut Tx, company: Uuid, id: Uuid) -> Result<Option<Request>> {
    let row: Option<Row> =
        on!(tx, c => sqlx::query_as(BY_ID.at(c)).bind(company).bind(id).fetch_optional(&mut *c).await)?;
    row.map(Row::request).transpose()
}

/// What waits for a person's decision, longest first, a hundred at most.
pub async fn for_approver(tx: &mut Tx, company: Uuid, person: &Key) -> Result<Vec<Request>> {
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(FOR_APPROVER.at(c)).bind(company).bind(person.as_str())
        .fetch_all(&mut *c).await)?;
    rows.into_iter().map(Row::request).collect()
}

/// What a person asked for, newest first, twenty at most.
pub async fn of_requester(tx: &mut Tx, company: Uuid, person: &Key) -> Result<Vec<Request>> {
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(OF_REQUESTER.at(c)).bind(company).bind(person.as_str())
        .fetch_all(&mut *c).await)?;
    rows.into_iter().map(Row::request).collect()
}

/// Everything that waits for anybody's decision, a thousand at most.
pub async fn waiting(tx: &mut Tx, company: Uuid) -> Result<Vec<Request>> {
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(WAITING.at(c)).bind(company).fetch_all(&mut *c).await)?;
    rows.into_iter().map(Row::request).collect()
}

/// The last reason given on a request.
pub async fn reason(tx: &mut Tx, company: Uuid, id: Uuid) -> Result<Option<String>> {
    Ok(on!(tx, c => sqlx::query_scalar(REASON.at(c)).bind(company).bind(id).fetch_optional(&mut *c).await)?)
}

/// The targets that were agreed to, oldest first: the KPI, the target of before, and the one of now.
pub(super) async fn targets(tx: &mut Tx, company: Uuid) -> Result<Vec<(Key, Option<Target>, Target)>> {
    let bodies: Vec<Json<Wish>> =
        on!(tx, c => sqlx::query_scalar(TARGETS.at(c)).bind(company).fetch_all(&mut *c).await)?;
    let target = |body: Json<Wish>| match body.0 {
        Wish::Target { kpi, from, to } => Some((kpi, from, to)),
        Wish::Kpi(_) | Wish::Late { .. } => None,
    };
    Ok(bodies.into_iter().filter_map(target).collect())
}

/// The rule of a company for a kind of request, or the one by default.
pub async fn rule(tx: &mut Tx, company: Uuid, kind: Kind) -> Result<Rule> {
    let set: Option<(String, i32)> =
        on!(tx, c => sqlx::query_as(RULE.at(c)).bind(company).bind(word(&kind)).fetch_optional(&mut *c).await)?;
    match set {
        Some((decider, days)) => {
            Ok(Rule { decider: from_word(&decider, "an approval rule is unknown")?, days: days.unsigned_abs() })
        }
        None => Ok(Rule::default_of(kind)),
    }
}

/// Sets the rule of a company for a kind of request.
pub async fn set_rule(tx: &mut Tx, company: Uuid, kind: Kind, rule: Rule) -> Result<()> {
    on!(tx, c => sqlx::query(SET_RULE.at(c)).bind(company).bind(word(&kind)).bind(word(&rule.decider))
        .bind(small(rule.days)).execute(&mut *c).await.map(drop))?;
    Ok(())
}

/// Who stands in for whom on a day or after it.
pub async fn away(tx: &mut Tx, company: Uuid, from: NaiveDate) -> Result<Vec<Delegation>> {
    let rows: Vec<(String, NaiveDate, NaiveDate, String)> =
        on!(tx, c => sqlx::query_as(AWAY.at(c)).bind(company).bind(from).fetch_all(&mut *c).await)?;
    let one = |(person, first, last, stands_in): (String, NaiveDate, NaiveDate, String)| Delegation {
        person: person.into(),
        first,
        last,
        stands_in: stands_in.into(),
    };
    Ok(rows.into_iter().map(one).collect())
}

/// Says who stands in for somebody.
pub async fn delegate(tx: &mut Tx, company: Uuid, away: &Delegation) -> Result<()> {
    on!(tx, c => sqlx::query(DELEGATE.at(c)).bind(company).bind(away.person.as_str()).bind(away.first).bind(away.last)
        .bind(away.stands_in.as_str()).execute(&mut *c).await.map(drop))?;
    Ok(())
}

/// Lets a report meet the duty of another day.
pub async fn set_duty_day(tx: &mut Tx, company: Uuid, report: Uuid, day: NaiveDate) -> Result<()> {
    on!(tx, c => sqlx::query(DUTY_DAY.at(c)).bind(company).bind(report).bind(day).execute(&mut *c).await.map(drop))?;
    Ok(())
}
