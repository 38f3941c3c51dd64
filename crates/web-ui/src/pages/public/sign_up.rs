//! Registration.

use domain::dto::{Credentials, NewAccount};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::api::ApiError;
use crate::components::{Glyph, Icon, PageHeading, ProblemAlert, Submit, TextField};
use crate::routes;
use crate::session::{use_client, use_session};

/// Shortest password that is accepted.
const MIN_PASSWORD: usize = 12;

/// Name, mail, password, terms; signs in at once.
#[component]
pub fn SignUp() -> impl IntoView {
    let session = use_session();
    let client = use_client();
    let navigate = use_navigate();
    let full_name = RwSignal::new(String::new());
    let email = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let accepted = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<ApiError>);
    let ready =
        Memo::new(move |_| password.with(|password| is_long_enough(password)) && accepted.get());

    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        busy.set(true);
        failure.set(None);
        let navigate = navigate.clone();
        let account = NewAccount {
            email: email.get_untracked().trim().to_owned(),
            password: password.get_untracked(),
            full_name: full_name.get_untracked().trim().to_owned(),
            accept_terms: accepted.get_untracked(),
        };
        leptos::task::spawn_local(async move {
            let registered = async {
                client.register(&account).await?;
                let NewAccount { email, password, .. } = account;
                session.sign_in(&Credentials { email, password, totp: None }).await
            };
            match registered.await {
                Ok(()) => navigate(routes::ESTABLISHMENTS, NavigateOptions::default()),
                Err(error) => failure.set(Some(error)),
            }
            busy.set(false);
        });
    };
    view! {
        <div class="mx-auto max-w-md">
            <PageHeading
                title="Inscription"
                lead="Un compte par personne. Vous rejoindrez ensuite votre établissement."
            />
            <form class="space-y-5 rounded-box border border-base-content/10 bg-base-100 p-6" on:submit=submit>
                <TextField id="full_name" label="Nom et prénom" value=full_name autocomplete="name" />
                <TextField id="email" label="Adresse électronique professionnelle" value=email kind="email" autocomplete="username" />
                <div class="space-y-1">
                    <TextField id="password" label="Mot de passe" value=password kind="password" autocomplete="new-password" />
                    <PasswordRule password />
                </div>
                <label class="flex items-start gap-3">
                    <input
                        type="checkbox"
                        name="accept_terms"
                        class="checkbox mt-0.5"
                        required
                        prop:checked=move || accepted.get()
                        on:change:target=move |event| accepted.set(event.target().checked())
                    />
                    <span>
                        "J’accepte les "
                        <a class="link link-primary" href=routes::TERMS target="_blank">
                            "conditions générales d’utilisation"
                        </a>
                    </span>
                </label>
                {move || failure.get().map(|error| view! { <ProblemAlert error /> })}
                <Submit label="Créer mon compte" busy disabled=Signal::derive(move || !ready.get()) />
            </form>
            <p class="mt-5">
                "Déjà inscrit\u{202f}? "
                <a class="link link-primary font-medium" href=routes::SIGN_IN>"Se connecter"</a>
            </p>
        </div>
    }
}

/// The rule, and how far the typing is from it.
#[component]
fn PasswordRule(password: RwSignal<String>) -> impl IntoView {
    let text = move || password.with(|password| rule(password));
    let done = move || password.with(|password| is_long_enough(password));
    view! {
        <p
            class="flex items-center gap-2 text-sm"
            class=("text-success", done)
            class=("text-base-content/75", move || !done())
            aria-live="polite"
        >
            {move || {
                let glyph = if done() { Glyph::Check } else { Glyph::Information };
                view! { <Icon glyph class="size-4" /> }
            }}
            {text}
        </p>
    }
}

fn is_long_enough(password: &str) -> bool {
    password.chars().count() >= MIN_PASSWORD
}

fn rule(password: &str) -> String {
    let length = password.chars().count();
    match MIN_PASSWORD.saturating_sub(length) {
        0 => "Longueur suffisante".to_owned(),
        MIN_PASSWORD => {
            format!("Au moins {MIN_PASSWORD} caractères\u{202f}; une phrase convient bien")
        }
        1 => "Encore 1 caractère".to_owned(),
        missing => format!("Encore {missing} caractères"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule_counts_down_with_the_typing() {
        assert_eq!(rule(""), "Au moins 12 caractères\u{202f}; une phrase convient bien");
        assert_eq!(rule("onze lettre"), "Encore 1 caractère");
        assert_eq!(rule("é"), "Encore 11 caractères");
        assert_eq!(rule("douze lettres"), "Longueur suffisante");
    }
}
