//! The one writer of an SQLite file: it takes what is queued, runs it in one transaction, commits once, answers all.
//!
//! A commit waits for the disk, so under load one commit for many costs as much as one for one. There is no waiting
//! window: while one commit is under way the next group gathers by itself, and a lone writer is committed at once.
//!
//! Each closure of a group runs under a savepoint, so one that fails rolls back alone. Whatever goes wrong at the
//! commit is told to all of the group.
//!
//! A connection on which the disk failed is given up and the file opened anew: after a failed sync the system may have
//! dropped what was to be written, and nothing that the connection holds in memory can be trusted any more.

use std::panic::AssertUnwindSafe;

use futures::{FutureExt, future::BoxFuture};
use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::sync::{mpsc, oneshot};

use super::{
    error::{Error, Result},
    tx::{Hold, Inside, Tx},
};

/// The most closures that one commit carries.
const GROUP: usize = 64;

/// How many may wait in the queue before callers wait for a place.
const QUEUE: usize = 1024;

/// Tells a caller how its closure ended: with what it returned, or with what became of the group.
type Answer = Box<dyn FnOnce(Result<()>) + Send>;

/// What a closure returned, before it is known whether the group commits.
struct Outcome {
    kept: bool,
    answer: Answer,
}

/// A closure with its way back to the caller.
trait Work: Send {
    /// Whether nobody waits for it any more.
    fn is_abandoned(&self) -> bool;
    fn run<'t>(self: Box<Self>, tx: &'t mut Tx) -> BoxFuture<'t, Outcome>;
    fn refuse(self: Box<Self>, error: Error);
}

struct Piece<F, T, E> {
    closure: F,
    back: oneshot::Sender<std::result::Result<T, E>>,
}

impl<F, T, E> Work for Piece<F, T, E>
where
    F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, std::result::Result<T, E>> + Send + 'static,
    T: Send + 'static,
    E: From<Error> + Send + 'static,
{
    fn is_abandoned(&self) -> bool {
        self.back.is_closed()
    }

    fn run<'t>(self: Box<Self>, tx: &'t mut Tx) -> BoxFuture<'t, Outcome> {
        let Piece { closure, back } = *self;
        Box::pin(async move {
            let result = run_guarded(closure, tx).await;
            let kept = result.is_ok();
            // A caller that has gone away cannot be told; what it wrote stands.
            let answer: Answer = Box::new(move |group| drop(back.send(group.map_err(E::from).and(result))));
            Outcome { kept, answer }
        })
    }

    fn refuse(self: Box<Self>, error: Error) {
        drop(self.back.send(Err(error.into())));
    }
}

/// Runs a closure. A panic in it is an error like others: it must not take the writer, and with it all who wait, away.
pub(super) async fn run_guarded<F, T, E>(closure: F, tx: &mut Tx) -> std::result::Result<T, E>
where
    F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, std::result::Result<T, E>>,
    E: From<Error>,
{
    let future = std::panic::catch_unwind(AssertUnwindSafe(|| closure(tx)));
    let result = match future {
        Ok(future) => AssertUnwindSafe(future).catch_unwind().await,
        Err(panic) => Err(panic),
    };
    result.unwrap_or_else(|_| Err(Error::Broken.into()))
}

/// The way to the writer. Cheap to clone; the writer ends when the last one is gone.
#[derive(Clone)]
pub struct Writer {
    queue: mpsc::Sender<Box<dyn Work>>,
}

impl Writer {
    /// Starts the writer over its own connection; `options` say how to open the file again.
    pub(super) fn start(conn: SqliteConnection, options: SqliteConnectOptions) -> Writer {
        let (queue, jobs) = mpsc::channel(QUEUE);
        // A file that has gone away is not to be taken for an empty database.
        tokio::spawn(work(conn, options.create_if_missing(false), jobs));
        Writer { queue }
    }

    /// Runs a closure in the next group.
    pub(super) async fn run<F, T, E>(&self, closure: F) -> std::result::Result<T, E>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, std::result::Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (back, answer) = oneshot::channel();
        let closed = || Error::from(sqlx::Error::PoolClosed);
        self.queue.send(Box::new(Piece { closure, back })).await.map_err(|_| closed())?;
        answer.await.unwrap_or_else(|_| Err(closed().into()))
    }
}

async fn work(conn: SqliteConnection, options: SqliteConnectOptions, mut jobs: mpsc::Receiver<Box<dyn Work>>) {
    let own = |conn| Tx(Inside::Sqlite(Hold::Own(Box::new(conn))));
    let mut open = Some(own(conn));
    let mut group = Vec::with_capacity(GROUP);
    while jobs.recv_many(&mut group, GROUP).await > 0 {
        group.retain(|job| !job.is_abandoned());
        if group.is_empty() {
            continue;
        }
        let tx = match &mut open {
            Some(tx) => tx,
            None => match SqliteConnection::connect_with(&options).await {
                Ok(conn) => open.insert(own(conn)),
                Err(error) => {
                    refuse_all(&mut group, &error.into());
                    continue;
                }
            },
        };
        if let Err(error) = commit_together(tx, &mut group).await
            && !leaves_sound(&error)
        {
            tracing::warn!(%error, "the file is opened anew");
            open = None;
        }
    }
}

/// Whether the connection that met an error can be used on: it was refused something, and the disk did not fail.
fn leaves_sound(error: &Error) -> bool {
    matches!(error, Error::Locked(_) | Error::Full(_))
}

fn refuse_all(group: &mut Vec<Box<dyn Work>>, error: &Error) {
    for job in group.drain(..) {
        job.refuse(error.clone());
    }
}

/// Runs and commits a group and answers all of it. An error is what became of the whole.
async fn commit_together(tx: &mut Tx, group: &mut Vec<Box<dyn Work>>) -> Result<()> {
    if let Err(error) = execute(tx, "begin immediate").await {
        refuse_all(group, &error);
        return Err(error);
    }
    // It may have waited long for a lock. Whoever has given up since was told that nothing was written.
    group.retain(|job| !job.is_abandoned());
    let alone = group.len() == 1;
    let mut outcomes = Vec::with_capacity(group.len());
    let mut broken = None;
    for job in group.drain(..) {
        if let Some(error) = &broken {
            job.refuse(Error::clone(error));
            continue;
        }
        let (outcome, whole) = run_apart(tx, job, alone).await;
        outcomes.extend(outcome);
        broken = whole.err();
    }
    let ended = match broken {
        Some(error) => Err(error),
        None if outcomes.iter().any(|o| o.kept) => execute(tx, "commit").await,
        None => execute(tx, "rollback").await,
    };
    if ended.is_err() {
        // Already rolled back where the database did so by itself; then there is nothing to roll back.
        drop(execute(tx, "rollback").await);
    }
    for outcome in outcomes {
        // One that failed by itself keeps its own reason.
        (outcome.answer)(if outcome.kept { ended.clone() } else { Ok(()) });
    }
    ended
}

/// Runs one closure so that its failure undoes only itself. An error says that the whole transaction is lost: the
/// database rolls all of it back when it runs out of room, and nothing may run outside of a transaction then.
async fn run_apart(tx: &mut Tx, job: Box<dyn Work>, alone: bool) -> (Option<Outcome>, Result<()>) {
    if alone {
        return (Some(job.run(tx).await), Ok(()));
    }
    if let Err(error) = execute(tx, "savepoint one").await {
        job.refuse(error.clone());
        return (None, Err(error));
    }
    let outcome = job.run(tx).await;
    if !outcome.kept
        && let Err(error) = execute(tx, "rollback to one").await
    {
        return (Some(outcome), Err(error));
    }
    let released = execute(tx, "release one").await;
    (Some(outcome), released)
}

async fn execute(tx: &mut Tx, sql: &'static str) -> Result<()> {
    super::tx::on!(tx, conn => sqlx::query(sql).execute(&mut *conn).await.map(drop))?;
    Ok(())
}
