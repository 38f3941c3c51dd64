//! Logins through somebody else who vouches for the person.

use domain::dto::{LoginProvider, LoginRefusal, ProblemCode};
use leptos::prelude::*;

use super::code_field::{CODE, CodeField};
use crate::attempt::{Attempt, Fields};
use crate::components::{Callout, Refused, Submit, Tone};
use crate::remote::Remote;
use crate::routes;
use crate::session::{use_client, use_session};

const FIELDS: Fields = &[(ProblemCode::TotpWrong, CODE)];

/// A button for each provider; nothing where there is none.
#[component]
pub fn Providers(
    /// Where the login ends.
    next: Option<String>,
    /// In another tab: this page stays.
    #[prop(optional)]
    apart: bool,
) -> impl IntoView {
    let client = use_client();
    let providers = Remote::new(move || client.login_providers());
    let button = move |provider: &LoginProvider| {
        let address = routes::with_query(&provider.start, [("next", next.as_deref())]);
        view! {
            <a class="btn w-full" rel="external" href=address target=apart.then_some("_blank")>
                {format!("Se connecter avec {}", provider.label)}
            </a>
        }
    };
    move || {
        let found = providers.content()?;
        (!found.items.is_empty()).then(|| {
            view! {
                <div class="mt-6 space-y-3 border-t border-base-content/15 pt-6">
                    {found.items.iter().map(&button).collect_view()}
                </div>
            }
        })
    }
}

/// Why a login through a provider came to nothing.
#[component]
pub fn ProviderRefusal(refusal: LoginRefusal) -> impl IntoView {
    view! {
        <Callout tone=Tone::Danger title="La connexion n’a pas abouti" live=true>
            <p>{reason(refusal)}</p>
        </Callout>
    }
}

/// The code of the second factor, after the provider.
#[component]
pub fn ProviderCode() -> impl IntoView {
    let session = use_session();
    let code = RwSignal::new(String::new());
    let attempt = Attempt::with_fields(FIELDS);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let code = code.get_untracked();
        attempt.run(async move { session.confirm_login(code).await });
    };
    view! {
        <form class="space-y-5" on:submit=submit>
            <CodeField value=code error=attempt.under(CODE) />
            <Refused attempt />
            <div class="flex flex-wrap gap-3">
                <Submit label="Se connecter" busy=attempt.busy() />
                <a class="btn btn-ghost" href=routes::SIGN_IN>"Recommencer"</a>
            </div>
        </form>
    }
}

const fn reason(refusal: LoginRefusal) -> &'static str {
    match refusal {
        LoginRefusal::Denied => {
            "La connexion a été refusée ou abandonnée. Vous pouvez recommencer."
        }
        LoginRefusal::MailMissing => {
            "Le fournisseur n’a transmis aucune adresse électronique\u{a0}: connectez-vous avec votre \
             adresse et votre mot de passe."
        }
        LoginRefusal::MailUnverified => {
            "Le fournisseur n’a pas vérifié votre adresse électronique\u{a0}: connectez-vous avec votre \
             adresse et votre mot de passe."
        }
        LoginRefusal::Inactive => {
            "Ce compte est désactivé. Adressez-vous à l’équipe nationale si vous pensez que c’est une erreur."
        }
        LoginRefusal::Failed => {
            "Recommencez\u{a0}; si cela se répète, connectez-vous avec votre mot de passe."
        }
    }
}
