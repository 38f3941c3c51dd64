//! The open logins of the person.

use domain::dto::Login;
use futures::FutureExt;
use leptos::prelude::*;

use super::agent;
use crate::attempt::Attempt;
use crate::browser;
use crate::components::{Badge, Confirm, Loaded, Refused, Tone};
use crate::remote::Remote;
use crate::session::{use_client, use_session};

/// The list, read again when `changed` says so.
#[component]
pub fn Logins(changed: RwSignal<u32>) -> impl IntoView {
    let client = use_client();
    let logins = Remote::new(move || {
        changed.track();
        client.logins()
    });
    let ended = Callback::new(move |()| logins.refetch());
    view! {
        <p class="max-w-prose text-base-content/80">
            "Les navigateurs où vous êtes connecté. Terminez ceux que vous ne reconnaissez pas, puis changez de "
            "mot de passe."
        </p>
        <Loaded
            resource=logins
            view=move |page| view! { <List logins=page.items ended /> }.into_any()
        />
    }
}

#[component]
fn List(logins: Vec<Login>, ended: Callback<()>) -> impl IntoView {
    let others: Vec<String> =
        logins.iter().filter(|login| !login.current).map(|login| login.id.clone()).collect();
    view! {
        <ul class="divide-y divide-base-content/10 rounded-box border border-base-content/15">
            {logins.into_iter().map(|login| view! { <Row login ended /> }).collect_view()}
        </ul>
        <EndMany others ended />
    }
}

/// One login; the one that is used ends with « Se déconnecter ».
#[component]
fn Row(login: Login, ended: Callback<()>) -> impl IntoView {
    let client = use_client();
    let attempt = Attempt::new();
    let id = StoredValue::new(login.id);
    let name = agent::readable(&login.agent);
    let end = move |_| {
        attempt.run(async move {
            client.end_login(&id.get_value()).await?;
            ended.run(());
            Ok(())
        });
    };
    let action = if login.current {
        view! { <Badge tone=Tone::Success text="Cet appareil" /> }.into_any()
    } else {
        view! {
            <button
                type="button"
                class="btn btn-sm"
                aria-label=format!("Terminer {name}")
                disabled=attempt.busy()
                on:click=end
            >
                "Terminer"
            </button>
        }
        .into_any()
    };
    view! {
        <li class="space-y-2 p-4">
            <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
                <div class="min-w-0 grow basis-56">
                    <p class="font-medium">{name}</p>
                    <p class="text-sm text-base-content/75">
                        {format!(
                            "Ouverte le {}, vue le {}",
                            browser::local_date_time(&login.started_at),
                            browser::local_date_time(&login.seen_at),
                        )}
                    </p>
                </div>
                {action}
            </div>
            <Refused attempt />
        </li>
    }
}

/// The others, or all of them.
#[component]
fn EndMany(others: Vec<String>, ended: Callback<()>) -> impl IntoView {
    let client = use_client();
    let session = use_session();
    let alone = others.is_empty();
    let others = StoredValue::new(others);
    let end_others = Callback::new(move |()| {
        async move {
            for id in others.get_value() {
                client.end_login(&id).await?;
            }
            ended.run(());
            Ok(())
        }
        .boxed_local()
    });
    let end_all = Callback::new(move |()| {
        async move {
            client.end_all_logins().await?;
            // The page asks to sign in by itself.
            session.forget();
            Ok(())
        }
        .boxed_local()
    });
    view! {
        <div class="flex flex-wrap gap-3">
            {(!alone)
                .then(|| {
                    view! {
                        <Confirm
                            label="Terminer les autres"
                            title="Terminer les autres connexions\u{202f}?"
                            consequence="Les autres navigateurs demanderont le mot de passe. Celui-ci reste connecté."
                            confirm="Terminer les autres"
                            action=end_others
                        />
                    }
                })}
            <Confirm
                label="Se déconnecter partout"
                title="Se déconnecter partout\u{202f}?"
                consequence="Toutes vos connexions se terminent, celle-ci aussi. Vous devrez redonner votre mot de passe."
                confirm="Se déconnecter partout"
                action=end_all
            />
        </div>
    }
}
