//! The report of Grasse made wide and hostile: long and dangerous names, everything hidden, many lines.

use domain::dto::{Figure, PeriodPoint};
use domain::report::{Base, Identity, Kind, Level, Participants, Participation, ReportInput};

use crate::grasse::Years;

/// Texts that a template, a workbook or a font could stumble upon.
pub const HOSTILE: [&str; 8] = [
    "=cmd|' /C calc'!A0",
    "#let x = 1; #panic() *gras* _ital_ $x$ <etiquette> @ref",
    "\\n \u{0} \u{7} \u{202e}evil\u{feff}",
    "東京 🏥 العربية",
    "& \" ' < > [&L] ${x} %s",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "+33 1 - @SUM(A1)",
    "",
];

/// The nation: with participants, quarters and five times the molecules.
pub fn nation(years: &Years) -> ReportInput {
    let mut input = years.input(Kind::Definitive);
    input.identity =
        Identity { name: "France".to_owned(), level: Level::Nation, ..Identity::default() };
    let participation = Participation {
        establishments: 1734,
        patient_days: 92_487_923.0,
        sae_days: Some(118_000_000.0),
    };
    input.participants =
        Some(Participants { consumption: participation.clone(), resistance: participation });
    let molecules = input.consumption.molecules.clone();
    for copy in 1..5 {
        input.consumption.molecules.extend(molecules.iter().cloned().map(|mut group| {
            group.key.insert("atc".to_owned(), format!("J01ZZ{copy}{}", group.key["atc"]));
            group
        }));
    }
    let rate = &input.consumption.cards[0].figure;
    let quarter = |rank: u32| PeriodPoint {
        period: format!("{}-Q{}", 2019 + rank / 4, rank % 4 + 1),
        figure: Figure { value: Some(300.0 + f64::from(rank)), ..rate.clone() },
    };
    input.consumption.quarters = (0..24).map(quarter).collect();
    input
}

/// A report whose free texts are all `text`.
pub fn with_text(mut input: ReportInput, text: &str) -> ReportInput {
    text.clone_into(&mut input.identity.name);
    input.identity.city = Some(text.to_owned());
    input.identity.region = Some(text.to_owned());
    input.base = Base::Frozen {
        id: 1,
        name: text.to_owned(),
        sha256: text.to_owned(),
        frozen_on: text.to_owned(),
    };
    text.clone_into(&mut input.made_on);
    for parameter in &mut input.parameters {
        text.clone_into(&mut parameter.value);
    }
    for anomaly in &mut input.quality.anomalies {
        text.clone_into(&mut anomaly.message);
    }
    for group in &mut input.consumption.molecules {
        group.labels.insert("atc".to_owned(), text.to_owned());
    }
    for row in &mut input.consumption.sectors {
        text.clone_into(&mut row.label);
    }
    for card in &mut input.consumption.cards {
        card.figure.notes.push(text.to_owned());
    }
    for peers in &mut input.consumption.peers {
        text.clone_into(&mut peers.label);
    }
    input
}

/// A report in which no figure may be shown.
pub fn hidden(mut input: ReportInput) -> ReportInput {
    let hide = domain::consumption::hide;
    for card in &mut input.consumption.cards {
        hide(&mut card.figure);
        card.previous = None;
        card.change = None;
    }
    for row in &mut input.consumption.sectors {
        row.current.iter_mut().for_each(hide);
        row.previous = None;
    }
    for group in &mut input.consumption.molecules {
        hide(&mut group.rate);
        (group.ddd, group.share, group.dose) = (None, None, None);
    }
    for indicator in input.indicators.iter_mut().flat_map(|all| &mut all.items) {
        hide(&mut indicator.figure);
    }
    input
}
