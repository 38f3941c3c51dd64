//! Which units count, and in which sector.

use domain::consumption::computation_rules;
use domain::documentation::perimeter::placed_units;
use domain::nomenclature::{activity, listed_disciplines, perimeter_rows, sectors};
use leptos::prelude::*;

use super::parts::{LongList, MethodPart, RuleList, Texts};
use crate::labels;

const DOMAINS: [(&str, &str); 2] = [("URG", "Urgences"), ("MT", "Médico-technique")];

/// The part about the perimeter.
#[component]
pub fn Perimeter() -> impl IntoView {
    let disciplines: Vec<Vec<String>> = listed_disciplines()
        .map(|line| {
            let part = line.subsector.map(sector_name).unwrap_or_default();
            let domain = line.domain.map_or_else(|| "hors liste".to_owned(), domain_name);
            vec![line.code.to_owned(), line.label.to_owned(), domain, part]
        })
        .collect();
    let count = disciplines.len();
    view! {
        <MethodPart anchor="perimetre" tables=&["perimeters", "sectors", "equipment_disciplines", "activity_types"]>
            <RuleList rules=computation_rules() ids=&["perimeter"] />
            <Texts caption="Ce qui compte" columns=&["Périmètre", "Type d’activité (TA)", "Domaine de la DE", "Secteur"] rows=cells() />
            <Texts caption="Exemples, placés par le programme" columns=&["Unité", "DE", "TA", "Réponse", "Ce qu’il en advient"] rows=examples() />
            <LongList title=format!("Les {count}\u{a0}lignes de la liste des disciplines")>
                <Texts caption="Disciplines d’équipement" columns=&["DE", "Libellé", "Domaine", "Sous-secteur"] rows=disciplines />
            </LongList>
        </MethodPart>
    }
}

/// One line per perimeter, domain and sector, with its types of activity.
fn cells() -> Vec<Vec<String>> {
    let mut lines: Vec<(&str, &str, &str, Vec<&str>)> = Vec::new();
    for row in perimeter_rows() {
        let place = (row.perimeter, row.domain, row.sector);
        match lines
            .iter_mut()
            .find(|(perimeter, domain, sector, _)| (*perimeter, *domain, *sector) == place)
        {
            Some((.., activities)) => activities.push(row.ta),
            None => lines.push((row.perimeter, row.domain, row.sector, vec![row.ta])),
        }
    }
    let cells = |(perimeter, domain, sector, activities): (&str, &str, &str, Vec<&str>)| {
        let perimeter = if perimeter == "spares" { "Sanitaire SPARES" } else { "EHPAD" };
        let named = |code: &str| {
            let label = activity(code).map_or("", |activity| activity.label);
            format!("{code}\u{a0}: {label}")
        };
        let activities: Vec<String> = activities.into_iter().map(named).collect();
        vec![
            perimeter.to_owned(),
            activities.join("\u{202f}; "),
            domain_name(domain),
            sector_name(sector),
        ]
    };
    lines.into_iter().map(cells).collect()
}

fn examples() -> Vec<Vec<String>> {
    let cells = |one: domain::documentation::perimeter::PlacedExample| {
        let status = labels::unit_status(one.placement.status);
        let fate = match one.placement.sector {
            Some(sector) => format!("{status}, {}", sector_name(sector)),
            None => status.to_owned(),
        };
        let answer = one.answer.unwrap_or("–").to_owned();
        vec![one.unit.to_owned(), one.de.to_owned(), one.ta.to_owned(), answer, fate]
    };
    placed_units().into_iter().map(cells).collect()
}

fn domain_name(code: &str) -> String {
    let other = DOMAINS.iter().find(|(known, _)| *known == code);
    other.map_or_else(|| sector_name(code), |(_, name)| (*name).to_owned())
}

/// The name of a sector or of a part of one.
pub fn sector_name(code: &str) -> String {
    let found = sectors().iter().find(|sector| sector.code == code);
    found.map_or(code, |sector| sector.label).to_owned()
}
