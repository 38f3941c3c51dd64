//! What becomes of an alert: looked at, reported on a day, or dismissed with a reason.

use domain::dto::{AlertState, COMMENT_MAX, NewAlertDecision};
use leptos::prelude::*;

use crate::attempt::Attempt;
use crate::browser;
use crate::components::{Choices, Refused, Submit, TextArea, TextField};
use crate::session::use_client;

/// What may be decided, in words.
const CHOICES: [(AlertState, &str, &str); 3] = [
    (
        AlertState::Reviewed,
        "Vue",
        "L’équipe d’hygiène est prévenue\u{202f}; la suite n’est pas décidée",
    ),
    (
        AlertState::Reported,
        "Signalée",
        "Le signalement externe est fait, dans e-SIN ou par une autre voie",
    ),
    (
        AlertState::Dismissed,
        "Écartée",
        "Il n’y a rien à signaler\u{a0}: erreur du fichier, cas déjà signalé, résultat non confirmé",
    ),
];

/// The form of a decision.
#[component]
pub fn DecisionForm(alert: i32, decided: Callback<()>) -> impl IntoView {
    let client = use_client();
    let state = RwSignal::new(AlertState::Reviewed);
    let today = browser::day_in_months(0);
    let day = RwSignal::new(today.clone());
    let note = RwSignal::new(String::new());
    let attempt = Attempt::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let state = state.get_untracked();
        let wanted = NewAlertDecision {
            state,
            note: Some(note.get_untracked()),
            reported_on: (state == AlertState::Reported).then(|| day.get_untracked()),
        };
        attempt.run(async move {
            client.decide_alert(alert, &wanted).await?;
            decided.run(());
            Ok(())
        });
    };
    let bounds = StoredValue::new(("2000-01-01".to_owned(), today));
    let dismissed = Signal::derive(move || state.get() == AlertState::Dismissed);
    let question = move || if dismissed.get() { "Raison" } else { "Commentaire" };
    view! {
        <form
            class="max-w-xl space-y-5 rounded-box border border-base-content/10 bg-base-100 p-5 sm:p-6"
            on:submit=submit
        >
            <Choices
                question="Que devient cette alerte\u{202f}?"
                name="decision"
                value=state
                options=CHOICES.to_vec()
            />
            <Show when=move || state.get() == AlertState::Reported>
                <TextField
                    id="date-signalement"
                    label="Date du signalement"
                    value=day
                    kind="date"
                    bounds=bounds.get_value()
                />
            </Show>
            {move || {
                view! {
                    <TextArea
                        id="commentaire-alerte"
                        label=question()
                        help="Sans nom de patient, ni date complète, ni numéro"
                        value=note
                        on_input=Callback::new(move |text| note.set(text))
                        max_length=COMMENT_MAX
                        required=dismissed
                    />
                }
            }}
            <Refused attempt />
            <Submit label="Enregistrer la décision" busy=attempt.busy() />
        </form>
    }
}
