//! The charts of the dashboard, one at a time.

use domain::chart::{self, ChartSpec};
use domain::dto::Dashboard;
use leptos::prelude::*;

use crate::components::Chart;

/// Indicator drawn as the level of the chart by sector.
const TOTAL: &str = "CONSO_DDJ";

/// A chart and the words of its choice.
#[derive(Clone)]
pub struct View {
    label: &'static str,
    caption: &'static str,
    spec: ChartSpec,
}

/// The charts that have something to compare.
pub fn specs(dashboard: &Dashboard) -> Vec<View> {
    let total = dashboard.cards.iter().find(|card| card.id == TOTAL).map(|card| &card.figure);
    let views = [
        View {
            label: "Par secteur",
            caption: "Taux de chaque secteur, avec son intervalle de confiance à 95\u{202f}% et le taux de \
                      l’ensemble en pointillé.",
            spec: chart::by_sector(&dashboard.sectors, dashboard.year, total),
        },
        View {
            label: "Par trimestre",
            caption: "Taux de chaque trimestre livré, avec son intervalle de confiance à 95\u{202f}%. Un \
                      trimestre manquant interrompt la courbe.",
            spec: chart::evolution("Consommation par trimestre", &dashboard.quarters),
        },
        View {
            label: "Par année",
            caption: "Taux de chaque année livrée, avec son intervalle de confiance à 95\u{202f}%.",
            spec: chart::evolution("Consommation par année", &dashboard.evolution),
        },
    ];
    // One label compares with nothing.
    views.into_iter().filter(|view| view.spec.labels.len() > 1).collect()
}

/// A choice of charts.
#[component]
pub fn Charts(specs: Vec<View>) -> impl IntoView {
    if specs.is_empty() {
        return ().into_any();
    }
    let chosen = RwSignal::new(0);
    let choice = specs
        .iter()
        .enumerate()
        .map(|(index, view)| {
            view! {
                <button
                    type="button"
                    class="btn btn-sm join-item max-sm:btn-xs"
                    class=("btn-primary", move || chosen.get() == index)
                    aria-pressed=move || (chosen.get() == index).to_string()
                    on:click=move |_| chosen.set(index)
                >
                    {view.label}
                </button>
            }
        })
        .collect_view();
    let choice = (specs.len() > 1).then(|| {
        view! { <div class="join" role="group" aria-label="Choix du graphique">{choice}</div> }
    });
    let specs = StoredValue::new(specs);
    let drawn = move || {
        specs.with_value(|specs| specs.get(chosen.get()).cloned()).map(|shown| {
            view! { <Chart spec=shown.spec caption=shown.caption /> }
        })
    };
    view! {
        <section
            class="space-y-4 rounded-box border border-base-content/15 bg-base-100 p-5"
            aria-labelledby="graphique"
        >
            <div class="flex flex-wrap items-center justify-between gap-3">
                <h2 id="graphique" class="text-xl font-bold">"Consommation, DDJ/1000 JH"</h2>
                {choice}
            </div>
            {drawn}
        </section>
    }
    .into_any()
}
