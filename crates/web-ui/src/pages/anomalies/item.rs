//! One anomaly of the queue.

use domain::dto::{Anomaly, AnomalyState};
use leptos::prelude::*;

use super::effect::effect;
use super::judge::Judge;
use super::step::address;
use crate::browser;
use crate::components::{Badge, SeverityBadge, Tone};
use crate::format;

/// What it is, what it may move, where it is mended, what people said.
#[component]
pub fn Item(
    anomaly: Anomaly,
    finess: String,
    year: i32,
    /// Whether the person may deliver, and the year is open.
    writes: bool,
    changed: Callback<()>,
) -> impl IntoView {
    let href = address(&anomaly, &finess, year);
    let state = match anomaly.state {
        AnomalyState::ToDo => None,
        AnomalyState::Justified => Some((Tone::Information, "Justifiée")),
        AnomalyState::Corrected => Some((Tone::Success, "Corrigée")),
    };
    let (gone, to_do) =
        (anomaly.state == AnomalyState::Corrected, anomaly.state == AnomalyState::ToDo);
    let severity = to_do.then(|| view! { <SeverityBadge severity=anomaly.severity /> });
    let badge = state.map(|(tone, text)| view! { <Badge tone text /> });
    let effect = anomaly.effect.as_ref().map(effect);
    let rows = (anomaly.count > 1).then(|| {
        let number = format::integer(anomaly.count);
        let words = format::count(anomaly.count, "ligne ou isolat", "lignes ou isolats");
        view! { <span title=number>{words}</span> }
    });
    let owner = anomaly.owner.clone().map(|owner| format!("Suivie par {owner}"));
    let said = anomaly.said_by.clone().zip(anomaly.said_at.clone()).map(|(by, at)| {
        let when = browser::local_date_time(&at);
        if anomaly.note.is_empty() {
            format!("{by}, le {when}")
        } else {
            format!("«\u{a0}{}\u{a0}» {by}, le {when}", anomaly.note)
        }
    });
    let correct = (!gone).then(|| {
        let name = format!("Corriger\u{a0}: {}", anomaly.message);
        view! { <a class="btn btn-primary btn-sm" href=href aria-label=name>"Corriger"</a> }
    });
    let (message, remedy) = (anomaly.message.clone(), anomaly.remedy.clone());
    let about = format!("{} · {}", anomaly.title, anomaly.code);
    view! {
        <li class="space-y-3 p-4 sm:p-5">
            <div class="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-base-content/80">
                {severity} {badge} <span>{about}</span> {rows}
            </div>
            <div class="space-y-1">
                <p class="font-medium wrap-anywhere">{message}</p>
                {effect.map(|effect| view! { <p class="text-sm font-semibold">{effect}</p> })}
                {(!gone).then(|| view! { <p class="text-sm text-base-content/85">{remedy}</p> })}
                {owner.map(|owner| view! { <p class="text-sm text-base-content/80">{owner}</p> })}
                {said.map(|said| view! { <p class="text-sm text-base-content/80 wrap-anywhere">{said}</p> })}
            </div>
            <div class="flex flex-wrap items-center gap-2">
                {correct}
                {(writes && !gone).then(|| view! { <Judge anomaly year changed /> })}
            </div>
        </li>
    }
}
