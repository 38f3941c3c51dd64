//! One question and its charts, to be shown in a frame of another site.

use domain::dto::OpenEdition;
use domain::inquiry::Names;
use leptos::prelude::*;

use super::shown::Charts;
use super::{WithEdition, address, inquiry};
use crate::routes;

/// The page of the frame.
#[component]
pub fn EmbeddedPage() -> impl IntoView {
    document().set_title("ConsoRes");
    view! { <WithEdition view=|edition| view! { <Framed edition /> }.into_any() /> }
}

#[component]
fn Framed(edition: OpenEdition) -> impl IntoView {
    let edition = StoredValue::new(edition);
    let inquiry = inquiry(edition);
    let title = move || inquiry.with(|one| one.title(&Names::new()));
    let link = move || inquiry.with(|one| address(routes::OPEN, one));
    view! {
        <section class="space-y-4" aria-labelledby="question">
            <h1 id="question" class="text-lg font-bold">{title}</h1>
            <Charts edition inquiry />
            <p class="text-sm">
                {edition.with_value(|edition| edition.citation.clone())} " "
                <a class="link link-primary" target="_blank" rel="external noopener" href=link>
                    "Ouvrir dans ConsoRes"
                </a>
            </p>
        </section>
    }
}
