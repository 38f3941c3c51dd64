//! My establishments.

use domain::dto::{MembershipState, MyMembership};
use leptos::prelude::*;

use super::search::Search;
use crate::components::{Badge, Glyph, Icon, PageHeading, Tone};
use crate::labels;
use crate::routes::{self, Tab};
use crate::session::use_session;

/// The memberships, then the search.
#[component]
pub fn MyEstablishments() -> impl IntoView {
    let session = use_session();
    let mine = move || {
        let memberships = session.memberships();
        if memberships.is_empty() {
            view! {
                <p class="text-base-content/80">
                    "Vous n’avez pas encore d’établissement. Cherchez le vôtre ci-dessous pour le rejoindre."
                </p>
            }
            .into_any()
        } else {
            view! {
                <ul class="grid gap-4 md:grid-cols-2">
                    {memberships.into_iter().map(|one| view! { <Membership one /> }).collect_view()}
                </ul>
            }
            .into_any()
        }
    };
    view! {
        <PageHeading title="Mes établissements" />
        <div class="space-y-10">
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

/// One establishment; a pending request leads nowhere yet.
#[component]
fn Membership(one: MyMembership) -> impl IntoView {
    let active = one.state == MembershipState::Active;
    let tone = if active { Tone::Success } else { Tone::Warning };
    let name = if active {
        let href = routes::tab(&one.finess, Tab::Dashboard);
        view! {
            <a class="font-semibold after:absolute after:inset-0" href=href>{one.name}</a>
        }
        .into_any()
    } else {
        view! { <p class="font-semibold">{one.name}</p> }.into_any()
    };
    view! {
        <li
            class="relative flex items-center gap-4 rounded-box border border-base-content/15 bg-base-100 p-5"
            class=("hover:border-primary", active)
        >
            <div class="min-w-0 grow space-y-2">
                {name}
                <p class="text-sm text-base-content/80">
                    {one.city} " · FINESS " <span class="tabular-nums">{one.finess}</span>
                </p>
                <Badge tone text=labels::membership(one.role, one.state) />
            </div>
            {active.then(|| view! { <Icon glyph=Glyph::Arrow class="size-5 text-primary" /> })}
        </li>
    }
}
