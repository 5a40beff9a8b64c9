//! Who is speaking.

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
}
