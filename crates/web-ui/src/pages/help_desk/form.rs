//! The question itself.

use domain::dto::{NewTicket, TICKET_MESSAGE_MAX, TICKET_SUBJECT_MAX};
use leptos::prelude::*;

use super::attached::{Attached, AttachedParts};
use crate::attempt::Attempt;
use crate::browser;
use crate::components::{Callout, Refused, Submit, TextArea, TextField, Tone};
use crate::help_desk::use_help_desk;
use crate::routes;
use crate::session::use_client;

/// Fields that take the focus: the form is loaded after its dialog is shown.
const SUBJECT: &str = "sujet-demande";
const BACK: &str = "demande-envoyee";

/// Subject, message, what goes with them; then where the answer will be.
#[component]
pub fn AskForHelp() -> impl IntoView {
    let client = use_client();
    let desk = use_help_desk();
    let attached = Attached::of_page();
    let sent = RwSignal::new(None::<i32>);
    let attempt = Attempt::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let new = NewTicket {
            subject: desk.subject.get_untracked(),
            message: desk.message.get_untracked(),
            context: attached.context(),
        };
        attempt.run(async move {
            let asked = client.ask_for_help(&new).await?;
            desk.subject.set(String::new());
            desk.message.set(String::new());
            sent.try_set(Some(asked.ticket.id));
            Ok(())
        });
    };
    Effect::new(|| request_animation_frame(|| browser::focus(SUBJECT)));
    let form = move || {
        view! {
            <form class="space-y-5" on:submit=submit>
                <p>
                    "L’équipe nationale vous répond dans l’application, et un mail vous le dit. Votre page reste comme elle est."
                </p>
                <TextField
                    id=SUBJECT
                    label="Sujet"
                    value=desk.subject
                    max_length=u16::try_from(TICKET_SUBJECT_MAX).unwrap_or(u16::MAX)
                />
                <TextArea
                    id="message-demande"
                    label="Votre question"
                    help="Ce que vous vouliez faire et ce qui vous arrête. N’écrivez rien d’un patient\u{a0}: ni nom, ni date complète, ni numéro."
                    value=desk.message
                    on_input=Callback::new(move |text| desk.message.set(text))
                    rows=5
                    max_length=TICKET_MESSAGE_MAX
                    required=Signal::stored(true)
                />
                <AttachedParts attached />
                <Refused attempt />
                <Submit label="Envoyer la demande" busy=attempt.busy() />
            </form>
        }
    };
    move || match sent.get() {
        None => form().into_any(),
        Some(id) => view! { <Sent id /> }.into_any(),
    }
}

/// The question is on its way.
#[component]
fn Sent(id: i32) -> impl IntoView {
    let desk = use_help_desk();
    let close = move |_| desk.asking.set(false);
    Effect::new(|| request_animation_frame(|| browser::focus(BACK)));
    view! {
        <Callout tone=Tone::Success title=format!("Demande n°\u{a0}{id} envoyée") live=true>
            <p>"L’équipe nationale est prévenue. Un mail vous dira que la réponse est là."</p>
            <div class="flex flex-wrap gap-3 pt-1">
                <button id=BACK type="button" class="btn btn-primary" on:click=close>
                    "Revenir à ma page"
                </button>
                <a class="btn btn-ghost" href=routes::ticket(id) on:click=close>"Voir la demande"</a>
            </div>
        </Callout>
    }
}
