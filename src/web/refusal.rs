//! What a request gets that cannot be served: a status and kind words.

use axum::{
    Json,
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use serde_json::json;

use crate::{
    app::Error,
    conversation::MOST_CHARACTERS,
    domain::Language,
    wording::{Say, say},
};

/// Why a request was not served.
#[derive(Debug)]
pub enum Refusal {
    /// Nobody is logged in.
    Stranger,
    /// The request does not come from our own page.
    Forged,
    /// It makes no sense.
    Bad,
    /// It is longer than anything that is taken.
    TooLarge,
    /// There is no such thing, or it may not be seen: the same bytes.
    NotFound,
    /// The button is on a card that has changed.
    Stale,
    /// Too much at once.
    TooFast,
    /// A use case failed.
    Failed(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound | Error::Forbidden(_) => Refusal::NotFound,
            other => Refusal::Failed(other),
        }
    }
}

impl From<crate::store::Error> for Refusal {
    fn from(error: crate::store::Error) -> Self {
        Error::from(error).into()
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let language = Language::default();
        let (status, what) = match &self {
            Refusal::Stranger => (StatusCode::UNAUTHORIZED, Say::LogInAgain),
            Refusal::Forged => (StatusCode::FORBIDDEN, Say::LogInAgain),
            Refusal::Bad => (StatusCode::BAD_REQUEST, Say::BadRequest),
            Refusal::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, Say::TooLong { most: MOST_CHARACTERS }),
            Refusal::NotFound => (StatusCode::NOT_FOUND, Say::NotThere),
            Refusal::Stale => (StatusCode::CONFLICT, Say::StaleCard),
            Refusal::TooFast => (StatusCode::TOO_MANY_REQUESTS, Say::TooFast),
            Refusal::Failed(error) => {
                tracing::warn!(%error, "a request failed");
                match error {
                    Error::Unavailable(_) | Error::Conflict => (StatusCode::SERVICE_UNAVAILABLE, Say::Unavailable),
                    Error::NotFound | Error::Forbidden(_) => (StatusCode::NOT_FOUND, Say::NotThere),
                    Error::Invalid(_) => (StatusCode::BAD_REQUEST, Say::BadRequest),
                    Error::Internal(_) => (StatusCode::INTERNAL_SERVER_ERROR, Say::Broken),
                }
            }
        };
        let mut response = (status, Json(json!({ "error": say(&what, language) }))).into_response();
        if matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE) {
            response.headers_mut().insert(header::RETRY_AFTER, header::HeaderValue::from_static("2"));
        }
        response
    }
}

/// A path that leads nowhere.
pub async fn not_found() -> Response {
    Refusal::NotFound.into_response()
}

/// Off to the log-in page.
pub fn to_login() -> Response {
    Redirect::to("/login").into_response()
}
