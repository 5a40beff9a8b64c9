//! What a report moves above the KPIs it gives figures for.

use chrono::NaiveDate;

use super::{
    Actor, App, Error,
    change::{Change, Filing, NewClaim},
};
use crate::{
    domain::{
        Filed, Key, Standing,
        access::{Resource, may_see, may_see_total},
        org::TargetForm,
    },
    insight::goals::{Goal, Rise, States, Tree, When, fold, own, own_of, rises, touched},
    store::{
        claims,
        history::{self, HistoryFilter},
        reports, states,
    },
};

/// How a report about to be filed moves its KPIs and the roll-ups above them, one line a KPI, as far as the writer may
/// see them. Nothing where no KPI of it is below a roll-up: then nothing is loaded either.
pub async fn moved_by_report(app: &App, actor: &Actor, filing: &Filing) -> Result<Vec<Vec<Rise>>, Error> {
    let filed = |c: &NewClaim| Filed {
        id: c.id,
        report: filing.report,
        external_id: filing.external_id.clone(),
        author: actor.person.clone(),
        sent_at: filing.sent_at,
        sent_on: filing.sent_on,
        standing: c.standing,
        claim: c.claim.clone(),
        said_in: None,
    };
    moved(app, actor, filing.claims.iter().map(filed).collect(), Vec::new(), filing.sent_on).await
}

/// The same of what is said of a report that was filed: a correction, a yes, a line taken off, an edit, a withdrawal.
pub async fn moved_by(app: &App, actor: &Actor, change: &Change, today: NaiveDate) -> Result<Vec<Vec<Rise>>, Error> {
    let (mut new, mut gone) = (Vec::new(), Vec::new());
    for change in change.each() {
        let (comes, goes) = come_and_gone(app, actor, change).await?;
        new.extend(comes);
        gone.extend(goes);
    }
    moved(app, actor, new, gone, today).await
}

/// The claims that come and go by one change.
async fn come_and_gone(app: &App, actor: &Actor, change: &Change) -> Result<(Vec<Filed>, Vec<Filed>), Error> {
    Ok(match change {
        Change::Replace(r) => {
            let (standing, claim) = (r.new.standing, r.new.claim.clone());
            (vec![Filed { id: r.new.id, standing, claim, ..r.old.clone() }], vec![r.old.clone()])
        }
        Change::Accept(filed) => (vec![Filed { standing: Standing::Counted, ..(**filed).clone() }], Vec::new()),
        Change::Drop(filed) => (Vec::new(), vec![(**filed).clone()]),
        Change::Revise(r) => {
            let mut tx = app.store.read().await?;
            let stored = reports::by_id(&mut tx, actor.company.id, r.report).await?.ok_or(Error::NotFound)?;
            let filed = |c: &NewClaim| stored.report.filed(c.id, c.standing, c.claim.clone());
            (r.claims.iter().map(filed).collect(), r.old.clone())
        }
        Change::Withdraw { report, .. } => {
            let mut tx = app.store.read().await?;
            (Vec::new(), claims::of_report(&mut tx, actor.company.id, *report).await?)
        }
        Change::Nothing
        | Change::Wonder(_)
        | Change::File(_)
        | Change::Name(_)
        | Change::Field(_)
        | Change::Redefine(_)
        | Change::Work(_)
        | Change::Define(_)
        | Change::Request(_)
        | Change::Review(_)
        | Change::Refuse(_)
        | Change::Several(_)
        | Change::StandIn(_) => (Vec::new(), Vec::new()),
    })
}

/// What new claims, and those that no longer count, move.
async fn moved(
    app: &App,
    actor: &Actor,
    mut new: Vec<Filed>,
    mut gone: Vec<Filed>,
    today: NaiveDate,
) -> Result<Vec<Vec<Rise>>, Error> {
    let org = &actor.company.org;
    let is_figure = |f: &Filed| f.claim.fact.kpi_figure().is_some();
    new.retain(|f| f.standing == Standing::Counted && is_figure(f));
    gone.retain(is_figure);
    let mut moved: Vec<Key> = new.iter().chain(&gone).filter_map(|f| f.claim.subject.clone()).collect();
    moved.sort();
    moved.dedup();
    let moves_some_above = |key: &Key| {
        touched(org, std::slice::from_ref(key))
            .iter()
            .any(|k| k.parent.as_ref().and_then(|p| org.kpi(p)).is_some_and(|p| p.rollup))
    };
    if !moved.iter().any(moves_some_above) {
        return Ok(Vec::new());
    }
    let tree = Tree::new(org);
    // All that the highest roll-ups rest on.
    let tops = touched(org, &moved).into_iter().filter_map(|k| tree.rollups_above(&k.id).pop());
    let mut rest: Vec<Key> = tops.flat_map(|k| tree.needs(&k.id)).filter(|k| !moved.contains(k)).cloned().collect();
    rest.sort();
    rest.dedup();
    let relative = |key: &&Key| org.kpi(key).is_some_and(|k| k.target_form != TargetForm::Absolute);
    let (compared, plain): (Vec<Key>, Vec<Key>) = rest.into_iter().partition(|k| relative(&k));
    let company = actor.company.id;
    let mut tx = app.store.read().await?;
    let mut others = states::newest_kpis(&mut tx, company, &plain, today).await?;
    if !compared.is_empty() {
        others.extend(states::kpis(&mut tx, company, Some(&compared), None).await?);
    }
    let filter = HistoryFilter { subjects: Some(moved.clone()), ..HistoryFilter::default() };
    let mut said = history::load_in(&mut tx, company, &filter).await?.claims;
    let when = When::now(today);
    let folded = fold(org, &said);
    let before = tree.attain(&own(org, &States::of(others.iter().chain(&folded)), when));
    said.retain(|f| gone.iter().all(|g| g.id != f.id));
    said.extend(new);
    said.sort_by_key(Filed::order);
    let folded = fold(org, &said);
    let states = States::of(others.iter().chain(&folded));
    let mut after = before.clone();
    tree.renew(&mut after, touched(org, &moved).into_iter().map(|kpi| (&kpi.id, own_of(org, &states, kpi, when))));
    let counted = |goals: &[Goal], key: &Key| {
        let goal = tree.place(key).and_then(|at| goals.get(at));
        goal.and_then(|g| g.below.as_ref()).map_or_else(Vec::new, |b| b.counted.clone())
    };
    // How far a roll-up is may give one part of it away. By how much it moved does not, while the same parts count.
    let seen = |rise: Rise| {
        let kpi = org.kpi(&rise.kpi)?;
        may_see(org, &actor.person, Resource::Kpi(kpi)).allows().then_some(())?;
        let has_level = may_see_total(org, &actor.person, &rise.kpi, &|key| counted(&after, key));
        let moved = rise.before.is_some() && rise.after.is_some();
        let same_parts = counted(&before, &rise.kpi) == counted(&after, &rise.kpi);
        (has_level || moved && same_parts).then_some(Rise { has_level, ..rise })
    };
    let lines = rises(org, &tree, &moved, &before, &after).into_iter();
    let visible = lines.map(|line| line.into_iter().filter_map(&seen).collect::<Vec<_>>());
    Ok(visible.filter(|line| line.len() > 1).collect())
}
