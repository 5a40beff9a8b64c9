//! How a use case fails.

use crate::{domain::access::Denied, store};

/// Why a use case did nothing. What a person reads is worded at the edge, in their language.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It does not exist, or the asker may not know that it does: HTTP 404. “没找到…”
    #[error("not found")]
    NotFound,
    /// The asker may not: HTTP 404 and the words for what is not there, wherever that is not to be told apart. What they
    /// wanted is for the audit log alone.
    #[error("forbidden")]
    Forbidden(Denied),
    /// What was asked makes no sense: HTTP 400. The words say why.
    #[error("invalid: {0}")]
    Invalid(String),
    /// Somebody else was first: HTTP 409. “刚才已经处理过了。”
    #[error("conflict")]
    Conflict,
    /// The database is locked, full or gone: HTTP 503. “现在存不了…请稍后再发。”
    #[error("the database is not available")]
    Unavailable(#[source] store::Error),
    /// Our fault: HTTP 500. “出了点问题,我们会去修。”
    #[error("something went wrong inside")]
    Internal(#[source] store::Error),
}

impl From<Denied> for Error {
    fn from(denied: Denied) -> Self {
        Error::Forbidden(denied)
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Conflict => Error::Conflict,
            other if other.is_passing() => Error::Unavailable(other),
            other => Error::Internal(other),
        }
    }
}

/// A value of ours that has no JSON form: our fault.
pub fn unwritable(_: serde_json::Error) -> Error {
    Error::Internal(store::Error::Broken)
}
