//! Every decision about an alert, the last one first.

use domain::dto::AlertDecision;
use leptos::prelude::*;

use super::words;
use crate::browser;

/// Who decided what and when; nothing when nobody did.
#[component]
pub fn History(decisions: Vec<AlertDecision>) -> impl IntoView {
    let entry = |decision: AlertDecision| {
        let at = browser::local_date_time(&decision.at);
        let said = words::decided(&decision);
        view! {
            <li class="p-4">
                <p class="font-medium">{said}</p>
                {decision
                    .note
                    .map(|note| view! { <p class="whitespace-pre-line wrap-anywhere">{note}</p> })}
                <p class="text-sm text-base-content/80">{format!("{}, {at}", decision.by)}</p>
            </li>
        }
    };
    (!decisions.is_empty()).then(|| {
        view! {
            <ul
                class="divide-y divide-base-content/10 rounded-box border border-base-content/15 bg-base-100"
                aria-label="Décisions"
            >
                {decisions.into_iter().map(entry).collect_view()}
            </ul>
        }
    })
}
