//! The files of the page, inside the program.

use axum::{
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};

use super::refusal::Refusal;

static ASSETS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/web");

/// The types of the files that are served; others are for the people who make the page.
const TYPES: &[(&str, &str)] = &[
    (".css", "text/css; charset=utf-8"),
    (".js", "text/javascript; charset=utf-8"),
    (".svg", "image/svg+xml"),
    (".woff2", "font/woff2"),
];

/// One file; a browser that has it is told so.
pub async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let kind = TYPES.iter().find(|(ending, _)| name.ends_with(ending)).map(|(_, kind)| *kind);
    let (Some(file), Some(kind)) = (ASSETS.get_file(&name), kind) else {
        return Refusal::NotFound.into_response();
    };
    let tag = format!("\"{}\"", crate::app::codes::hash(&format!("{:?}", Sha256::digest(file.contents()))));
    let has = headers.get(header::IF_NONE_MATCH).is_some_and(|value| value.as_bytes() == tag.as_bytes());
    let mut response = if has { StatusCode::NOT_MODIFIED.into_response() } else { file.contents().into_response() };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}
