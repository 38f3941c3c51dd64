//! One establishment of the person: role, state, and what to do next there.

use domain::dto::{AlertState, MembershipState, MyMembership, Role};
use futures::FutureExt;
use leptos::prelude::*;

use super::next_step::{NextStep, next_steps};
use crate::components::{Badge, Confirm, Glyph, Icon, Tone};
use crate::format;
use crate::labels;
use crate::remote::Remote;
use crate::routes::{self, Tab};
use crate::session::{use_client, use_session};

/// A card; the name opens the establishment once the membership is active.
#[component]
pub fn Membership(one: MyMembership) -> impl IntoView {
    let active = one.state == MembershipState::Active;
    let tone = if active { Tone::Success } else { Tone::Warning };
    let name = if active {
        let href = routes::tab(&one.finess, Tab::Dashboard);
        view! {
            <a class="flex items-center gap-3 font-semibold hover:underline" href=href>
                <span class="min-w-0 grow">{one.name.clone()}</span>
                <Icon glyph=Glyph::Arrow class="size-5 text-primary" />
            </a>
        }
        .into_any()
    } else {
        view! { <p class="font-semibold">{one.name.clone()}</p> }.into_any()
    };
    view! {
        <li class="space-y-3 rounded-box border border-base-content/15 bg-base-100 p-5">
            {name}
            <p class="text-sm text-base-content/80">
                {one.city.clone()} " · FINESS " <span class="tabular-nums">{one.finess.clone()}</span>
            </p>
            <Badge tone text=labels::membership(one.role, one.state) />
            <Next one=one.clone() />
            <Leave one />
        </li>
    }
}

/// What the charter and the waiting people ask for; nothing while that is read.
#[component]
fn Next(one: MyMembership) -> impl IntoView {
    let client = use_client();
    let finess = StoredValue::new(one.finess);
    let (role, state) = (one.role, one.state);
    let facts = Remote::new(move || {
        let finess = finess.get_value();
        async move {
            if state == MembershipState::Pending {
                return Ok((None, 0, 0));
            }
            let charter = client.charter(&finess).await?;
            let waiting = if role == Role::Referent {
                let people = client.members(&finess).await?.items;
                people.iter().filter(|one| one.state == MembershipState::Pending).count()
            } else {
                0
            };
            let alerts = client.alerts(&finess, Some(AlertState::New), None).await?.total;
            Ok((Some(charter), waiting, u32::try_from(alerts).unwrap_or_default()))
        }
    });
    let link = move |tab, text: &'static str, primary: bool| {
        let class = if primary { "btn btn-primary btn-sm" } else { "btn btn-sm" };
        view! { <a class=class href=routes::tab(&finess.get_value(), tab)>{text}</a> }
    };
    let draw = move |step: NextStep| {
        match step {
        NextStep::WaitForAnswer => view! {
            <p class="text-sm">
                "Le référent de l’établissement doit répondre à votre demande. En attendant, "
                <a class="link link-primary" href=routes::FILE_GUIDE>"préparez vos fichiers"</a> "."
            </p>
        }
        .into_any(),
        NextStep::SignCharter => view! {
            <p class="text-sm">"Prochaine étape\u{a0}: signer la charte, puis importer la structure."</p>
            {link(Tab::Charter, "Signer la charte", true)}
        }
        .into_any(),
        NextStep::WaitForCharter => view! {
            <p class="text-sm">
                "Le référent doit encore signer la charte\u{a0}: d’ici là, rien ne s’enregistre."
            </p>
            {link(Tab::Charter, "Lire la charte", false)}
        }
        .into_any(),
        NextStep::AnswerRequests(number) => view! {
            <p class="text-sm">
                {format::count(number, "personne attend", "personnes attendent")} " votre réponse."
            </p>
            {link(Tab::People, "Voir les demandes", true)}
        }
        .into_any(),
        NextStep::ReadAlerts(number) => view! {
            <p class="text-sm">{labels::waiting_alerts(number)} "."</p>
            {link(Tab::Alerts, "Voir les alertes", true)}
        }
        .into_any(),
    }
    };
    move || {
        let facts = facts.content()?;
        let (charter, waiting, alerts) = &*facts;
        let steps = next_steps(state, role, charter.as_ref(), *waiting, *alerts);
        Some(steps.into_iter().map(draw).collect_view())
    }
}

/// The way out, for everybody but the référent.
#[component]
fn Leave(one: MyMembership) -> impl IntoView {
    let client = use_client();
    let session = use_session();
    let MyMembership { finess, name, role, state, .. } = one;
    let finess = StoredValue::new(finess);
    let leave = Callback::new(move |()| {
        async move {
            if let Some(me) = untrack(|| session.me()) {
                client.remove_member(&finess.get_value(), me.id).await?;
                session.reload().await;
            }
            Ok(())
        }
        .boxed_local()
    });
    match (state, role) {
        (MembershipState::Active, Role::Referent) => ().into_any(),
        (MembershipState::Active, _) => view! {
            <Confirm
                label="Quitter l’établissement"
                name=format!("Quitter {name}")
                class="btn btn-ghost btn-sm"
                title=format!("Quitter {name}\u{202f}?")
                consequence="Vous ne verrez plus ses chiffres. Ce que vous avez importé reste. Pour revenir, il \
                 faudra une nouvelle demande, acceptée par le référent."
                keep="Rester"
                confirm="Quitter l’établissement"
                danger=true
                action=leave
            />
        }
        .into_any(),
        (MembershipState::Pending, _) => view! {
            <Confirm
                label="Retirer ma demande"
                name=format!("Retirer ma demande pour {name}")
                class="btn btn-ghost btn-sm"
                title="Retirer votre demande\u{202f}?"
                consequence=format!("Le référent de {name} ne la verra plus. Vous pourrez en faire une autre.")
                keep="La garder"
                confirm="Retirer la demande"
                action=leave
            />
        }
        .into_any(),
    }
}
