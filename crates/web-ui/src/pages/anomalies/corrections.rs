//! The first anomalies of a year, on the dashboard.

use domain::dto::Anomaly;
use leptos::prelude::*;

use super::effect::effect;
use super::step::address;
use crate::components::{Callout, Glyph, Icon, Tone};
use crate::format;
use crate::routes::{self, Tab};

/// Rows shown; the others are on their page.
const SHOWN: usize = 5;

/// What is to do first, and the way to all of it.
#[component]
pub fn Corrections(anomalies: Vec<Anomaly>, finess: String, year: i32) -> impl IntoView {
    let all = routes::with_query(
        &routes::tab(&finess, Tab::Anomalies),
        [("annee", Some(year.to_string().as_str()))],
    );
    let number = u32::try_from(anomalies.len()).unwrap_or(u32::MAX);
    let link = match number {
        0 => "Anomalies justifiées et corrigées".to_owned(),
        many => {
            let told = format::count(many, "anomalie à traiter", "anomalies à traiter");
            format!("Voir et justifier\u{a0}: {told}")
        }
    };
    let content = if anomalies.is_empty() {
        view! { <Callout tone=Tone::Success title="Aucune anomalie à traiter pour cette année" /> }
            .into_any()
    } else {
        let row = |anomaly: Anomaly| {
            let href = address(&anomaly, &finess, year);
            let name = format!("Corriger\u{a0}: {}", anomaly.message);
            let effect = anomaly.effect.as_ref().map(effect);
            view! {
                <li class="flex flex-wrap items-start gap-x-4 gap-y-2 p-4">
                    <Icon glyph=Glyph::Warning class="mt-0.5 size-5 text-warning" />
                    <div class="min-w-0 grow basis-64">
                        <p class="font-medium">{anomaly.message}</p>
                        {effect.map(|effect| view! { <p class="text-sm font-medium">{effect}</p> })}
                        <p class="text-sm text-base-content/80">
                            {format!("{} · {}", anomaly.remedy, anomaly.code)}
                        </p>
                    </div>
                    <a class="btn btn-sm" href=href aria-label=name>"Corriger"</a>
                </li>
            }
        };
        view! {
            <ul class="divide-y divide-base-content/10 rounded-box border border-base-content/15 bg-base-100">
                {anomalies.into_iter().take(SHOWN).map(row).collect_view()}
            </ul>
        }
        .into_any()
    };
    view! {
        <section class="space-y-4" aria-labelledby="anomalies">
            <h2 id="anomalies" class="text-xl font-bold">"Anomalies"</h2>
            {content}
            <a class="link link-primary font-medium" href=all>{link}</a>
        </section>
    }
}
