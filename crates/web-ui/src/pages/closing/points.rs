//! The list that is gone through before a year is closed.

use domain::dto::{ClosingCode, ClosingPoint};
use leptos::prelude::*;

use crate::components::{Badge, Tone};
use crate::pages::establishment::use_finess;
use crate::routes::{self, Tab};

/// One line per point, with the way to what is missing.
#[component]
pub fn Points(year: i32, points: Vec<ClosingPoint>) -> impl IntoView {
    let finess = use_finess();
    let item = move |point: ClosingPoint| {
        let (tone, word) = if point.met {
            (Tone::Success, "Fait")
        } else if point.can_be_waived {
            (Tone::Warning, "À faire ou à justifier")
        } else {
            (Tone::Danger, "À faire")
        };
        let way = (!point.met).then(|| {
            let (tab, text) = way(point.code)?;
            let href = routes::with_query(
                &routes::tab(&finess.get_untracked(), tab),
                [("annee", Some(year.to_string().as_str()))],
            );
            let name = format!("{text}\u{a0}: {}", point.label);
            Some(view! { <a class="btn btn-sm" href=href aria-label=name>{text}</a> })
        });
        view! {
            <li class="flex flex-wrap items-center gap-x-4 gap-y-2 p-4">
                <div class="min-w-0 grow basis-60">
                    <p class="font-medium">{point.label}</p>
                    <p class="text-sm text-base-content/80">{point.detail}</p>
                </div>
                <Badge tone text=word />
                {way.flatten()}
            </li>
        }
    };
    view! {
        <section class="space-y-4" aria-labelledby="points">
            <h2 id="points" class="text-xl font-bold">"Ce qu’il faut pour clôturer"</h2>
            <ul class="divide-y divide-base-content/10 rounded-box border border-base-content/15 bg-base-100">
                {points.into_iter().map(item).collect_view()}
            </ul>
        </section>
    }
}

/// Where a point is worked on.
const fn way(code: ClosingCode) -> Option<(Tab, &'static str)> {
    match code {
        ClosingCode::Charter => Some((Tab::Charter, "Lire la charte")),
        ClosingCode::Structure
        | ClosingCode::PatientDays
        | ClosingCode::Consumption
        | ClosingCode::Resistance => Some((Tab::Imports, "Importer")),
        ClosingCode::Sectors => Some((Tab::Structure, "Répondre")),
        ClosingCode::Beds => Some((Tab::Beds, "Saisir")),
        ClosingCode::Something => None,
    }
}
