//! Log-in by browser: passwords, sessions, and pauses that grow for whoever guesses.
//!
//! A session is a cookie with 192 random bits, of which only the hash is kept. It ends [`IDLE`] after its last use and
//! [`LONGEST`] after its start.

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use chrono::{DateTime, Duration, Utc};
use serde_json::Value;

use super::{
    Actor, App, Company, Error,
    audit::entry,
    codes,
    failures::{self, Row},
};
use crate::{
    domain::Key,
    store::{accounts, audit, codes as kept_codes, logins},
};

/// How long a session lives without being used.
pub const IDLE: Duration = Duration::days(14);

/// How long a session lives at most.
pub const LONGEST: Duration = Duration::days(90);

/// How exactly the last use is known.
const SEEN_EVERY: Duration = Duration::minutes(5);

/// The channel of the page.
const WEB: &str = "web";

/// The fewest characters of a password.
pub const SHORTEST: usize = 10;

/// The most characters of a password: hashing one takes time that grows with it.
const LONGEST_PASSWORD: usize = 256;

/// Why somebody was not let in.
#[derive(Debug, thiserror::Error)]
pub enum Denied {
    /// The name or the password is wrong: which of them is not told.
    #[error("wrong name or password")]
    Wrong,
    /// Too many failures: not before this long has passed.
    #[error("too many failures")]
    Wait(Duration),
    /// The password is too short or too long.
    #[error("the password is not long enough, or too long")]
    Password,
    /// A one-time code is wrong, used or over.
    #[error("the code is wrong, used or over")]
    Code,
    /// It could not be looked up.
    #[error(transparent)]
    Error(#[from] Error),
}

impl From<crate::store::Error> for Denied {
    fn from(error: crate::store::Error) -> Self {
        Denied::Error(error.into())
    }
}

/// Lets somebody in by name and password. `from` is where the request came from. Gives the cookie's secret.
pub async fn log_in(
    app: &App,
    company: &Company,
    name: &str,
    password: &str,
    from: &str,
    now: DateTime<Utc>,
) -> Result<(Key, String), Denied> {
    // To whoever has left, the door is as to a stranger.
    let person = named(company, name).filter(|p| company.is_present(p, now));
    let subject = person.as_ref().map_or_else(|| format!("name:{}", codes::hash(name)), |p| format!("person:{p}"));
    let row = Row { person: person.clone(), subjects: [subject, format!("from:{from}")] };
    failures::wait_first(app, company, &row, now).await?;
    let known = match &person {
        Some(person) => {
            let mut tx = app.store.read().await?;
            logins::password(&mut tx, company.id, person).await?
        }
        None => None,
    };
    if password.chars().count() > LONGEST_PASSWORD || !verify(known, password.to_string()).await {
        failures::count(app, company, row, from, now).await?;
        return Err(Denied::Wrong);
    }
    let person = person.ok_or(Denied::Wrong)?;
    failures::clear(app, company, row).await?;
    let secret = open(app, company, &person, now).await?;
    Ok((person, secret))
}

/// The person who logs in under a name: an id, or a name that only one person has.
fn named(company: &Company, name: &str) -> Option<Key> {
    let name = name.trim();
    let people = || company.org.people.iter();
    if let Some(person) = people().find(|p| p.id.as_str() == name) {
        return Some(person.id.clone());
    }
    let mut same = people().filter(|p| p.name == name || p.aliases.iter().any(|a| a == name));
    let first = same.next()?;
    same.next().is_none().then(|| first.id.clone())
}

/// Whether a password is the one behind a hash. Without a hash it takes as long and is wrong.
async fn verify(known: Option<String>, password: String) -> bool {
    let checked = tokio::task::spawn_blocking(move || {
        let Some(known) = known else {
            // Hashing takes as long as verifying, so that time does not tell which names exist.
            let _ = Argon2::default().hash_password(password.as_bytes());
            return false;
        };
        PasswordHash::new(&known)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
    });
    checked.await.unwrap_or(false)
}

async fn hashed(password: String) -> Result<String, Denied> {
    let length = password.chars().count();
    if !(SHORTEST..=LONGEST_PASSWORD).contains(&length) {
        return Err(Denied::Password);
    }
    let hash = tokio::task::spawn_blocking(move || {
        Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string())
    });
    match hash.await {
        Ok(Ok(hash)) => Ok(hash),
        // Neither a full memory nor a panic in there is the person's fault.
        Ok(Err(_)) | Err(_) => Err(Denied::Error(Error::Internal(crate::store::Error::Broken))),
    }
}

/// Opens a session. Gives the cookie's secret.
pub async fn open(app: &App, company: &Company, person: &Key, now: DateTime<Utc>) -> Result<String, Error> {
    let secret = codes::random();
    let (id, hash, person) = (company.id, codes::hash(&secret), person.clone());
    app.store
        .write(move |tx| {
            Box::pin(async move {
                logins::forget(tx, id, now).await?;
                logins::open(tx, id, &hash, &person, now, now + LONGEST).await?;
                let entry = entry(id, person.as_str(), "login.enter", person.to_string(), Value::Null, now);
                audit::add(tx, &entry).await?;
                Ok::<_, Error>(())
            })
        })
        .await?;
    Ok(secret)
}

/// Redeems an invitation: the person gets this password and is let in; sessions they had are over. Gives the cookie's
/// secret.
pub async fn join(
    app: &App,
    company: &Company,
    code: &str,
    password: &str,
    now: DateTime<Utc>,
) -> Result<(Key, String), Denied> {
    let hash = hashed(password.to_string()).await?;
    let (here, kept) = (company.clone(), codes::hash(code));
    let redeemed: Result<Key, Error> = app
        .store
        .write(move |tx| {
            Box::pin(async move {
                let id = here.id;
                let code = kept_codes::find(tx, id, &kept, now).await?.ok_or(Error::NotFound)?;
                if !here.is_present(&code.person, now) {
                    return Err(Error::NotFound);
                }
                if !kept_codes::use_up(tx, id, &kept, now).await? {
                    return Err(Error::NotFound);
                }
                logins::set_password(tx, id, &code.person, &hash, now).await?;
                logins::close_all(tx, id, &code.person).await?;
                accounts::bind(tx, id, WEB, code.person.as_str(), &code.person, now).await?;
                let person = &code.person;
                let entry = entry(id, person.as_str(), "login.join", person.to_string(), Value::Null, now);
                audit::add(tx, &entry).await?;
                Ok(code.person)
            })
        })
        .await;
    let person = match redeemed {
        Ok(person) => person,
        Err(Error::NotFound) => {
            failures::wrong_code(app, company, WEB, now).await?;
            return Err(Denied::Code);
        }
        Err(error) => return Err(error.into()),
    };
    let secret = open(app, company, &person, now).await?;
    Ok((person, secret))
}

/// Who is behind a cookie; `None` where its session is over or never was.
pub async fn session(app: &App, company: &Company, secret: &str, now: DateTime<Utc>) -> Result<Option<Actor>, Error> {
    let hash = codes::hash(secret);
    let mut tx = app.store.read().await?;
    let found = logins::find(&mut tx, company.id, &hash, now, now - IDLE).await?;
    drop(tx);
    let Some(session) = found else { return Ok(None) };
    if now - session.seen_at > SEEN_EVERY {
        let id = company.id;
        app.store
            .write(move |tx| Box::pin(async move { logins::seen(tx, id, &hash, now).await.map_err(Error::from) }))
            .await?;
    }
    Ok(Actor::present(company.clone(), &session.person.into(), now))
}

/// Ends the session behind a cookie.
pub async fn log_out(app: &App, company: &Company, secret: &str) -> Result<(), Error> {
    let (id, hash) = (company.id, codes::hash(secret));
    app.store
        .write(move |tx| {
            Box::pin(async move {
                if let Some(person) = logins::close(tx, id, &hash).await? {
                    let entry = entry(id, person.as_str(), "login.leave", person.to_string(), Value::Null, Utc::now());
                    audit::add(tx, &entry).await?;
                }
                Ok(())
            })
        })
        .await
}

/// Makes the session behind a cookie another person's. For the demo only, where nobody is anybody.
pub async fn become_person(app: &App, company: &Company, secret: &str, person: &Key) -> Result<(), Error> {
    company.org.person(person).ok_or(Error::NotFound)?;
    let (id, hash, person) = (company.id, codes::hash(secret), person.clone());
    app.store
        .write(move |tx| {
            Box::pin(async move { logins::become_person(tx, id, &hash, &person).await.map_err(Error::from) })
        })
        .await
}
