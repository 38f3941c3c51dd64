//! The campaign of a year: its days, its message; the national team sets them.

use domain::dto::{Campaign, NewCampaign};
use leptos::{ev, prelude::*};

use crate::attempt::Attempt;
use crate::browser;
use crate::components::{Dialog, Refused, Submit, TextArea, TextField};
use crate::format;
use crate::session::{use_client, use_session};

/// Longest message, in characters.
const MAX_MESSAGE: usize = 2_000;

/// What is set, and the way to change it.
#[component]
pub fn CampaignOfYear(
    year: i32,
    campaign: Option<Campaign>,
    changed: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let national = Memo::new(move |_| session.is_national());
    let told = match campaign.clone() {
        None => {
            let text = format!("Aucune campagne n’est ouverte pour les données de {year}.");
            view! { <p>{text}</p> }.into_any()
        }
        Some(campaign) => {
            let days = format!(
                "Ouverte le {}, date limite le {}.",
                format::day(&campaign.opens_on),
                format::day(&campaign.deadline)
            );
            view! {
                <p>{days}</p>
                {(!campaign.message.is_empty())
                    .then(|| view! { <p class="whitespace-pre-line">{campaign.message}</p> })}
            }
            .into_any()
        }
    };
    let campaign = StoredValue::new(campaign);
    view! {
        <section class="space-y-3" aria-labelledby="campagne">
            <h2 id="campagne" class="text-xl font-bold">{format!("Campagne {year}")}</h2>
            {told}
            <Show when=move || national.get()>
                <Edit year campaign=campaign.get_value() changed />
            </Show>
        </section>
    }
}

/// The form of a campaign, in a dialog.
#[component]
fn Edit(year: i32, campaign: Option<Campaign>, changed: Callback<()>) -> impl IntoView {
    let client = use_client();
    let asking = RwSignal::new(false);
    let label = if campaign.is_some() { "Modifier la campagne" } else { "Ouvrir la campagne" };
    let (opens, ends, said) = campaign.map_or_else(
        || (browser::day_in_months(0), browser::day_in_months(3), String::new()),
        |one| (one.opens_on, one.deadline, one.message),
    );
    let (opens, ends, message) = (RwSignal::new(opens), RwSignal::new(ends), RwSignal::new(said));
    let attempt = Attempt::new();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let new = NewCampaign {
            opens_on: opens.get_untracked(),
            deadline: ends.get_untracked(),
            message: message.get_untracked(),
        };
        attempt.run(async move {
            client.set_campaign(year, &new).await?;
            asking.try_set(false);
            changed.run(());
            Ok(())
        });
    };
    view! {
        <button type="button" class="btn btn-sm" on:click=move |_| asking.set(true)>{label}</button>
        <Show when=move || asking.get()>
            <Dialog
                title=format!("Campagne {year}")
                on_close=Callback::new(move |()| asking.set(false))
            >
                <form class="space-y-5" on:submit=submit>
                    <TextField id="ouverture" label="Ouverture" value=opens kind="date" />
                    <TextField
                        id="date-limite"
                        label="Date limite"
                        value=ends
                        kind="date"
                        help="Jusqu’à ce jour les établissements clôturent et rouvrent eux-mêmes leur année."
                    />
                    <TextArea
                        id="message-campagne"
                        label="Message aux établissements"
                        value=message
                        on_input=Callback::new(move |text| message.set(text))
                        rows=4
                        max_length=MAX_MESSAGE
                        required=Signal::derive(|| false)
                    />
                    <Refused attempt />
                    <Submit label=label busy=attempt.busy() />
                </form>
            </Dialog>
        </Show>
    }
}
