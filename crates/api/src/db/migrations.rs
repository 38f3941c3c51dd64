//! Brings a database to the schema of this binary.

use diesel::connection::SimpleConnection;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::{AnyConn, Db};
use crate::error::ApiError;

const SQLITE: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");

/// Runs the pending migrations; gives their number.
pub fn migrate(db: &Db) -> Result<usize, ApiError> {
    let mut conn = db.connection()?;
    let applied = match &mut *conn {
        AnyConn::Sqlite(c) => c.run_pending_migrations(SQLITE).map(|names| names.len()),
        AnyConn::Postgres(c) => {
            // Two servers that start together migrate one after the other.
            c.batch_execute("SELECT pg_advisory_lock(2025)")?;
            let applied = c.run_pending_migrations(POSTGRES).map(|names| names.len());
            c.batch_execute("SELECT pg_advisory_unlock(2025)")?;
            applied
        }
    };
    applied.map_err(ApiError::Unexpected)
}
