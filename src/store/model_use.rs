//! What a model used: calls, failures and tokens, counted per company and day.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    Result,
    statement::statements,
    tx::{Tx, on, row},
};

statements! {
    ADD = "insert into model_use (company_id, day, calls, failures, tokens_in, tokens_out)
        values ($1, $2, $3, $4, $5, $6) on conflict (company_id, day) do update set
        calls = model_use.calls + excluded.calls, failures = model_use.failures + excluded.failures,
        tokens_in = model_use.tokens_in + excluded.tokens_in, tokens_out = model_use.tokens_out + excluded.tokens_out";
    OF_DAY = "select calls, failures, tokens_in, tokens_out from model_use where company_id = $1 and day = $2";
}

row! {
    /// What was used on a day.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct ModelUse {
        /// Calls made.
        pub calls: i64,
        /// Of them, those without an answer that could be used.
        pub failures: i64,
        /// Tokens that the model read.
        pub tokens_in: i64,
        /// Tokens that it wrote.
        pub tokens_out: i64,
    }
}

impl ModelUse {
    /// All tokens: what counts against a budget.
    pub fn tokens(&self) -> u64 {
        self.tokens_in.saturating_add(self.tokens_out).max(0).unsigned_abs()
    }
}

/// Adds to what was used on a day.
pub async fn add(tx: &mut Tx, company: Uuid, day: NaiveDate, used: &ModelUse) -> Result<()> {
    on!(tx, c => sqlx::query(ADD.at(c)).bind(company).bind(day).bind(used.calls).bind(used.failures)
        .bind(used.tokens_in).bind(used.tokens_out).execute(&mut *c).await.map(drop))?;
    Ok(())
}

/// What was used on a day.
pub async fn of_day(tx: &mut Tx, company: Uuid, day: NaiveDate) -> Result<ModelUse> {
    let row: Option<ModelUse> =
        on!(tx, c => sqlx::query_as(OF_DAY.at(c)).bind(company).bind(day).fetch_optional(&mut *c).await)?;
    Ok(row.unwrap_or_default())
}
