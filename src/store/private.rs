//! Salaries, scores and peer reviews: read by nothing but what asks for them by name.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    Error, Result,
    statement::statements,
    tx::{Tx, on, row, stored_time},
};
use crate::domain::{
    Key,
    access::{Disclosure, Secret, Sensitive},
};

statements! {
    SET = "insert into private_field (company_id, person, class, label, source, value, recorded_at)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict (company_id, person, class, label, source)
        do update set value = excluded.value, recorded_at = excluded.recorded_at";
    OF_PERSON = "select class, label, source, value, recorded_at from private_field
        where company_id = $1 and person = $2 order by class, label, source";
    ERASE = "delete from private_field where company_id = $1 and person = $2";
    ERASE_SOURCE = "update private_field set source = $3 where company_id = $1 and source = $2";
}

/// A secret field of a person.
#[derive(Debug)]
pub struct Field {
    /// Whose.
    pub person: Key,
    /// Of which time, or about what: 2026-11, 2026Q3.
    pub label: String,
    /// Who gave it: of a peer review the peer; empty where that does not matter.
    pub source: String,
    /// The value with its kind.
    pub value: Sensitive<String>,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
}

row! {
    struct Row {
        class: String,
        label: String,
        source: String,
        value: String,
        recorded_at: DateTime<Utc>,
    }
}

/// The word for a kind of secret in the database and in files.
pub fn word(secret: Secret) -> &'static str {
    match secret {
        Secret::Salary => "salary",
        Secret::Score => "score",
        Secret::PeerReview => "peer_review",
    }
}

/// The kind of secret of a word.
pub fn secret(word: &str) -> Option<Secret> {
    [Secret::Salary, Secret::Score, Secret::PeerReview].into_iter().find(|s| self::word(*s) == word)
}

/// Records a field; one of the same person, kind, label and source is replaced.
pub async fn set(tx: &mut Tx, company: Uuid, field: &Field) -> Result<()> {
    let value = field.value.disclose(&Disclosure::to_operator());
    on!(tx, c => sqlx::query(SET.at(c)).bind(company).bind(field.person.as_str()).bind(word(field.value.secret()))
        .bind(&field.label).bind(&field.source).bind(value).bind(stored_time(field.recorded_at))
        .execute(&mut *c).await.map(drop))?;
    Ok(())
}

/// The secret fields of a person.
pub async fn of_person(tx: &mut Tx, company: Uuid, person: &Key) -> Result<Vec<Field>> {
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(OF_PERSON.at(c)).bind(company).bind(person.as_str())
        .fetch_all(&mut *c).await)?;
    let field = |r: Row| {
        let secret = secret(&r.class).ok_or_else(|| Error::unknown("a private field is of an unknown kind"))?;
        let (person, value) = (person.clone(), Sensitive::new(secret, r.value));
        Ok(Field { person, label: r.label, source: r.source, value, recorded_at: r.recorded_at })
    };
    rows.into_iter().map(field).collect()
}

/// Takes out a person's secret fields, and their name from those they gave.
pub async fn erase(tx: &mut Tx, company: Uuid, person: &Key, alias: &str) -> Result<()> {
    on!(tx, c => sqlx::query(ERASE.at(c)).bind(company).bind(person.as_str()).execute(&mut *c).await.map(drop))?;
    on!(tx, c => sqlx::query(ERASE_SOURCE.at(c)).bind(company).bind(person.as_str()).bind(alias)
        .execute(&mut *c).await.map(drop))?;
    Ok(())
}
