//! A chart with its caption, its reading, its table twin and its files: the only way to show a chart.

mod drawing;
mod files;
mod twin;

use domain::chart::{Chart as AnyChart, Plot, Reading, Shape};
use leptos::prelude::*;

use files::Files;
use twin::Twin;

/// A chart of any kind that is drawn, or told as a table, with what can be read from it.
#[component]
pub fn Chart(
    /// Lines and bars, or a chart of another kind.
    #[prop(into)]
    spec: AnyChart,
    /// What is shown and how to read it; without it the title of the chart and its source stand there.
    #[prop(optional, into)]
    caption: String,
) -> impl IntoView {
    let told = if caption.is_empty() { spec.reading.says.first() } else { Some(&caption) };
    let name = format!("{}. {}", spec.title, told.map_or("", String::as_str));
    let caption = if caption.is_empty() {
        view! {
            <p class="font-semibold">{spec.title.clone()}</p>
            <p class="text-xs text-base-content/75">{spec.source.clone()}</p>
        }
        .into_any()
    } else {
        view! { <p class="text-sm text-base-content/80">{caption}</p> }.into_any()
    };
    let reading = spec.reading.clone();
    view! {
        <div class="space-y-4">
            <Frame chart=spec name caption />
            <Told reading />
        </div>
    }
}

/// The chart or its table, as the reader chooses.
#[component]
fn Frame(
    chart: AnyChart,
    /// What a screen reader says of the drawing.
    name: String,
    caption: AnyView,
) -> impl IntoView {
    let as_table = RwSignal::new(false);
    let drawing = drawing::json(&chart.plot);
    // The other kinds choose their height when they are drawn.
    let height = match &chart.plot {
        Plot::Series(spec) if spec.shape == Shape::Bars => "h-[28rem]",
        Plot::Series(_) => "h-80",
        _ => "min-h-56",
    };
    let (title, source, file) = (chart.title.clone(), chart.source.clone(), chart.file_name());
    let twin = chart.twin.clone();
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
    let caption_of_table = title.clone();
    view! {
        <figure class="space-y-3">
            <div class="flex flex-wrap items-start justify-between gap-2">
                <figcaption class="max-w-prose space-y-1">{caption}</figcaption>
                <div class="flex flex-wrap items-center gap-2">
                    <div class="join" role="group" aria-label="Présentation">
                        {choice(false, "Graphique")} {choice(true, "Tableau")}
                    </div>
                    <Files chart as_table />
                </div>
            </div>
            <Show
                when=move || as_table.get()
                fallback=move || {
                    view! {
                        <conso-chart
                            class=format!("block w-full overflow-x-auto overflow-y-hidden rounded-box {height}")
                            tabindex="0"
                            role="img"
                            aria-label=name.clone()
                            data-title=title.clone()
                            data-source=source.clone()
                            data-file=file.clone()
                            drawing=drawing.clone()
                        ></conso-chart>
                    }
                }
            >
                <Twin caption=caption_of_table.clone() table=twin.clone() />
            </Show>
        </figure>
    }
}

/// What can be read from a chart, then what cannot.
#[component]
fn Told(reading: Reading) -> impl IntoView {
    let Reading { says, limits } = reading;
    if says.is_empty() && limits.is_empty() {
        return ().into_any();
    }
    let lines =
        |texts: Vec<String>| texts.into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
    let part = |heading: &'static str, texts: Vec<String>| {
        (!texts.is_empty()).then(|| {
            view! {
                <div class="max-w-prose space-y-1">
                    <p class="font-semibold">{heading}</p>
                    <ul class="list-disc space-y-1 ps-5 text-sm">{lines(texts)}</ul>
                </div>
            }
        })
    };
    view! {
        <div class="grid gap-x-8 gap-y-4 lg:grid-cols-2">
            {part("Ce qui se lit", says)} {part("Ce qui ne se lit pas", limits)}
        </div>
    }
    .into_any()
}
