//! The database: the only place that knows that there are two kinds of it.
//!
//! Reads go through [`Db::read`], writes through [`Db::write`]; row types stay in here.

pub mod acknowledgements;
pub mod alert_decisions;
pub mod alerts;
mod backend;
pub mod bases;
pub mod beds;
pub mod campaigns;
pub mod charters;
pub mod closures;
pub mod cockpit;
mod codes;
pub mod column_profiles;
pub mod corrections;
pub mod correspondences;
pub mod establishments;
pub mod facts;
pub mod findings;
pub mod grants;
pub mod identities;
pub mod imports;
pub mod invitations;
pub mod isolates;
pub mod journal;
pub mod label_versions;
pub mod login_failures;
pub mod mail_links;
pub mod memberships;
mod migrations;
pub mod open_editions;
pub mod outgoing_mails;
pub mod own_labels;
pub mod personal_data;
mod pool;
pub mod pseudonym_secrets;
pub mod reports;
pub mod resistance_rollups;
pub mod rollups;
pub mod saved_analyses;
mod schema;
pub mod second_factors;
pub mod sessions;
pub mod settings;
pub mod signing_keys;
pub mod snapshots;
pub mod sums;
pub mod synonym_decisions;
pub mod tickets;
pub mod tokens;
mod url;
pub mod users;

pub use backend::AnyConn;
pub use migrations::migrate;
pub use pool::{Db, OpenError};
pub use url::DbUrl;
