//! Reports: filing, correcting, taking back. A report is its writer's: only the writer changes it.

use chrono::{DateTime, Days, NaiveDate, Utc};
use uuid::Uuid;

use super::{
    Actor, App, Error,
    card::{Card, Line},
    change::{Change, Filing, NewClaim, Replacement, SecondReading},
    second::read::is_wanted,
};
use crate::{
    domain::{
        Claim, Decimal, Doubt, Fact, Filed, Key, ReportMeta, Standing,
        access::{self, Action, Resource, allow},
        calendar::{duty_day, local_day},
        org::{Kpi, Task, has_only_results},
        period::DateRange,
        state::KpiState,
    },
    insight::goals::{self, States, When},
    store::{
        Tx, claims, history,
        reports::{self, ReportFilter},
        states,
    },
    understanding::reading::Reading,
};

/// How far back a KPI's figures are looked at to tell whether a new one is plausible.
const LOOK_BACK: Days = Days::new(90);

/// How many earlier figures it takes to call one implausible.
const ENOUGH: usize = 4;

/// How many times its usual figure, or what part of it, makes one implausible: a slip of a decimal place or of 万.
const FAR: i64 = 8;

/// A message that is a report.
pub struct Message<'a> {
    /// What it says.
    pub text: &'a str,
    /// The id it came with.
    pub external_id: &'a str,
    /// When it was sent.
    pub sent_at: DateTime<Utc>,
    /// Whether it was spoken.
    pub voice: bool,
}

/// Makes a report ready to be filed: gives each claim its standing and finds what only history can doubt.
pub async fn file(app: &App, actor: &Actor, message: &Message<'_>, reading: Reading) -> Result<Filing, Error> {
    let zone = actor.company.org.company.timezone;
    let sent_on = local_day(message.sent_at, zone);
    let earlier = figures_before(app, actor, &reading.claims, sent_on, message.sent_at).await?;
    let asks = is_wanted(app, actor, message.text, message.sent_at, message.voice, &reading);
    let mut claims = Vec::with_capacity(reading.claims.len());
    for mut claim in reading.claims {
        if claim.doubt.is_none() {
            claim.doubt = doubt_from_history(actor, &claim, &earlier);
        }
        let standing = standing(actor, &claim);
        claims.push(NewClaim { id: Uuid::now_v7(), standing, claim });
    }
    Ok(Filing {
        report: Uuid::now_v7(),
        text: message.text.into(),
        summary: reading.summary,
        keywords: reading.keywords,
        language: reading.language,
        sent_at: message.sent_at,
        sent_on,
        duty_day: duty_day(message.sent_at, zone),
        external_id: message.external_id.into(),
        claims,
        second: asks.then_some(SecondReading { voice: message.voice }),
        late: None,
        unnamed: Vec::new(),
    })
}

/// Whether a claim of an actor counts.
pub fn standing(actor: &Actor, claim: &Claim) -> Standing {
    if claim.doubt.is_some() {
        return Standing::Pending;
    }
    let moves_kpi = matches!(claim.fact, Fact::Measurement { .. } | Fact::Increment { .. });
    let kpi = claim.subject.as_ref().and_then(|k| actor.company.org.kpi(k));
    match kpi {
        Some(kpi) if moves_kpi && !access::moves(&actor.company.org, &actor.person, kpi) => Standing::Unendorsed,
        _ => Standing::Counted,
    }
}

/// The figures that the KPIs of claims had before, where they speak of KPIs at all.
pub(super) async fn figures_before(
    app: &App,
    actor: &Actor,
    claims: &[Claim],
    today: NaiveDate,
    sent_at: DateTime<Utc>,
) -> Result<Vec<Filed>, Error> {
    let subjects: Vec<Key> = claims
        .iter()
        .filter(|c| matches!(c.fact, Fact::Measurement { .. } | Fact::Increment { .. } | Fact::Field { .. }))
        .filter_map(|c| c.subject.clone())
        .collect();
    if subjects.is_empty() {
        return Ok(Vec::new());
    }
    let filter = history::HistoryFilter {
        subjects: Some(subjects),
        from: Some(today - LOOK_BACK),
        at: Some(sent_at),
        ..Default::default()
    };
    Ok(history::load(&app.store, actor.company.id, &filter).await?.claims)
}

/// What only history can doubt: a figure said before, or one far from all before.
pub(super) fn doubt_from_history(actor: &Actor, claim: &Claim, earlier: &[Filed]) -> Option<Doubt> {
    if let Fact::Field { on, .. } = claim.fact {
        return doubt_of_field(actor, claim, on, earlier);
    }
    let (value, on) = claim.fact.kpi_figure()?;
    let same_kind = |f: &&Filed| f.claim.subject == claim.subject && f.claim.fact.kind() == claim.fact.kind();
    let before: Vec<&Filed> = earlier.iter().filter(same_kind).collect();
    let repeated = before
        .iter()
        .any(|f| f.author == actor.person && f.day() == on && f.claim.fact.figure().is_some_and(|(v, _)| v == value));
    if repeated {
        return Some(Doubt::Repeated);
    }
    let mut values: Vec<Decimal> = before.iter().filter_map(|f| f.claim.fact.figure()).map(|(v, _)| v).collect();
    values.sort();
    let usual = *values.get(values.len() / 2)?;
    let far = usual > Decimal::ZERO
        && (value > usual * Decimal::from(FAR) || value * Decimal::from(FAR) < usual)
        && values.len() >= ENOUGH;
    far.then_some(Doubt::Jump { usual })
}

/// A field's figure said again for the same day: the same one, or another that may come on top.
fn doubt_of_field(actor: &Actor, claim: &Claim, on: NaiveDate, earlier: &[Filed]) -> Option<Doubt> {
    let (value, _) = claim.fact.figure()?;
    let before = |f: &&Filed| f.claim.subject == claim.subject && f.author == actor.person && f.day() == on;
    let said = earlier.iter().rev().filter(before).find_map(|f| f.claim.fact.figure())?.0;
    Some(if said == value { Doubt::Repeated } else { Doubt::Besides { said } })
}

/// The card of one of one's own reports, as it stands now.
pub async fn card(app: &App, actor: &Actor, report: Uuid) -> Result<Card, Error> {
    let meta = own(app, actor, report).await?;
    let mut tx = app.store.read().await?;
    let filed = claims::of_report(&mut tx, actor.company.id, report).await?;
    let corrections = claims::corrections_of(&mut tx, actor.company.id, report).await?;
    Ok(card_of(report, &meta.text, &filed, &corrections))
}

/// The card of a report with these claims, of which some took the place of others.
pub(super) fn card_of(report: Uuid, text: &str, filed: &[Filed], corrections: &[(Uuid, Uuid)]) -> Card {
    let old_of = |new: Uuid| {
        let old = corrections.iter().find(|(by, _)| *by == new).map(|(_, old)| *old)?;
        filed.iter().find(|f| f.id == old).map(|f| f.claim.clone())
    };
    let lines = filed
        .iter()
        .filter(|f| is_on_card(f.standing))
        .map(|f| Line {
            id: f.id,
            claim: f.claim.clone(),
            standing: f.standing,
            was: old_of(f.id),
            said_in: f.said_in.clone(),
        })
        .collect();
    Card { report, text: text.into(), lines, above: Vec::new() }
}

fn is_on_card(standing: Standing) -> bool {
    match standing {
        Standing::Counted | Standing::Pending | Standing::Unendorsed => true,
        Standing::Superseded | Standing::Withdrawn => false,
    }
}

/// One of one's own reports.
pub async fn own(app: &App, actor: &Actor, report: Uuid) -> Result<ReportMeta, Error> {
    let mut tx = app.store.read().await?;
    let meta = reports::by_id(&mut tx, actor.company.id, report).await?.ok_or(Error::NotFound)?.meta();
    let text = Resource::ReportText { author: &meta.author, about: &[] };
    allow(&actor.company.org, &actor.person, Action::Manage, text)?;
    Ok(meta)
}

/// One's newest report.
pub async fn own_newest(app: &App, actor: &Actor) -> Result<Option<ReportMeta>, Error> {
    let mut tx = app.store.read().await?;
    let newest = reports::newest_of(&mut tx, actor.company.id, &actor.person, DateTime::<Utc>::MAX_UTC).await?;
    Ok(newest.map(|r| r.meta()))
}

/// One's own reports sent on days, oldest first.
pub async fn own_between(app: &App, actor: &Actor, days: DateRange) -> Result<Vec<ReportMeta>, Error> {
    let filter = ReportFilter {
        authors: Some(vec![actor.person.clone()]),
        from: Some(days.first),
        to: Some(days.last),
        ..Default::default()
    };
    let mut tx = app.store.read().await?;
    let newest_first = reports::list(&mut tx, actor.company.id, &filter).await?;
    Ok(newest_first.iter().rev().map(|r| r.meta()).collect())
}

/// Takes one's own report back: it is kept, but nothing of it counts.
pub async fn withdraw(app: &App, actor: &Actor, report: Uuid) -> Result<Change, Error> {
    let card = card(app, actor, report).await?;
    let subjects = card.lines.iter().filter_map(|l| l.claim.subject.clone()).collect();
    Ok(Change::Withdraw { report, subjects })
}

/// Puts a corrected claim in the place of a line of one's own card.
pub async fn correct(
    app: &App,
    actor: &Actor,
    card: &Card,
    line: Uuid,
    corrected: Claim,
    said_in: Option<String>,
) -> Result<Change, Error> {
    let old = line_of(app, actor, card, line).await?;
    let claim = Claim { by: crate::domain::Reader::Person, doubt: None, approximate: false, ..corrected };
    let standing = standing(actor, &claim);
    let new = NewClaim { id: Uuid::now_v7(), standing, claim };
    Ok(Change::Replace(Box::new(Replacement { old, new, said_in })))
}

/// Settles which thing a line is about.
pub async fn resolve(app: &App, actor: &Actor, card: &Card, line: Uuid, subject: &Key) -> Result<Change, Error> {
    let old = line_of(app, actor, card, line).await?;
    let mut claim = Claim { subject: Some(subject.clone()), doubt: None, ..old.claim.clone() };
    if let (Some(kpi), Fact::Measurement { unit, .. } | Fact::Increment { unit, .. }) =
        (actor.company.org.kpi(subject), &mut claim.fact)
    {
        *unit = kpi.unit.clone();
    }
    let standing = standing(actor, &claim);
    let said_in = card.lines.iter().find(|l| l.id == line).and_then(|l| l.said_in.clone());
    let new = NewClaim { id: Uuid::now_v7(), standing, claim };
    Ok(Change::Replace(Box::new(Replacement { old, new, said_in })))
}

/// Lets a doubtful line count after all.
pub async fn accept(app: &App, actor: &Actor, card: &Card, line: Uuid) -> Result<Change, Error> {
    Ok(Change::Accept(Box::new(line_of(app, actor, card, line).await?)))
}

/// Takes a line off.
pub async fn drop(app: &App, actor: &Actor, card: &Card, line: Uuid) -> Result<Change, Error> {
    Ok(Change::Drop(Box::new(line_of(app, actor, card, line).await?)))
}

async fn line_of(app: &App, actor: &Actor, card: &Card, line: Uuid) -> Result<Filed, Error> {
    own(app, actor, card.report).await?;
    let mut tx = app.store.read().await?;
    let filed = claims::of_report(&mut tx, actor.company.id, card.report).await?;
    filed.into_iter().find(|f| f.id == line && is_on_card(f.standing)).ok_or(Error::Conflict)
}

/// What a person is shown of themselves.
pub struct Mine {
    /// Their KPIs.
    pub kpis: Vec<OwnGoal>,
    /// Whether all of them measure what came out.
    pub only_results: bool,
    /// Their open tasks.
    pub tasks: Vec<OwnTask>,
    /// Whether they met today's duty.
    pub reported_today: bool,
}

/// One of one's own KPIs.
pub struct OwnGoal {
    /// The KPI.
    pub kpi: Kpi,
    /// Its figure of the running period.
    pub figure: Option<Decimal>,
    /// Its share of the target, where that figure can be held against it.
    pub attained: Option<Decimal>,
}

/// One of one's own tasks.
pub struct OwnTask {
    /// Its name.
    pub name: String,
    /// How far it is.
    pub progress: Option<Decimal>,
    /// When it is due now.
    pub due: Option<NaiveDate>,
}

/// What a person is shown of themselves: nothing of anybody else.
pub async fn mine(app: &App, actor: &Actor, now: DateTime<Utc>) -> Result<Mine, Error> {
    let org = &actor.company.org;
    let today = local_day(now, org.company.timezone);
    let kpis: Vec<&Kpi> = org.kpis.iter().filter(|k| org.owns(&actor.person, k)).collect();
    let tasks: Vec<&Task> =
        org.projects.iter().flat_map(|j| &j.tasks).filter(|t| t.assignee.as_ref() == Some(&actor.person)).collect();
    let mut tx = app.store.read().await?;
    let task_keys: Vec<Key> = tasks.iter().map(|t| t.id.clone()).collect();
    let work = states::work(&mut tx, actor.company.id, Some(&task_keys)).await?;
    let parts = kpis.iter().filter_map(|k| k.ratio.as_ref()).flat_map(|r| [&r.numerator, &r.denominator]);
    let kpi_keys: Vec<Key> = kpis.iter().map(|k| &k.id).chain(parts).cloned().collect();
    let figures = states::kpis(&mut tx, actor.company.id, Some(&kpi_keys), None).await?;
    let fiscal = org.company.fiscal_year_start_month;
    let figure_of = |kpi: &Kpi| -> Option<Decimal> {
        let period = DateRange::of(kpi.period, today, fiscal);
        let state = figures.iter().find(|s: &&KpiState| s.kpi == kpi.id && s.period == period)?;
        Some(state.figure(kpi.aggregation))
    };
    let attained = goals::own(org, &States::of(&figures), When::now(today));
    let own_goal = |kpi: &Kpi| {
        let figure = figure_of(kpi);
        let at = org.kpis.iter().position(|k| k.id == kpi.id);
        let attained = at.and_then(|at| attained[at].attained.ok()).filter(|_| figure.is_some());
        OwnGoal { kpi: kpi.clone(), figure, attained }
    };
    let duty = duty_day(now, org.company.timezone);
    let own = own_between(app, actor, DateRange::between(duty, today)).await?;
    Ok(Mine {
        only_results: has_only_results(&kpis),
        kpis: kpis.into_iter().map(own_goal).collect(),
        tasks: tasks
            .iter()
            .map(|t| (t, work.iter().find(|w| w.subject == t.id)))
            .filter(|(_, state)| !state.is_some_and(|s| s.is_over()))
            .map(|(t, state)| OwnTask {
                name: t.name.clone(),
                progress: state.and_then(|s| s.progress),
                due: state.and_then(|s| s.due).or(t.due),
            })
            .collect(),
        reported_today: own.iter().any(|r| r.duty_day == duty),
    })
}

/// Lets an actor go on who may read the text of a report.
pub async fn readable(tx: &mut Tx, actor: &Actor, report: Uuid, author: &Key) -> Result<(), Error> {
    let filed = claims::of_report(tx, actor.company.id, report).await?;
    let about: Vec<Key> = filed.into_iter().filter_map(|f| f.claim.subject).collect();
    let text = Resource::ReportText { author, about: &about };
    Ok(allow(&actor.company.org, &actor.person, Action::See, text)?)
}
