//! An EHPAD that the registry lacks.

use domain::dto::{CodeLabel, NewEhpad, ProblemCode};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::attempt::{Attempt, Fields};
use crate::components::{Loaded, PageHeading, Refused, Submit, TextField};
use crate::remote::Remote;
use crate::routes::{self, Tab};
use crate::session::{use_client, use_session};

const FIELDS: Fields =
    &[(ProblemCode::InvalidFiness, "finess"), (ProblemCode::EstablishmentExists, "finess")];

/// FINESS, name, town, region; the person joins it at once.
#[component]
pub fn AddEhpad() -> impl IntoView {
    let client = use_client();
    let regions = Remote::new(move || client.regions());
    view! {
        <div class="mx-auto max-w-xl">
            <PageHeading
                title="Ajouter un EHPAD"
                lead="Seuls les EHPAD absents du répertoire s’ajoutent à la main. La clé du numéro FINESS est vérifiée."
            />
            <Loaded resource=regions view=|regions| view! { <Form regions /> }.into_any() />
        </div>
    }
}

/// What is known of the EHPAD; leads to its dashboard.
#[component]
fn Form(regions: Vec<CodeLabel>) -> impl IntoView {
    let session = use_session();
    let client = use_client();
    let navigate = use_navigate();
    let finess = RwSignal::new(String::new());
    let name = RwSignal::new(String::new());
    let city = RwSignal::new(String::new());
    let region = RwSignal::new(String::new());
    let legal = RwSignal::new(String::new());
    let attempt = Attempt::with_fields(FIELDS);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let navigate = navigate.clone();
        let text = |text: RwSignal<String>| text.get_untracked().trim().to_owned();
        let ehpad = NewEhpad {
            finess: text(finess).replace(' ', ""),
            name: text(name),
            city: text(city),
            region: region.get_untracked(),
            finess_legal: Some(text(legal).replace(' ', "")).filter(|legal| !legal.is_empty()),
        };
        attempt.run(async move {
            let created = client.create_ehpad(&ehpad).await?;
            client.join(&created.finess).await?;
            session.reload().await;
            navigate(&routes::tab(&created.finess, Tab::Dashboard), NavigateOptions::default());
            Ok(())
        });
    };
    view! {
        <form class="space-y-5 rounded-box border border-base-content/10 bg-base-100 p-6" on:submit=submit>
            <TextField
                id="finess"
                label="Numéro FINESS géographique"
                value=finess
                help="Neuf caractères"
                error=attempt.under("finess")
            />
            <TextField id="nom" label="Nom" value=name />
            <TextField id="ville" label="Ville" value=city />
            <div class="space-y-1">
                <label for="region" class="block font-medium">"Région"</label>
                <select
                    id="region"
                    class="select w-full"
                    required
                    on:change:target=move |event| region.set(event.target().value())
                >
                    <option value="">"Choisir…"</option>
                    {regions
                        .into_iter()
                        .map(|region| view! { <option value=region.code>{region.label}</option> })
                        .collect_view()}
                </select>
            </div>
            <TextField id="finess_legal" label="FINESS de l’entité juridique" value=legal required=false />
            <Refused attempt />
            <Submit label="Ajouter cet EHPAD" busy=attempt.busy() />
        </form>
    }
}
