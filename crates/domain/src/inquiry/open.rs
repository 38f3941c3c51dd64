//! What of an inquiry can be asked without an account.

use super::{Amount, Beside, Inquiry, Metric, Scope, Step, Subject, View};
use crate::dto::{OpenEdition, OpenIndicatorLabel, Perimeter};
use crate::resistance::Method;

/// Specimens that are open beside all of them.
pub const OPEN_SPECIMENS: [(&str, &str); 3] =
    [("1", "Hémocultures"), ("2", "Urines"), ("invasive", "Sang et liquide cérébrospinal")];

impl Subject {
    /// The views that open access has of it.
    pub const fn open_views(self) -> &'static [View] {
        match self {
            Self::Consumption => &[
                View::Trend,
                View::Target,
                View::Sectors,
                View::SectorTrends,
                View::Families,
                View::SectorFamilies,
                View::Regions,
                View::Types,
            ],
            Self::Resistance => {
                &[View::Trend, View::Target, View::Matrix, View::Regions, View::Types]
            }
            Self::Coupling => &[View::Trend],
        }
    }
}

impl Inquiry {
    /// The question that a visitor begins with: the nation over the years of the edition.
    pub fn of_edition(edition: &OpenEdition) -> Self {
        let last = edition.years.last().copied().unwrap_or(edition.year);
        Self {
            first: edition.years.first().copied().unwrap_or(last),
            ..Self::of(Scope::NATION, last)
        }
    }

    /// The views of open access that can be asked with its choices.
    pub fn open_views(&self) -> Vec<View> {
        self.offered(self.subject.open_views())
    }

    /// The same with nothing that the edition does not have.
    #[must_use]
    pub fn in_edition(mut self, edition: &OpenEdition) -> Self {
        if !self.subject.open_views().contains(&self.view) {
            self.view = View::Trend;
        }
        if !has_scope(&self.scope, edition) || self.view.divides() {
            self.scope = Scope::NATION;
        }
        self.compared = self.compared.filter(|beside| match beside {
            Beside::Scope(scope) => has_scope(scope, edition),
            Beside::Target => true,
            Beside::Before => false,
        });
        (self.step, self.perimeter, self.amount) = (Step::Year, Perimeter::Spares, Amount::Rate);
        (self.molecule, self.route, self.aware) = (None, None, None);
        self.method = Method::Spares;
        if self.metric == Metric::Isolates {
            self.metric = Metric::Proportion;
        }
        self.specimen = self.specimen.filter(|code| OPEN_SPECIMENS.iter().any(|one| one.0 == code));
        if self.metric == Metric::Density {
            self.specimen = None;
        }
        let first = edition.years.first().copied().unwrap_or(self.first);
        let last = edition.years.last().copied().unwrap_or(self.last);
        (self.first, self.last) = (self.first.clamp(first, last), self.last.clamp(first, last));
        let mut next = self.settled();
        next.family = next.family.filter(|code| families(edition).any(|one| one == code));
        next.settle_resistance(edition);
        // Another organism may have no target.
        next.settled()
    }

    /// An organism and an antibiotic that are open together.
    fn settle_resistance(&mut self, edition: &OpenEdition) {
        if self.subject == Subject::Consumption || self.view == View::Matrix {
            return;
        }
        let pairs = || edition.indicators.iter().filter_map(pair);
        let organism = self.organism.as_deref().unwrap_or_default();
        let antibiotic = self.antibiotic.as_deref().unwrap_or_default();
        if pairs().any(|one| one == (organism, antibiotic)) {
            return;
        }
        let of_organism = pairs().find(|(one, _)| *one == organism);
        if let Some((organism, antibiotic)) = of_organism.or_else(|| pairs().next()) {
            self.organism = Some(organism.to_owned());
            self.antibiotic = Some(antibiotic.to_owned());
        }
    }
}

fn families(edition: &OpenEdition) -> impl Iterator<Item = &str> {
    edition.indicators.iter().filter_map(|one| one.family.as_deref())
}

fn pair(one: &OpenIndicatorLabel) -> Option<(&str, &str)> {
    one.organism.as_deref().zip(one.antibiotic.as_deref())
}

fn has_scope(scope: &Scope, edition: &OpenEdition) -> bool {
    let has = |all: &[crate::dto::CodeLabel], code: &str| all.iter().any(|one| one.code == code);
    match scope {
        Scope::Many { region: None, kind: None } => true,
        Scope::Many { region: Some(code), kind: None } => has(&edition.regions, code),
        Scope::Many { region: None, kind: Some(code) } => has(&edition.types, code),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dto::{CodeLabel, OpenLicence};

    fn edition() -> OpenEdition {
        let label = |code: &str| CodeLabel { code: code.to_owned(), label: code.to_owned() };
        let resistance = |organism: &str, antibiotic: &str| OpenIndicatorLabel {
            id: format!("{organism}_{antibiotic}"),
            label: String::new(),
            family: None,
            organism: Some(organism.to_owned()),
            antibiotic: Some(antibiotic.to_owned()),
        };
        let carbapenems = OpenIndicatorLabel {
            id: "CARBA".to_owned(),
            label: String::new(),
            family: Some("CARBA".to_owned()),
            organism: None,
            antibiotic: None,
        };
        OpenEdition {
            version: String::new(),
            year: 2024,
            years: vec![2022, 2023, 2024],
            base: String::new(),
            base_sha256: String::new(),
            published_at: String::new(),
            consumption_establishments: 0,
            resistance_establishments: 0,
            regions: vec![label("93")],
            types: vec![label("CH")],
            indicators: vec![carbapenems, resistance("ESCCOL", "FQ"), resistance("KLEPNE", "C3G")],
            numbers: 0,
            hidden: 0,
            hidden_text: Vec::new(),
            licence: OpenLicence { title: String::new(), path: String::new() },
            citation: String::new(),
        }
    }

    fn asked(query: &str) -> Inquiry {
        Inquiry::of_query(query).unwrap().in_edition(&edition())
    }

    #[test]
    fn a_question_keeps_what_is_open_and_loses_the_rest() {
        let found = asked(
            "sujet=consommation&vue=evolution&qui=region-93&avec=type-CH&de=2022&a=2024&secteur=REA&famille=CARBA&voie=P",
        );
        assert_eq!(found.scope, Scope::region("93"));
        assert_eq!(found.compared, Some(Beside::Scope(Scope::kind("CH"))));
        assert_eq!(
            (found.sector.as_deref(), found.family.as_deref()),
            (Some("REA"), Some("CARBA"))
        );
        assert_eq!((found.route, found.first, found.last), (None, 2022, 2024));
        assert_eq!(asked("sujet=consommation&vue=position&qui=type-CH").view, View::Trend);
        assert_eq!(asked("sujet=consommation&qui=region-11").scope, Scope::NATION);
        assert_eq!(asked("sujet=consommation&famille=C3G").family, None);
        assert_eq!(asked("sujet=consommation&de=2010&a=2030").first, 2022);
    }

    #[test]
    fn an_organism_is_asked_for_what_is_open_of_it() {
        let of = |query: &str| {
            let found = asked(query);
            (found.organism.unwrap(), found.antibiotic.unwrap())
        };
        let pair = |one: &str, two: &str| (one.to_owned(), two.to_owned());
        assert_eq!(of("sujet=resistance&germe=KLEPNE&antibiotique=C3G"), pair("KLEPNE", "C3G"));
        assert_eq!(of("sujet=resistance&germe=ESCCOL&antibiotique=C3G"), pair("ESCCOL", "FQ"));
        assert_eq!(of("sujet=resistance&germe=STAAUR&antibiotique=METI"), pair("ESCCOL", "FQ"));
    }
}
