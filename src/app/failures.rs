//! Failures in a row at the door: they make whoever guesses wait, and some of them leave an entry in the audit log.
//!
//! An entry for each would let a stranger write the log full. The first of a row leaves one, the one that makes its maker
//! wait, and from there on each that doubles their number.

use chrono::{DateTime, Duration, Utc};
use serde_json::json;

use super::{App, Company, Error, login::Denied};
use crate::{
    domain::Key,
    store::{Tx, audit, logins},
};

/// So many failures in a row cost nothing.
const FREE: i32 = 5;

/// After this long, failures are forgotten.
const FORGIVEN_AFTER: Duration = Duration::hours(1);

/// The action of a failed log-in in the audit log.
const FAILED: &str = "login.fail";

/// The action of a wrong one-time code in the audit log.
const WRONG_CODE: &str = "code.fail";

/// All wrong codes of a company: a code of 192 bits is not guessed, so nobody waits.
const CODES: &str = "codes";

/// Whose failures are counted: whom the log-in was for, and where it came from.
pub(super) struct Row {
    /// The person, where the name is anybody's.
    pub person: Option<Key>,
    /// What the failures are kept under: of whom, and from where.
    pub subjects: [String; 2],
}

/// The pause after so many failures: none for the first few, then doubling up to a quarter of an hour.
fn pause(failures: i32) -> Duration {
    let beyond = (failures - FREE).clamp(0, 10);
    if beyond == 0 { Duration::zero() } else { Duration::seconds(1 << beyond).min(Duration::minutes(15)) }
}

/// Whether the audit log is told of so many failures in a row.
fn is_told(failures: i32) -> bool {
    let first_wait = FREE + 1;
    failures == 1 || failures % first_wait == 0 && (failures / first_wait).cast_unsigned().is_power_of_two()
}

/// Lets somebody try, unless they have to wait.
pub(super) async fn wait_first(app: &App, company: &Company, row: &Row, now: DateTime<Utc>) -> Result<(), Denied> {
    let mut tx = app.store.read().await?;
    for subject in &row.subjects {
        let Some((failures, last)) = logins::failures(&mut tx, company.id, subject).await? else { continue };
        let left = last + pause(failures) - now;
        if left > Duration::zero() {
            return Err(Denied::Wait(left));
        }
    }
    Ok(())
}

/// Counts a failed log-in. `from` is where it came from; names that are nobody's are counted by that alone.
pub(super) async fn count(app: &App, company: &Company, row: Row, from: &str, now: DateTime<Utc>) -> Result<(), Error> {
    let (id, from) = (company.id, from.to_string());
    let write = app.store.write(move |tx| {
        Box::pin(async move {
            let [of, place] = &row.subjects;
            let (of, place) = (fail(tx, id, of, now).await?, fail(tx, id, place, now).await?);
            let failures = if row.person.is_some() { of } else { place };
            if is_told(failures) {
                let resource = row.person.map(|p| p.to_string()).unwrap_or_default();
                let detail = json!({ "failures": failures, "from": from });
                audit::add(tx, &super::audit::entry(id, "nobody", FAILED, resource, detail, now)).await?;
            }
            Ok(())
        })
    });
    write.await
}

async fn fail(tx: &mut Tx, company: uuid::Uuid, subject: &str, now: DateTime<Utc>) -> Result<i32, Error> {
    logins::failed(tx, company, subject, now, now - FORGIVEN_AFTER).await?;
    Ok(logins::failures(tx, company, subject).await?.map_or(1, |(failures, _)| failures))
}

/// Forgets the failures of whom a log-in was for: one has worked.
pub(super) async fn clear(app: &App, company: &Company, row: Row) -> Result<(), Error> {
    let (id, [of, _]) = (company.id, row.subjects);
    app.store
        .write(move |tx| Box::pin(async move { logins::clear_failures(tx, id, &of).await.map_err(Error::from) }))
        .await
}

/// Counts a one-time code that was wrong, used or over. The code is not told.
pub(super) async fn wrong_code(app: &App, company: &Company, channel: &str, now: DateTime<Utc>) -> Result<(), Error> {
    let (id, channel) = (company.id, channel.to_string());
    let write = app.store.write(move |tx| {
        Box::pin(async move {
            let failures = fail(tx, id, CODES, now).await?;
            if is_told(failures) {
                let detail = json!({ "failures": failures, "channel": channel });
                audit::add(tx, &super::audit::entry(id, "nobody", WRONG_CODE, String::new(), detail, now)).await?;
            }
            Ok(())
        })
    });
    write.await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guessing_gets_slower_and_never_stops_for_good() {
        let seconds: Vec<i64> = [0, 5, 6, 7, 10, 15, 99].iter().map(|n| pause(*n).num_seconds()).collect();
        assert_eq!(seconds, [0, 0, 2, 4, 32, 900, 900]);
    }

    #[test]
    fn the_log_is_told_of_ever_fewer() {
        let told: Vec<i32> = (1..=100).filter(|n| is_told(*n)).collect();
        assert_eq!(told, [1, 6, 12, 24, 48, 96]);
    }
}
