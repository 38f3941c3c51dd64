//! What can be opened, of which the national team chooses.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::nomenclature::{Family, embedded, family};
use crate::resistance::{Measure, Part, Taxa};

/// The isolates that resistances are open of: all, those of blood cultures, of urine, and of blood and cerebrospinal fluid.
pub const PARTS: [Part; 4] = [Part::All, Part::BLOOD_CULTURES, Part::Specimen(2), Part::Invasive];

/// A figure that can be opened, over years, places and parts.
#[derive(Debug, Clone, Copy)]
pub struct OpenIndicator {
    pub id: &'static str,
    pub content: Content,
    /// Chosen as long as nobody chose otherwise.
    pub is_usual: bool,
}

/// What an indicator is of.
#[derive(Debug, Clone, Copy)]
pub enum Content {
    /// DDJ per 1000 patient-days, by sector.
    Consumption(&'static Family),
    /// Resistance of isolates after deduplication, by specimen; the code is that of the taxa.
    Resistance { code: &'static str, taxa: Taxa, measure: Measure },
}

#[derive(Debug, Deserialize)]
struct Row {
    id: &'static str,
    kind: &'static str,
    code: &'static str,
    test: &'static str,
    usual: &'static str,
}

impl Row {
    fn content(&self) -> Option<Content> {
        let Self { code, test, .. } = *self;
        match self.kind {
            "consumption" => family(code).map(Content::Consumption),
            "resistance" => {
                let (taxa, measure) = (Taxa::of(code)?, Measure::of(test)?);
                Some(Content::Resistance { code, taxa, measure })
            }
            _ => None,
        }
    }
}

static INDICATORS: LazyLock<Vec<OpenIndicator>> = LazyLock::new(|| {
    let rows: Vec<Row> = embedded::read(embedded::OPEN_INDICATORS);
    let read = |row: &Row| {
        let content = row.content()?;
        Some(OpenIndicator { id: row.id, content, is_usual: row.usual == "yes" })
    };
    rows.iter().filter_map(read).collect()
});

/// Everything that can be opened, in the order of screens (`data/open_indicators.csv`).
pub fn indicators() -> &'static [OpenIndicator] {
    &INDICATORS
}

impl OpenIndicator {
    /// French label: `Carbapénèmes`, `Escherichia coli : céphalosporines de 3e génération`.
    pub fn label(&self) -> String {
        match self.content {
            Content::Consumption(family) => family.label.to_owned(),
            Content::Resistance { taxa, measure, .. } => {
                format!("{}\u{a0}: {}", taxa.label(), measure.label())
            }
        }
    }

    pub const fn is_of_consumption(&self) -> bool {
        matches!(self.content, Content::Consumption(_))
    }
}

/// The families that can be opened.
pub(super) fn open_families() -> impl Iterator<Item = &'static Family> {
    indicators().iter().filter_map(|one| match one.content {
        Content::Consumption(family) => Some(family),
        Content::Resistance { .. } => None,
    })
}

/// The resistances that can be opened: code of the taxa, the taxa, the measure.
pub(super) fn open_resistances() -> impl Iterator<Item = (&'static str, Taxa, Measure)> {
    indicators().iter().filter_map(|one| match one.content {
        Content::Consumption(_) => None,
        Content::Resistance { code, taxa, measure } => Some((code, taxa, measure)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nomenclature::class_rows;

    #[test]
    fn every_line_of_the_table_is_an_indicator_of_its_own() {
        embedded::assert_whole::<Row>(embedded::OPEN_INDICATORS);
        let rows: Vec<Row> = embedded::read(embedded::OPEN_INDICATORS);
        assert_eq!(indicators().len(), rows.len());
        let mut ids: Vec<&str> = indicators().iter().map(|one| one.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), rows.len());
        assert!(rows.iter().all(|row| matches!(row.usual, "yes" | "no")));
    }

    #[test]
    fn no_class_is_open_beside_one_of_its_molecules() {
        for (organism, _, class) in open_resistances() {
            let members = class_rows().iter().filter(|row| row.code == class.code());
            let members: Vec<&str> = members.flat_map(|row| row.members.split('|')).collect();
            let beside = open_resistances().filter(|(other, ..)| *other == organism);
            for (_, _, measure) in beside {
                assert!(!members.contains(&measure.code()), "{organism} {}", measure.code());
            }
        }
    }
}
