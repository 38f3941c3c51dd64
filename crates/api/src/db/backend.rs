//! One connection type over both databases, and the macro for what the derive cannot do.

use std::fmt;

use diesel::{MultiConnection, PgConnection, SqliteConnection};

/// A connection to either database.
#[derive(MultiConnection)]
pub enum AnyConn {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl fmt::Debug for AnyConn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite(_) => "AnyConn::Sqlite",
            Self::Postgres(_) => "AnyConn::Postgres",
        })
    }
}

/// Runs an expression on the concrete connection: batch insert, `on_conflict`, `returning`.
macro_rules! on_backend {
    ($conn:expr, |$c:ident| $body:expr) => {
        match $conn {
            $crate::db::AnyConn::Sqlite($c) => $body,
            $crate::db::AnyConn::Postgres($c) => $body,
        }
    };
}
pub(crate) use on_backend;

/// Rows of one batch insert, so that both databases accept the number of bound values.
pub(crate) const fn chunk_rows(columns: usize) -> usize {
    32_000 / columns
}
