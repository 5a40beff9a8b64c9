//! The audit log's chain: each entry is bound to the one before by a hash, so that no entry can be changed, taken out
//! or slipped in between unseen.
//!
//! ```text
//! hash(n) = SHA-256( [hash(n-1), company, id, at, actor, action, resource, detail] as JSON ), hash(0) = ""
//! ```
//!
//! Entries are written in the transactions of what they tell of; the chain follows in a job, for a row that everybody
//! writes would make them wait for each other. Whoever can write to the database can also write a whole new chain: that
//! is seen by keeping a hash elsewhere and looking for it later.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use sha2::{Digest, Sha256};
use sqlx::types::Json;
use uuid::Uuid;

use super::{
    Error, Result, Store,
    audit::Entry,
    statement::statements,
    tx::{Tx, on, row},
};

statements! {
    HEAD = "select l.seq, l.hash, a.at from audit_link l left join audit a
        on a.company_id = l.company_id and a.id = l.entry_id where l.company_id = $1 order by l.seq desc limit 1";
    LOOSE = "select a.id, a.at, a.actor, a.action, a.resource, a.detail from audit a
        where a.company_id = $1 and a.at >= $2 and not exists (
            select 1 from audit_link l where l.company_id = a.company_id and l.entry_id = a.id)
        order by a.at, a.id limit $3";
    LINK = "insert into audit_link (company_id, seq, entry_id, hash) values ($1, $2, $3, $4)
        on conflict do nothing";
    WALK = "select l.seq, l.hash, a.id, a.at, a.actor, a.action, a.resource, a.detail from audit_link l
        left join audit a on a.company_id = l.company_id and a.id = l.entry_id
        where l.company_id = $1 and l.seq > $2 order by l.seq limit $3";
    COUNT_LOOSE = "select count(*) from audit a where a.company_id = $1 and not exists (
        select 1 from audit_link l where l.company_id = a.company_id and l.entry_id = a.id)";
}

/// How many entries one transaction links or reads.
const STEP: i64 = 500;

/// An entry older than the last link by more than this is not looked for when linking: no transaction lasts so long.
/// Verifying counts it.
const LATE: TimeDelta = TimeDelta::hours(24);

row! {
    struct Loose {
        id: Uuid,
        at: DateTime<Utc>,
        actor: String,
        action: String,
        resource: String,
        detail: Json<serde_json::Value>,
    }
}

row! {
    struct Linked {
        seq: i64,
        hash: String,
        id: Option<Uuid>,
        at: Option<DateTime<Utc>>,
        actor: Option<String>,
        action: Option<String>,
        resource: Option<String>,
        detail: Option<Json<serde_json::Value>>,
    }
}

/// What is wrong with a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// The entry at this place is gone, or a link before it is.
    Missing(i64),
    /// The entry at this place, or its link, is not as it was written.
    Changed(i64),
}

/// How a chain stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Entries that are linked and as they were written, from the beginning.
    pub linked: i64,
    /// Entries that no link holds yet.
    pub loose: i64,
    /// The hash of the last good link; empty where there is none.
    pub head: String,
    /// The first thing that is wrong.
    pub broken: Option<Broken>,
    /// Whether the hash that was looked for is one of the chain's.
    pub found: bool,
}

fn hash(before: &str, id: Uuid, entry: &Entry) -> String {
    let at = entry.at.to_rfc3339_opts(SecondsFormat::Micros, true);
    // A map of serde_json is sorted by its keys, so that both databases give the same bytes.
    let written =
        serde_json::json!([before, entry.company, id, at, entry.actor, entry.action, entry.resource, entry.detail]);
    Sha256::digest(written.to_string()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Links what is not linked yet. Gives how many entries were; 0 where another process was faster.
pub async fn link(store: &Store, company: Uuid) -> Result<u64> {
    let mut linked = 0;
    loop {
        match store.write(move |tx| Box::pin(async move { link_some(tx, company).await })).await {
            Ok(0) | Err(Error::Conflict) => return Ok(linked),
            Ok(some) => linked += some,
            Err(error) => return Err(error),
        }
    }
}

async fn link_some(tx: &mut Tx, company: Uuid) -> Result<u64> {
    let head: Option<(i64, String, Option<DateTime<Utc>>)> =
        on!(tx, c => sqlx::query_as(HEAD.at(c)).bind(company).fetch_optional(&mut *c).await)?;
    let (mut seq, mut before, at) = head.unwrap_or_default();
    // The last entry may be gone; the chain goes on behind it, and verifying tells.
    let since = at.map_or(super::history::FIRST, |at| at - LATE);
    let loose: Vec<Loose> =
        on!(tx, c => sqlx::query_as(LOOSE.at(c)).bind(company).bind(since).bind(STEP).fetch_all(&mut *c).await)?;
    let count = loose.len() as u64;
    for row in loose {
        let id = row.id;
        seq += 1;
        before = hash(&before, id, &row.entry(company));
        let done = on!(tx, c => sqlx::query(LINK.at(c)).bind(company).bind(seq).bind(id).bind(&before)
            .execute(&mut *c).await?.rows_affected());
        if done != 1 {
            return Err(Error::Conflict);
        }
    }
    Ok(count)
}

impl Loose {
    fn entry(self, company: Uuid) -> Entry {
        Entry {
            company,
            at: self.at,
            actor: self.actor,
            action: self.action,
            resource: self.resource,
            detail: self.detail.0,
        }
    }
}

impl Linked {
    /// The entry with its id, if it is there.
    fn entry(&self, company: Uuid) -> Option<(Uuid, Entry)> {
        let entry = Entry {
            company,
            at: self.at?,
            actor: self.actor.clone()?,
            action: self.action.clone()?,
            resource: self.resource.clone()?,
            detail: self.detail.clone()?.0,
        };
        Some((self.id?, entry))
    }
}

/// Walks a company's chain from its beginning, looking for a hash that was noted elsewhere.
pub async fn verify(store: &Store, company: Uuid, noted: Option<&str>) -> Result<Verified> {
    let mut tx = store.read().await?;
    let loose: i64 = on!(tx, c => sqlx::query_scalar(COUNT_LOOSE.at(c)).bind(company).fetch_one(&mut *c).await)?;
    let mut verified = Verified { linked: 0, loose, head: String::new(), broken: None, found: noted.is_none() };
    loop {
        let rows: Vec<Linked> = on!(tx, c => sqlx::query_as(WALK.at(c)).bind(company).bind(verified.linked).bind(STEP)
            .fetch_all(&mut *c).await)?;
        if rows.is_empty() {
            return Ok(verified);
        }
        for row in rows {
            let place = verified.linked + 1;
            let Some((id, entry)) = row.entry(company).filter(|_| row.seq == place) else {
                verified.broken = Some(Broken::Missing(place));
                return Ok(verified);
            };
            if row.hash != hash(&verified.head, id, &entry) {
                verified.broken = Some(Broken::Changed(place));
                return Ok(verified);
            }
            verified.linked = place;
            verified.found |= noted == Some(row.hash.as_str());
            verified.head = row.hash;
        }
    }
}
