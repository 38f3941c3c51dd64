//! An invitation that came by mail: what it says, an account, acceptance.

use domain::dto::InvitationPreview;
use futures::FutureExt;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::Incomplete;
use crate::attempt::Attempt;
use crate::browser;
use crate::components::{Callout, Loaded, PageHeading, Refused, Tone};
use crate::labels;
use crate::pages::public::{LoginForm, SignUpForm};
use crate::remote::Remote;
use crate::routes::{self, Tab};
use crate::session::{use_client, use_session};

/// One page from the link to the establishment: nothing has to be carried elsewhere.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let content = match browser::link_token() {
        Some(token) => view! { <Preview token /> }.into_any(),
        None => view! { <Incomplete /> }.into_any(),
    };
    view! {
        <div class="mx-auto max-w-xl">
            <PageHeading title="Invitation" />
            {content}
        </div>
    }
}

#[component]
fn Preview(token: String) -> impl IntoView {
    let client = use_client();
    let token = StoredValue::new(token);
    let preview = Remote::new(move || client.preview_invitation(token.get_value()));
    view! {
        <Loaded
            resource=preview
            view=move |invitation: InvitationPreview| {
                view! {
                    <div class="space-y-6 rounded-box border border-base-content/15 bg-base-100 p-6">
                        <Said invitation=invitation.clone() />
                        <Answer token=token.get_value() invitation />
                    </div>
                }
                .into_any()
            }
        />
    }
}

/// Who invites, where, as what.
#[component]
fn Said(invitation: InvitationPreview) -> impl IntoView {
    let InvitationPreview { name, city, finess, role, invited_by, email, expires_at, .. } =
        invitation;
    let called = labels::role(role).to_lowercase();
    view! {
        <div class="space-y-2">
            <p class="text-lg font-semibold">{name}</p>
            <p class="text-sm text-base-content/80">
                {city} " · FINESS " <span class="tabular-nums">{finess}</span>
            </p>
            <p>
                {format!(
                    "{invited_by} vous invite comme {called}\u{a0}: un {called} {}.",
                    labels::role_allows(role),
                )}
            </p>
            <p class="text-sm wrap-anywhere text-base-content/75">
                {format!(
                    "Pour le compte {email}, jusqu’au {}.",
                    browser::local_date_time(&expires_at),
                )}
            </p>
        </div>
    }
}

/// What the reader does next, by who is signed in.
#[component]
fn Answer(token: String, invitation: InvitationPreview) -> impl IntoView {
    let session = use_session();
    let signed_in = Memo::new(move |_| session.me().map(|me| me.email));
    let invitation = StoredValue::new((token, invitation));
    let sign_in = Callback::new(move |credentials| {
        async move { session.sign_in(&credentials).await }.boxed_local()
    });
    move || {
        let (token, InvitationPreview { email, finess, has_account, .. }) = invitation.get_value();
        match signed_in.get() {
            Some(mine) if mine == email => view! { <Accept token finess /> }.into_any(),
            Some(mine) => view! {
                <Callout tone=Tone::Warning title="Cette invitation est pour un autre compte">
                    <p class="wrap-anywhere">{format!("Vous êtes connecté avec {mine}, l’invitation est pour {email}.")}</p>
                    <button
                        type="button"
                        class="btn btn-sm"
                        on:click=move |_| leptos::task::spawn_local(session.sign_out())
                    >
                        "Changer de compte"
                    </button>
                </Callout>
            }
            .into_any(),
            None if has_account => view! {
                <section class="space-y-4" aria-labelledby="connexion">
                    <h2 id="connexion" class="text-lg font-semibold">"Connectez-vous pour l’accepter"</h2>
                    <LoginForm known=email action=sign_in />
                </section>
            }
            .into_any(),
            None => view! {
                <section class="space-y-4" aria-labelledby="inscription">
                    <h2 id="inscription" class="text-lg font-semibold">"Créez votre compte pour l’accepter"</h2>
                    <SignUpForm known=email />
                </section>
            }
            .into_any(),
        }
    }
}

#[component]
fn Accept(token: String, finess: String) -> impl IntoView {
    let client = use_client();
    let session = use_session();
    let navigate = use_navigate();
    let attempt = Attempt::new();
    let accept = move |_| {
        let (token, navigate) = (token.clone(), navigate.clone());
        let home = routes::tab(&finess, Tab::Dashboard);
        attempt.run(async move {
            client.accept_invitation(token).await?;
            session.reload().await;
            navigate(&home, NavigateOptions::default());
            Ok(())
        });
    };
    view! {
        <div class="space-y-4">
            <Refused attempt />
            <button type="button" class="btn btn-primary" disabled=attempt.busy() on:click=accept>
                "Accepter l’invitation"
            </button>
        </div>
    }
}
