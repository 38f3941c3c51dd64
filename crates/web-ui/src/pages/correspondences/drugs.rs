//! The establishment's own drug table.

use domain::dto::{OwnDrug, OwnDrugs};
use leptos::prelude::*;
use web_sys::File;

use crate::api::ApiError;
use crate::components::{
    Callout, EmptyState, FileDrop, Loaded, ProblemAlert, SearchField, TableFrame, Tone,
};
use crate::fold::fold;
use crate::format;
use crate::labels;
use crate::pages::establishment::{ForContributors, use_finess};
use crate::remote::Remote;
use crate::session::use_client;

/// Upload, then the table in force.
#[component]
pub fn Drugs() -> impl IntoView {
    let client = use_client();
    let finess = use_finess();
    let drugs = Remote::new(move || {
        let finess = finess.get();
        async move { client.own_drugs(&finess).await }
    });
    let busy = RwSignal::new(false);
    let outcome = RwSignal::new(None::<Result<u32, ApiError>>);
    let upload = Callback::new(move |file: File| {
        busy.set(true);
        outcome.set(None);
        leptos::task::spawn_local(async move {
            let stored = client.upload_own_drugs(&finess.get_untracked(), &file).await;
            let number = |drugs: OwnDrugs| u32::try_from(drugs.items.len()).unwrap_or(u32::MAX);
            outcome.set(Some(stored.map(number)));
            busy.set(false);
            drugs.refetch();
        });
    });
    let result = move || {
        outcome.get().map(|outcome| match outcome {
            Ok(number) => {
                let title =
                    format!("{} en vigueur", format::count(number, "médicament", "médicaments"));
                view! { <Callout tone=Tone::Success title live=true /> }.into_any()
            }
            Err(error) => view! { <ProblemAlert error /> }.into_any(),
        })
    };
    view! {
        <section class="space-y-5" aria-labelledby="medicaments">
            <div>
                <h2 id="medicaments" class="text-xl font-bold">"Livret de la pharmacie"</h2>
                <p class="mt-1 max-w-prose text-base-content/80">
                    "Les médicaments que les tables de référence ne connaissent pas\u{a0}: code, libellé, "
                    "ATC, voie, dosage par unité et unité de dosage. Un nouveau fichier remplace le "
                    "livret en entier\u{202f}; les tables de référence passent avant lui."
                </p>
            </div>
            <ForContributors>
                <FileDrop
                    id="livret"
                    label="Choisir le livret"
                    help="Excel (.xlsx, .xls) ou CSV"
                    on_file=upload
                />
            </ForContributors>
            <Show when=move || busy.get()>
                <p role="status">"Lecture du livret…"</p>
            </Show>
            {result}
            <Loaded resource=drugs view=|drugs| view! { <DrugTable drugs=drugs.items /> }.into_any() />
        </section>
    }
}

/// The drugs, searchable.
#[component]
fn DrugTable(drugs: Vec<OwnDrug>) -> impl IntoView {
    if drugs.is_empty() {
        return view! {
            <EmptyState
                title="Aucun médicament propre à l’établissement"
                text="Déposez le livret si l’import des consommations signale des médicaments inconnus."
            />
        }
        .into_any();
    }
    let text = RwSignal::new(String::new());
    let total = u32::try_from(drugs.len()).unwrap_or(u32::MAX);
    let drugs = StoredValue::new(drugs);
    let row = |drug: OwnDrug| {
        let strength = strength(&drug);
        view! {
            <tr>
                <th scope="row" class="font-normal tabular-nums">{drug.code}</th>
                <td class="min-w-64">{drug.label}</td>
                <td class="tabular-nums">{drug.atc}</td>
                <td>{labels::route(&drug.route).to_owned()}</td>
                <td class="text-end whitespace-nowrap tabular-nums">{strength}</td>
            </tr>
        }
    };
    let rows = move || {
        text.with(|text| {
            drugs.with_value(|drugs| {
                drugs
                    .iter()
                    .filter(|drug| matches_text(drug, text))
                    .cloned()
                    .map(row)
                    .collect_view()
            })
        })
    };
    view! {
        <SearchField
            id="recherche-medicament"
            label="Chercher un médicament"
            placeholder="Code, libellé ou ATC"
            on_search=Callback::new(move |typed| text.set(typed))
        />
        <p class="text-sm text-base-content/80">
            {format::count(total, "médicament en vigueur", "médicaments en vigueur")}
        </p>
        <TableFrame caption="Livret de la pharmacie" quiet=true>
            <thead>
                <tr>
                    <th scope="col">"Code"</th>
                    <th scope="col">"Libellé"</th>
                    <th scope="col">"ATC"</th>
                    <th scope="col">"Voie"</th>
                    <th scope="col" class="text-end">"Dosage par unité"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </TableFrame>
    }
    .into_any()
}

fn matches_text(drug: &OwnDrug, text: &str) -> bool {
    let text = fold(text);
    [&drug.code, &drug.label, &drug.atc].iter().any(|field| fold(field).contains(&text))
}

fn strength(drug: &OwnDrug) -> String {
    match (drug.strength, &drug.unit) {
        (Some(strength), Some(unit)) => format!("{}\u{a0}{unit}", format::short(strength, 6)),
        (Some(strength), None) => format::short(strength, 6),
        (None, _) => "inconnu".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drug(strength: Option<f64>) -> OwnDrug {
        OwnDrug {
            code: "9912345".to_owned(),
            label: "AMOXICILLINE 500 MG GELULE".to_owned(),
            atc: "J01CA04".to_owned(),
            route: "O".to_owned(),
            strength,
            unit: Some("mg".to_owned()),
        }
    }

    #[test]
    fn a_drug_is_found_by_code_label_or_atc() {
        for text in ["9912", "gelule", "j01ca", ""] {
            assert!(matches_text(&drug(None), text), "{text}");
        }
        assert!(!matches_text(&drug(None), "vancomycine"));
    }

    #[test]
    fn a_missing_strength_is_said() {
        assert_eq!(strength(&drug(Some(500.0))), "500\u{a0}mg");
        assert_eq!(strength(&drug(None)), "inconnu");
    }
}
