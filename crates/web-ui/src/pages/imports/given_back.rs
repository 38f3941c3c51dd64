//! The lines of a stored import and its issues, as files.

use leptos::prelude::*;

use crate::attempt::Attempt;
use crate::browser;
use crate::components::Refused;
use crate::session::use_client;

/// Two downloads.
#[component]
pub fn GivenBack(
    /// Number of the import.
    import: i32,
) -> impl IntoView {
    let client = use_client();
    let attempt = Attempt::new();
    let save = move |part: &'static str, name: &'static str| {
        attempt.run(async move {
            let file = client.import_file(import, part).await?;
            browser::save_blob(&format!("import_{import}_{name}"), &file);
            Ok(())
        });
    };
    view! {
        <div class="flex flex-wrap gap-3">
            <button
                type="button"
                class="btn btn-sm"
                disabled=attempt.busy()
                on:click=move |_| save("annotated.xlsx", "annoté.xlsx")
            >
                "Télécharger les lignes annotées (.xlsx)"
            </button>
            <button
                type="button"
                class="btn btn-sm"
                disabled=attempt.busy()
                on:click=move |_| save("issues.csv", "anomalies.csv")
            >
                "Télécharger la liste des anomalies (.csv)"
            </button>
        </div>
        <Refused attempt />
    }
}
