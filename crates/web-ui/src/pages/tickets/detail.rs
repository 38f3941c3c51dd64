//! One request: where it stands, where it was asked, what was said, what comes next.

use domain::dto::TicketDetail;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::context::Context;
use super::reply::Reply;
use super::thread::Thread;
use super::words;
use crate::browser;
use crate::components::{Badge, Loaded, PageHeading};
use crate::remote::Remote;
use crate::routes;
use crate::session::use_client;

/// The part that has the messages; what was done is read there.
const THREAD: &str = "echanges";

/// The page of a request.
#[component]
pub fn TicketPage() -> impl IntoView {
    let client = use_client();
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| params.get("id").and_then(|id| id.parse::<i32>().ok())).unwrap_or(-1)
    });
    let detail = Remote::new(move || client.ticket(id.get()));
    // What is being written stays while the request is read again.
    let text = RwSignal::new(String::new());
    let acted = StoredValue::new(false);
    Effect::new(move || {
        if detail.content().is_some() && acted.try_update_value(std::mem::take) == Some(true) {
            request_animation_frame(|| browser::focus(THREAD));
        }
    });
    let done = Callback::new(move |()| {
        acted.set_value(true);
        detail.refetch();
    });
    view! {
        <a class="link link-primary mb-3 inline-block font-medium" href=routes::TICKETS>
            "Toutes les demandes d’aide"
        </a>
        <Loaded
            resource=detail
            view=move |detail| view! { <Detail detail text done /> }.into_any()
        />
    }
}

#[component]
fn Detail(detail: TicketDetail, text: RwSignal<String>, done: Callback<()>) -> impl IntoView {
    let TicketDetail { ticket, messages } = detail;
    let asked_at = browser::local_date_time(&ticket.asked_at);
    let by = if ticket.own { "vous".to_owned() } else { ticket.asked_by.clone() };
    let lead = format!("Demande n°\u{a0}{}, posée par {by} le {asked_at}", ticket.id);
    let own = ticket.own;
    view! {
        <PageHeading title=ticket.subject.clone() lead />
        <div class="space-y-8">
            <p role="status" class="flex flex-wrap items-center gap-3">
                <Badge tone=words::tone(ticket.state) text=words::state(&ticket) />
                <span class="text-sm text-base-content/80">{words::last_word(&ticket)}</span>
            </p>
            <Context context=ticket.context.clone() />
            <section class="max-w-3xl space-y-4" aria-labelledby=THREAD>
                <h2 id=THREAD tabindex="-1" class="text-xl font-bold outline-none">"Échanges"</h2>
                <Thread messages own />
                <Reply ticket text done />
            </section>
        </div>
    }
}
