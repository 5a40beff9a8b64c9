//! Names by which a company knows its own things.

use std::{fmt, sync::Arc};

use serde::{Deserialize, Serialize};

/// The id a company gives a department, person, project, milestone, task or KPI in `org.json`.
///
/// Unique within its company. Cheap to clone.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Key(Arc<str>);

impl Key {
    /// Wraps an id as it stands.
    pub fn new(id: impl Into<Arc<str>>) -> Self {
        Key(id.into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Key {
    fn from(id: &str) -> Self {
        Key::new(id)
    }
}

impl From<String> for Key {
    fn from(id: String) -> Self {
        Key::new(id)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

impl std::borrow::Borrow<str> for Key {
    fn borrow(&self) -> &str {
        &self.0
    }
}
