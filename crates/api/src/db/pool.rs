//! Pools of connections, and the one hop to a blocking thread that every query takes.

use std::{fmt, fs, io, path::Path, sync::Arc, time::Duration};

use actix_web::web;
use diesel::{
    Connection, ConnectionError, PgConnection, QueryResult, SqliteConnection,
    connection::{AnsiTransactionManager, SimpleConnection, TransactionManager},
    r2d2::{ManageConnection, Pool, PooledConnection, R2D2Connection},
};
use tokio::sync::watch;

use super::{AnyConn, DbUrl};
use crate::{error::ApiError, middleware::request_id};

/// How long a request waits for a connection before it is told to come back.
const READ_WAIT: Duration = Duration::from_secs(5);
/// SQLite has one writer: an import of a large file may come first.
const WRITE_WAIT: Duration = Duration::from_secs(30);

/// What keeps a database from being opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("create the folder of the database: {0}")]
    Folder(#[from] io::Error),
    #[error("open the database: {0}")]
    Pool(#[from] diesel::r2d2::PoolError),
}

/// The database, shared by all requests.
#[derive(Clone)]
pub struct Db {
    readers: Pool<Opener>,
    writers: Pool<Opener>,
    written: Arc<watch::Sender<()>>,
}

impl fmt::Debug for Db {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Db").finish_non_exhaustive()
    }
}

impl Db {
    /// Opens at most `size` connections; on SQLite the readers, and a single writer beside them.
    pub fn open(url: &DbUrl, size: u32) -> Result<Self, OpenError> {
        let written = Arc::new(watch::Sender::new(()));
        match url {
            DbUrl::Sqlite(path) => {
                if let Some(folder) = path.parent() {
                    fs::create_dir_all(folder)?;
                }
                let opener = |access| Opener { url: url.clone(), access };
                // The writer comes first: it creates the file.
                let writers = pool(opener(Access::Write), 1, WRITE_WAIT)?;
                let readers = pool(opener(Access::Read), size, READ_WAIT)?;
                Ok(Self { readers, writers, written })
            }
            DbUrl::Postgres(_) => {
                let opener = Opener { url: url.clone(), access: Access::Write };
                let both = pool(opener, size, READ_WAIT)?;
                Ok(Self { readers: both.clone(), writers: both, written })
            }
        }
    }

    /// Runs `query` in one read-only transaction on a blocking thread.
    pub async fn read<T, F>(&self, query: F) -> Result<T, ApiError>
    where
        T: Send + 'static,
        F: FnOnce(&mut AnyConn) -> Result<T, ApiError> + Send + 'static,
    {
        let db = self.clone();
        hop(move || db.read_blocking(query)).await
    }

    /// Runs `change` in one transaction on a blocking thread; an error leaves nothing behind.
    pub async fn write<T, F>(&self, change: F) -> Result<T, ApiError>
    where
        T: Send + 'static,
        F: FnOnce(&mut AnyConn) -> Result<T, ApiError> + Send + 'static,
    {
        let db = self.clone();
        hop(move || db.write_blocking(change)).await
    }

    /// [`Db::read`] for callers that may block.
    pub fn read_blocking<T>(
        &self,
        query: impl FnOnce(&mut AnyConn) -> Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        let mut conn = self.readers.get()?;
        // One snapshot for all the queries of a use case, as SQLite gives by itself.
        let postgres = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        transaction(&mut conn, ["BEGIN DEFERRED", postgres], query)
    }

    /// [`Db::write`] for callers that may block.
    pub fn write_blocking<T>(
        &self,
        change: impl FnOnce(&mut AnyConn) -> Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        let mut conn = self.writers.get()?;
        // SQLite takes its write lock at once: a transaction that starts by reading cannot.
        let value = transaction(&mut conn, ["BEGIN IMMEDIATE", "BEGIN"], change)?;
        self.written.send_replace(());
        Ok(value)
    }

    /// Changes whenever something was written: what waits in a table may be looked at.
    pub fn written(&self) -> watch::Receiver<()> {
        self.written.subscribe()
    }

    /// A writing connection outside of any transaction, for the migrations.
    pub(super) fn connection(&self) -> Result<PooledConnection<Opener>, ApiError> {
        Ok(self.writers.get()?)
    }

    /// Takes what was written and replaced since out of the log beside the file of SQLite: it holds
    /// erased rows until then. PostgreSQL overwrites its own log.
    pub fn forget_written(&self) -> Result<(), ApiError> {
        match &mut *self.connection()? {
            AnyConn::Sqlite(c) => Ok(c.batch_execute("PRAGMA wal_checkpoint(TRUNCATE);")?),
            AnyConn::Postgres(_) => Ok(()),
        }
    }

    /// Connections in use and connections open, for the metrics.
    pub fn connections(&self) -> (u32, u32) {
        let state = self.readers.state();
        (state.connections - state.idle_connections, state.connections)
    }
}

async fn hop<T: Send + 'static>(
    run: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    let request = request_id::current();
    web::block(move || request_id::within(request, run)).await.map_err(
        |_: actix_web::error::BlockingError| {
            ApiError::Unexpected("run a query: its thread panicked".into())
        },
    )?
}

fn transaction<T>(
    conn: &mut AnyConn,
    [sqlite, postgres]: [&str; 2],
    body: impl FnOnce(&mut AnyConn) -> Result<T, ApiError>,
) -> Result<T, ApiError> {
    match conn {
        AnyConn::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, sqlite)?,
        AnyConn::Postgres(c) => AnsiTransactionManager::begin_transaction_sql(c, postgres)?,
    }
    match body(conn) {
        Ok(value) => {
            commit(conn)?;
            Ok(value)
        }
        Err(error) => {
            rollback(conn)?;
            Err(error)
        }
    }
}

fn commit(conn: &mut AnyConn) -> QueryResult<()> {
    <AnyConn as Connection>::TransactionManager::commit_transaction(conn)
}

fn rollback(conn: &mut AnyConn) -> QueryResult<()> {
    <AnyConn as Connection>::TransactionManager::rollback_transaction(conn)
}

fn pool(opener: Opener, size: u32, wait: Duration) -> Result<Pool<Opener>, OpenError> {
    let pool = Pool::builder()
        .max_size(size)
        .min_idle(Some(1))
        .connection_timeout(wait)
        .error_handler(Box::new(LogFailures))
        .build(opener)?;
    Ok(pool)
}

/// r2d2 retries by itself; an operator wants to know why.
#[derive(Debug)]
struct LogFailures;

impl diesel::r2d2::HandleError<OpenerError> for LogFailures {
    fn handle_error(&self, error: OpenerError) {
        tracing::warn!(%error, "Failed to open a database connection");
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Access {
    Read,
    Write,
}

/// Opens connections of one kind. The derived `establish` would try each kind in turn, and make
/// an empty SQLite file of a mistyped address.
#[derive(Debug, Clone)]
pub(super) struct Opener {
    url: DbUrl,
    access: Access,
}

#[derive(Debug, thiserror::Error)]
pub(super) enum OpenerError {
    #[error("{0}")]
    Connection(#[from] ConnectionError),
    #[error("{0}")]
    Query(#[from] diesel::result::Error),
}

impl ManageConnection for Opener {
    type Connection = AnyConn;
    type Error = OpenerError;

    fn connect(&self) -> Result<AnyConn, OpenerError> {
        match &self.url {
            DbUrl::Sqlite(path) => Ok(AnyConn::Sqlite(open_sqlite(path, self.access)?)),
            DbUrl::Postgres(url) => {
                let mut conn = PgConnection::establish(url).map_err(without_address)?;
                // Times are stored and compared as UTC.
                conn.batch_execute("SET TIME ZONE 'UTC'; SET client_min_messages = warning")?;
                Ok(AnyConn::Postgres(conn))
            }
        }
    }

    fn is_valid(&self, conn: &mut AnyConn) -> Result<(), OpenerError> {
        Ok(conn.ping()?)
    }

    fn has_broken(&self, conn: &mut AnyConn) -> bool {
        std::thread::panicking() || conn.is_broken()
    }
}

/// The driver repeats what it cannot read of an address, which may be part of a password: only what
/// it says of a server is kept.
fn without_address(error: ConnectionError) -> ConnectionError {
    match error {
        ConnectionError::BadConnection(text)
            if !text.starts_with("connection to server") && !text.starts_with("could not") =>
        {
            ConnectionError::BadConnection("the address cannot be read".to_owned())
        }
        other => other,
    }
}

fn open_sqlite(path: &Path, access: Access) -> Result<SqliteConnection, OpenerError> {
    let mut conn = SqliteConnection::establish(&path.to_string_lossy())?;
    // The busy timeout comes first: changing the journal mode may itself have to wait. Erased rows are
    // overwritten in the pages that are written anyway.
    conn.batch_execute(
        "PRAGMA busy_timeout = 30000;
         PRAGMA journal_mode = WAL;
         PRAGMA synchronous = NORMAL;
         PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = FAST;
         PRAGMA cache_size = -16000;",
    )?;
    if access == Access::Read {
        conn.batch_execute("PRAGMA query_only = ON;")?;
    }
    Ok(conn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_cannot_be_read_is_not_repeated() {
        for url in ["postgres://me:pa/secret@host/base", "postgres://me:%zzsecret@host/base"] {
            let opener = Opener { url: DbUrl::Postgres(url.to_owned()), access: Access::Read };
            let error = opener.connect().err().unwrap().to_string();
            assert!(!error.contains("secret") && !error.contains("pa"), "{error}");
        }
    }
}
