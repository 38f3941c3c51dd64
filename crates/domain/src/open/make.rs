//! How an edition is made, year by year.

use super::consumption::YearOfConsumption;
use super::edition::Edition;
use super::place::OpenPlace;
use super::resistance::YearOfResistance;
use crate::consumption::Totals;
use crate::disclosure::Untrue;
use crate::dto::Versions;
use crate::resistance::Sums;

/// An establishment of the base.
#[derive(Debug, Clone, Copy)]
pub struct Member<'a> {
    /// A number that stands for it.
    pub number: u32,
    /// INSEE code.
    pub region: &'a str,
    /// Code of its type.
    pub kind: &'a str,
}

/// Gathers the figures of a year after the other.
#[derive(Debug, Default)]
pub struct Maker {
    edition: Edition,
    withheld: u32,
    consumption: YearOfConsumption,
    resistance: YearOfResistance,
}

impl Maker {
    /// What an establishment consumed in a year: tells who is behind the sums.
    pub fn establishment(&mut self, year: i32, member: Member<'_>, totals: &Totals) {
        let places = [
            OpenPlace::Nation,
            OpenPlace::Region(member.region.to_owned()),
            OpenPlace::Type(member.kind.to_owned()),
        ];
        self.consumption.establishment(&places, (year, member.number), totals);
    }

    /// The sums of a place in a year.
    pub fn place(&mut self, (year, place): (i32, &OpenPlace), (totals, sums): (&Totals, &Sums)) {
        self.consumption.place(place.clone(), year, totals);
        self.resistance.place(place, year, sums);
    }

    /// Hides what tells of few in the year that was gathered, and keeps the rest.
    pub fn end_year(&mut self, year: i32, versions: Versions) -> Result<(), Untrue> {
        let consumption = std::mem::take(&mut self.consumption);
        let resistance = std::mem::take(&mut self.resistance);
        let (days, doses, withheld) = consumption.rows(year)?;
        self.withheld += withheld;
        self.edition.days.extend(days);
        self.edition.consumption.extend(doses);
        let (rows, withheld) = resistance.rows()?;
        self.withheld += withheld;
        self.edition.resistance.extend(rows);
        self.edition.versions.insert(year, versions);
        Ok(())
    }

    /// The edition, and how many cells could only be protected with all that is tied to them.
    pub fn finish(self) -> (Edition, u32) {
        (self.edition, self.withheld)
    }
}
