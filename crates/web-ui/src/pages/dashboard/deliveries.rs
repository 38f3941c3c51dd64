//! The files of the year, and what is missing.

use domain::dto::DeliveryStep;
use leptos::prelude::*;

use crate::components::{Glyph, Icon};
use crate::labels;
use crate::routes::{self, Tab};

/// One card per file; the next one to deliver has the main button.
#[component]
pub fn Deliveries(steps: Vec<DeliveryStep>, finess: String, year: i32) -> impl IntoView {
    let next = steps.iter().position(|step| !step.done);
    let wizard = format!("{}/nouveau/fichier", routes::tab(&finess, Tab::Imports));
    let period = year.to_string();
    let card = |(index, step): (usize, DeliveryStep)| {
        let pairs =
            [("type", Some(labels::kind_code(step.kind))), ("periode", Some(period.as_str()))];
        let href = routes::with_query(&wizard, pairs);
        let (glyph, colour) = if step.done {
            (Glyph::Check, "size-6 text-success")
        } else {
            (Glyph::Upload, "size-6 text-base-content/70")
        };
        let button = if next == Some(index) { "btn btn-primary btn-sm" } else { "btn btn-sm" };
        let action = if step.done { "Remplacer" } else { labels::import_kind(step.kind) };
        let name = format!("{action}\u{a0}: {}", labels::kind(step.kind));
        view! {
            <li class="flex flex-col gap-3 rounded-box border border-base-content/15 bg-base-100 p-4">
                <div class="flex grow items-start gap-3">
                    <Icon glyph class=colour />
                    <div>
                        <h3 class="font-semibold">{labels::kind(step.kind)}</h3>
                        <p class="text-sm text-base-content/80">
                            {if step.done { "Livré" } else { "À livrer" }} " · " {step.detail}
                        </p>
                    </div>
                </div>
                <a class=format!("{button} self-start") href=href aria-label=name>{action}</a>
            </li>
        }
    };
    view! {
        <section class="space-y-4" aria-labelledby="livraisons">
            <h2 id="livraisons" class="text-xl font-bold">{format!("Livraison {year}")}</h2>
            {(next == Some(0))
                .then(|| {
                    view! {
                        <p class="max-w-prose text-base-content/85">
                            "La structure d’abord. Chaque fichier est vérifié devant vous avant d’être "
                            "enregistré, et les chiffres apparaissent ici aussitôt."
                        </p>
                    }
                })}
            <ol class="grid gap-4 md:grid-cols-2 xl:grid-cols-4">
                {steps.into_iter().enumerate().map(card).collect_view()}
            </ol>
        </section>
    }
}
