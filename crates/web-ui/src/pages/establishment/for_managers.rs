//! Content for those who manage the establishment.

use leptos::prelude::*;

use super::use_finess;
use crate::components::EmptyState;
use crate::routes::{self, Tab};
use crate::session::use_session;

/// The content, or whom to ask for it.
#[component]
pub fn ForManagers(children: ChildrenFn) -> impl IntoView {
    let session = use_session();
    let finess = use_finess();
    let manages = Memo::new(move |_| session.manages(&finess.get()));
    move || {
        if manages.get() {
            return children().into_any();
        }
        view! {
            <EmptyState
                title="Cette page est celle du référent"
                text="Le référent de l’établissement y gère les utilisateurs et les jetons. Adressez-vous à lui."
            >
                <a class="btn" href=routes::tab(&finess.get(), Tab::Dashboard)>
                    "Ouvrir le tableau de bord"
                </a>
            </EmptyState>
        }
        .into_any()
    }
}
