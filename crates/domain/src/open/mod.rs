//! What anybody may read without an account: an edition of figures, made once from a definitive frozen base.
//!
//! [`indicators`] are all that can be opened. [`Maker`] gathers the figures of the nation, of each region and of each type
//! of establishment, hides what [`crate::disclosure`] finds to tell of few, and makes an [`Edition`]. What is
//! hidden depends on the base alone, never on which indicators are chosen: two choices put together tell no more than
//! either. With what is chosen an edition is [`Open`], and answers questions in the shapes of the API; [`package`] are its
//! tables.

mod answer_consumption;
mod answer_resistance;
mod consumption;
mod edition;
mod indicator;
mod make;
mod open_edition;
pub mod package;
mod place;
mod related;
mod resistance;
#[cfg(test)]
mod tests;

pub use edition::{ConsumptionRow, DaysRow, Edition, ResistanceRow, Shown};
pub use indicator::{Content, OpenIndicator, PARTS, indicators};
pub use make::{Maker, Member};
pub use open_edition::{Across, NotOpen, Open};
pub use place::OpenPlace;
