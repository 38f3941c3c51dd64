//! A report made up for tests.

use crate::chart::testing::{at, figure};
use crate::dto::{
    ConsumptionGroup, Figure, Indicator, IndicatorCard, Indicators, Perimeter, SectorRow, Versions,
};
use crate::report::{
    Base, ConsumptionFigures, Identity, Kind, Level, Quality, ReportInput, ResistanceFigures,
};

/// A figure that may not be shown.
pub fn hidden() -> Figure {
    Figure {
        value: None,
        numerator: 0.0,
        denominator: 0.0,
        unit: "DDJ/1000 JH".to_owned(),
        interval: None,
        versions: Versions::default(),
        notes: vec!["Moins de 3 établissements.".to_owned()],
    }
}

/// What a molecule was consumed.
pub fn molecule(atc: &str, ddd: f64) -> ConsumptionGroup {
    let of = |atc: &str, route: &str| {
        [("atc", atc), ("route", route)]
            .map(|(axis, code)| (axis.to_owned(), code.to_owned()))
            .into()
    };
    ConsumptionGroup {
        key: of(atc, "P"),
        labels: of(atc, "injectable"),
        ddd: Some(ddd),
        patient_days: Some(1000.0),
        rate: figure(ddd, "a"),
        share: Some(ddd),
        dose: None,
    }
}

/// A year of an establishment with one sector.
pub fn input(kind: Kind, perimeter: Perimeter) -> ReportInput {
    let card = IndicatorCard {
        id: "CONSO_DDJ".to_owned(),
        label: "Consommation d’antibiotiques".to_owned(),
        figure: figure(354.185, "a"),
        previous: None,
        change: None,
    };
    let indicator = Indicator {
        id: "SARM_DI".to_owned(),
        label: "Densité d’incidence des SARM".to_owned(),
        numerator: String::new(),
        denominator: String::new(),
        figure: hidden(),
        previous: None,
        change: None,
        target: None,
        reference_values: Vec::new(),
        decimals: 2,
        is_strategy: true,
        source: String::new(),
    };
    ReportInput {
        identity: Identity {
            name: "CH de Test".to_owned(),
            level: Level::Site,
            ..Identity::default()
        },
        year: 2024,
        kind,
        perimeter,
        base: Base::Live { as_of: "2025-11-22T14:05:00Z".to_owned() },
        made_on: "2025-11-22".to_owned(),
        parameters: Vec::new(),
        participants: None,
        indicators: (perimeter == Perimeter::Spares)
            .then(|| Indicators { year: 2024, items: vec![indicator] }),
        consumption: ConsumptionFigures {
            cards: vec![card],
            sectors: vec![SectorRow {
                sector: "MED".to_owned(),
                label: "Médecine".to_owned(),
                inside: None,
                current: Some(figure(447.8, "a")),
                previous: Some(figure(450.8, "a")),
                change: Some(-0.67),
            }],
            years: vec![at("2023", 350.6, "a"), at("2024", 354.185, "b")],
            molecules: (0..12)
                .map(|rank| molecule(&format!("J01CA{rank:02}"), f64::from(rank)))
                .collect(),
            ..ConsumptionFigures::default()
        },
        resistance: Some(ResistanceFigures::default()),
        quality: Quality::default(),
    }
}
