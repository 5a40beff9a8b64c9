//! Recording salaries, scores and peer reviews. In a conversation nobody is told of them.

use chrono::Utc;
use serde_json::json;

use super::{App, Company, Error};
use crate::store::{
    audit,
    private::{self, Field},
};

/// Records secret fields, all or none. [`Error::NotFound`] where one is of somebody who is not in the company. The audit
/// log tells how many, and no value.
pub async fn record(app: &App, company: &Company, fields: Vec<Field>) -> Result<usize, Error> {
    if fields.iter().any(|field| company.org.person(&field.person).is_none()) {
        return Err(Error::NotFound);
    }
    let (id, count) = (company.id, fields.len());
    let (actor, action) = ("command line".into(), "private.record".into());
    let detail = json!({ "fields": count });
    let entry = audit::Entry { company: id, at: Utc::now(), actor, action, resource: String::new(), detail };
    app.store
        .write(move |tx| {
            Box::pin(async move {
                for field in &fields {
                    private::set(tx, id, field).await?;
                }
                audit::add(tx, &entry).await?;
                Ok::<_, Error>(())
            })
        })
        .await?;
    Ok(count)
}
