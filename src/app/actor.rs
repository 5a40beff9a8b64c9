//! Who is speaking.

use chrono::{DateTime, Utc};

use crate::{app::Company, domain::Key};

/// A person of a company, speaking. Use cases take nothing on trust but this.
#[derive(Clone)]
pub struct Actor {
    /// The company.
    pub company: Company,
    /// The person.
    pub person: Key,
}

impl Actor {
    /// The person of this key in a company; `None` where the company has nobody of that key.
    pub fn of(company: Company, person: &Key) -> Option<Actor> {
        company.org.person(person)?;
        Some(Actor { company, person: person.clone() })
    }

    /// The same, but `None` for somebody who has left the company by then: they come in nowhere.
    pub fn present(company: Company, person: &Key, at: DateTime<Utc>) -> Option<Actor> {
        company.is_present(person, at).then(|| Actor { company, person: person.clone() })
    }
}
