//! Years and quarters.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::calendar::Date;
use super::period_label::{PeriodLabel, is_year};
use super::table::{Cell, Table};

/// A year or one quarter of a year; written `2024` or `2024-Q3`.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(try_from = "String", into = "String")]
pub struct Period {
    pub year: i32,
    /// 1 to 4; `None` for the whole year.
    pub quarter: Option<u8>,
}

impl Period {
    /// The whole year.
    pub const fn year(year: i32) -> Self {
        Self { year, quarter: None }
    }

    /// Whether a month (1 to 12) of a year lies inside this period.
    pub fn holds(self, year: i32, month: u32) -> bool {
        let quarter = u8::try_from(month.div_ceil(3)).ok();
        self.year == year && (self.quarter.is_none() || self.quarter == quarter)
    }

    /// Whether `other` lies inside this period.
    pub fn covers(self, other: Self) -> bool {
        self.year == other.year && (self.quarter.is_none() || self.quarter == other.quarter)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.quarter {
            None => write!(f, "{}", self.year),
            Some(quarter) => write!(f, "{}-Q{quarter}", self.year),
        }
    }
}

/// The text is neither a year nor a quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAPeriod;

impl fmt::Display for NotAPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("écrivez une année (2024) ou un trimestre (2024-Q3), entre 2000 et 2100")
    }
}

impl FromStr for Period {
    type Err = NotAPeriod;

    /// Reads the form of the API: `2024` or `2024-Q3`.
    fn from_str(text: &str) -> Result<Self, NotAPeriod> {
        let (year, quarter) = match text.split_once("-Q") {
            Some((year, quarter)) => (year, Some(quarter.parse().map_err(|_| NotAPeriod)?)),
            None => (text, None),
        };
        let year = year.parse().map_err(|_| NotAPeriod)?;
        let valid = (2000..=2100).contains(&year) && quarter.is_none_or(|q| (1..=4).contains(&q));
        valid.then_some(Self { year, quarter }).ok_or(NotAPeriod)
    }
}

impl TryFrom<String> for Period {
    type Error = NotAPeriod;

    fn try_from(text: String) -> Result<Self, NotAPeriod> {
        text.parse()
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

/// The period a cell names: `T1 2024`, `2024-T1`, `janv-24`, `2024`, a date of the quarter.
///
/// A quarter or a month without year belongs to `year`.
pub fn cell_period(table: &Table, cell: Cell, year: i32) -> Option<Period> {
    match cell {
        Cell::Date(serial) => {
            let date = Date::from_serial(serial)?;
            // A birth date is no period.
            let quarter = Some(date.quarter());
            is_year(date.year()).then_some(Period { year: date.year(), quarter })
        }
        Cell::Number(number) if number.fract() == 0.0 => parse_label(&table.display(cell), year),
        Cell::Text(id) => parse_label(table.text(id), year),
        _ => None,
    }
}

/// Reads a label such as `T1 2024`, `2e trimestre` or `mars 2024`.
pub fn parse_label(label: &str, year: i32) -> Option<Period> {
    PeriodLabel::parse(label).map(|label| label.period(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(label: &str, expected: Option<&str>) {
        let period = parse_label(label, 2024).map(|period| period.to_string());
        assert_eq!(period.as_deref(), expected, "{label:?}");
    }

    #[test]
    fn quarters_are_read_as_people_write_them() {
        check("T1 2024", Some("2024-Q1"));
        check("2024-T3", Some("2024-Q3"));
        check("2024-Q4", Some("2024-Q4"));
        check("1er trimestre 2023", Some("2023-Q1"));
        check("2ème trimestre", Some("2024-Q2"));
        check("Trim. 4", Some("2024-Q4"));
        check("2023", Some("2023"));
        check("T5 2024", None);
        check("janvier", Some("2024-Q1"));
        check("juin-23", Some("2023-Q2"));
        check("45444", Some("2024-Q2"));
        check("S1 2024", None);
        check("", None);
    }

    #[test]
    fn the_form_of_the_api_is_strict() {
        assert_eq!("2024-Q3".parse(), Ok(Period { year: 2024, quarter: Some(3) }));
        assert_eq!("2024".parse(), Ok(Period::year(2024)));
        for wrong in ["", "24", "2024-Q5", "2024-T1", "2024-Q0", "1999", "2024 "] {
            assert_eq!(wrong.parse::<Period>(), Err(NotAPeriod), "{wrong:?}");
        }
    }

    #[test]
    fn a_year_covers_its_quarters_only() {
        let quarter = Period { year: 2024, quarter: Some(2) };
        assert!(Period::year(2024).covers(quarter));
        assert!(!quarter.covers(Period::year(2024)));
        assert!(!Period::year(2023).covers(quarter));
    }
}
