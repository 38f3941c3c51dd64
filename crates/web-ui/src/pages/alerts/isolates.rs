//! The isolates of an alert, counted in figures or not.

use domain::dto::AlertIsolate;
use leptos::prelude::*;

use crate::components::{Badge, TableFrame, Tone};
use crate::{format, routes};

/// Characters of a pseudonym that are shown.
const SHORT: usize = 8;

/// One row each, in the order of time.
#[component]
pub fn IsolateTable(isolates: Vec<AlertIsolate>, finess: String) -> impl IntoView {
    let rows = isolates.into_iter().map(|isolate| row(isolate, &finess)).collect_view();
    view! {
        <TableFrame caption="Isolats de l’alerte" quiet=true>
            <thead>
                <tr>
                    <th scope="col">"Date"</th>
                    <th scope="col">"Patient"</th>
                    <th scope="col">"Prélèvement, germe"</th>
                    <th scope="col">"Résultats"</th>
                    <th scope="col">"Dans les chiffres"</th>
                    <th scope="col">"Import"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </TableFrame>
    }
}

fn row(isolate: AlertIsolate, finess: &str) -> impl IntoView + use<> {
    let enzyme = isolate.carbapenemase.then(|| {
        let kind = isolate.carbapenemase_type.clone();
        kind.map_or_else(|| "Carbapénémase".to_owned(), |kind| format!("Carbapénémase {kind}"))
    });
    let of = |wanted: &str| {
        let codes = isolate.results.iter().filter(|(_, result)| result == wanted);
        codes.map(|(code, _)| code.as_str()).collect::<Vec<_>>().join(" ")
    };
    let results = [("R", of("R")), ("SFP", of("SFP")), ("S", of("S"))]
        .into_iter()
        .filter(|(_, codes)| !codes.is_empty())
        .map(|(result, codes)| {
            view! { <span class="block"><strong>{result}</strong> " " {codes}</span> }
        })
        .collect_view();
    let date = isolate.sampled_on.as_deref().map_or_else(|| "illisible".to_owned(), format::day);
    let pseudonym = isolate.pseudonym.as_deref().map(|text| {
        let short: String = text.chars().take(SHORT).collect();
        view! { <span class="block font-mono text-sm text-base-content/75">{short}</span> }
    });
    let counted = if isolate.counted {
        view! {
            <Badge tone=Tone::Success text="Compté" />
            <span class="mt-1 block text-sm">"avant dédoublonnage"</span>
        }
        .into_any()
    } else {
        view! {
            <Badge tone=Tone::Neutral text="Non compté" />
            <span class="mt-1 block text-sm">{isolate.reason_label.clone()}</span>
        }
        .into_any()
    };
    let href = routes::import(finess, isolate.import_id);
    view! {
        <tr class="align-top">
            <th scope="row" class="font-normal whitespace-nowrap">{date}</th>
            <td class="whitespace-nowrap">
                {format!("n°\u{a0}{}", format::integer(isolate.patient))} {pseudonym}
            </td>
            <td class="min-w-40">
                {isolate.specimen} <span class="block italic">{isolate.organism_label}</span>
            </td>
            <td class="min-w-44 text-sm">
                {enzyme.map(|text| view! { <span class="block font-medium">{text}</span> })}
                {results}
            </td>
            <td class="min-w-40">{counted}</td>
            <td class="whitespace-nowrap">
                <a class="link link-primary" href=href>{format!("n°\u{a0}{}", isolate.import_id)}</a>
                <span class="block text-sm text-base-content/75">{format!("ligne {}", isolate.rows)}</span>
            </td>
        </tr>
    }
}
