//! From figures to a report: the front of the document, then its sections.

use super::input::{Participants, ReportInput};
use super::model::{Base, Block, KeyFigure, Kind, Report, Section};
use super::scope::change;
use super::table::{Cell, Column, Content, Table};
use super::versions::versions;
use super::{annexes, comparison, consumption, indicators, molecules, resistance};
use crate::dto::{Figure, Perimeter};
use crate::french;

/// Figures on the first page, by the id of their indicator or card, with their short names.
const KEY_FIGURES: [(&str, &str); 6] = [
    ("CONSO_DDJ", "Consommation d’antibiotiques"),
    ("ECDC_LARGE_SPECTRE", "Part des antibiotiques à large spectre"),
    ("ATF_DDJ", "Consommation d’antifongiques"),
    ("SARM_DI", "Densité d’incidence des SARM"),
    ("EBLSE_DI", "Densité d’incidence des EBLSE"),
    ("EPC_DI", "Densité d’incidence des EPC"),
];

/// The report of an establishment, a region or the nation.
///
/// Computes no figure but shares, percentiles and rates of participation: every number is one of `input`. The same
/// input gives the same report.
pub fn report(input: &ReportInput) -> Report {
    let mut sections = Vec::new();
    sections.extend(summary(input));
    if !input.is_ehpad() {
        sections.push(indicators::section(input));
    }
    sections.extend(consumption::sections(input));
    sections.extend(molecules::sections(input));
    sections.extend(comparison::section(input));
    if !input.is_ehpad() {
        sections.extend(resistance::sections(input));
    }
    sections.extend(annexes::sections(input));
    let what = if input.is_ehpad() {
        "Consommation d’antibiotiques en EHPAD"
    } else {
        "Consommation d’antibiotiques et résistances bactériennes"
    };
    Report {
        title: what.to_owned(),
        subtitle: format!("{} {}", input.kind.label(), input.year),
        identity: input.identity.clone(),
        year: input.year,
        kind: input.kind,
        perimeter: input.perimeter,
        base: input.base.clone(),
        made_on: input.made_on.clone(),
        parameters: input.parameters.clone(),
        versions: versions(input),
        key_figures: key_figures(input),
        sections,
    }
}

/// What a report says of itself, in French.
pub(super) fn own_parameters(input: &ReportInput) -> Vec<(&'static str, String)> {
    let identity = &input.identity;
    let mut told = vec![
        ("Rapport", input.kind.label().to_owned()),
        ("Année", input.year.to_string()),
        ("Périmètre des unités", perimeter_label(input.perimeter).to_owned()),
        ("Niveau", identity.level.label().to_owned()),
        ("Nom", identity.name.clone()),
    ];
    let optional = [
        ("FINESS", &identity.finess),
        ("Ville", &identity.city),
        ("Type d’établissement", &identity.type_label),
        ("Région", &identity.region),
    ];
    told.extend(optional.into_iter().filter_map(|(label, value)| Some((label, value.clone()?))));
    told.extend(base_parameters(&input.base));
    told.push(("Édité le", french::day(&input.made_on)));
    told
}

fn base_parameters(base: &Base) -> Vec<(&'static str, String)> {
    match base {
        Base::Frozen { id, name, sha256, frozen_on } => vec![
            ("Base", format!("figée, n°\u{a0}{id}, «\u{a0}{name}\u{a0}»")),
            ("Figée le", annexes::moment(frozen_on)),
            ("Empreinte de la base (SHA-256)", sha256.clone()),
        ],
        Base::Live { as_of } => {
            vec![("Base", format!("non figée, état du {}", annexes::moment(as_of)))]
        }
    }
}

/// The perimeter of the units, in French.
pub const fn perimeter_label(perimeter: Perimeter) -> &'static str {
    match perimeter {
        Perimeter::Spares => "Sanitaire SPARES",
        Perimeter::Ehpad => "EHPAD",
        Perimeter::All => "Toutes les unités",
    }
}

fn key_figures(input: &ReportInput) -> Vec<KeyFigure> {
    let card = |id: &str| {
        let found = input.consumption.cards.iter().find(|card| card.id == id)?;
        Some((&found.figure, found.change, 1))
    };
    let indicator = |id: &str| {
        let found = input.indicators.iter().flat_map(|all| &all.items).find(|one| one.id == id)?;
        Some((&found.figure, found.change, found.decimals.max(2)))
    };
    let told = KEY_FIGURES.into_iter().filter_map(|(id, label)| {
        let (figure, change, decimals) = card(id).or_else(|| indicator(id))?;
        Some(key_figure(input, label, (figure, change, decimals)))
    });
    told.collect()
}

fn key_figure(
    input: &ReportInput,
    label: &str,
    (figure, evolution, decimals): (&Figure, Option<f64>, usize),
) -> KeyFigure {
    let value = figure.value.map_or_else(Cell::empty, |value| Cell::number(value, decimals));
    let is_missing = value.content == Content::Empty;
    let reason =
        figure.notes.first().cloned().unwrap_or_else(|| "Chiffre non disponible.".to_owned());
    KeyFigure {
        label: label.to_owned(),
        value,
        unit: input.unit(figure),
        reason: is_missing.then_some(reason),
        change: evolution.map(|evolution| change(Some(evolution))),
    }
}

/// What to know before reading: that the base may change, what a short report leaves out, who takes part.
fn summary(input: &ReportInput) -> Option<Section> {
    let mut blocks = Vec::new();
    if input.kind == Kind::Provisional || matches!(input.base, Base::Live { .. }) {
        blocks.push(Block::notice(
            "Provisoire\u{a0}: base non figée. Les données peuvent encore être complétées ou corrigées\u{a0}; les chiffres de ce \
             rapport ne sont pas à publier.",
        ));
    }
    if input.is_short() {
        blocks.push(Block::notice(
            "Rapport court\u{a0}: il laisse de côté l’évolution, les antifongiques, le classement AWaRe, la comparaison avec les \
             établissements du même type, les résistances par antibiotique et par nature de prélèvement, le détail des \
             molécules, les règles de calcul et la qualité des données. Le rapport définitif les contient.",
        ));
    }
    if let Some(participants) = &input.participants {
        blocks.push(Block::Table(participation(input, participants)));
    }
    (!blocks.is_empty())
        .then(|| Section::new(1, Section::BEFORE_READING, "À savoir avant de lire", blocks))
}

fn participation(input: &ReportInput, participants: &Participants) -> Table {
    let mut table = Table::new(
        "participants",
        format!("Participation, {}", input.year),
        vec![
            Column::text("Données"),
            Column::number("Établissements", ""),
            Column::number(input.days(), ""),
            Column::number("Journées de la SAE", ""),
            Column::number("Part", "%"),
        ],
    );
    let Participants { consumption, resistance } = participants;
    let kinds = [
        ("Consommation", Some(consumption)),
        ("Résistances", (!input.is_ehpad()).then_some(resistance)),
    ];
    for (label, one) in kinds.into_iter().filter_map(|(label, one)| Some((label, one?))) {
        let [sae, share] = if let Some(days) = one.sae_days.filter(|days| *days > 0.0) {
            [Cell::amount(days), Cell::number(100.0 * one.patient_days / days, 1)]
        } else {
            let unknown =
                table.absent("Les journées de la SAE ne sont pas connues pour ce périmètre.");
            [unknown.clone(), unknown]
        };
        table.push(vec![
            Cell::text(label),
            Cell::count(one.establishments),
            Cell::amount(one.patient_days),
            sae,
            share,
        ]);
    }
    table
}
