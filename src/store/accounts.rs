//! Who is who on a channel: the binding of an account there to a person here.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    Result,
    statement::statements,
    tx::{Tx, on, row, stored_time},
};
use crate::domain::Key;

statements! {
    BIND = "insert into account (company_id, channel, external, person, bound_at) values ($1, $2, $3, $4, $5)
        on conflict (company_id, channel, external) do update set person = excluded.person, bound_at = excluded.bound_at";
    UNBIND = "delete from account where company_id = $1 and channel = $2 and external = $3";
    PERSON = "select person from account where company_id = $1 and channel = $2 and external = $3";
    OF_PERSON = "select channel, external, person, bound_at from account
        where company_id = $1 and person = $2 order by channel, external";
}

row! {
    struct Row {
        channel: String,
        external: String,
        person: String,
        bound_at: DateTime<Utc>,
    }
}

/// An account on a channel, bound to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The channel.
    pub channel: String,
    /// Who it is there.
    pub external: String,
    /// Who it is here.
    pub person: Key,
    /// Since when.
    pub bound_at: DateTime<Utc>,
}

/// Binds an account to a person; one that was bound moves.
pub async fn bind(
    tx: &mut Tx,
    company: Uuid,
    channel: &str,
    external: &str,
    person: &Key,
    now: DateTime<Utc>,
) -> Result<()> {
    on!(tx, c => sqlx::query(BIND.at(c)).bind(company).bind(channel).bind(external).bind(person.as_str())
        .bind(stored_time(now)).execute(&mut *c).await.map(drop))?;
    Ok(())
}

/// Lets an account go. Says whether it was bound.
pub async fn unbind(tx: &mut Tx, company: Uuid, channel: &str, external: &str) -> Result<bool> {
    Ok(on!(tx, c => sqlx::query(UNBIND.at(c)).bind(company).bind(channel).bind(external).execute(&mut *c).await?
        .rows_affected())
        > 0)
}

/// The person behind an account.
pub async fn person(tx: &mut Tx, company: Uuid, channel: &str, external: &str) -> Result<Option<Key>> {
    let person: Option<String> = on!(tx, c => sqlx::query_scalar(PERSON.at(c)).bind(company).bind(channel)
        .bind(external).fetch_optional(&mut *c).await)?;
    Ok(person.map(Key::from))
}

/// The accounts of a person.
pub async fn of_person(tx: &mut Tx, company: Uuid, person: &Key) -> Result<Vec<Account>> {
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(OF_PERSON.at(c)).bind(company).bind(person.as_str())
        .fetch_all(&mut *c).await)?;
    let account =
        |r: Row| Account { channel: r.channel, external: r.external, person: r.person.into(), bound_at: r.bound_at };
    Ok(rows.into_iter().map(account).collect())
}
