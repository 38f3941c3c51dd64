//! Corrections of earlier files, offered again.

use domain::dto::CorrectionOffer;
use leptos::prelude::*;

use super::state::use_wizard;
use crate::attempt::Attempt;
use crate::components::{Callout, Refused, Tone};
use crate::format;
use crate::remote::Remote;

/// Corrections that are listed; more are counted.
const SHOWN: usize = 8;

/// What was corrected before and stands in this file too; nothing when there is nothing.
#[component]
pub fn Offers(
    /// The corrections were made.
    changed: Callback<()>,
) -> impl IntoView {
    let wizard = use_wizard();
    let offers = Remote::new(move || async move { wizard.checker()?.offers().await });
    let attempt = Attempt::new();
    let take = move |_| {
        attempt.run(async move {
            wizard.checker()?.take_offers().await?;
            changed.run(());
            Ok(())
        });
    };
    let line = |offer: &CorrectionOffer| {
        let CorrectionOffer { header, found, meant, rows } = offer;
        let rows = format::count(*rows, "ligne", "lignes");
        view! {
            <li>
                {header.clone()} "\u{a0}: " <s>{found.clone()}</s> " → " <strong>{meant.clone()}</strong> " "
                <span class="text-base-content/75">"(" {rows} ")"</span>
            </li>
        }
    };
    move || {
        offers.content().filter(|offers| !offers.is_empty()).map(|offers| {
            let lines = offers.iter().take(SHOWN).map(line).collect_view();
            let others = offers.len().saturating_sub(SHOWN);
            let others = (others > 0).then(|| {
                let others = u32::try_from(others).unwrap_or(u32::MAX);
                view! { <li>{format!("et {}", format::count(others, "autre code", "autres codes"))}</li> }
            });
            view! {
                <Callout
                    tone=Tone::Information
                    title="Vous avez déjà corrigé ces codes dans un fichier précédent."
                >
                    <ul class="list-disc space-y-1 ps-5">
                        {lines}
                        {others}
                    </ul>
                    <button type="button" class="btn btn-sm" disabled=attempt.busy() on:click=take>
                        "Corriger de la même façon"
                    </button>
                    <Refused attempt />
                </Callout>
            }
        })
    }
}
