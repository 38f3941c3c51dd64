//! Where somebody was when they asked.

use domain::dto::TicketContext;
use leptos::prelude::*;

use crate::{routes, screen};

/// The screen, the establishment, the import and the controls, with the ways there; nothing where nothing was told.
#[component]
pub fn Context(context: TicketContext) -> impl IntoView {
    let TicketContext { screen, finess, establishment, year, import_id, rules } = context;
    let screen = screen.and_then(screen::label).map(IntoAny::into_any);
    let import = finess.as_ref().zip(import_id).map(|(finess, id)| {
        let text = format!("Import n°\u{a0}{id}");
        link(routes::import(finess, id), text)
    });
    let place = finess
        .zip(establishment)
        .map(|(finess, name)| link(format!("{}/{finess}", routes::ESTABLISHMENTS), name));
    let rules = (!rules.is_empty()).then(|| {
        view! { <a class="link link-primary" href=routes::CONTROLS>{rules.join(", ")}</a> }
            .into_any()
    });
    let parts = [
        ("Écran", screen),
        ("Établissement", place),
        ("Année", year.map(|year| year.to_string().into_any())),
        ("Import", import),
        ("Contrôles", rules),
    ];
    let parts: Vec<_> = parts.into_iter().filter_map(|(term, told)| Some((term, told?))).collect();
    (!parts.is_empty()).then(|| {
        view! {
            <dl class="grid gap-4 rounded-box border border-base-content/15 bg-base-100 p-5 sm:grid-cols-2 lg:grid-cols-3">
                {parts
                    .into_iter()
                    .map(|(term, told)| {
                        view! {
                            <div>
                                <dt class="text-sm text-base-content/75">{term}</dt>
                                <dd class="wrap-anywhere">{told}</dd>
                            </div>
                        }
                    })
                    .collect_view()}
            </dl>
        }
    })
}

fn link(href: String, text: String) -> AnyView {
    view! { <a class="link link-primary" href=href>{text}</a> }.into_any()
}
