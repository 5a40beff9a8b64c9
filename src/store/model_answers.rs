//! What a model answered before, by whose words it was about and a digest of all that it was asked.
//!
//! An answer quotes a person's words, so it is theirs: nobody else's question finds it, and it goes where their data goes.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    Result,
    statement::statements,
    tx::{Tx, on, row, stored_time},
};
use crate::domain::Key;

statements! {
    FIND = "select answer from model_answer where company_id = $1 and person = $2 and asked = $3";
    KEEP = "insert into model_answer (company_id, person, asked, answer, answered_at) values ($1, $2, $3, $4, $5)
        on conflict (company_id, person, asked) do update set
        answer = excluded.answer, answered_at = excluded.answered_at";
    EXPIRE = "delete from model_answer where company_id = $1 and answered_at < $2";
    OF_PERSON = "select answer, answered_at from model_answer where company_id = $1 and person = $2
        order by answered_at, asked";
    ERASE = "delete from model_answer where company_id = $1 and (person = $2 or answer like '%' || $2 || '%')";
}

row! {
    /// An answer about a person's words.
    #[derive(Clone, Debug, PartialEq, serde::Serialize)]
    pub struct Answer {
        /// What the model said.
        pub answer: String,
        /// When.
        pub answered_at: DateTime<Utc>,
    }
}

/// The answer to what was asked about a person's words, if it was asked before.
pub async fn find(tx: &mut Tx, company: Uuid, person: &Key, asked: &str) -> Result<Option<String>> {
    let found: Option<(String,)> = on!(tx, c => sqlx::query_as(FIND.at(c)).bind(company).bind(person.as_str())
        .bind(asked).fetch_optional(&mut *c).await)?;
    Ok(found.map(|(answer,)| answer))
}

/// Keeps an answer, and drops those of the company that are older than `oldest`.
pub async fn keep(
    tx: &mut Tx,
    company: Uuid,
    person: &Key,
    asked: &str,
    kept: &Answer,
    oldest: DateTime<Utc>,
) -> Result<()> {
    on!(tx, c => sqlx::query(EXPIRE.at(c)).bind(company).bind(stored_time(oldest)).execute(&mut *c).await.map(drop))?;
    on!(tx, c => sqlx::query(KEEP.at(c)).bind(company).bind(person.as_str()).bind(asked).bind(&kept.answer)
        .bind(stored_time(kept.answered_at)).execute(&mut *c).await.map(drop))?;
    Ok(())
}

/// What is kept about a person's words, oldest first.
pub async fn of_person(tx: &mut Tx, company: Uuid, person: &Key) -> Result<Vec<Answer>> {
    on!(tx, c => sqlx::query_as(OF_PERSON.at(c)).bind(company).bind(person.as_str()).fetch_all(&mut *c).await
        .map_err(Into::into))
}

/// Takes out all that is kept about a person's words, and what names them in others'.
pub async fn erase(tx: &mut Tx, company: Uuid, person: &Key) -> Result<()> {
    on!(tx, c => sqlx::query(ERASE.at(c)).bind(company).bind(person.as_str()).execute(&mut *c).await.map(drop))?;
    Ok(())
}
