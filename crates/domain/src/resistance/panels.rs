//! The indicators of resistance that Santé publique France asks for, and those of EARS-Net.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

use super::cells::{Part, Sums};
use super::figures::{Group, Parts, Question, Subject, analyse, figure};
use super::taxon::Taxon;
use crate::dto::Versions;
use crate::nomenclature::embedded;

/// A line of the panel.
#[derive(Debug, Clone, Copy)]
pub struct Panel {
    pub id: &'static str,
    pub subject: Subject,
    /// Name of the taxa.
    pub organism: &'static str,
    /// French label of what is counted.
    pub label: &'static str,
    /// Whether each nature of specimen is asked too.
    pub by_specimen: bool,
    pub proportion: bool,
    pub density: bool,
    pub source: &'static str,
}

/// What the figures of the panel are computed from: a part is no sum of others.
#[derive(Debug, Default)]
pub struct PanelSums {
    /// With the cells of all isolates and of each nature of specimen.
    pub specimens: Sums,
    /// With the cells of blood and cerebrospinal fluid.
    pub invasive: Sums,
}

/// The figures of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct PanelFigures {
    pub whole: Group,
    pub by_specimen: Vec<Group>,
}

#[derive(Debug, Deserialize)]
struct Row {
    id: &'static str,
    taxon_kind: &'static str,
    taxon: &'static str,
    organism: &'static str,
    label: &'static str,
    test: &'static str,
    part: &'static str,
    by_specimen: bool,
    metrics: &'static str,
    source: &'static str,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| embedded::read(embedded::RESISTANCE_PANELS));
static PANELS: LazyLock<Vec<Panel>> = LazyLock::new(|| ROWS.iter().filter_map(Panel::of).collect());
static WITH_PANEL: LazyLock<BTreeSet<Taxon>> = LazyLock::new(|| {
    let organisms = ROWS.iter().filter(|row| row.taxon_kind == "organism");
    organisms.filter_map(|row| Taxon::of(row.taxon)).collect()
});

impl Panel {
    /// The figures of the line in a year, and of each nature of specimen that has isolates tested, where
    /// they are asked.
    pub fn figures(&self, sums: &PanelSums, year: i32, versions: &Versions) -> PanelFigures {
        let Subject { taxa, measure, part } = self.subject;
        let of_part = if part == Part::Invasive { &sums.invasive } else { &sums.specimens };
        let each = Question { parts: Parts::EachSpecimen, ..Question::of(year, self.subject) };
        let by_specimen = if self.by_specimen {
            analyse(&sums.specimens, &each, versions)
                .into_iter()
                .filter(|one| one.tested > 0)
                .collect()
        } else {
            Vec::new()
        };
        let whole = figure(of_part, year, Subject { taxa, measure, part }, versions);
        PanelFigures { whole, by_specimen }
    }

    /// Nothing when a taxon, a measure or a part is unknown.
    fn of(row: &Row) -> Option<Self> {
        let asks = |metric| row.metrics.split('|').any(|one| one == metric);
        Some(Self {
            id: row.id,
            subject: Subject::read((row.taxon_kind, row.taxon), row.test, row.part)?,
            organism: row.organism,
            label: row.label,
            by_specimen: row.by_specimen,
            proportion: asks("proportion"),
            density: asks("density"),
            source: row.source,
        })
    }
}

/// Every line of the panel.
pub fn resistance_panels() -> &'static [Panel] {
    &PANELS
}

/// Whether a taxon has lines of its own.
pub(super) fn has_panel(taxon: Taxon) -> bool {
    WITH_PANEL.contains(&taxon)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_panel_is_read_and_asks_for_something() {
        embedded::assert_whole::<Row>(embedded::RESISTANCE_PANELS);
        assert_eq!(resistance_panels().len(), ROWS.len());
        assert!(resistance_panels().iter().all(|panel| panel.proportion || panel.density));
    }

    #[test]
    fn other_enterobacterales_have_no_panel_of_their_own() {
        assert!(has_panel(Taxon::of("ENBHOR").unwrap()));
        assert!(!has_panel(Taxon::of("SERMAR").unwrap()));
    }
}
