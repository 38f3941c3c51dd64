//! People whom the référent asks to come, by mail.

use domain::dto::{Invitation, NewInvitation, ProblemCode, Role};
use futures::FutureExt;
use leptos::prelude::*;

use super::Done;
use super::role_select::RoleSelect;
use crate::attempt::{Attempt, Fields};
use crate::browser;
use crate::components::{Badge, Confirm, Refused, Submit, TextField, Tone};
use crate::labels;
use crate::pages::establishment::use_finess;
use crate::session::use_client;

const EMAIL: &str = "invitation-email";
const FIELDS: Fields = &[(ProblemCode::Invalid, EMAIL), (ProblemCode::MemberAlready, EMAIL)];

/// The form, then the invitations that wait.
#[component]
pub fn Invitations(invitations: Vec<Invitation>, done: Done) -> impl IntoView {
    let none = invitations.is_empty();
    let rows = invitations.into_iter().map(|one| view! { <Waiting one done /> }).collect_view();
    view! {
        <section class="space-y-4" aria-labelledby="invitations">
            <h2 id="invitations" class="text-xl font-bold">"Inviter une personne"</h2>
            <p class="max-w-prose text-base-content/80">
                "Elle reçoit un lien par courriel et rejoint l’établissement sans attendre votre réponse. "
                "L’invitation sert une fois, pendant quatorze jours."
            </p>
            <Invite done />
            <ul
                class="divide-y divide-base-content/10 rounded-box border border-base-content/15 bg-base-100"
                aria-label="Invitations en attente"
                hidden=none
            >
                {rows}
            </ul>
        </section>
    }
}

#[component]
fn Invite(done: Done) -> impl IntoView {
    let client = use_client();
    let finess = use_finess();
    let email = RwSignal::new(String::new());
    let role = RwSignal::new(Role::Contributeur);
    let attempt = Attempt::with_fields(FIELDS);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let new = NewInvitation {
            email: email.get_untracked().trim().to_owned(),
            role: role.get_untracked(),
        };
        attempt.run(async move {
            let made = client.invite(&finess.get_untracked(), &new).await?;
            email.set(String::new());
            done.run(format!("Invitation envoyée à {}", made.email));
            Ok(())
        });
    };
    view! {
        <form
            class="max-w-xl space-y-5 rounded-box border border-base-content/10 bg-base-100 p-5 sm:p-6"
            on:submit=submit
        >
            <TextField
                id=EMAIL
                label="Adresse électronique professionnelle"
                value=email
                kind="email"
                error=attempt.under(EMAIL)
            />
            <RoleSelect
                name="Rôle de la personne invitée"
                chosen=Role::Contributeur
                choose=Callback::new(move |chosen| role.set(chosen))
            />
            <Refused attempt />
            <Submit label="Envoyer l’invitation" busy=attempt.busy() />
        </form>
    }
}

/// One that waits, and the way to take it back.
#[component]
fn Waiting(one: Invitation, done: Done) -> impl IntoView {
    let client = use_client();
    let finess = use_finess();
    let (id, email) = (one.id, StoredValue::new(one.email.clone()));
    let withdraw = Callback::new(move |()| {
        async move {
            client.withdraw_invitation(&finess.get_untracked(), id).await?;
            done.run(format!("Invitation de {} retirée", email.get_value()));
            Ok(())
        }
        .boxed_local()
    });
    let until = browser::local_date_time(&one.expires_at);
    let state = if one.expired {
        view! { <Badge tone=Tone::Warning text="Expirée" /> }.into_any()
    } else {
        view! { <span class="text-sm text-base-content/75">{format!("Jusqu’au {until}")}</span> }
            .into_any()
    };
    view! {
        <li class="flex flex-wrap items-center gap-x-4 gap-y-3 p-4">
            <div class="min-w-0 grow basis-64">
                <p class="font-semibold wrap-anywhere">{one.email.clone()}</p>
                <p class="text-sm text-base-content/80">
                    {format!("{}, invité par {}", labels::role(one.role), one.invited_by)}
                </p>
            </div>
            {state}
            <Confirm
                label="Retirer l’invitation"
                name=format!("Retirer l’invitation de {}", one.email)
                title=format!("Retirer l’invitation de {}\u{202f}?", one.email)
                consequence="Le lien reçu ne servira plus. Vous pourrez envoyer une autre invitation."
                confirm="Retirer l’invitation"
                action=withdraw
            />
        </li>
    }
}
