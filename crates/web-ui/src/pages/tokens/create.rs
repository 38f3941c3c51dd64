//! Making a token, and the one time that it is shown.

use domain::dto::{NewToken, Scope};
use leptos::prelude::*;

use crate::attempt::Attempt;
use crate::browser;
use crate::components::{Callout, Choices, CopyButton, Refused, Submit, TextField, Tone};
use crate::labels;
use crate::pages::establishment::use_finess;
use crate::session::use_client;

/// Months until the last day, unless another one is chosen.
const USUAL_MONTHS: u32 = 6;
const MOST_MONTHS: u32 = 12;

/// Identifier of the notice that shows the token.
const SHOWN: &str = "jeton-cree";

/// Name, scope, last day; then the token itself.
#[component]
pub fn CreateToken(created: Callback<()>) -> impl IntoView {
    let client = use_client();
    let finess = use_finess();
    let name = RwSignal::new(String::new());
    let last_day = RwSignal::new(browser::day_in_months(USUAL_MONTHS));
    let scope = RwSignal::new(Scope::ImportsWrite);
    let token = RwSignal::new(None::<(String, String)>);
    let attempt = Attempt::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let new = NewToken {
            name: name.get_untracked().trim().to_owned(),
            scopes: vec![scope.get_untracked()],
            expires_on: last_day.get_untracked(),
        };
        attempt.run(async move {
            let made = client.create_token(&finess.get_untracked(), &new).await?;
            token.set(Some((new.name, made.token)));
            name.set(String::new());
            created.run(());
            request_animation_frame(|| browser::focus(SHOWN));
            Ok(())
        });
    };
    let explained = |one, help| (one, labels::scope(one), help);
    let scopes = vec![
        explained(
            Scope::ImportsWrite,
            "Fichiers, réponses sur les secteurs et livret\u{202f}; lecture des résultats",
        ),
        explained(Scope::AnalysesRead, "Imports, chiffres et journal, sans rien changer"),
    ];
    let bounds = (browser::day_in_months(0), browser::day_in_months(MOST_MONTHS));
    view! {
        <section class="space-y-4" aria-labelledby="nouveau-jeton">
            <h2 id="nouveau-jeton" class="text-xl font-bold">"Nouveau jeton"</h2>
            {move || token.get().map(|(name, token)| view! { <Shown name token /> })}
            <form
                class="max-w-xl space-y-5 rounded-box border border-base-content/10 bg-base-100 p-5 sm:p-6"
                on:submit=submit
            >
                <TextField
                    id="nom-jeton"
                    label="À quoi sert-il\u{202f}?"
                    value=name
                    help="Le nom du logiciel, par exemple"
                    max_length=80
                />
                <Choices question="Ce qu’il permet" name="portee" value=scope options=scopes />
                <TextField
                    id="dernier-jour"
                    label="Dernier jour"
                    value=last_day
                    kind="date"
                    bounds
                    help="Un an au plus. Le jeton cesse de servir le lendemain."
                />
                <Refused attempt />
                <Submit label="Créer le jeton" busy=attempt.busy() />
            </form>
        </section>
    }
}

/// The token in clear.
#[component]
fn Shown(name: String, token: String) -> impl IntoView {
    view! {
        <div id=SHOWN tabindex="-1" class="outline-none">
            <Callout tone=Tone::Warning title=format!("Copiez maintenant le jeton «\u{a0}{name}\u{a0}»")>
                <p>
                    "Il ne sera plus affiché. Il vaut un mot de passe\u{a0}: collez-le dans le logiciel, ou dans un "
                    "coffre à mots de passe, jamais dans un message ni dans un script."
                </p>
                <p>
                    <code class="block max-h-32 overflow-y-auto rounded-field bg-base-200 p-3 text-sm break-all" tabindex="0">
                        {token.clone()}
                    </code>
                </p>
                <CopyButton text=token label="Copier le jeton" />
            </Callout>
        </div>
    }
}
