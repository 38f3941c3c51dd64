//! An edition with what is chosen of it, ready to answer.

use std::collections::BTreeSet;

use thiserror::Error;

use super::edition::{ConsumptionRow, DaysRow, Edition, ResistanceRow};
use super::indicator::{Content, indicators};
use super::place::OpenPlace;
use crate::disclosure::{Hidden, Rule, hidden_text};
use crate::dto::{Figure, Versions};

/// What a population is divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Across {
    Region,
    Type,
}

/// Why a question has no answer in open access, in French.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NotOpen {
    #[error(
        "«\u{a0}{0}\u{a0}» n’est pas en accès libre. Les indicateurs ouverts sont ceux de /open/edition."
    )]
    Indicator(String),
    #[error("{0}")]
    Detail(&'static str),
    #[error("L’année {0} n’est pas dans cette édition.")]
    Year(i32),
}

/// Sums of years would be numbers that nobody protected.
pub(super) const SUM_OF_YEARS: NotOpen = NotOpen::Detail(
    "Les sommes de plusieurs années ne sont pas en accès libre\u{a0}: demandez by=year.",
);

/// An edition with the indicators that are chosen.
#[derive(Debug, Clone, Default)]
pub struct Open {
    edition: Edition,
    chosen: BTreeSet<String>,
}

impl Open {
    /// Keeps of an edition what is chosen, by the ids of [`indicators`].
    pub fn of(mut edition: Edition, chosen: BTreeSet<String>) -> Self {
        let mut open = Self { edition: Edition::default(), chosen };
        edition.consumption.retain(|row| open.has_family(&row.family));
        edition.resistance.retain(|row| open.has_resistance(&row.organism, &row.antibiotic));
        edition.days.sort_by(|a, b| DaysRow::at(a).cmp(&DaysRow::at(b)));
        edition.consumption.sort_by(|a, b| ConsumptionRow::at(a).cmp(&ConsumptionRow::at(b)));
        edition.resistance.sort_by(|a, b| ResistanceRow::at(a).cmp(&ResistanceRow::at(b)));
        open.edition = edition;
        open
    }

    pub const fn edition(&self) -> &Edition {
        &self.edition
    }

    /// Whether an indicator is chosen.
    pub fn has(&self, id: &str) -> bool {
        self.chosen.contains(id)
    }

    /// Whether the consumption of a family is open.
    pub fn has_family(&self, code: &str) -> bool {
        indicators().iter().any(|one| {
            matches!(one.content, Content::Consumption(family) if family.code == code)
                && self.chosen.contains(one.id)
        })
    }

    /// Whether the resistance of an organism or group is open.
    pub fn has_resistance(&self, organism: &str, antibiotic: &str) -> bool {
        indicators().iter().any(|one| {
            matches!(one.content, Content::Resistance { code, measure, .. }
                if code == organism && measure.code() == antibiotic)
                && self.chosen.contains(one.id)
        })
    }

    pub(super) fn versions(&self, year: i32) -> Versions {
        self.edition.versions.get(&year).cloned().unwrap_or_default()
    }

    /// The years of a question, in order.
    pub(super) fn years(&self, asked: &BTreeSet<i32>, by_year: bool) -> Result<Vec<i32>, NotOpen> {
        if asked.len() != 1 && !by_year {
            return Err(SUM_OF_YEARS);
        }
        // A series shows the years that there are of it.
        let open: Vec<i32> = self.edition.years();
        let those: Vec<i32> = asked.iter().copied().filter(|year| open.contains(year)).collect();
        match (those.is_empty(), asked.first()) {
            (true, Some(year)) => Err(NotOpen::Year(*year)),
            _ => Ok(those),
        }
    }

    /// The places of a question.
    pub(super) fn places(
        &self,
        place: &OpenPlace,
        across: Option<Across>,
    ) -> Result<Vec<OpenPlace>, NotOpen> {
        let Some(across) = across else { return Ok(vec![place.clone()]) };
        if *place != OpenPlace::Nation {
            return Err(NotOpen::Detail(
                "Les régions ne sont pas croisées avec les types d’établissement en accès libre.",
            ));
        }
        let kind = match across {
            Across::Region => "region",
            Across::Type => "type",
        };
        let mut places = self.edition.places();
        places.retain(|one| one.kind() == kind);
        Ok(places)
    }
}

/// Rows in the order of places and years.
pub(super) trait Placed: Sized {
    fn at(&self) -> (&OpenPlace, i32);

    /// Those of a place and year.
    fn of<'a>(rows: &'a [Self], place: &OpenPlace, year: i32) -> &'a [Self] {
        let first = rows.partition_point(|row| row.at() < (place, year));
        let length = rows[first..].partition_point(|row| row.at() == (place, year));
        &rows[first..first + length]
    }
}

impl Placed for DaysRow {
    fn at(&self) -> (&OpenPlace, i32) {
        (&self.place, self.year)
    }
}

impl Placed for ConsumptionRow {
    fn at(&self) -> (&OpenPlace, i32) {
        (&self.place, self.year)
    }
}

impl Placed for ResistanceRow {
    fn at(&self) -> (&OpenPlace, i32) {
        (&self.place, self.year)
    }
}

/// A figure that does not show, for a reason.
pub(super) fn without_value(unit: &str, versions: Versions, note: String) -> Figure {
    Figure {
        value: None,
        numerator: 0.0,
        denominator: 0.0,
        unit: unit.to_owned(),
        interval: None,
        versions,
        notes: vec![note],
    }
}

/// A figure that would tell of few.
pub(super) fn hidden(unit: &str, versions: Versions, what: Hidden) -> Figure {
    without_value(unit, versions, hidden_text(what, &Rule::current()))
}
