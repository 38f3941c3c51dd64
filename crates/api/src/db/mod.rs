//! The database: the only place that knows that there are two kinds of it.
//!
//! Reads go through [`Db::read`], writes through [`Db::write`]; row types stay in here.

mod backend;
mod codes;
pub mod correspondences;
pub mod establishments;
pub mod facts;
pub mod imports;
pub mod journal;
pub mod memberships;
mod migrations;
mod pool;
pub mod rollups;
mod schema;
pub mod sessions;
pub mod settings;
mod url;
pub mod users;

pub use backend::AnyConn;
pub use migrations::migrate;
pub use pool::{Db, OpenError};
pub use url::DbUrl;
