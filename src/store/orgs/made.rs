//! Things made in chat: no file names them, so no import archives them.

use std::collections::HashSet;

use uuid::Uuid;

use super::rows::{CHAT, FieldRow, KpiRow, MilestoneRow, Rows, TaskRow, ValueRow};
use crate::{
    domain::{
        Key,
        org::{Content, Field, Kpi, Milestone, Task},
    },
    store::{
        Result,
        statement::statements,
        tx::{Tx, on},
    },
};

statements! {
    BUMP = "update company set version = version + 1 where id = $1";
}

/// Behind everything of a file; among themselves they stand in the order of their keys.
const LAST: i32 = 1_000_000;

/// Adds a task to a project.
pub async fn add_task(tx: &mut Tx, company: Uuid, project: &Key, task: &Task) -> Result<()> {
    let row = TaskRow { origin: CHAT.into(), ..TaskRow::of(LAST, project, task) };
    TaskRow::write(tx, company, &[row]).await?;
    touch(tx, company).await
}

/// Adds a milestone to a project.
pub async fn add_milestone(tx: &mut Tx, company: Uuid, project: &Key, milestone: &Milestone) -> Result<()> {
    let row = MilestoneRow { origin: CHAT.into(), ..MilestoneRow::of(LAST, project, milestone) };
    MilestoneRow::write(tx, company, &[row]).await?;
    touch(tx, company).await
}

/// Adds a KPI.
pub async fn add_kpi(tx: &mut Tx, company: Uuid, kpi: &Kpi) -> Result<()> {
    let row = KpiRow { origin: CHAT.into(), ..KpiRow::of(LAST, kpi)? };
    KpiRow::write(tx, company, &[row]).await?;
    touch(tx, company).await
}

/// Defines a field, changes it, or takes it away: what reports said of it is kept.
pub async fn put_field(tx: &mut Tx, company: Uuid, field: &Field, archived: bool) -> Result<()> {
    let before = FieldRow::load(tx, company).await?.into_iter().find(|f| f.key == field.id.as_str());
    let position = before.map_or(LAST, |f| f.position);
    let row = FieldRow { origin: CHAT.into(), archived, ..FieldRow::of(position, field) };
    FieldRow::write(tx, company, &[row]).await?;
    touch(tx, company).await
}

/// The keys of all that was made in chat and is there.
pub async fn made(tx: &mut Tx, company: Uuid) -> Result<HashSet<Key>> {
    let tasks = TaskRow::load(tx, company).await?.into_iter().map(|t| (t.origin, t.key));
    let milestones = MilestoneRow::load(tx, company).await?.into_iter().map(|m| (m.origin, m.key));
    let kpis = KpiRow::load(tx, company).await?.into_iter().map(|k| (k.origin, k.key));
    let fields = FieldRow::load(tx, company).await?.into_iter().filter(|f| !f.archived).map(|f| (f.origin, f.key));
    let all = tasks.chain(milestones).chain(kpis).chain(fields);
    Ok(all.filter(|(origin, _)| origin == CHAT).map(|(_, key)| key.as_str().into()).collect())
}

/// Puts something into a field of a thing, or takes it out of it.
pub async fn set_value(
    tx: &mut Tx,
    company: Uuid,
    subject: &Key,
    field: &Key,
    content: Option<&Content>,
) -> Result<()> {
    ValueRow::write(tx, company, &[ValueRow::of(subject, field, content, CHAT)]).await?;
    touch(tx, company).await
}

/// Whoever holds the company in memory is to load it anew.
pub async fn touch(tx: &mut Tx, company: Uuid) -> Result<()> {
    on!(tx, c => sqlx::query(BUMP.at(c)).bind(company).execute(&mut *c).await.map(drop))?;
    Ok(())
}
