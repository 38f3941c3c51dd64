//! What raises an alert: a table, with the source of each line.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::dto::AlertKind;
use crate::nomenclature::{Organism, embedded};
use crate::resistance::{Carbapenemase, Category, IsolateOutcome, MoleculeSet};

/// An organism that people are told of.
#[derive(Debug)]
pub struct Definition {
    /// Never renamed: known cases carry it.
    pub id: &'static str,
    /// In French, like the other texts.
    pub label: &'static str,
    pub short_label: &'static str,
    pub kind: AlertKind,
    taxa: Vec<&'static str>,
    groups: Vec<&'static str>,
    carbapenemase: bool,
    resistant: MoleculeSet,
    /// The figure of resistance of its isolates, `ENCFAI:VAN`.
    pub figure: Option<&'static str>,
    /// Why the law asks for a report.
    pub criterion: &'static str,
    /// What a reader has to know beside it.
    pub note: &'static str,
    pub source: &'static str,
}

/// A line of `bhre_definitions.csv`.
#[derive(Debug, Clone, Copy, Deserialize)]
struct Line {
    id: &'static str,
    label: &'static str,
    short_label: &'static str,
    kind: AlertKind,
    taxa: &'static str,
    groups: &'static str,
    carbapenemase: bool,
    resistant: &'static str,
    figure: &'static str,
    criterion: &'static str,
    note: &'static str,
    source: &'static str,
}

static DEFINITIONS: LazyLock<Vec<Definition>> = LazyLock::new(|| {
    embedded::read(embedded::BHRE_DEFINITIONS).into_iter().filter_map(Definition::of).collect()
});

/// Every definition, in the order of the table.
pub fn definitions() -> &'static [Definition] {
    &DEFINITIONS
}

/// The definition of an id.
pub fn definition(id: &str) -> Option<&'static Definition> {
    DEFINITIONS.iter().find(|definition| definition.id == id)
}

fn list(text: &'static str) -> Vec<&'static str> {
    text.split('|').filter(|part| !part.is_empty()).collect()
}

impl Definition {
    /// Nothing when a molecule is unknown.
    fn of(line: Line) -> Option<Self> {
        use crate::resistance::Molecule;
        let molecules = list(line.resistant).into_iter().map(Molecule::of);
        Some(Self {
            id: line.id,
            label: line.label,
            short_label: line.short_label,
            kind: line.kind,
            taxa: list(line.taxa),
            groups: list(line.groups),
            carbapenemase: line.carbapenemase,
            resistant: molecules.collect::<Option<_>>()?,
            figure: Some(line.figure).filter(|figure| !figure.is_empty()),
            criterion: line.criterion,
            note: line.note,
            source: line.source,
        })
    }

    /// Whether an isolate is of it, whether or not it counts in figures.
    pub fn fits(&self, isolate: &IsolateOutcome) -> bool {
        let of_organism = isolate.organism.is_some_and(|organism| self.is_of(organism));
        let enzyme = Carbapenemase::of(isolate.carbapenemase, isolate.carbapenemase_type);
        let by_itself = !self.carbapenemase && self.resistant.is_empty();
        of_organism
            && (by_itself
                || self.carbapenemase && enzyme.is_present()
                || isolate.results.worst(self.resistant) == Some(Category::Resistant))
    }

    /// The type of carbapenemase that parts its cases, where it is told.
    pub(super) fn mechanism(&self, isolate: &IsolateOutcome) -> Option<&'static str> {
        let enzyme = Carbapenemase::of(isolate.carbapenemase, isolate.carbapenemase_type);
        enzyme.kind().filter(|_| self.carbapenemase)
    }

    /// Whether a carbapenemase is a part of it.
    pub const fn has_mechanism(&self) -> bool {
        self.carbapenemase
    }

    fn is_of(&self, organism: &Organism) -> bool {
        self.taxa.contains(&organism.taxon()) || self.groups.contains(&organism.group)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::nomenclature::{organism, organisms};
    use crate::resistance::{Measure, Taxa};

    #[test]
    fn every_definition_is_read_and_leads_to_organisms_and_a_figure() {
        embedded::assert_whole::<Line>(embedded::BHRE_DEFINITIONS);
        let lines = embedded::read::<Line>(embedded::BHRE_DEFINITIONS);
        assert_eq!(definitions().len(), lines.len());
        let ids: BTreeSet<&str> = definitions().iter().map(|one| one.id).collect();
        assert_eq!(ids.len(), lines.len(), "an id stands once");
        for one in definitions() {
            assert!(one.taxa.iter().all(|taxon| organism(taxon).is_some()), "{}", one.id);
            let known = |group| organisms().iter().any(|organism| organism.group == group);
            assert!(one.groups.iter().all(|group| known(*group)), "{}", one.id);
            assert!(!one.taxa.is_empty() || !one.groups.is_empty(), "{}", one.id);
            assert!(!one.source.is_empty() && !one.criterion.is_empty(), "{}", one.id);
            if let Some(figure) = one.figure {
                let (organism, measure) = figure.split_once(':').unwrap();
                assert!(Taxa::of(organism).is_some() && Measure::of(measure).is_some(), "{figure}");
            }
        }
    }
}
