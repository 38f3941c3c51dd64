//! The versions that the figures of a report were computed with.

use super::input::ReportInput;
use crate::dto::{Figure, Versions};

/// Each once, in the order of the report.
pub fn versions(input: &ReportInput) -> Vec<Versions> {
    let mut found: Vec<Versions> = Vec::new();
    for figure in figures(input) {
        if !found.contains(&figure.versions) && figure.versions != Versions::default() {
            found.push(figure.versions.clone());
        }
    }
    found
}

fn figures(input: &ReportInput) -> impl Iterator<Item = &Figure> {
    let consumption = &input.consumption;
    let indicators = input.indicators.iter().flat_map(|all| &all.items).map(|one| &one.figure);
    let cards =
        consumption.cards.iter().flat_map(|card| [Some(&card.figure), card.previous.as_ref()]);
    let sectors =
        consumption.sectors.iter().flat_map(|row| [row.current.as_ref(), row.previous.as_ref()]);
    let points = consumption.years.iter().chain(&consumption.quarters).map(|point| &point.figure);
    let panel = input.resistance.iter().filter_map(|figures| figures.panel.as_ref());
    let lines = panel.flat_map(|panel| &panel.items).filter_map(|entry| entry.proportion.as_ref());
    indicators.chain(cards.flatten()).chain(sectors.flatten()).chain(points).chain(lines)
}
