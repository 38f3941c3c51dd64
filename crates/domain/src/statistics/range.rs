//! Which numbers are counts and values: beyond, their squares and quotients would be no numbers.

pub const MOST: f64 = 1e12;
pub const LEAST: f64 = 1e-12;

/// Whether `count` is one: 0, or from 1e-12 to 1e12.
pub fn is_count(count: f64) -> bool {
    (LEAST..=MOST).contains(&count) || count == 0.0
}

/// Whether `value` is a number from -1e12 to 1e12.
pub fn is_value(value: f64) -> bool {
    value.abs() <= MOST
}
