//! The tokens of the establishment: a script delivers with one of them.

mod create;
mod list;

use domain::dto::Token;
use leptos::prelude::*;

use super::establishment::{ForManagers, use_finess};
use crate::components::{EmptyState, Loaded, PageHeading};
use crate::remote::Remote;
use crate::routes;
use crate::session::use_client;
use create::CreateToken;
use list::TokenTable;

/// The tokens tab.
#[component]
pub fn TokensPage() -> impl IntoView {
    let client = use_client();
    let finess = use_finess();
    let tokens = Remote::new(move || {
        let finess = finess.get();
        async move { client.tokens(&finess).await }
    });
    let changed = Callback::new(move |()| tokens.refetch());
    view! {
        <PageHeading
            title="Jetons"
            lead="Un jeton laisse un logiciel de la pharmacie ou un entrepôt de données livrer à votre place, sans votre mot de passe."
        />
        <ForManagers>
            <div class="space-y-10">
                <CreateToken created=changed />
                <section class="space-y-4" aria-labelledby="jetons">
                    <h2 id="jetons" class="text-xl font-bold">"Jetons de l’établissement"</h2>
                    <Loaded
                        resource=tokens
                        view=move |page| view! { <Tokens tokens=page.items changed /> }.into_any()
                    />
                </section>
                <p class="max-w-prose">
                    "Votre informaticien trouvera les opérations et leurs exemples dans la "
                    <a class="link link-primary font-medium" href=routes::API_DOCUMENTATION rel="external">
                        "documentation de l’API"
                    </a>
                    "\u{202f}; le guide pas à pas (curl, Python) est livré avec le logiciel, dans "
                    <code class="text-sm">"docs/api/scripts.md"</code> "."
                </p>
            </div>
        </ForManagers>
    }
}

#[component]
fn Tokens(tokens: Vec<Token>, changed: Callback<()>) -> impl IntoView {
    if tokens.is_empty() {
        view! {
            <EmptyState
                title="Aucun jeton"
                text="Vous n’en avez pas besoin pour importer à l’écran. Créez-en un quand un logiciel doit livrer seul."
            />
        }
        .into_any()
    } else {
        view! { <TokenTable tokens changed /> }.into_any()
    }
}
