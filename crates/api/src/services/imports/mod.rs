//! Imports: a file becomes lines, the lines a verdict, and the verdict a stored import.
//!
//! [`Upload::check`] (or a file checked in the browser) -> [`context`] and
//! [`judge`](domain::verdict::judge), or [`store`]; then [`find`], [`list`], [`issues`], [`cancel`]. A file
//! may be taken in first ([`take_in`]) and stored later.

mod acknowledged;
mod cancel;
mod checked;
mod context;
mod given_back;
mod memory;
mod read;
mod store;
mod upload;
mod waiting;

pub use acknowledged::Acknowledged;
pub use cancel::cancel;
pub use checked::read_checked;
pub use context::{RATE_KINDS, context, in_force};
pub use given_back::{annotated, issue_list};
pub use memory::memory;
pub use read::{IssueFilter, codes_of, find, issues, list};
pub use store::{Asked, lock, store};
pub use upload::Upload;
pub use waiting::{Incoming, fail_unfinished, give_up, start, take_in};

use domain::dto::ImportKind;

use crate::{
    auth::{Caller, Member, Right, require},
    db::{AnyConn, imports, imports::StoredImport},
    error::ApiError,
    sealer::Sealer,
    services::pseudonym_secrets::{self, Pseudonyms},
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

/// What the reading of a file needs of the secret of its establishment.
#[derive(Debug)]
pub enum Wanted {
    /// All that it needs: nothing, for a kind without patients.
    Known(Option<Pseudonyms>),
    /// A secret, which has to be made first.
    Missing,
}

/// What the reading of a kind of file needs; a trial makes nothing.
pub fn pseudonyms(
    conn: &mut AnyConn,
    sealer: &Sealer,
    finess: &str,
    kind: ImportKind,
    dry_run: bool,
) -> Result<Wanted, ApiError> {
    if kind != ImportKind::Resistance {
        return Ok(Wanted::Known(None));
    }
    match pseudonym_secrets::known(conn, sealer, finess)? {
        None if dry_run => Ok(Wanted::Known(Some(Pseudonyms::passing()?))),
        None => Ok(Wanted::Missing),
        known => Ok(Wanted::Known(known)),
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
