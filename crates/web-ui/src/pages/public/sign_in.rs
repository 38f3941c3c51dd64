//! Sign-in.

use domain::dto::LoginRefusal;
use futures::FutureExt;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::login_form::LoginForm;
use super::providers::{ProviderCode, ProviderRefusal, Providers};
use crate::components::PageHeading;
use crate::routes;
use crate::session::use_session;

/// Mail and password, then the page that was asked for.
#[component]
pub fn SignIn() -> impl IntoView {
    let session = use_session();
    let navigate = use_navigate();
    let query = use_query_map();
    let next = move || query.with(|query| query.get("suite")).filter(|address| is_local(address));
    Effect::new(move || {
        if session.is_open() {
            let next = next();
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(next.as_deref().unwrap_or(routes::ESTABLISHMENTS), options);
        }
    });
    let sign_in = Callback::new(move |credentials| {
        async move { session.sign_in(&credentials).await }.boxed_local()
    });
    let refusal = move || {
        let refusal = query.with(|query| query.get("erreur"))?;
        LoginRefusal::parse(&refusal).map(|refusal| view! { <ProviderRefusal refusal /> })
    };
    let waits_for_code = move || query.with(|query| query.get("etape").as_deref() == Some("code"));
    let form = move || {
        if waits_for_code() {
            return view! { <ProviderCode /> }.into_any();
        }
        view! {
            <LoginForm action=sign_in />
            <p class="mt-5 text-sm">
                <a class="link" href=routes::FORGOTTEN_PASSWORD>"Mot de passe oublié\u{202f}?"</a>
            </p>
            <Providers next=Some(untrack(next).unwrap_or_else(|| routes::ESTABLISHMENTS.to_owned())) />
        }
        .into_any()
    };
    view! {
        <div class="mx-auto max-w-md">
            <PageHeading title="Connexion" />
            <div class="space-y-5">
                {refusal}
                <div class="rounded-box border border-base-content/10 bg-base-100 p-6">{form}</div>
                <p>
                    "Pas encore de compte\u{202f}? "
                    <a class="link link-primary font-medium" href=routes::SIGN_UP>"S’inscrire"</a>
                </p>
            </div>
        </div>
    }
}

/// Only addresses of the application are followed.
fn is_local(address: &str) -> bool {
    address.starts_with('/') && !address.starts_with("//") && !address.contains('\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_another_site_is_not_followed() {
        assert!(is_local("/etablissements/060000478/imports?page=2"));
        assert!(!is_local("//evil.example"));
        assert!(!is_local("/\\evil.example"));
        assert!(!is_local("https://evil.example"));
    }
}
