//! Quarters of the calendar in two bytes.

use crate::import::{Date, Period};

/// The first year that a date may be in.
const FIRST_YEAR: i32 = 1800;

/// A quarter of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter(u16);

impl Quarter {
    /// The quarter of a day; no day is before 1800.
    pub fn of(date: Date) -> Self {
        let years = u16::try_from(date.year() - FIRST_YEAR).unwrap_or_default();
        Self(4 * years + u16::from(date.quarter()) - 1)
    }

    pub fn year(self) -> i32 {
        FIRST_YEAR + i32::from(self.0 / 4)
    }

    /// The quarter as a period.
    pub fn period(self) -> Period {
        let quarter = u8::try_from(self.0 % 4 + 1).unwrap_or_default();
        Period { year: self.year(), quarter: Some(quarter) }
    }

    /// The first quarter of the same year.
    pub(super) const fn start_of_year(self) -> Self {
        Self(self.0 - self.0 % 4)
    }

    /// Quarters since 1800, at most 1203 for the dates that are read.
    pub(super) const fn number(self) -> u16 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_knows_its_year() {
        for (day, text) in [((2024, 1, 1), "2024-Q1"), ((2023, 12, 31), "2023-Q4")] {
            let quarter = Quarter::of(Date::new(day.0, day.1, day.2).unwrap());
            assert_eq!(quarter.period().to_string(), text);
            assert_eq!(quarter.year(), day.0);
            assert_eq!(quarter.start_of_year().year(), day.0);
        }
    }
}
