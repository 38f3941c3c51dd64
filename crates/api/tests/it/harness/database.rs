//! A database for one test: migrated, with the registry, and gone afterwards.

use std::path::PathBuf;

use api::{
    config::Config,
    db::{AnyConn, DbUrl},
    setup,
};
use diesel::{
    QueryResult, QueryableByName, RunQueryDsl, sql_query,
    sql_types::{BigInt, Text},
};

use super::{postgres::PostgresDatabase, sqlite};

/// Which database a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    Sqlite,
    Postgres,
}

/// A fresh database. The one of SQLite lives in the folder of the test.
pub enum TestDatabase {
    Sqlite(PathBuf),
    Postgres(PostgresDatabase),
}

impl TestDatabase {
    /// A copy of the template of the backend.
    pub fn create(backend: Backend, folder: &std::path::Path) -> Self {
        match backend {
            Backend::Sqlite => Self::Sqlite(sqlite::copy_template(folder)),
            Backend::Postgres => Self::Postgres(PostgresDatabase::create()),
        }
    }

    pub fn url(&self) -> DbUrl {
        match self {
            Self::Sqlite(path) => DbUrl::Sqlite(path.clone()),
            Self::Postgres(database) => database.url(),
        }
    }
}

/// Fills a template as the server does at start. All connections are closed afterwards.
pub fn prepare(config: &Config) {
    drop(setup::open_database(config).expect("a database can be prepared"));
}

/// The texts that a `SELECT … AS place` gives.
pub fn texts(conn: &mut AnyConn, sql: &str) -> Vec<String> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = Text)]
        place: String,
    }
    let found: QueryResult<Vec<Found>> = match conn {
        AnyConn::Sqlite(c) => sql_query(sql).get_results(c),
        AnyConn::Postgres(c) => sql_query(sql).get_results(c),
    };
    found.unwrap().into_iter().map(|one| one.place).collect()
}

/// The number that a `SELECT count(*) AS count` gives.
pub fn count(conn: &mut AnyConn, sql: &str) -> i64 {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        count: i64,
    }
    let counted: QueryResult<Count> = match conn {
        AnyConn::Sqlite(c) => sql_query(sql).get_result(c),
        AnyConn::Postgres(c) => sql_query(sql).get_result(c),
    };
    counted.unwrap().count
}
