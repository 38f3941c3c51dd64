//! Imports: a file becomes lines, the lines a verdict, and the verdict a stored import.
//!
//! [`read_upload`] -> [`plan`] -> [`preview`] or [`store`]; then [`find`], [`list`], [`issues`],
//! [`cancel`].

mod cancel;
mod plan;
mod preview;
mod read;
mod store;
mod upload;

pub use cancel::cancel;
pub use plan::plan;
pub use preview::preview;
pub use read::{IssueFilter, find, issues, list};
pub use store::{lock, store};
pub use upload::{ParsedFile, Upload, inspect, read_drug_table, read_upload};

use domain::dto::{ImportKind, Role};

use crate::{
    auth::{Member, require},
    db::{AnyConn, imports, imports::StoredImport},
    error::ApiError,
};

/// The role that delivers a kind of file: the structure is the référent's.
pub const fn role_for(kind: ImportKind) -> Role {
    match kind {
        ImportKind::Structure => Role::Referent,
        ImportKind::PatientDays | ImportKind::Consumption => Role::Contributeur,
    }
}

/// What someone wants to do with an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    Read,
    Change,
}

/// The import, when this person may see or change it; else it does not exist or is forbidden.
pub fn accessible(
    conn: &mut AnyConn,
    user_id: i32,
    id: i32,
    want: Want,
) -> Result<(StoredImport, Member), ApiError> {
    let import = imports::find(conn, id)?.ok_or_else(ApiError::not_found)?;
    let role = match want {
        Want::Read => Role::Observateur,
        Want::Change => role_for(import.kind),
    };
    let member = require(conn, user_id, &import.finess, role)?;
    Ok((import, member))
}
