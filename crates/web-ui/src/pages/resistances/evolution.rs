//! How often an organism resists an antibiotic, year by year.

use domain::chart::{ChartSpec, resistance_evolution};
use domain::dto::{ResistanceAnalysis, ResistanceMetric};
use leptos::prelude::*;

use super::choice::Choice;
use crate::components::{Chart, Loaded};
use crate::remote::Remote;
use crate::session::use_client;

/// The percentage and the density, each a chart with its table; a sentence where there is one year only.
#[component]
pub fn Evolution(
    finess: String,
    /// Years with data, newest first.
    years: Vec<i32>,
    choice: Choice,
    /// The organism and the antibiotic.
    name: Memo<String>,
) -> impl IntoView {
    let client = use_client();
    let series = Remote::new(move || {
        let (finess, years, subject) = (finess.clone(), years.clone(), choice.subject());
        async move { client.resistance_evolution(&finess, &years, &subject).await }
    });
    view! {
        <Loaded
            resource=series
            view=move |analysis| view! { <Charts analysis name=name.get_untracked() /> }.into_any()
        />
    }
}

#[component]
fn Charts(analysis: ResistanceAnalysis, name: String) -> impl IntoView {
    let spec = |metric, what: &str| {
        resistance_evolution(&format!("{name}\u{a0}: {what}"), &analysis, metric)
    };
    let percentages = spec(ResistanceMetric::Proportion, "souches résistantes");
    let densities = spec(ResistanceMetric::Density, "densité d’incidence");
    if percentages.labels.len() < 2 {
        return view! {
            <p class="max-w-prose">
                "Une seule année a des isolats : l’évolution paraîtra avec la suivante."
            </p>
        }
        .into_any();
    }
    let target = |metric| {
        let found = analysis.targets.iter().find(|target| target.metric == metric);
        found.map_or_else(String::new, |target| {
            format!(" Cible nationale en pointillé\u{a0}: {}.", target.label)
        })
    };
    let percentages_caption = format!(
        "Pourcentage de souches résistantes parmi les testées, avec son intervalle à 95\u{202f}%. Une année de \
         moins de 10\u{a0}souches testées n’a pas de point.{}",
        target(ResistanceMetric::Proportion)
    );
    let densities_caption = format!(
        "Souches résistantes pour 1\u{202f}000\u{a0}JH, avec leur intervalle à 95\u{202f}%. Une année sans toutes ses \
         journées n’a pas de point.{}",
        target(ResistanceMetric::Density)
    );
    view! {
        <div class="grid items-start gap-8 *:min-w-0 xl:grid-cols-2">
            <Framed
                heading="% R par année"
                spec=percentages
                caption=percentages_caption
                nothing="Aucune année n’a dix souches testées : pas de pourcentage."
            />
            <Framed
                heading="Densité par année"
                spec=densities
                caption=densities_caption
                nothing="Aucune année n’a tous ses isolats et toutes ses journées : pas de densité."
            />
        </div>
    }
    .into_any()
}

#[component]
fn Framed(
    heading: &'static str,
    spec: ChartSpec,
    caption: String,
    /// What is said where there is no point.
    nothing: &'static str,
) -> impl IntoView {
    let has_points = spec.series.iter().any(|one| one.points.iter().any(Option::is_some));
    let chart = if has_points {
        view! { <Chart spec caption /> }.into_any()
    } else {
        view! { <p>{nothing}</p> }.into_any()
    };
    view! {
        <div class="space-y-3 rounded-box border border-base-content/15 bg-base-100 p-5">
            <h3 class="font-semibold">{heading}</h3>
            {chart}
        </div>
    }
}
