//! Imports: a file becomes lines, the lines a verdict, and the verdict a stored import.
//!
//! [`read_upload`] -> [`plan`] -> [`preview`] or [`store`]; then [`find`], [`list`], [`issues`],
//! [`cancel`].

mod cancel;
mod inspect;
mod judged;
mod memory;
mod plan;
mod preview;
mod read;
mod store;
mod upload;

pub use cancel::cancel;
pub use inspect::inspect;
pub use memory::Memory;
pub use plan::plan;
pub use preview::preview;
pub use read::{IssueFilter, find, issues, list};
pub use store::{lock, store};
pub use upload::{ParsedFile, Upload, read_drug_table, read_upload};

use domain::dto::ImportKind;

use crate::{
    auth::{Caller, Member, Right, require},
    db::{AnyConn, imports, imports::StoredImport},
    error::ApiError,
};

/// The right to deliver a kind of file.
pub const fn right_for(kind: ImportKind) -> Right {
    match kind {
        ImportKind::Structure => Right::DeliverStructure,
        ImportKind::PatientDays | ImportKind::Consumption | ImportKind::Resistance => {
            Right::Deliver
        }
    }
}

/// What someone wants to do with an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    Read,
    Change,
}

/// The import, when this caller may see or change it; else it does not exist or is forbidden.
pub fn accessible(
    conn: &mut AnyConn,
    caller: &Caller,
    id: i32,
    want: Want,
) -> Result<(StoredImport, Member), ApiError> {
    let import = imports::find(conn, id)?.ok_or_else(ApiError::not_found)?;
    let right = match want {
        Want::Read => Right::Read,
        Want::Change => right_for(import.kind),
    };
    let member = require(conn, caller, &import.finess, right)?;
    Ok((import, member))
}
