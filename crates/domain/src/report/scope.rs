//! What the parts of a report share: units, and figures put into cells.

use super::input::ReportInput;
use super::model::Kind;
use super::table::{Cell, Table};
use crate::dto::{Figure, Perimeter};

/// Told where nobody says why a figure is missing.
const UNTOLD: &str = "Chiffre non disponible.";
/// Where the year before has none.
pub const NO_PREVIOUS: &str = "Pas de chiffre comparable l’année précédente.";
/// Where the nation has none that may be shown.
pub const NO_NATIONAL: &str = "Chiffre national non disponible.";

/// A figure in cells.
pub struct Shown {
    pub value: Cell,
    pub numerator: Cell,
    pub denominator: Cell,
    pub interval: Cell,
}

impl ReportInput {
    /// Unit of consumption.
    pub(super) const fn rate_unit(&self) -> &'static str {
        if self.is_ehpad() { "DDJ/1000\u{a0}JHeb" } else { "DDJ/1000\u{a0}JH" }
    }

    /// What the days are called.
    pub(super) const fn days(&self) -> &'static str {
        if self.is_ehpad() { "JHeb" } else { "JH" }
    }

    /// The unit of a figure as the report prints it.
    pub(super) fn unit(&self, figure: &Figure) -> String {
        if figure.unit == "DDJ/1000 JH" {
            return self.rate_unit().to_owned();
        }
        figure.unit.replace(' ', "\u{a0}")
    }

    pub(super) const fn is_ehpad(&self) -> bool {
        matches!(self.perimeter, Perimeter::Ehpad)
    }

    pub(super) const fn is_short(&self) -> bool {
        matches!(self.kind, Kind::DefinitiveShort)
    }
}

/// A figure with its numerator, denominator and interval; why it is missing is a footnote.
pub fn shown(table: &mut Table, figure: Option<&Figure>, decimals: usize, missing: &str) -> Shown {
    let value = value(table, figure, decimals, missing);
    let sides = figure.filter(|figure| figure.numerator > 0.0 || figure.denominator > 0.0);
    let side = |of: fn(&Figure) -> f64| sides.map_or_else(Cell::empty, |one| Cell::amount(of(one)));
    let interval = figure.and_then(|figure| figure.interval.as_ref());
    Shown {
        value,
        numerator: side(|figure| figure.numerator),
        denominator: side(|figure| figure.denominator),
        interval: interval
            .map_or_else(Cell::empty, |one| Cell::interval(one.low, one.high, decimals)),
    }
}

/// The value of a figure alone.
pub fn value(table: &mut Table, figure: Option<&Figure>, decimals: usize, missing: &str) -> Cell {
    let Some(figure) = figure else { return table.absent(missing) };
    match figure.value.filter(|value| value.is_finite()) {
        Some(value) => {
            let cell = Cell::number(value, decimals);
            figure.notes.iter().fold(cell, |cell, note| cell.with_note(table.note(note)))
        }
        None if figure.notes.is_empty() => table.absent(UNTOLD),
        None => {
            let (first, others) = (&figure.notes[0], &figure.notes[1..]);
            let cell = table.absent(first);
            others.iter().fold(cell, |cell, note| cell.with_note(table.note(note)))
        }
    }
}

/// A change in %; nothing where there is none.
pub fn change(change: Option<f64>) -> Cell {
    change.map_or_else(Cell::empty, |change| Cell::change(change, 1))
}

/// A share in %, hidden with its group.
pub fn share(share: Option<f64>) -> Cell {
    share.map_or_else(Cell::empty, |share| Cell::number(share, 1))
}
