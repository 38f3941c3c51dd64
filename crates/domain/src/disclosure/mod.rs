//! Statistical disclosure control: what open figures must not tell of few patients or establishments.
//!
//! [`Tables`] hold what is published together and the sums between; a [`Rule`] says what is sensitive;
//! [`protect`] hides that and what would give it away, and proves it. `docs/disclosure.md` has the reasons, the sources
//! and the limits.

mod alternative;
mod open;
mod protect;
mod rise;
mod rule;
mod search;
mod tables;
mod text;

pub use open::{
    Amount, ConsumptionCells, Key, OpenConsumption, OpenResistances, Patients, ResistanceCells,
    Sum, SumKind, Sums,
};
pub use protect::{Interval, Suppressions, exposed, protect};
pub use rule::{Reason, Rule};
pub use tables::{Behind, CellId, Tables, Untrue};
pub use text::{Hidden, hidden_text};
