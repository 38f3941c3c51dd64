//! The messages of a request, the first one first.

use domain::dto::TicketMessage;
use leptos::prelude::*;

use crate::browser;

/// Who wrote what and when.
#[component]
pub fn Thread(
    messages: Vec<TicketMessage>,
    /// Whoever reads asked.
    own: bool,
) -> impl IntoView {
    let entry = move |message: TicketMessage| {
        let at = browser::local_date_time(&message.at);
        let by = match (message.by_asker, own) {
            (true, true) => "Vous".to_owned(),
            (true, false) => message.by,
            (false, _) => format!("{}, équipe nationale", message.by),
        };
        let answer = !message.by_asker;
        view! {
            <li
                class="rounded-box border bg-base-100 p-4 sm:p-5"
                class=("border-base-content/15", !answer)
                class=("border-primary/50", answer)
                class=("sm:ms-10", answer)
            >
                <p class="mb-2 text-sm">
                    <span class="font-semibold">{by}</span>
                    <span class="text-base-content/80">{format!(", le {at}")}</span>
                </p>
                <p class="whitespace-pre-line wrap-anywhere">{message.text}</p>
            </li>
        }
    };
    view! {
        <ol class="space-y-4" aria-label="Messages">
            {messages.into_iter().map(entry).collect_view()}
        </ol>
    }
}
