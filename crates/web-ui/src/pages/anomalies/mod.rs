//! The anomalies of a year: what is to do first, what was justified, what was mended.

mod corrections;
mod effect;
mod item;
mod judge;
mod step;

use domain::dto::{Anomaly, AnomalyQueue, AnomalyState};
use leptos::prelude::*;
use leptos_router::hooks::query_signal;

use super::establishment::use_finess;
use crate::browser;
use crate::components::{Callout, Loaded, PageHeading, Tone, YearSelect};
use crate::format;
use crate::remote::Remote;
use crate::session::{use_client, use_session};
pub use corrections::Corrections;
use item::Item;

/// Rows shown at first.
const PAGE: usize = 20;

/// The tab of anomalies.
#[component]
pub fn AnomaliesPage() -> impl IntoView {
    let client = use_client();
    let finess = use_finess();
    let (year, set_year) = query_signal::<i32>("annee");
    let year = Memo::new(move |_| year.get().unwrap_or_else(browser::last_year));
    let queue = Remote::new(move || {
        let (finess, year) = (finess.get(), year.get());
        async move { client.anomalies(&finess, year).await }
    });
    let changed = Callback::new(move |()| queue.refetch());
    let choose = Callback::new(move |year| set_year.set(year));
    view! {
        <div class="flex flex-wrap items-start justify-between gap-4 max-sm:mb-6">
            <PageHeading
                title="Anomalies"
                lead="Ce qui manque ou surprend dans l’année. Ce qui pèse le plus sur les indicateurs vient d’abord."
            />
            <YearSelect year choose />
        </div>
        <Loaded
            resource=queue
            view=move |queue: AnomalyQueue| view! { <Queue queue changed /> }.into_any()
        />
    }
}

/// The queue by state.
#[component]
fn Queue(queue: AnomalyQueue, changed: Callback<()>) -> impl IntoView {
    let AnomalyQueue { year, items, to_do } = queue;
    let of = |state| -> Vec<Anomaly> {
        items.iter().filter(|one| one.state == state).cloned().collect()
    };
    let nothing = (to_do == 0).then(|| {
        let title = format!("Aucune anomalie à traiter pour {year}");
        view! { <Callout tone=Tone::Success title /> }
    });
    view! {
        <div class="space-y-10">
            {nothing}
            <Part
                id="a-traiter"
                title=format::count(to_do, "anomalie à traiter", "anomalies à traiter")
                items=of(AnomalyState::ToDo)
                year
                changed
            />
            <Part id="justifiees" title="Justifiées" items=of(AnomalyState::Justified) year changed />
            <Part id="corrigees" title="Corrigées" items=of(AnomalyState::Corrected) year changed />
        </div>
    }
}

/// The anomalies of one state; nothing without any.
#[component]
fn Part(
    id: &'static str,
    #[prop(into)] title: String,
    items: Vec<Anomaly>,
    year: i32,
    changed: Callback<()>,
) -> impl IntoView {
    let (session, finess) = (use_session(), use_finess());
    if items.is_empty() {
        return None;
    }
    let writes = session.delivers(&finess.get_untracked());
    let shown = RwSignal::new(PAGE);
    let total = items.len();
    let items = StoredValue::new(items);
    let rows = move || {
        let finess = finess.get_untracked();
        let some: Vec<Anomaly> =
            items.with_value(|items| items.iter().take(shown.get()).cloned().collect());
        let row = |anomaly| view! { <Item anomaly finess=finess.clone() year writes changed /> };
        some.into_iter().map(row).collect_view()
    };
    Some(view! {
        <section class="space-y-4" aria-labelledby=id>
            <h2 id=id class="text-xl font-bold">{title}</h2>
            <ul class="divide-y divide-base-content/10 rounded-box border border-base-content/15 bg-base-100">
                {rows}
            </ul>
            <Show when=move || shown.get() < total>
                <button type="button" class="btn" on:click=move |_| shown.set(total)>
                    {format!("Voir les {total}\u{a0}anomalies")}
                </button>
            </Show>
        </section>
    })
}
