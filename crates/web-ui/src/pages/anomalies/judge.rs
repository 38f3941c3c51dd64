//! What a person says of an anomaly: that it is as it should be, or that they take care of it.

use domain::anomalies::MAX_NOTE;
use domain::dto::{Anomaly, AnomalyDecision, AnomalyState};
use leptos::{ev, prelude::*};

use crate::attempt::Attempt;
use crate::components::{Dialog, Refused, Submit, TextArea};
use crate::pages::establishment::use_finess;
use crate::session::{use_client, use_session};

/// The buttons of an anomaly that is there.
#[component]
pub fn Judge(anomaly: Anomaly, year: i32, changed: Callback<()>) -> impl IntoView {
    let (client, finess) = (use_client(), use_finess());
    let session = use_session();
    let me = session.me().map(|me| me.full_name);
    let is_mine = anomaly.owner.is_some() && anomaly.owner == me;
    let justified = anomaly.state == AnomalyState::Justified;
    let (message, note) = (anomaly.message.clone(), anomaly.note.clone());
    let said = StoredValue::new(move |justified: bool, note: String, mine: bool| AnomalyDecision {
        year,
        kind: anomaly.kind,
        reason: anomaly.reason.clone(),
        subject: anomaly.subject.clone(),
        justified,
        note,
        mine,
    });
    let attempt = Attempt::new();
    let send = move |decision: AnomalyDecision| {
        attempt.run(async move {
            client.decide_anomaly(&finess.get_untracked(), &decision).await?;
            changed.run(());
            Ok(())
        });
    };
    let kept = StoredValue::new(note.clone());
    let take = move |_| {
        let note = kept.get_value();
        send(said.with_value(|said| said(justified, note, !is_mine)));
    };
    let again = move |_| {
        let note = kept.get_value();
        send(said.with_value(|said| said(false, note, is_mine)));
    };
    let asking = RwSignal::new(false);
    let text = RwSignal::new(note);
    let justify = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let note = text.get_untracked();
        send(said.with_value(|said| said(true, note, is_mine)));
    };
    let name = |action: &str| format!("{action}\u{a0}: {message}");
    let (own_name, justify_name) = (name("Je m’en occupe"), name("Justifier"));
    let buttons = if justified {
        let name = name("Remettre à traiter");
        view! {
            <button type="button" class="btn btn-sm" aria-label=name disabled=move || attempt.busy().get() on:click=again>
                "Remettre à traiter"
            </button>
        }
        .into_any()
    } else {
        let label = if is_mine { "Ne plus m’en occuper" } else { "Je m’en occupe" };
        view! {
            <button type="button" class="btn btn-sm" aria-label=justify_name on:click=move |_| asking.set(true)>
                "Justifier"
            </button>
            <button
                type="button"
                class="btn btn-ghost btn-sm"
                aria-label=if is_mine { None } else { Some(own_name) }
                disabled=move || attempt.busy().get()
                on:click=take
            >
                {label}
            </button>
        }
        .into_any()
    };
    let title = StoredValue::new(message);
    view! {
        {buttons}
        <Show when=move || !asking.get()>
            <Refused attempt />
        </Show>
        <Show when=move || asking.get()>
            <Dialog
                title="Justifier une anomalie"
                on_close=Callback::new(move |()| asking.set(false))
            >
                <form class="space-y-5" on:submit=justify>
                    <p>{title.get_value()}</p>
                    <TextArea
                        id="justification"
                        label="Pourquoi la donnée est juste"
                        help="Votre région et l’équipe nationale lisent cette raison. Sans nom de patient, ni date complète, ni numéro."
                        value=text
                        on_input=Callback::new(move |said| text.set(said))
                        rows=3
                        max_length=MAX_NOTE
                        required=Signal::derive(|| true)
                    />
                    <Refused attempt />
                    <Submit label="Justifier" busy=attempt.busy() />
                </form>
            </Dialog>
        </Show>
    }
}
