//! Closing a year: what is there, what is missing, and every closing before.

mod close;
mod history;
mod points;
mod reopen;

use domain::dto::{Closing, YearState};
use leptos::prelude::*;
use leptos_router::hooks::query_signal;

use super::establishment::use_finess;
use crate::browser;
use crate::components::{Callout, Loaded, PageHeading, Tone, YearSelect};
use crate::format;
use crate::remote::Remote;
use crate::session::{use_client, use_session};
use close::CloseForm;
use history::History;
use points::Points;
use reopen::ReopenForm;

/// The tab of closing.
#[component]
pub fn ClosingPage() -> impl IntoView {
    let client = use_client();
    let finess = use_finess();
    let (year, set_year) = query_signal::<i32>("annee");
    let year = Memo::new(move |_| year.get().unwrap_or_else(browser::last_year));
    let closing = Remote::new(move || {
        let (finess, year) = (finess.get(), year.get());
        async move { client.closing(&finess, year).await }
    });
    let changed = Callback::new(move |()| closing.refetch());
    let choose = Callback::new(move |year| set_year.set(year));
    view! {
        <div class="flex flex-wrap items-start justify-between gap-4 max-sm:mb-6">
            <PageHeading
                title="Clôture"
                lead="Clôturer l’année, c’est dire que les données sont complètes et vérifiées. Rien n’en change plus ensuite."
            />
            <YearSelect year choose />
        </div>
        <Loaded
            resource=closing
            view=move |closing: Closing| view! { <Year closing changed /> }.into_any()
        />
    }
}

/// Everything about one year.
#[component]
fn Year(closing: Closing, changed: Callback<()>) -> impl IntoView {
    let (session, finess) = (use_session(), use_finess());
    let manages = Memo::new(move |_| session.manages(&finess.get()));
    let Closing { year, state, deadline, points, figures, closures } = closing;
    let deadline_text = deadline
        .as_deref()
        .map(|day| format!("Date limite de la campagne\u{a0}: {}.", format::day(day)));
    let is_open = state == YearState::Open;
    let told = closures.first().filter(|_| !is_open).map(|last| {
        let when = browser::local_date_time(&last.closed_at);
        let by = format!("Par {}, le {when}.", last.closed_by);
        let waits = (state == YearState::ReopeningAsked).then(|| {
            view! { <p>"Réouverture demandée\u{a0}: l’équipe nationale doit donner son accord."</p> }
        });
        view! {
            <Callout tone=Tone::Success title=format!("L’année {year} est clôturée")>
                <p>{by}</p>
                {waits}
            </Callout>
        }
    });
    let action_points = points.clone();
    let action = move || {
        if !manages.get() {
            return view! {
                <p class="text-base-content/80">"Le référent de l’établissement clôture et rouvre l’année."</p>
            }
            .into_any();
        }
        if is_open {
            view! { <CloseForm year points=action_points.clone() changed /> }.into_any()
        } else {
            view! { <ReopenForm year asked=state == YearState::ReopeningAsked changed /> }
                .into_any()
        }
    };
    view! {
        <div class="space-y-10">
            {deadline_text.map(|text| view! { <p class="font-medium">{text}</p> })}
            {told}
            <Points year points />
            {action}
            <History closures figures is_open />
        </div>
    }
}
