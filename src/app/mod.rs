//! Use cases. Each takes `(&App, &Actor, …)`, asks for permission first and leaves an audit entry last.
//!
//! Nothing here knows a channel or a sentence for people; [`commit`] is the one place where a conversation's step is
//! made durable: change, states, reply, dialogue, audit and the end of the inbox row in one transaction.

pub mod actor;
pub mod alias;
pub mod audit;
pub mod card;
pub mod change;
pub mod codes;
pub mod commit;
pub mod definitions;
pub mod endorse;
pub mod error;
mod failures;
pub mod fields;
pub mod goals;
pub mod login;
pub mod organisation;
pub mod people;
pub mod private;
pub mod questions;
pub mod reports;
pub mod requests;
pub mod reread;
pub mod reviews;
pub mod revise;
pub mod rooms;
pub mod second;
pub mod subject;
pub mod transcript;
pub mod unnamed;
pub mod views;
pub mod work;

use std::{
    collections::HashMap,
    sync::{Arc, RwLock},
};

use chrono::{DateTime, Utc};
use tokio::sync::{Notify, broadcast};
use uuid::Uuid;

pub use self::{actor::Actor, error::Error, second::Second};
use crate::{
    domain::{Key, Org, calendar::local_day},
    store::{
        Store,
        orgs::{self, CompanyRow},
    },
    understanding::lexicon::Lexicon,
};

/// One company as use cases see it: its things, and what reading needs to know of them.
#[derive(Clone)]
pub struct Company {
    /// Its id inside.
    pub id: Uuid,
    /// Which import this is; grows with each change.
    pub version: i64,
    /// Its departments, people, projects and KPIs.
    pub org: Arc<Org>,
    /// Their names, ready for reading.
    pub lexicon: Arc<Lexicon>,
}

impl Company {
    /// Whether somebody is of the company at a moment: known, and not gone.
    pub fn is_present(&self, person: &Key, at: DateTime<Utc>) -> bool {
        let day = local_day(at, self.org.company.timezone);
        self.org.person(person).is_some_and(|p| !p.has_left(day))
    }
}

/// The application: the store and what is kept in memory of each company.
#[derive(Clone)]
pub struct App {
    /// Where everything is kept.
    pub store: Store,
    /// Rung when something has been written that a worker waits for.
    pub bells: Bells,
    /// How people reach the page, for links; `None` where there is no page.
    pub page: Option<Arc<str>>,
    /// The model that reads after the rules, if there is one.
    pub second: Option<Arc<Second>>,
    companies: Arc<RwLock<HashMap<Uuid, Company>>>,
}

/// Rung within this process when there is work. Whoever listens also looks by itself now and then: another process
/// rings no bell here.
#[derive(Clone)]
pub struct Bells {
    /// A message was received.
    pub inbox: Arc<Notify>,
    /// A reply waits to be delivered.
    pub outbox: Arc<Notify>,
    /// A job was asked for.
    pub jobs: Arc<Notify>,
    /// Something changed for the open pages of a thread: a reply is there, or the session has ended.
    pub shown: broadcast::Sender<String>,
}

impl Default for Bells {
    fn default() -> Self {
        Bells {
            inbox: Arc::default(),
            outbox: Arc::default(),
            jobs: Arc::default(),
            shown: broadcast::Sender::new(1024),
        }
    }
}

impl Bells {
    /// Tells the open pages of a thread. Nobody may be listening.
    pub fn show(&self, thread: &str) {
        let _ = self.shown.send(thread.to_string());
    }
}

impl App {
    /// An application over a store.
    pub fn new(store: Store) -> App {
        App { store, bells: Bells::default(), page: None, second: None, companies: Arc::default() }
    }

    /// The same, with a page that people reach at this address.
    pub fn with_page(self, address: &str) -> App {
        App { page: Some(address.into()), ..self }
    }

    /// The same with a model that reads after the rules, or without one.
    pub fn with_second(self, second: Option<Second>) -> App {
        App { second: second.map(Arc::new), ..self }
    }

    /// The companies in the database.
    pub async fn companies(&self) -> Result<Vec<CompanyRow>, Error> {
        Ok(orgs::companies(&self.store).await?)
    }

    /// A company, from memory while nobody has changed it.
    pub async fn company(&self, id: Uuid) -> Result<Company, Error> {
        let version = orgs::version(&self.store, id).await?.ok_or(Error::NotFound)?;
        let known = self.companies.read().unwrap_or_else(|e| e.into_inner()).get(&id).cloned();
        if let Some(company) = known.filter(|c| c.version == version) {
            return Ok(company);
        }
        let (org, version) = orgs::load(&self.store, id).await?.ok_or(Error::NotFound)?;
        let org = Arc::new(org);
        let company = Company { id, version, org: org.clone(), lexicon: Arc::new(Lexicon::new(org)) };
        self.companies.write().unwrap_or_else(|e| e.into_inner()).insert(id, company.clone());
        Ok(company)
    }
}
