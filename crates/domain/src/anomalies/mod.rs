//! What is to look at in a year, ranked by what it may move.
//!
//! [`of_consumption`] and [`of_resistance`] tell what an evaluation found (kept with the roll-ups);
//! [`absences`] what was not delivered; [`slips`] and [`outliers`] what the roll-ups themselves show beside other
//! years and other establishments. [`queue`] puts them in order, with what people said of each.

mod absences;
mod effect;
mod found;
mod molecules;
mod outliers;
mod queue;
mod slips;

pub use absences::{Deliveries, absences};
pub use effect::{Rate, effect_of};
pub use found::{YearFinding, YearFound, isolates_left_out, of_consumption, of_resistance};
pub use molecules::{MoleculeKey, MoleculeRates};
pub use outliers::{Peers, unlike_history, unlike_peers};
pub use queue::{Judgement, MAX_NOTE, queue};
pub use slips::slips;
