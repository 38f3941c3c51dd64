//! People who ask to join.

use domain::dto::Membership;
use futures::FutureExt;
use leptos::prelude::*;

use super::Done;
use super::role_select::RoleSelect;
use crate::attempt::Attempt;
use crate::browser;
use crate::components::{Confirm, Refused};
use crate::labels;
use crate::pages::establishment::use_finess;
use crate::session::use_client;

/// Nothing is drawn when nobody waits.
#[component]
pub fn Requests(waiting: Vec<Membership>, done: Done) -> impl IntoView {
    (!waiting.is_empty()).then(|| {
        view! {
            <section class="space-y-4" aria-labelledby="demandes">
                <h2 id="demandes" class="text-xl font-bold">"Demandes en attente"</h2>
                <p class="max-w-prose text-base-content/80">
                    "N’acceptez que des personnes que vous connaissez\u{a0}: elles verront les chiffres de "
                    "l’établissement."
                </p>
                <ul class="divide-y divide-base-content/10 rounded-box border border-warning/50 bg-base-100">
                    {waiting.into_iter().map(|one| view! { <Request one done /> }).collect_view()}
                </ul>
            </section>
        }
    })
}

/// One person, a role, yes or no.
#[component]
fn Request(one: Membership, done: Done) -> impl IntoView {
    let client = use_client();
    let finess = use_finess();
    let role = RwSignal::new(one.role);
    let attempt = Attempt::new();
    let (user_id, name) = (one.user_id, StoredValue::new(one.full_name.clone()));
    let accept = move |_| {
        let role = role.get_untracked();
        attempt.run(async move {
            client.set_role(&finess.get_untracked(), user_id, role).await?;
            done.run(format!("{} est maintenant {}", name.get_value(), labels::role(role)));
            Ok(())
        });
    };
    let refuse = Callback::new(move |()| {
        async move {
            client.remove_member(&finess.get_untracked(), user_id).await?;
            done.run(format!("Demande de {} refusée", name.get_value()));
            Ok(())
        }
        .boxed_local()
    });
    view! {
        <li class="space-y-3 p-4">
            <div class="flex flex-wrap items-center gap-x-4 gap-y-3">
                <div class="min-w-0 grow basis-64">
                    <p class="font-semibold">{one.full_name.clone()}</p>
                    <p class="text-sm wrap-anywhere text-base-content/80">{one.email}</p>
                    <p class="text-sm text-base-content/75">
                        {format!("Demande du {}", browser::local_date_time(&one.since))}
                    </p>
                </div>
                <RoleSelect
                    name=format!("Rôle de {}", one.full_name)
                    chosen=one.role
                    choose=Callback::new(move |chosen| role.set(chosen))
                />
                <div class="flex gap-2">
                    <button
                        type="button"
                        class="btn btn-primary btn-sm"
                        aria-label=format!("Accepter {}", one.full_name)
                        disabled=attempt.busy()
                        on:click=accept
                    >
                        "Accepter"
                    </button>
                    <Confirm
                        label="Refuser"
                        name=format!("Refuser {}", one.full_name)
                        title=format!("Refuser la demande de {}\u{202f}?", one.full_name)
                        consequence="La demande disparaît. La personne pourra en faire une autre."
                        confirm="Refuser la demande"
                        action=refuse
                    />
                </div>
            </div>
            <Refused attempt />
        </li>
    }
}
