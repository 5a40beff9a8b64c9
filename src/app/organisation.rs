//! The company itself: made, and imported again when it changed.

use uuid::Uuid;

use super::{App, Company, Error};
use crate::{
    domain::Org,
    store::orgs::{self, Imported},
};

/// Makes a company, for which the store works from then on. The database must not have it yet.
pub async fn create(app: &App, org: &Org) -> Result<Company, Error> {
    let org = org.clone();
    let id =
        app.store.write(move |tx| Box::pin(async move { orgs::create(tx, &org).await.map_err(Error::from) })).await?;
    app.store.bind(id)?;
    app.company(id).await
}

/// Brings a company up to its `org.json`: whole or not at all. Doing it again changes nothing.
pub async fn import(app: &App, company: Uuid, org: &Org) -> Result<Imported, Error> {
    let org = org.clone();
    app.store.write(move |tx| Box::pin(async move { orgs::import(tx, company, &org).await.map_err(Error::from) })).await
}
