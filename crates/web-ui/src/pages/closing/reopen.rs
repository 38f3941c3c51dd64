//! Opening a closed year again.

use domain::closing::MAX_REASON;
use domain::dto::NewReopening;
use leptos::{ev, prelude::*};

use crate::attempt::Attempt;
use crate::components::{Refused, Submit, TextField};
use crate::pages::establishment::use_finess;
use crate::session::{use_client, use_session};

/// The reason, and the button.
#[component]
pub fn ReopenForm(
    year: i32,
    /// Somebody has asked already: only the national team can go on.
    asked: bool,
    changed: Callback<()>,
) -> impl IntoView {
    let client = use_client();
    let (session, finess) = (use_session(), use_finess());
    let reason = RwSignal::new(String::new());
    let empty = Memo::new(move |_| !asked && reason.with(|reason| reason.trim().is_empty()));
    let attempt = Attempt::new();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let reason = reason.get_untracked();
        attempt.run(async move {
            client.reopen_year(&finess.get_untracked(), year, &NewReopening { reason }).await?;
            changed.run(());
            Ok(())
        });
    };
    let label =
        format!("{} {year}", if asked { "Accepter de rouvrir l’année" } else { "Rouvrir l’année" });
    let can = move || !asked || session.is_national();
    view! {
        <Show when=can>
            <form class="max-w-xl space-y-4" on:submit=submit>
                {(!asked)
                    .then(|| {
                        view! {
                            <TextField
                                id="raison-reouverture"
                                label="Pourquoi rouvrir l’année"
                                value=reason
                                max_length=u16::try_from(MAX_REASON).unwrap_or(u16::MAX)
                                help="La raison reste à lire avec la clôture\u{a0}; ne nommez personne. Après la date limite, l’équipe nationale donne son accord."
                            />
                        }
                    })}
                <Refused attempt />
                <Submit label=label.clone() busy=attempt.busy() disabled=empty />
            </form>
        </Show>
    }
}
