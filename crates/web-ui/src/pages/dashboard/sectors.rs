//! The table by sector.

use domain::dto::SectorRow;
use leptos::prelude::*;

use super::value;
use crate::components::{ExplainButton, TableFrame};
use crate::selection::Selection;

/// The year before, the year, the change; parts of a sector are indented under it.
#[component]
pub fn Sectors(rows: Vec<SectorRow>, year: i32) -> impl IntoView {
    let row = move |row: SectorRow| {
        let part = row.inside.is_some();
        let interval = row.current.as_ref().and_then(value::interval);
        let name = if part { format!("dont {}", row.label) } else { row.label.clone() };
        let explain = row.current.is_some().then(|| {
            view! {
                <ExplainButton
                    selection=Selection::sector(&row.sector)
                    subject=format!("{}, {year}", row.label)
                    small=true
                />
            }
        });
        view! {
            <tr>
                <th scope="row" class=if part { "ps-10 font-normal" } else { "font-medium" }>{name}</th>
                <td class="text-end tabular-nums">{value::value(row.previous.as_ref())}</td>
                <td class="text-end tabular-nums">
                    <span class="font-semibold">{value::value(row.current.as_ref())}</span>
                    {interval
                        .map(|text| {
                            view! { <span class="block text-xs text-base-content/75">{text}</span> }
                        })}
                </td>
                <td class="text-end tabular-nums">{value::change(row.change)}</td>
                <td class="text-end">{explain}</td>
            </tr>
        }
    };
    view! {
        <section class="space-y-4" aria-labelledby="par-secteur">
            <h2 id="par-secteur" class="text-xl font-bold">"Par secteur d’activité"</h2>
            <TableFrame caption="DDJ/1000 JH par secteur, avec l’intervalle de confiance à 95\u{202f}%">
                <thead>
                    <tr>
                        <th scope="col">"Secteur"</th>
                        <th scope="col" class="text-end">{year - 1}</th>
                        <th scope="col" class="text-end">{year}</th>
                        <th scope="col" class="text-end">"Évolution"</th>
                        <th scope="col"><span class="sr-only">"Calcul"</span></th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </TableFrame>
        </section>
    }
}
