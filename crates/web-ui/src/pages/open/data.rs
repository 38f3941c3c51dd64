//! The tables of an edition, its licence, and what it does not tell.

use domain::dto::OpenEdition;
use domain::open::package::Table;
use leptos::prelude::*;

use crate::routes;

/// Where to take the figures from, and under which terms.
#[component]
pub fn OpenData(edition: StoredValue<OpenEdition>) -> impl IntoView {
    let table = |table: Table| {
        let path = format!("/api/v1/open/tables/{}.csv", table.name());
        view! {
            <li>
                <a class="link link-primary font-medium" rel="external" download href=path>
                    {table.title()}
                </a>
                <span class="text-base-content/75">" (CSV)"</span>
            </li>
        }
    };
    let OpenEdition { licence, citation, hidden_text, version, .. } = edition.get_value();
    let hidden = hidden_text.into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
    view! {
        <section class="space-y-4" aria-labelledby="donnees">
            <h2 id="donnees" class="text-xl font-bold">"Les données"</h2>
            <div class="grid gap-8 lg:grid-cols-2">
                <div class="max-w-prose space-y-3">
                    <p>
                        "Toutes les tables de cette édition, à télécharger et à réutiliser sous "
                        <a class="link link-primary" rel="external" href=licence.path>
                            {licence.title}
                        </a> ". Version " <code>{version}</code> "."
                    </p>
                    <ul class="list-disc space-y-1 ps-5">{Table::ALL.map(table).collect_view()}</ul>
                    <p>
                        <a
                            class="link link-primary"
                            rel="external"
                            href="/api/v1/open/datapackage.json"
                        >
                            "Description des colonnes"
                        </a>
                        " (data package) · "
                        <a
                            class="link link-primary"
                            rel="external"
                            href=routes::API_DOCUMENTATION
                        >
                            "Documentation de l’API"
                        </a>
                    </p>
                    <p class="text-sm">"Pour citer\u{a0}: "{citation}</p>
                </div>
                <div class="max-w-prose space-y-3">
                    <h3 class="font-semibold">"Ce qui n’est pas publié"</h3>
                    <p>
                        "Un chiffre qui dirait quelque chose de quelques patients, ou de quelques établissements, est remplacé par une phrase. D’autres le sont avec lui quand une soustraction le donnerait."
                    </p>
                    <ul class="list-disc space-y-1 ps-5 text-sm">{hidden}</ul>
                </div>
            </div>
        </section>
    }
}
