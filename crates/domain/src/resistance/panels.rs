//! The indicators of resistance that Santé publique France asks for, and those of EARS-Net.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

use super::figures::Subject;
use super::taxon::Taxon;
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
