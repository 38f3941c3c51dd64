//! One figure under each rule of deduplication.

use domain::dto::{Deduplication, MethodFigures};
use leptos::prelude::*;

use super::onsets::Onsets;
use super::words;
use crate::components::{Loaded, TableFrame};
use crate::format;
use crate::remote::Remote;
use crate::session::use_client;
use crate::subject::Subject;

/// Reads and shows them.
#[component]
pub fn Methods(finess: String, year: i32, subject: Subject) -> impl IntoView {
    let client = use_client();
    let compared = Remote::new(move || {
        let (finess, subject) = (finess.clone(), subject.clone());
        async move { client.deduplication(&finess, year, &subject).await }
    });
    view! {
        <Loaded resource=compared view=move |compared| view! { <Table compared /> }.into_any() />
    }
}

#[component]
fn Table(compared: Deduplication) -> impl IntoView {
    let plausible = (compared.implausible > 0).then(|| {
        let label = format!(
            "SPARES, sans {} au phénotype invraisemblable",
            format::count(compared.implausible, "isolat", "isolats")
        );
        row(MethodFigures { label, ..compared.plausible_alone })
    });
    view! {
        <section class="space-y-3" aria-labelledby="methodes">
            <h2 id="methodes" class="text-xl font-bold">{compared.title}</h2>
            <p class="max-w-prose">
                "La surveillance compte une souche par patient et par an : deux isolats sont de la même souche s’ils n’ont
                aucune différence majeure (S ou SFP contre R). Le plus testé compte, puis le plus ancien. Les autres règles
                sont données pour comparer."
            </p>
            <TableFrame caption="Le même chiffre selon la règle de dédoublonnage" quiet=true>
                <thead>
                    <tr>
                        <th scope="col">"Règle"</th>
                        <th scope="col" class="text-end">"Isolats comptés"</th>
                        <th scope="col" class="text-end">"R sur testés"</th>
                        <th scope="col" class="text-end">"% R"</th>
                        <th scope="col" class="text-end">"Densité pour 1 000 JH"</th>
                    </tr>
                </thead>
                <tbody>{compared.methods.into_iter().map(row).collect_view()} {plausible}</tbody>
            </TableFrame>
            <Onsets onsets=compared.onsets />
        </section>
    }
}

fn row(figures: MethodFigures) -> impl IntoView {
    let kept = format!("{} sur {}", format::integer(figures.kept), format::integer(figures.before));
    view! {
        <tr>
            <th scope="row" class="min-w-52 font-normal">{figures.label}</th>
            <td class="text-end whitespace-nowrap tabular-nums">{kept}</td>
            <td class="text-end tabular-nums">{words::ratio(&figures.proportion)}</td>
            <td class="text-end font-semibold tabular-nums">{words::percent(&figures.proportion)}</td>
            <td class="text-end whitespace-nowrap tabular-nums">{words::density(&figures.density)}</td>
        </tr>
    }
}
