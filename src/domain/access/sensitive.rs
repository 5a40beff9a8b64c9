//! A value that is secret by its class. It cannot be printed, compared or serialised; whoever has a [`Disclosure`] reads
//! it, and only the policy and the machine's operator get one.

use std::fmt;

use super::{Resource, Secret, may_see};
use crate::domain::{Key, Org};

/// A salary, a score or a peer review.
pub struct Sensitive<T> {
    secret: Secret,
    value: T,
}

/// Leave to read secrets of a class, of one person.
#[derive(Debug)]
pub struct Disclosure {
    secret: Option<Secret>,
}

impl Disclosure {
    /// For an asker, by the policy; `None` where they may not.
    pub fn to(org: &Org, asker: &Key, secret: Secret, person: &Key) -> Option<Disclosure> {
        may_see(org, asker, Resource::Secret(secret, person)).allows().then_some(Disclosure { secret: Some(secret) })
    }

    /// For whoever runs the program on the machine, who could read the database as well. What they do with it is
    /// audited by the caller.
    pub fn to_operator() -> Disclosure {
        Disclosure { secret: None }
    }
}

impl<T> Sensitive<T> {
    /// Wraps a value.
    pub fn new(secret: Secret, value: T) -> Self {
        Sensitive { secret, value }
    }

    /// What kind of secret it is.
    pub fn secret(&self) -> Secret {
        self.secret
    }

    /// The value, for whoever may read it; `None` where the leave is for another kind.
    pub fn disclose(&self, leave: &Disclosure) -> Option<&T> {
        leave.secret.is_none_or(|secret| secret == self.secret).then_some(&self.value)
    }
}

impl<T> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sensitive({:?})", self.secret)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_not_printed_and_read_only_by_leave_for_its_kind() {
        let salary = Sensitive::new(Secret::Salary, "88321".to_string());
        assert_eq!(format!("{salary:?}"), "Sensitive(Salary)");
        assert_eq!(salary.disclose(&Disclosure { secret: Some(Secret::Score) }), None);
        assert_eq!(salary.disclose(&Disclosure::to_operator()).map(String::as_str), Some("88321"));
    }
}
