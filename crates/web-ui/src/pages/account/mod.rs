//! The account of the person: identity, password, second factor, logins, personal
//! data.

mod agent;
mod data;
mod identity;
mod logins;
mod password;
mod recovery_codes;
mod second_factor;
mod secret;
mod with_password;

use leptos::prelude::*;

use crate::anchor::follow_anchor;
use crate::components::PageHeading;
use crate::routes;
use crate::session::use_session;
use data::PersonalData;
pub use identity::AskVerification;
use identity::Identity;
use logins::Logins;
use password::Password;
use second_factor::SecondFactor;

/// One section after the other.
#[component]
pub fn AccountPage() -> impl IntoView {
    let session = use_session();
    let person = untrack(|| session.me());
    let email = person.as_ref().map(|me| me.email.clone()).unwrap_or_default();
    let has_password = person.as_ref().is_none_or(|me| me.password);
    let identity = person.map(|me| view! { <Identity me /> });
    // A new password ends the other logins.
    let changed = RwSignal::new(0_u32);
    follow_anchor();
    view! {
        <PageHeading title="Mon compte" />
        <div class="max-w-3xl space-y-8">
            <AccountSection id="identite" title="Identité">{identity}</AccountSection>
            <AccountSection id="mot-de-passe" title="Mot de passe">
                {if has_password {
                    let changed = Callback::new(move |()| changed.update(|n| *n += 1));
                    view! { <Password email changed /> }.into_any()
                } else {
                    view! { <NoPassword /> }.into_any()
                }}
            </AccountSection>
            <AccountSection id="second-facteur" title="Second facteur">
                <SecondFactor />
            </AccountSection>
            <AccountSection id="connexions" title="Connexions ouvertes">
                <Logins changed />
            </AccountSection>
            <AccountSection id="mes-donnees" title="Mes données">
                <PersonalData />
            </AccountSection>
        </div>
    }
}

/// The account was opened through a provider.
#[component]
fn NoPassword() -> impl IntoView {
    view! {
        <p class="max-w-prose">
            "Vous vous connectez par un fournisseur d’identité\u{a0}: ce compte n’a pas de mot de passe. Il en faut un pour "
            "ajouter ou retirer un second facteur et pour supprimer le compte\u{202f}; "
            <a class="link link-primary" href=routes::FORGOTTEN_PASSWORD>"choisissez-en un par courriel"</a> "."
        </p>
    }
}

/// A titled block of the account.
#[component]
pub fn AccountSection(
    /// Anchor of the section.
    id: &'static str,
    title: &'static str,
    children: Children,
) -> impl IntoView {
    let title_id = format!("{id}-titre");
    let labelled = title_id.clone();
    view! {
        <section
            id=id
            tabindex="-1"
            class="space-y-4 rounded-box border border-base-content/15 bg-base-100 p-5 outline-none sm:p-6"
            aria-labelledby=labelled
        >
            <h2 id=title_id class="text-xl font-bold">{title}</h2>
            {children()}
        </section>
    }
}
