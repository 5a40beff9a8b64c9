//! Keeping the audit log's chain.

use std::time::Duration;

use uuid::Uuid;

use super::App;
use crate::store::audit_chain;

/// How long an entry stands unchained at most, while the service runs.
const EVERY: Duration = Duration::from_secs(60);

/// Chains new entries of the audit log again and again, until the future is dropped.
pub async fn keep_chain(app: &App, company: Uuid) {
    loop {
        if let Err(error) = audit_chain::link(&app.store, company).await {
            tracing::warn!(%error, "the audit log could not be chained");
        }
        tokio::time::sleep(EVERY).await;
    }
}
