//! The panel of Santé publique France and EARS-Net.

use domain::dto::{Dashboard, PanelEntry, ResistancePanel};
use leptos::prelude::*;
use leptos_router::hooks::{query_signal, use_location};

use super::of_year::OfYear;
use super::{panel_csv, words};
use crate::browser;
use crate::components::{Loaded, PageHeading, TableFrame};
use crate::remote::Remote;
use crate::session::use_client;

/// Query parameter that holds the organisms.
const ORGANISM: &str = "organisme";

/// The view of the panel.
#[component]
pub fn ResistancePanelPage() -> impl IntoView {
    view! {
        <PageHeading
            title="Panel national de résistance"
            lead="Les indicateurs que demandent Santé publique France et EARS-Net, chaque prélèvement dédoublonné séparément."
        />
        <OfYear view=|dashboard| view! { <Panel dashboard /> }.into_any() />
    }
}

#[component]
fn Panel(dashboard: Dashboard) -> impl IntoView {
    let client = use_client();
    let Dashboard { finess, year, .. } = dashboard;
    let read = finess.clone();
    let panel = Remote::new(move || {
        let finess = read.clone();
        async move { client.resistance_panel(&finess, year).await }
    });
    view! {
        <Loaded
            resource=panel
            view=move |panel| view! { <Lines panel finess=finess.clone() /> }.into_any()
        />
    }
}

#[component]
fn Lines(panel: ResistancePanel, finess: String) -> impl IntoView {
    let query = use_location().query;
    let (_, set_organism) = query_signal::<String>(ORGANISM);
    let mut organisms: Vec<String> = Vec::new();
    for item in &panel.items {
        if !organisms.contains(&item.organism) {
            organisms.push(item.organism.clone());
        }
    }
    let known = organisms.clone();
    let chosen = Memo::new(move |_| {
        let named = query.with(|query| query.get_str(ORGANISM).map(str::to_owned));
        let named = named.filter(|name| known.contains(name));
        named.or_else(|| known.first().cloned()).unwrap_or_default()
    });
    let options = organisms.into_iter().map(|name| {
        let (value, own) = (name.clone(), name.clone());
        let selected = move || chosen.with(|chosen| *chosen == own);
        view! { <option value=value selected=selected>{name}</option> }
    });
    let options = options.collect_view();
    let csv = panel_csv::text(&panel);
    let name = format!("panel_{finess}_{}.csv", panel.year);
    let items = StoredValue::new(panel.items);
    let rows = move || {
        let chosen = chosen.get();
        items.with_value(|items| {
            let shown = items.iter().filter(|item| item.organism == chosen).cloned();
            shown.map(|item| view! { <Row item /> }).collect_view()
        })
    };
    view! {
        <section class="space-y-4" aria-label="Indicateurs du panel">
            <div class="flex flex-wrap items-end justify-between gap-4">
                <label class="block space-y-1">
                    <span class="block font-medium">"Micro-organisme"</span>
                    <select
                        class="select max-w-full"
                        on:change:target=move |event| set_organism.set(Some(event.target().value()))
                    >
                        {options}
                    </select>
                </label>
                <button
                    type="button"
                    class="btn btn-sm"
                    on:click=move |_| browser::save(&name, "text/csv", &csv)
                >
                    "Télécharger tout le panel (CSV)"
                </button>
            </div>
            <TableFrame caption="Indicateurs du panel" quiet=true>
                <thead>
                    <tr>
                        <th scope="col">"Indicateur"</th>
                        <th scope="col" class="text-end">"R sur testés"</th>
                        <th scope="col" class="text-end">"% R"</th>
                        <th scope="col" class="text-end">"Densité pour 1 000 JH"</th>
                        <th scope="col">"Par prélèvement"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </TableFrame>
        </section>
    }
}

#[component]
fn Row(item: PanelEntry) -> impl IntoView {
    let part = item.specimen.as_deref().map(panel_csv::specimen_name);
    let part =
        part.map(|name| view! { <span class="block text-xs text-base-content/75">{name}</span> });
    let ratio = item.proportion.as_ref().map(words::ratio);
    let percent = item.proportion.as_ref().map(words::percent_in_full);
    let density = item.density.as_ref().map(words::density);
    let specimens = item.by_specimen.iter().map(|one| {
        let text = format!(
            "{}\u{a0}: {} ({})",
            one.label,
            words::percent(&one.proportion),
            words::ratio(&one.proportion)
        );
        view! { <li>{text}</li> }
    });
    let specimens = (!item.by_specimen.is_empty()).then(|| {
        view! {
            <details>
                <summary class="cursor-pointer whitespace-nowrap">
                    {format!("{} natures", item.by_specimen.len())}
                </summary>
                <ul class="mt-2 space-y-1 text-sm tabular-nums">{specimens.collect_view()}</ul>
            </details>
        }
    });
    view! {
        <tr class="align-top">
            <th scope="row" class="min-w-44 font-normal">{item.label.clone()} {part}</th>
            <td class="text-end tabular-nums">{ratio}</td>
            <td class="text-end tabular-nums">{percent}</td>
            <td class="text-end whitespace-nowrap tabular-nums">{density}</td>
            <td class="min-w-56">{specimens}</td>
        </tr>
    }
}
