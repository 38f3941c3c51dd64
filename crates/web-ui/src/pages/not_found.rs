//! An address that leads nowhere.

use leptos::prelude::*;

use crate::components::PageHeading;
use crate::routes;

/// Says so, and shows the way back.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <PageHeading title="Page introuvable" lead="Cette adresse ne mène à aucune page." />
        <a class="btn btn-primary" href=routes::HOME>"Revenir à l’accueil"</a>
    }
}
