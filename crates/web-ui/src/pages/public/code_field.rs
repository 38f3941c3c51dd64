//! The code of the second factor, wherever a login asks for it.

use leptos::prelude::*;

use crate::components::TextField;

/// Identifier of the field.
pub const CODE: &str = "code";

/// What is asked for, and where the code is.
#[component]
pub fn CodeField(value: RwSignal<String>, error: Signal<Option<String>>) -> impl IntoView {
    view! {
        <p>
            "Ce compte est protégé par un second facteur. Ouvrez votre application "
            "d’authentification et recopiez le code affiché."
        </p>
        <TextField
            id=CODE
            label="Code à six chiffres"
            value
            autocomplete="one-time-code"
            inputmode="numeric"
            help="Sans votre téléphone, donnez un de vos codes de secours."
            error
        />
    }
}
