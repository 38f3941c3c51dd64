//! The list: what was asked, where it stands, who has the last word.

use domain::dto::Ticket;
use futures::FutureExt;
use leptos::prelude::*;
use leptos_router::hooks::query_signal;

use super::filter::Filter;
use super::words;
use crate::components::{AskHelp, Badge, EmptyState, FilterButton, PageHeading, Paged, PagedList};
use crate::routes;
use crate::session::{use_client, use_session};

/// The page of requests for help.
#[component]
pub fn TicketList() -> impl IntoView {
    let (client, session) = (use_client(), use_session());
    let of_team = Memo::new(move |_| session.is_national());
    let (asked, set_filter) = query_signal::<String>("etat");
    // Of one's own there are few.
    let filter =
        Memo::new(
            move |_| {
                if of_team.get() { Filter::parse(asked.get().as_deref()) } else { Filter::All }
            },
        );
    let pages = Paged::new(move |cursor| {
        let state = filter.get().state();
        async move { client.tickets(state, cursor.as_deref()).await }.boxed_local()
    });
    let choice = move |one: Filter| {
        let pressed = Signal::derive(move || filter.get() == one);
        let show = move |()| set_filter.set(one.slug().map(str::to_owned));
        view! { <FilterButton label=one.label() pressed on_press=show /> }
    };
    let lead = if of_team.get_untracked() {
        "Ce que les établissements demandent, depuis l’écran où ils sont arrêtés."
    } else {
        "Vos questions à l’équipe nationale, et ses réponses. Vos collègues ne les voient pas."
    };
    view! {
        <div class="flex flex-wrap items-start justify-between gap-4 max-sm:mb-6">
            <PageHeading title="Demandes d’aide" lead />
            <Show when=move || !of_team.get()>
                <AskHelp class="btn btn-primary" />
            </Show>
        </div>
        <div class="space-y-5">
            <Show when=move || of_team.get()>
                <div class="flex flex-wrap gap-2" role="group" aria-label="Filtrer par état">
                    {Filter::ALL.map(choice).into_iter().collect_view()}
                </div>
            </Show>
            <PagedList
                pages
                view=move |tickets| {
                    if tickets.is_empty() {
                        empty(of_team.get_untracked(), filter.get_untracked())
                    } else {
                        view! { <Cards tickets of_team=of_team.get_untracked() /> }.into_any()
                    }
                }
            />
        </div>
    }
}

fn empty(of_team: bool, filter: Filter) -> AnyView {
    let (title, text) = if of_team {
        filter.empty()
    } else {
        (
            "Vous n’avez rien demandé",
            "Quand quelque chose vous arrête, «\u{a0}Demander de l’aide\u{a0}» est dans votre menu et au bas de chaque \
             page\u{a0}: la question part avec l’écran où vous êtes.",
        )
    };
    view! { <EmptyState title text /> }.into_any()
}

#[component]
fn Cards(tickets: Vec<Ticket>, of_team: bool) -> impl IntoView {
    let cards = tickets.into_iter().map(|ticket| view! { <Card ticket of_team /> }).collect_view();
    view! {
        <ul class="space-y-4" aria-label="Demandes d’aide">
            {cards}
        </ul>
    }
}

/// One request; its subject leads to it.
#[component]
fn Card(ticket: Ticket, of_team: bool) -> impl IntoView {
    let asker = of_team.then(|| view! { <p class="wrap-anywhere">{words::asker(&ticket)}</p> });
    let last = words::last_word(&ticket);
    let (tone, state) = (words::tone(ticket.state), words::state(&ticket));
    view! {
        <li class="space-y-2 rounded-box border border-base-content/15 bg-base-100 p-4 sm:p-5">
            <div class="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
                <h2 class="min-w-0 text-lg font-semibold wrap-anywhere">
                    <a class="link link-hover link-primary" href=routes::ticket(ticket.id)>
                        {ticket.subject}
                    </a>
                </h2>
                <Badge tone text=state />
            </div>
            {asker}
            <p class="text-sm text-base-content/80">{format!("Demande n°\u{a0}{} · {last}", ticket.id)}</p>
        </li>
    }
}
