//! Requests: begun from a message, handed in by a button, decided by whom the rules name. Each step is one transaction,
//! with its entry in the audit log.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::{Actor, App, Company, Error, change::Change};
use crate::{
    domain::{
        Key,
        access::{Action, Resource, allow},
        approval::{self, Delegation, Event, Kind, KpiDraft, Rule, State, Wish},
        calendar::local_day,
        org::{Direction, Kind as Thing, Kpi, Target},
    },
    store::{
        Tx, audit, orgs, reports,
        requests::{self, Request, Step},
    },
    understanding::{
        smart::{self, Code},
        text::Text,
    },
};

/// Something that a KPI's declaration lacks, in the order in which it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// What it is called.
    Name,
    /// What is measured, where the words name nothing that can be.
    Measure,
    /// What it is to reach.
    Figure,
    /// From how much to how much, where the words say a change in per cent.
    Reference,
    /// By when, or how often.
    Time,
}

/// What a KPI's declaration lacks: the one place that says when it is whole. The letters of SMART are those of
/// [`smart::check`]; a figure is also needed with its unit, and a time as a period.
pub fn missing(company: &Company, draft: &KpiDraft, today: NaiveDate) -> Vec<Missing> {
    if draft.name.chars().filter(|c| c.is_alphanumeric()).count() < 2 {
        return vec![Missing::Name];
    }
    let (org, lexicon) = (&company.org, &company.lexicon);
    let mentions = lexicon.mentions(&Text::new(&draft.said));
    let names_kpi = mentions.iter().flat_map(|m| &m.keys).any(|k| org.kind(k) == Some(Thing::Kpi));
    let codes = smart::check(&draft.said, today, org.company.fiscal_year_start_month, names_kpi);
    let lacks = |what: &Missing| match what {
        Missing::Name => false,
        Missing::Measure => codes.contains(&Code::M) && !draft.measured && !draft.said.trim().is_empty(),
        Missing::Figure => draft.target.is_none() || draft.unit.is_none(),
        Missing::Reference => draft.relative,
        Missing::Time => draft.period.is_none(),
    };
    let all = [Missing::Name, Missing::Measure, Missing::Figure, Missing::Reference, Missing::Time];
    all.into_iter().filter(lacks).collect()
}

/// A step of a request, ready to be made durable.
#[derive(Clone, Debug)]
pub struct Moved {
    /// The request as it will be.
    pub request: Request,
    /// How it was; `None` where it is begun.
    pub from: Option<(State, u32)>,
    /// What happens to it.
    pub event: Event,
    /// Why, where a reason is given.
    pub reason: Option<String>,
    /// The KPI that comes of it.
    pub kpi: Option<Kpi>,
    /// What it still lacks.
    pub lacks: Vec<Missing>,
}

impl Moved {
    /// The change that makes it so.
    pub fn change(self) -> Change {
        Change::Request(Box::new(self))
    }
}

/// Begins a request. [`Error::Forbidden`] where the actor may not ask for it, [`Error::Conflict`] where it is so already.
pub fn begin(actor: &Actor, about: Option<Key>, wish: Wish, now: DateTime<Utc>) -> Result<Moved, Error> {
    let org = &actor.company.org;
    let by = actor.person.clone();
    let (kind, about) = match &wish {
        Wish::Kpi(_) => {
            let about = about.unwrap_or_else(|| by.clone());
            allow(org, &by, Action::Make, Resource::NewKpi(&about))?;
            (if about == by { Kind::NewKpi } else { Kind::GoalForOther }, about)
        }
        Wish::Target { kpi, from, to } => {
            let kpi = org.kpi(kpi).ok_or(Error::NotFound)?;
            allow(org, &by, Action::Retarget, Resource::Kpi(kpi))?;
            if from.as_ref() == Some(to) {
                return Err(Error::Conflict);
            }
            (Kind::TargetChange, org.answers_for(kpi).cloned().unwrap_or_else(|| by.clone()))
        }
        Wish::Late { .. } => (Kind::LateReport, by.clone()),
    };
    if let Wish::Kpi(draft) = &wish
        && org.kpis.iter().any(|k| k.owner == about && k.name == draft.name)
    {
        return Err(Error::Conflict);
    }
    let lacks = lacks(actor, &wish, now);
    let (state, event) = if lacks.is_empty() { (State::Draft, Event::Complete) } else { (State::Asking, Event::Ask) };
    let request = Request {
        id: Uuid::now_v7(),
        kind,
        state,
        by,
        about,
        approver: None,
        raised: 0,
        wish,
        created_at: now,
        waits_since: None,
    };
    Ok(Moved { request, from: None, event, reason: None, kpi: None, lacks })
}

/// What a request lacks.
fn lacks(actor: &Actor, wish: &Wish, now: DateTime<Utc>) -> Vec<Missing> {
    match wish {
        Wish::Kpi(draft) => missing(&actor.company, draft, local_day(now, actor.company.org.company.timezone)),
        Wish::Target { .. } | Wish::Late { .. } => Vec::new(),
    }
}

/// The wish for another target of a KPI. [`Error::Forbidden`] where the actor may not ask for it, [`Error::Invalid`] where
/// it is a range and the KPI's is not, or the other way round.
pub fn other_target(actor: &Actor, kpi: &Key, to: Target) -> Result<Wish, Error> {
    let org = &actor.company.org;
    let known = org.kpi(kpi).ok_or(Error::NotFound)?;
    allow(org, &actor.person, Action::Retarget, Resource::Kpi(known))?;
    if matches!(to, Target::Within(_)) != (known.direction == Direction::Range) {
        return Err(Error::Invalid("a range is the target of a range".into()));
    }
    Ok(Wish::Target { kpi: kpi.clone(), from: known.target.clone(), to })
}

fn moved(request: &Request, event: Event) -> Result<Moved, Error> {
    let state = approval::next(request.state, event).ok_or(Error::Conflict)?;
    let from = Some((request.state, request.raised));
    let request = Request { state, ..request.clone() };
    Ok(Moved { request, from, event, reason: None, kpi: None, lacks: Vec::new() })
}

/// A request of the actor's own, to be moved on.
pub async fn own(app: &App, actor: &Actor, id: Uuid) -> Result<Request, Error> {
    let mut tx = app.store.read().await?;
    let request = requests::by_id(&mut tx, actor.company.id, id).await?.ok_or(Error::NotFound)?;
    let resource = Resource::Request { by: &request.by, waits_for: request.approver.as_ref() };
    allow(&actor.company.org, &actor.person, Action::Move, resource)?;
    Ok(request)
}

/// Fills in what was missing.
pub async fn fill(app: &App, actor: &Actor, id: Uuid, wish: Wish, now: DateTime<Utc>) -> Result<Moved, Error> {
    let request = own(app, actor, id).await?;
    let lacks = lacks(actor, &wish, now);
    let event = if lacks.is_empty() { Event::Complete } else { Event::Ask };
    let mut step = moved(&request, event)?;
    step.request.wish = wish;
    step.lacks = lacks;
    Ok(step)
}

/// The request, handed in at once, that a report about to be filed is to count for a day that is over. `None` where nobody
/// could decide on it.
pub async fn late(
    app: &App,
    actor: &Actor,
    report: Uuid,
    day: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Option<Moved>, Error> {
    let mut step = begin(actor, None, Wish::Late { report, day }, now)?;
    let asked = Asked::load(app, actor, &step.request, now).await?;
    let Some(decider) = asked.decider(0) else { return Ok(None) };
    step.event = Event::Submit;
    step.request = Request { state: State::Submitted, approver: Some(decider), waits_since: Some(now), ..step.request };
    Ok(Some(step))
}

/// Hands a request in. [`Error::Invalid`] where nobody could decide on it.
pub async fn submit(app: &App, actor: &Actor, id: Uuid, now: DateTime<Utc>) -> Result<Moved, Error> {
    let request = own(app, actor, id).await?;
    let was = (request.state, request.raised);
    // What was sent back is worked on and handed in anew in one step.
    let revised = approval::next(request.state, Event::Revise);
    let request = Request { state: revised.unwrap_or(request.state), ..request };
    let mut step = moved(&request, Event::Submit)?;
    step.from = Some(was);
    let asked = Asked::load(app, actor, &request, now).await?;
    step.request.raised = 0;
    step.request.approver = Some(asked.decider(0).ok_or(Error::Invalid("nobody decides on it".into()))?);
    step.request.waits_since = Some(now);
    Ok(step)
}

/// Takes a request of one's own back.
pub async fn withdraw(app: &App, actor: &Actor, id: Uuid) -> Result<Moved, Error> {
    let request = own(app, actor, id).await?;
    let mut step = moved(&request, Event::Withdraw)?;
    step.request.approver = None;
    Ok(step)
}

/// A request that waits for the actor's decision. One that waits for nobody is not found.
pub async fn to_decide(app: &App, actor: &Actor, id: Uuid, now: DateTime<Utc>) -> Result<Request, Error> {
    let mut tx = app.store.read().await?;
    let request = requests::by_id(&mut tx, actor.company.id, id).await?.ok_or(Error::NotFound)?;
    drop(tx);
    if request.state != State::Submitted {
        return Err(Error::NotFound);
    }
    // Whoever stands in since it was handed in may decide as well.
    let stands_in = Asked::load(app, actor, &request, now).await?.decider(request.raised as usize);
    let waits_for = stands_in.filter(|person| person == &actor.person).or_else(|| request.approver.clone());
    let resource = Resource::Request { by: &request.by, waits_for: waits_for.as_ref() };
    allow(&actor.company.org, &actor.person, Action::Manage, resource)?;
    Ok(request)
}

/// Agrees to a request.
pub async fn approve(app: &App, actor: &Actor, id: Uuid, now: DateTime<Utc>) -> Result<Moved, Error> {
    let request = to_decide(app, actor, id, now).await?;
    let mut step = moved(&request, Event::Approve)?;
    if let Wish::Kpi(draft) = &request.wish {
        let key = Key::from(format!("k-{}", request.id.simple()));
        let kpi = draft.kpi(key, request.about.clone()).ok_or(Error::Conflict)?;
        step.kpi = Some(kpi);
    }
    Ok(step)
}

/// Sends a request back with a reason.
pub async fn send_back(app: &App, actor: &Actor, id: Uuid, reason: &str, now: DateTime<Utc>) -> Result<Moved, Error> {
    let request = to_decide(app, actor, id, now).await?;
    let mut step = moved(&request, Event::Return)?;
    step.request.approver = None;
    step.reason = Some(reason.to_string());
    Ok(step)
}

/// What waits for the actor's decision, longest first.
pub async fn waiting(app: &App, actor: &Actor) -> Result<Vec<Request>, Error> {
    let mut tx = app.store.read().await?;
    Ok(requests::for_approver(&mut tx, actor.company.id, &actor.person).await?)
}

/// What the actor asked for, newest first.
pub async fn asked_for(app: &App, actor: &Actor) -> Result<Vec<Request>, Error> {
    let mut tx = app.store.read().await?;
    Ok(requests::of_requester(&mut tx, actor.company.id, &actor.person).await?)
}

/// Who is asked about a request, under the rules of its company.
struct Asked {
    line: Vec<Key>,
    away: Vec<Delegation>,
    by: Key,
    about: Key,
    today: NaiveDate,
    rule: Rule,
}

impl Asked {
    async fn load(app: &App, actor: &Actor, request: &Request, now: DateTime<Utc>) -> Result<Asked, Error> {
        Asked::under(app, &actor.company, request, now).await
    }

    async fn under(app: &App, company: &Company, request: &Request, now: DateTime<Utc>) -> Result<Asked, Error> {
        let org = &company.org;
        let today = local_day(now, org.company.timezone);
        let mut tx = app.store.read().await?;
        let rule = requests::rule(&mut tx, company.id, request.kind).await?;
        let away = requests::away(&mut tx, company.id, today).await?;
        let line = approval::line(org, rule.decider, &request.by, &request.about);
        Ok(Asked { line, away, by: request.by.clone(), about: request.about.clone(), today, rule })
    }

    fn decider(&self, raised: usize) -> Option<Key> {
        approval::decider(&self.line, raised, &self.away, &self.by, &self.about, self.today)
    }
}

/// The requests on which nobody decided in time, each with the step that takes it one up, or ends it.
pub async fn overdue(app: &App, company: &Company, now: DateTime<Utc>) -> Result<Vec<Moved>, Error> {
    let mut tx = app.store.read().await?;
    let waiting = requests::waiting(&mut tx, company.id).await?;
    drop(tx);
    let zone = company.org.company.timezone;
    let mut steps = Vec::new();
    for request in waiting {
        let Some(since) = request.waits_since else { continue };
        let asked = Asked::under(app, company, &request, now).await?;
        if asked.today <= approval::waits_until(local_day(since, zone), asked.rule.days) {
            continue;
        }
        let next = asked.decider(request.raised as usize + 1);
        let event = if next.is_some() { Event::Raise } else { Event::Expire };
        let mut step = moved(&request, event)?;
        if next.is_some() {
            step.request.raised += 1;
            step.request.waits_since = Some(now);
        }
        step.request.approver = next;
        steps.push(step);
    }
    Ok(steps)
}

/// The rule of a company for a kind of request.
pub async fn rule(app: &App, company: &Company, kind: Kind) -> Result<Rule, Error> {
    let mut tx = app.store.read().await?;
    Ok(requests::rule(&mut tx, company.id, kind).await?)
}

/// Sets the rule of a company for a kind of request. Whoever may run the program may.
pub async fn set_rule(app: &App, company: &Company, kind: Kind, rule: Rule) -> Result<(), Error> {
    let company = company.id;
    let entry = audit::Entry {
        company,
        at: Utc::now(),
        actor: "command".into(),
        action: "approval.rule".into(),
        resource: json!(kind).as_str().unwrap_or_default().to_string(),
        detail: json!({ "decider": rule.decider, "days": rule.days }),
    };
    let write = app.store.write(move |tx| {
        Box::pin(async move {
            requests::set_rule(tx, company, kind, rule).await?;
            audit::add(tx, &entry).await.map_err(Error::from)
        })
    });
    write.await.map(drop)
}

/// Says who decides for the actor while they are away. [`Error::Invalid`] where that is nobody else.
pub fn stand_in(actor: &Actor, first: NaiveDate, last: NaiveDate, other: &Key) -> Result<Change, Error> {
    if other == &actor.person || actor.company.org.person(other).is_none() {
        return Err(Error::Invalid("nobody else".into()));
    }
    let away = Delegation { person: actor.person.clone(), first, last, stands_in: other.clone() };
    Ok(Change::StandIn(Box::new(away)))
}

/// Writes a step down, with what comes of it.
pub async fn write(tx: &mut Tx, company: Uuid, actor: &str, moved: &Moved, now: DateTime<Utc>) -> Result<(), Error> {
    let step = Step { actor: actor.into(), event: moved.event, reason: moved.reason.clone() };
    match moved.from {
        None => requests::begin(tx, company, &moved.request, &step, now).await?,
        Some(from) => requests::advance(tx, company, from, &moved.request, &step, now).await?,
    }
    if moved.event != Event::Approve {
        return Ok(());
    }
    match &moved.request.wish {
        Wish::Kpi(_) => {
            if let Some(kpi) = &moved.kpi {
                orgs::add_kpi(tx, company, kpi).await?;
            }
        }
        Wish::Target { .. } => orgs::touch(tx, company).await?,
        Wish::Late { report, day } => {
            reports::hold(tx, company, *report).await?;
            requests::set_duty_day(tx, company, *report, *day).await?;
        }
    }
    Ok(())
}
