//! A chart with its caption and its table twin: the only way to show a chart.

mod drawing;
mod twin;

use domain::chart::{ChartSpec, Shape};
use leptos::prelude::*;

use drawing::Drawing;
use twin::Twin;

/// A figure that is drawn, or told as a table.
#[component]
pub fn Chart(
    spec: ChartSpec,
    /// What is shown and how to read it.
    #[prop(into)]
    caption: String,
) -> impl IntoView {
    let as_table = RwSignal::new(false);
    let drawing = Drawing::of(&spec).to_json();
    let name = format!("{}, en {}. {caption}", spec.title, spec.unit);
    let height = if spec.shape == Shape::Bars { "h-[28rem]" } else { "h-80" };
    let choice = move |table: bool, label: &'static str| {
        view! {
            <button
                type="button"
                class="btn btn-xs join-item"
                class=("btn-primary", move || as_table.get() == table)
                aria-pressed=move || (as_table.get() == table).to_string()
                on:click=move |_| as_table.set(table)
            >
                {label}
            </button>
        }
    };
    view! {
        <figure class="space-y-3">
            <div class="flex flex-wrap items-start justify-between gap-2">
                <figcaption class="max-w-prose text-sm text-base-content/80">{caption}</figcaption>
                <div class="join" role="group" aria-label="Présentation">
                    {choice(false, "Graphique")} {choice(true, "Tableau")}
                </div>
            </div>
            <Show
                when=move || as_table.get()
                fallback=move || {
                    view! {
                        <conso-chart
                            class=format!("block w-full overflow-hidden rounded-box {height}")
                            tabindex="0"
                            role="img"
                            aria-label=name.clone()
                            drawing=drawing.clone()
                        ></conso-chart>
                    }
                }
            >
                <Twin spec=spec.clone() />
            </Show>
        </figure>
    }
}
