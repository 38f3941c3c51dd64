//! Requests that wait for the national team.

use leptos::prelude::*;

use crate::components::{Callout, Tone};
use crate::format;
use crate::remote::Remote;
use crate::routes;
use crate::session::{use_client, use_session};

/// How many wait, and the way to them; nothing for others than the national team, or when none does.
#[component]
pub fn WaitingTickets() -> impl IntoView {
    let (client, session) = (use_client(), use_session());
    let waiting = Remote::new(move || {
        let of_team = session.is_national();
        async move { if of_team { client.waiting_tickets().await } else { Ok(0) } }
    });
    move || {
        let number = waiting.content().map_or(0, |number| *number);
        (number > 0).then(|| {
            view! {
                <div class="mb-6">
                    <Callout tone=Tone::Warning title=title(number)>
                        <a class="btn btn-sm" href=routes::TICKETS>"Voir les demandes d’aide"</a>
                    </Callout>
                </div>
            }
        })
    }
}

/// `1 demande d’aide attend une réponse`
fn title(number: i64) -> String {
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    format::count(
        number,
        "demande d’aide attend une réponse",
        "demandes d’aide attendent une réponse",
    )
}
