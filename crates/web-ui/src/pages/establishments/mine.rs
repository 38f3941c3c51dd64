//! My establishments.

use domain::dto::MyMembership;
use leptos::prelude::*;

use super::membership::Membership;
use super::search::Search;
use crate::components::{Callout, PageHeading, Tone};
use crate::pages::account::AskVerification;
use crate::routes;
use crate::session::use_session;

/// From an account to the first figure, for somebody who has no establishment yet.
const FIRST_STEPS: [(&str, &str); 3] = [
    (
        "Cherchez votre hôpital",
        "Par son nom, sa ville ou son numéro FINESS, dans le champ ci-dessous.",
    ),
    (
        "Demandez à le rejoindre",
        "La première personne en devient le référent. Ensuite, c’est le référent qui accepte les \
         demandes.",
    ),
    (
        "Livrez et lisez",
        "Le référent signe la charte, puis les fichiers de l’année s’importent\u{a0}: le tableau de \
         bord est prêt.",
    ),
];

/// The memberships, then the search.
#[component]
pub fn MyEstablishments() -> impl IntoView {
    let session = use_session();
    let memberships = Memo::new(move |_| session.memberships());
    let unproven =
        Memo::new(move |_| session.me().is_some_and(|me| me.email_verification_required));
    let mine = move || {
        let memberships = memberships.get();
        if memberships.is_empty() {
            view! { <FirstSteps /> }.into_any()
        } else {
            view! { <Mine memberships /> }.into_any()
        }
    };
    view! {
        <PageHeading title="Mes établissements" />
        <div class="space-y-10">
            {move || unproven.get().then(|| view! { <Unproven /> })}
            {mine}
            <section class="space-y-4" aria-labelledby="rejoindre">
                <h2 id="rejoindre" class="text-xl font-bold">"Rejoindre un établissement"</h2>
                <Search />
                <p>
                    "Votre EHPAD n’y est pas\u{202f}? "
                    <a class="link link-primary font-medium" href=routes::NEW_EHPAD>
                        "Ajouter un EHPAD"
                    </a>
                </p>
            </section>
        </div>
    }
}

/// Nothing can be joined before the address is proven.
#[component]
fn Unproven() -> impl IntoView {
    view! {
        <Callout tone=Tone::Warning title="Confirmez votre adresse électronique">
            <p>
                "Un lien vous a été envoyé par courriel à l’inscription. Ouvrez-le\u{a0}: vous pourrez ensuite "
                "rejoindre votre établissement."
            </p>
            <AskVerification />
        </Callout>
    }
}

#[component]
fn Mine(memberships: Vec<MyMembership>) -> impl IntoView {
    let cards = memberships.into_iter().map(|one| view! { <Membership one /> }).collect_view();
    view! { <ul class="grid items-start gap-4 md:grid-cols-2">{cards}</ul> }
}

/// What comes next after the registration.
#[component]
fn FirstSteps() -> impl IntoView {
    let step = |(index, (title, text)): (usize, (&'static str, &'static str))| {
        view! {
            <li class="flex gap-3">
                <span
                    class="flex size-7 shrink-0 items-center justify-center rounded-full bg-primary text-sm font-semibold text-primary-content"
                    aria-hidden="true"
                >
                    {index + 1}
                </span>
                <div>
                    <p class="font-semibold">{title}</p>
                    <p class="text-sm text-base-content/80">{text}</p>
                </div>
            </li>
        }
    };
    view! {
        <section
            class="rounded-box border border-base-content/15 bg-base-100 p-5 sm:p-6"
            aria-labelledby="premiers-pas"
        >
            <h2 id="premiers-pas" class="text-lg font-semibold">
                "Votre compte est prêt. Il vous reste à rejoindre votre établissement."
            </h2>
            <ol class="mt-4 grid gap-5 md:grid-cols-3">
                {FIRST_STEPS.into_iter().enumerate().map(step).collect_view()}
            </ol>
        </section>
    }
}
