//! Alerts: raised with the change of a year that shows them, told by mail, decided by people.
//!
//! [`follow`] keeps the alerts of a year with its isolates, as a part of every evaluation; [`announce`]
//! tells what is new at the end of the change; [`list`] and [`find`] show, [`decide`] and
//! [`complete_draft`] keep what people make of them ([ADR 0012](../../../docs/adr/0012-alerts.md)).

mod announce;
mod decide;
mod follow;
mod read;

pub use announce::announce;
pub use decide::{complete_draft, decide};
pub use follow::follow;
pub use read::{find, list};
