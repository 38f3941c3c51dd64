//! A refused request: what happened, what to do, and the reference to give to support.

use leptos::prelude::*;

use super::{Callout, Tone};
use crate::api::ApiError;
use crate::attempt::Attempt;

/// Shows why a request failed; the children are the ways out.
#[component]
pub fn ProblemAlert(
    error: ApiError,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let (title, detail, request_id) = match error {
        ApiError::Problem(problem) => {
            // What was found here and not by the server has no reference.
            let id = Some(problem.request_id).filter(|id| !id.is_empty());
            (problem.title, problem.detail, id)
        }
        ApiError::Stopped => (
            "Vérification arrêtée".to_owned(),
            "Rien n’a été enregistré. Choisissez de nouveau le fichier pour recommencer."
                .to_owned(),
            None,
        ),
        ApiError::Unreachable => (
            "Le service ne répond pas".to_owned(),
            "Vérifiez votre connexion, puis réessayez. Ce que vous avez saisi est conservé."
                .to_owned(),
            None,
        ),
    };
    view! {
        <Callout tone=Tone::Danger title live=true>
            <p>{detail}</p>
            {children.map(|children| view! { <div class="flex flex-wrap gap-2">{children()}</div> })}
            {request_id
                .map(|id| {
                    view! { <p class="text-xs opacity-80">"Référence de la demande\u{a0}: " <code>{id}</code></p> }
                })}
        </Callout>
    }
}

/// Why an attempt was refused, unless that is said under a field.
#[component]
pub fn Refused(attempt: Attempt) -> impl IntoView {
    move || attempt.aside().map(|error| view! { <ProblemAlert error /> })
}
