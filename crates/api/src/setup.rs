//! What has to be there before the first request.

use crate::{
    config::Config,
    db::{self, Db, OpenError},
    error::ApiError,
    operator,
    services::registry,
};

/// What keeps the server from starting.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    #[error("{0}")]
    Open(#[from] OpenError),
    #[error("{0}")]
    Prepare(#[from] ApiError),
}

/// Opens the database and brings schema and registry up to date.
pub fn open_database(config: &Config) -> Result<Db, SetupError> {
    let db = Db::open(&config.database, config.database_connections)?;
    let applied = db::migrate(&db)?;
    let stored = db.write_blocking(registry::refresh)?;
    if applied > 0 {
        // Roll-ups of an older version lack what a new one reads.
        let rolled_up = operator::roll_up(&db)?;
        tracing::info!("Rolled up the years of {rolled_up} establishments anew");
    }
    tracing::info!(
        migrations = applied,
        registry_stored = stored,
        "Opened the database {:?}",
        config.database
    );
    Ok(db)
}
