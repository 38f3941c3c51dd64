//! One unit of the structure.

use domain::dto::{SectorAnswer, StructureUnit, UnitStatus};
use leptos::prelude::*;

use super::super::sector_question::SectorQuestion;
use crate::components::{Badge, Tone};
use crate::labels;

const fn tone(status: UnitStatus) -> Tone {
    match status {
        UnitStatus::Perimeter => Tone::Success,
        UnitStatus::Ehpad => Tone::Information,
        UnitStatus::Outside => Tone::Neutral,
        UnitStatus::Incomplete | UnitStatus::UnknownDe | UnitStatus::ToAnswer => Tone::Warning,
    }
}

/// Codes, status in words, sector or question.
#[component]
pub fn UnitRow(unit: StructureUnit, answer: Callback<SectorAnswer>) -> impl IntoView {
    let shown = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
    let place = [unit.service_label.clone(), unit.pole_label.clone()];
    let place = place.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let sector = if unit.choices.is_empty() {
        let name = unit.sector.as_deref().map_or("–", labels::sector).to_owned();
        let part = unit.subsector.as_deref().map(|part| format!(", dont {}", labels::sector(part)));
        view! { {name} {part} }.into_any()
    } else {
        view! { <SectorQuestion unit=unit.clone() answer /> }.into_any()
    };
    view! {
        <tr>
            <th scope="row" class="font-normal">
                <span class="font-semibold tabular-nums">{unit.unit_code}</span>
                " "
                {unit.unit_label}
            </th>
            <td>{if place.is_empty() { "–".to_owned() } else { place }}</td>
            <td class="tabular-nums">{shown(unit.de_code)}</td>
            <td class="tabular-nums">{shown(unit.ta_code)}</td>
            <td><Badge tone=tone(unit.status) text=labels::unit_status(unit.status) /></td>
            <td class="min-w-48">{sector}</td>
        </tr>
    }
}
