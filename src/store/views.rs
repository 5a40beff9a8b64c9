//! Who looked at whose reports and figures: a row a day for each who looked, whose it was and what kind it is, however
//! often they did.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{
    Result,
    columns::{from_word, word},
    statement::statements,
    tx::{Tx, on, row, stored_time},
};
use crate::domain::{Key, access::Class};

statements! {
    ADD = "insert into view_of (company_id, person, viewer, class, day, at) values ($1, $2, $3, $4, $5, $6)
        on conflict do nothing";
    OF_PERSON = "select viewer, class, day, at from view_of where company_id = $1 and person = $2
        order by day desc, viewer, class limit $3";
}

/// Somebody's look at what is another's.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct View {
    /// Who looked.
    pub viewer: Key,
    /// At what kind of thing.
    pub class: Class,
    /// On which day, in the company's time zone.
    pub day: NaiveDate,
    /// When they first did on that day.
    pub at: DateTime<Utc>,
}

row! {
    struct Row {
        viewer: String,
        class: String,
        day: NaiveDate,
        at: DateTime<Utc>,
    }
}

/// Adds a look at something of a person's; another one on the same day changes nothing.
pub async fn add(tx: &mut Tx, company: Uuid, person: &Key, view: &View) -> Result<()> {
    on!(tx, c => sqlx::query(ADD.at(c)).bind(company).bind(person.as_str()).bind(view.viewer.as_str())
        .bind(word(&view.class)).bind(view.day).bind(stored_time(view.at)).execute(&mut *c).await.map(drop))?;
    Ok(())
}

/// The looks at what is a person's, newest day first, at most so many.
pub async fn of_person(tx: &mut Tx, company: Uuid, person: &Key, most: u32) -> Result<Vec<View>> {
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(OF_PERSON.at(c)).bind(company).bind(person.as_str())
        .bind(i64::from(most)).fetch_all(&mut *c).await)?;
    let view = |r: Row| {
        let class = from_word(&r.class, "what was looked at is of an unknown kind")?;
        Ok(View { viewer: r.viewer.into(), class, day: r.day, at: r.at })
    };
    rows.into_iter().map(view).collect()
}
