//! One synonym, with what speaks against it and what may be decided.

use domain::dto::{NationalSynonym, NewSynonymDecision, OtherMeaning, SynonymState};
use domain::labels::{field_name, meaning_name};
use leptos::prelude::*;

use crate::browser;
use crate::components::{Badge, Tone};
use crate::format;

/// The label, its meaning, who says so, and the buttons.
#[component]
pub fn Row(
    synonym: NationalSynonym,
    /// A decision is under way.
    busy: Signal<bool>,
    decide: Callback<NewSynonymDecision>,
) -> impl IntoView {
    let NationalSynonym { field, label, code, state, establishments, others, decision } = synonym;
    let meaning = meaning_name(field, code.as_deref());
    let what = format!("{label}\u{a0}: {meaning}");
    let others = others.into_iter().map(|OtherMeaning { code, establishments }| {
        let meaning = meaning_name(field, code.as_deref());
        let number = format::count(establishments, "établissement", "établissements");
        view! { <li>{format!("{meaning} ({number})")}</li> }
    });
    let others = others.collect_view();
    let decided = decision.map(|decision| {
        let at = browser::local_date_time(&decision.at);
        view! {
            <p class="mb-2 text-sm text-base-content/80">{format!("{}, {at}", decision.by)}</p>
        }
    });
    let shown = label.clone();
    let pair = StoredValue::new((label, code));
    let button = move |text: &'static str, class: &'static str, accepted: bool| {
        let say = move |_| {
            let (label, code) = pair.get_value();
            decide.run(NewSynonymDecision { field, label, code, accepted });
        };
        view! {
            <button
                type="button"
                class=class
                aria-label=format!("{text} {what}")
                disabled=busy
                on:click=say
            >
                {text}
            </button>
        }
    };
    let (accept, refuse) = match state {
        SynonymState::Candidate => (true, Some("Refuser")),
        SynonymState::Accepted => (false, Some("Retirer")),
        SynonymState::Refused => (true, None),
    };
    view! {
        <tr>
            <th scope="row" class="min-w-40 font-normal wrap-anywhere">
                <span class="block font-medium">{shown}</span>
                <Badge tone=Tone::Information text=field_name(field) />
            </th>
            <td class="min-w-32">{meaning}</td>
            <td class="tabular-nums">{format::integer(establishments)}</td>
            <td class="min-w-40"><ul>{others}</ul></td>
            <td class="min-w-56">
                {decided}
                <div class="flex flex-wrap gap-2">
                    {accept.then(|| button("Accepter", "btn btn-primary btn-sm", true))}
                    {refuse.map(|text| button(text, "btn btn-sm", false))}
                </div>
            </td>
        </tr>
    }
}
