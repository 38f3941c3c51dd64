//! The files of a chart: its numbers, and the picture of it.

use domain::chart::Chart as AnyChart;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use crate::browser;

/// Downloads of a chart; those of the picture only where it is drawn.
#[component]
pub fn Files(
    chart: AnyChart,
    /// Whether the table stands in the place of the drawing.
    as_table: RwSignal<bool>,
) -> impl IntoView {
    let file = chart.file_name();
    let name = format!("{file}.csv");
    let workbook = StoredValue::new((format!("{file}.xlsx"), chart.workbook()));
    let numbers = move |_| browser::save(&name, "text/csv", &chart.csv());
    let failed = RwSignal::new(false);
    let sheets = move |_| {
        let (name, json) = workbook.with_value(|(name, workbook)| {
            (name.clone(), serde_json::to_string(workbook).unwrap_or_default())
        });
        leptos::task::spawn_local(async move {
            let saved = browser::save_workbook(&name, &json).await;
            failed.set(!saved);
        });
    };
    let picture = |format: &'static str, label: &'static str| {
        view! {
            <button
                type="button"
                class="btn btn-xs join-item"
                aria-label=format!("Image {label}")
                on:click=move |event| ask_picture(&event, format)
            >
                {label}
            </button>
        }
    };
    view! {
        <div class="join" role="group" aria-label="Télécharger">
            <button type="button" class="btn btn-xs join-item" aria-label="Données CSV" on:click=numbers>
                "CSV"
            </button>
            <button type="button" class="btn btn-xs join-item" aria-label="Données Excel (.xlsx)" on:click=sheets>
                "Excel"
            </button>
            <Show when=move || !as_table.get()>
                {picture("picture-svg", "SVG")} {picture("picture-png", "PNG")}
            </Show>
        </div>
        <Show when=move || failed.get()>
            <p role="alert" class="text-sm text-error">
                "Le fichier Excel n’a pas pu être préparé. Rechargez la page, puis recommencez."
            </p>
        </Show>
    }
}

/// Asks the drawing of this figure for its picture: it alone can make one.
fn ask_picture(event: &MouseEvent, format: &str) {
    let button = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    let figure = button.and_then(|button| button.closest("figure").ok().flatten());
    let drawing = figure.and_then(|figure| figure.query_selector("conso-chart").ok().flatten());
    if let (Some(drawing), Ok(event)) = (drawing, Event::new(format)) {
        // Refused only while the same event is on its way.
        drop(drawing.dispatch_event(&event));
    }
}
