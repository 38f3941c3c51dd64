//! The alerts of an establishment: what, where, when, how many patients, and what became of each.

use domain::dto::{Alert, AlertState};
use futures::FutureExt;
use leptos::prelude::*;
use leptos_router::hooks::query_signal;

use super::filter::Filter;
use super::help::AlertHelp;
use super::words;
use crate::browser;
use crate::components::{Badge, EmptyState, FilterButton, PageHeading, Paged, PagedList, Tone};
use crate::pages::establishment::use_finess;
use crate::session::use_client;
use crate::{format, labels, routes};

/// The tab of alerts.
#[component]
pub fn AlertList() -> impl IntoView {
    let client = use_client();
    let finess = use_finess();
    let (asked, set_filter) = query_signal::<String>("etat");
    let filter = Memo::new(move |_| Filter::parse(asked.get().as_deref()));
    let pages = Paged::new(move |cursor| {
        let (finess, state) = (finess.get(), filter.get().state());
        async move { client.alerts(&finess, state, cursor.as_deref()).await }.boxed_local()
    });
    let choice = move |one: Filter| {
        let pressed = Signal::derive(move || filter.get() == one);
        let show = move |()| set_filter.set(one.slug().map(str::to_owned));
        view! { <FilterButton label=one.label() pressed on_press=show /> }
    };
    view! {
        <PageHeading
            title="Alertes"
            lead="Les micro-organismes hautement résistants émergents trouvés dans vos unités. Le signalement reste à faire par vous\u{a0}: \
            ConsoRes le prépare."
        />
        <div class="space-y-5">
            <AlertHelp />
            <div class="flex flex-wrap gap-2" role="group" aria-label="Filtrer par état">
                {Filter::ALL.map(choice).into_iter().collect_view()}
            </div>
            <PagedList
                pages
                view=move |alerts| {
                    if alerts.is_empty() {
                        let (title, text) = filter.get_untracked().empty();
                        view! { <EmptyState title text /> }.into_any()
                    } else {
                        view! { <Cards alerts /> }.into_any()
                    }
                }
            />
        </div>
    }
}

#[component]
fn Cards(alerts: Vec<Alert>) -> impl IntoView {
    let cards = alerts.into_iter().map(|alert| view! { <Card alert /> }).collect_view();
    view! {
        <ul class="space-y-4" aria-label="Alertes">
            {cards}
        </ul>
    }
}

/// One alert; its name leads to it.
#[component]
fn Card(alert: Alert) -> impl IntoView {
    let href = routes::alert(&alert.finess, alert.id);
    let content = &alert.content;
    let name = format!("{}, {}", alert.label, words::place(content));
    view! {
        <li class="space-y-2 rounded-box border border-base-content/15 bg-base-100 p-4 sm:p-5">
            <div class="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
                <h2 class="min-w-0 text-lg font-semibold">
                    <a class="link link-hover link-primary" href=href aria-label=name>
                        {alert.label.clone()}
                    </a>
                </h2>
                <Badges alert=alert.clone() />
            </div>
            <p class="font-medium">{words::place(content)}</p>
            <p class="wrap-anywhere">{words::found(&alert)}</p>
            {words::uncounted(content)
                .map(|text| view! { <p class="text-sm text-base-content/80">{text}</p> })}
            <p class="text-sm text-base-content/80">{standing(&alert)}</p>
        </li>
    }
}

/// What it is about, and where it stands.
#[component]
pub fn Badges(alert: Alert) -> impl IntoView {
    let gone = (!alert.found).then(|| {
        view! { <Badge tone=Tone::Neutral text="Plus dans les fichiers" /> }
    });
    view! {
        <span class="flex flex-wrap gap-2">
            <Badge tone=words::kind_tone(alert.kind) text=labels::alert_kind(alert.kind) />
            <Badge tone=words::state_tone(alert.state) text=labels::alert_state(alert.state) />
            {gone}
        </span>
    }
}

/// How long it has waited, or who decided what.
pub fn standing(alert: &Alert) -> String {
    let raised = browser::local_date_time(&alert.raised_at);
    match &alert.decision {
        Some(decision) if alert.state != AlertState::New => {
            let at = browser::local_date_time(&decision.at);
            format!("{}, par {}, {at}", words::decided(decision), decision.by)
        }
        _ => {
            let waits = browser::days_since(&alert.raised_at).map(format::since);
            let waits = waits.map(|waits| format!("en attente {waits}, ")).unwrap_or_default();
            format!("Alerte {waits}levée le {raised}")
        }
    }
}
