//! Going on with a request: a message, or its end.

use domain::dto::{TICKET_MESSAGE_MAX, Ticket, TicketState};
use leptos::prelude::*;

use crate::attempt::Attempt;
use crate::components::{Refused, Submit, TextArea};
use crate::session::use_client;

/// A message and the button that closes.
#[component]
pub fn Reply(
    ticket: Ticket,
    /// What is being written.
    text: RwSignal<String>,
    /// Something was done.
    done: Callback<()>,
) -> impl IntoView {
    let client = use_client();
    let id = ticket.id;
    let attempt = Attempt::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        attempt.run(async move {
            client.write_in_ticket(id, text.get_untracked()).await?;
            text.set(String::new());
            done.run(());
            Ok(())
        });
    };
    let close = move |_| {
        attempt.run(async move {
            client.close_ticket(id).await?;
            done.run(());
            Ok(())
        });
    };
    let (label, send) = if ticket.own {
        ("Votre message", "Envoyer le message")
    } else {
        ("Votre réponse", "Envoyer la réponse")
    };
    let is_open = ticket.state != TicketState::Closed;
    view! {
        <form
            class="space-y-5 rounded-box border border-base-content/10 bg-base-100 p-5 sm:p-6"
            on:submit=submit
        >
            {(!is_open).then(|| view! { <p>"Cette demande est close. Un message la rouvre."</p> })}
            <TextArea
                id="message-aide"
                label
                help="Rien d’un patient\u{a0}: ni nom, ni date complète, ni numéro"
                value=text
                on_input=Callback::new(move |typed| text.set(typed))
                rows=4
                max_length=TICKET_MESSAGE_MAX
                required=Signal::stored(true)
            />
            <Refused attempt />
            <div class="flex flex-wrap gap-3">
                <Submit label=send busy=attempt.busy() />
                {is_open
                    .then(|| {
                        view! {
                            <button type="button" class="btn" disabled=attempt.busy() on:click=close>
                                "Clore la demande"
                            </button>
                        }
                    })}
            </div>
        </form>
    }
}
