//! Registration.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::sign_up_form::SignUpForm;
use crate::components::PageHeading;
use crate::routes;
use crate::session::use_session;

/// An account, then the establishments.
#[component]
pub fn SignUp() -> impl IntoView {
    let session = use_session();
    let navigate = use_navigate();
    Effect::new(move || {
        if session.is_open() {
            navigate(routes::ESTABLISHMENTS, NavigateOptions::default());
        }
    });
    view! {
        <div class="mx-auto max-w-md">
            <PageHeading
                title="Inscription"
                lead="Un compte par personne. Vous rejoindrez ensuite votre établissement."
            />
            <div class="rounded-box border border-base-content/10 bg-base-100 p-6">
                <SignUpForm />
            </div>
            <p class="mt-5">
                "Déjà inscrit\u{202f}? "
                <a class="link link-primary font-medium" href=routes::SIGN_IN>"Se connecter"</a>
            </p>
        </div>
    }
}
