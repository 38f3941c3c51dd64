//! The isolates of a figure by the day of the stay on which they were sampled.

use domain::dto::OnsetFigures;
use domain::resistance::Onset;
use leptos::prelude::*;

use super::words;
use crate::components::TableFrame;
use crate::format;

/// Community, hospital, or not told; a sentence where the file tells no day of admission.
#[component]
pub fn Onsets(onsets: Vec<OnsetFigures>) -> impl IntoView {
    let is_told = |one: &OnsetFigures| one.onset != Onset::Unknown.as_str() && one.isolates > 0;
    if !onsets.iter().any(is_told) {
        return view! {
            <p class="max-w-prose">
                "Origine communautaire ou hospitalière : le fichier ne donne pas la date d’entrée, elle n’est pas
                déterminée."
            </p>
        }
        .into_any();
    }
    let row = |one: OnsetFigures| {
        view! {
            <tr>
                <th scope="row" class="font-normal">{one.label}</th>
                <td class="text-end tabular-nums">{format::integer(one.isolates)}</td>
                <td class="text-end tabular-nums">{words::ratio(&one.proportion)}</td>
                <td class="text-end font-semibold tabular-nums">{words::percent(&one.proportion)}</td>
            </tr>
        }
    };
    view! {
        <h3 class="pt-4 font-semibold">"Origine des souches comptées"</h3>
        <p class="max-w-prose">
            "Hospitalière : prélevée le 3ᵉ jour du séjour ou plus tard, le jour d’entrée étant le premier. Communautaire :
            avant."
        </p>
        <TableFrame caption="Souches comptées selon leur origine" quiet=true>
            <thead>
                <tr>
                    <th scope="col">"Origine"</th>
                    <th scope="col" class="text-end">"Isolats comptés"</th>
                    <th scope="col" class="text-end">"R sur testés"</th>
                    <th scope="col" class="text-end">"% R"</th>
                </tr>
            </thead>
            <tbody>{onsets.into_iter().map(row).collect_view()}</tbody>
        </TableFrame>
    }
    .into_any()
}
