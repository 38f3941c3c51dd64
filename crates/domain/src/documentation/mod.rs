//! Worked examples of each kind of figure, for the documentation.
//!
//! Each is computed by the functions that compute the figures of hospitals, when somebody reads it: an
//! example that does not say what the product does cannot be written. [`consumption`] goes from boxes to a
//! rate, a share and a distance to a target; [`resistance`] from isolates to strains, a percentage and a
//! density; [`perimeter`] places units.

pub mod consumption;
pub mod perimeter;
pub mod resistance;
