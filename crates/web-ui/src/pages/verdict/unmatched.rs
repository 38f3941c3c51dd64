//! Units and drugs that led to no reference.

use domain::dto::{Unmatched, UnmatchedValue};
use leptos::prelude::*;

use crate::components::TableFrame;
use crate::format;
use crate::labels;

/// Both lists, each with the way to repair it.
#[component]
pub fn UnmatchedValues(
    unmatched: Unmatched,
    /// Address of the establishment's own drugs.
    #[prop(optional_no_strip)]
    drugs: Option<String>,
) -> impl IntoView {
    let units = table("UF sans correspondance", "UF", unmatched.units, None);
    let drugs = table(
        "Médicaments sans correspondance",
        "Code",
        unmatched.drugs,
        drugs.map(|drugs| (drugs, "Compléter le livret de la pharmacie")),
    );
    view! { {units} {drugs} }
}

/// Values that are listed at first; the files of a hospital may hold hundreds.
const SHOWN: usize = 10;

fn table(
    title: &'static str,
    column: &'static str,
    values: Vec<UnmatchedValue>,
    repair: Option<(String, &'static str)>,
) -> Option<impl IntoView> {
    let row = |value: UnmatchedValue| {
        view! {
            <tr>
                <th scope="row" class="font-normal tabular-nums">
                    {if value.value.is_empty() { "(vide)".to_owned() } else { value.value }}
                </th>
                <td>{value.label.unwrap_or_else(|| "–".to_owned())}</td>
                <td>{labels::reason(&value.reason).to_owned()}</td>
                <td class="text-end tabular-nums">{format::integer(value.rows)}</td>
            </tr>
        }
    };
    let others = values.len().saturating_sub(SHOWN);
    let all = RwSignal::new(others == 0);
    let (first, rest) = {
        let mut first = values;
        let rest = StoredValue::new(first.split_off(first.len().min(SHOWN)));
        (first, rest)
    };
    let more = move || {
        (!all.get()).then(|| {
            let others = u32::try_from(others).unwrap_or(u32::MAX);
            let text = format!("Voir {}", format::count(others, "autre valeur", "autres valeurs"));
            view! {
                <button type="button" class="btn btn-sm" on:click=move |_| all.set(true)>{text}</button>
            }
        })
    };
    let rest = move || all.get().then(|| rest.get_value().into_iter().map(row).collect_view());
    (!first.is_empty()).then(|| {
        view! {
            <section class="space-y-3">
                <div class="flex flex-wrap items-center justify-between gap-3">
                    <h2 class="text-xl font-bold">{title}</h2>
                    {repair
                        .map(|(href, text)| view! { <a class="btn btn-sm" href=href>{text}</a> })}
                </div>
                <TableFrame caption=title quiet=true>
                    <thead>
                        <tr>
                            <th scope="col">{column}</th>
                            <th scope="col">"Libellé"</th>
                            <th scope="col">"Motif"</th>
                            <th scope="col" class="text-end">"Lignes"</th>
                        </tr>
                    </thead>
                    <tbody>{first.into_iter().map(row).collect_view()} {rest}</tbody>
                </TableFrame>
                {more}
            </section>
        }
    })
}
