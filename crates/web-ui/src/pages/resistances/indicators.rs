//! The ten national indicators, with their targets and the values of the nation.

use domain::dto::{Indicator, Indicators};
use leptos::prelude::*;

use crate::components::{Badge, Loaded, TableFrame, Tone};
use crate::format;
use crate::pages::analyses::TargetLink;
use crate::remote::Remote;
use crate::session::use_client;

/// Reads and shows them.
#[component]
pub fn NationalIndicators(finess: String, year: i32) -> impl IntoView {
    let client = use_client();
    let indicators = {
        let finess = finess.clone();
        Remote::new(move || {
            let finess = finess.clone();
            async move { client.indicators(&finess, year).await }
        })
    };
    view! {
        <section class="space-y-4" aria-labelledby="indicateurs-nationaux">
            <h2 id="indicateurs-nationaux" class="text-xl font-bold">"Indicateurs nationaux"</h2>
            <Loaded
                resource=indicators
                view=move |indicators| {
                    view! { <Table indicators finess=finess.clone() /> }.into_any()
                }
            />
        </section>
    }
}

#[component]
fn Table(indicators: Indicators, finess: String) -> impl IntoView {
    let year = indicators.year;
    let rows =
        indicators.items.into_iter().map(|item| row(item, finess.clone(), year)).collect_view();
    view! {
        <TableFrame caption="Indicateurs nationaux, cibles et valeurs publiées" quiet=true>
            <thead>
                <tr>
                    <th scope="col">"Indicateur"</th>
                    <th scope="col" class="text-end">{year - 1}</th>
                    <th scope="col" class="text-end">{year}</th>
                    <th scope="col">"Cible"</th>
                    <th scope="col" class="text-end">"France 2019"</th>
                    <th scope="col" class="text-end">"France 2023"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </TableFrame>
    }
}

fn row(item: Indicator, finess: String, year: i32) -> impl IntoView {
    let decimals = item.decimals.max(1);
    let number = move |value: Option<f64>| {
        value.map_or_else(|| "–".to_owned(), |value| format::decimal(value, decimals))
    };
    let reference = move |year: i32| {
        let found = item.reference_values.iter().find(|one| one.year == year);
        number(found.map(|one| one.value))
    };
    let (in_2019, in_2023) = (reference(2019), reference(2023));
    let unit = item.figure.unit.clone();
    let sides = format!(
        "{} / {}",
        format::integer(item.figure.numerator.round()),
        format::integer(item.figure.denominator.round())
    );
    let note = item.figure.notes.first().cloned();
    let target = item.target.map(|target| {
        let state = target.reached.map(|reached| {
            let (tone, text) =
                if reached { (Tone::Success, "atteinte") } else { (Tone::Warning, "non atteinte") };
            view! { <Badge tone text /> }
        });
        view! {
            <span class="block">{target.label}</span>
            {state}
            <span class="block">
                <TargetLink indicator=item.id label=item.label.clone() finess year />
            </span>
        }
    });
    view! {
        <tr class="align-top">
            <th scope="row" class="min-w-56 font-normal">
                <span class="font-medium">{item.label}</span>
                <span class="block text-xs text-base-content/75">{unit}</span>
            </th>
            <td class="text-end tabular-nums">{number(item.previous.and_then(|figure| figure.value))}</td>
            <td class="text-end tabular-nums">
                <span class="font-semibold">{number(item.figure.value)}</span>
                <span class="block text-xs text-base-content/75">{sides}</span>
                {note.map(|note| view! { <span class="block min-w-40 text-xs">{note}</span> })}
            </td>
            <td class="min-w-44">{target}</td>
            <td class="text-end tabular-nums">{in_2019}</td>
            <td class="text-end tabular-nums">{in_2023}</td>
        </tr>
    }
}
