//! The isolates of a figure, each with what deduplication decides about it; those of one patient in
//! the order of time.

use domain::dto::IsolateEntry;
use domain::resistance::Onset;
use futures::FutureExt;
use leptos::prelude::*;

use crate::components::{Badge, EmptyState, Paged, PagedList, TableFrame, Tone};
use crate::format;
use crate::session::use_client;
use crate::subject::{Shown, Subject};

/// Characters of a pseudonym that are shown.
const SHORT: usize = 8;

/// The list with its filters.
#[component]
pub fn IsolateList(finess: String, year: i32, subject: Subject) -> impl IntoView {
    let client = use_client();
    let shown = RwSignal::new(Shown { resistant: true, ..Shown::default() });
    let pages = Paged::new(move |cursor| {
        let (finess, subject, shown) = (finess.clone(), subject.clone(), shown.get());
        async move { client.isolates(&finess, year, &subject, &shown, cursor.as_deref()).await }
            .boxed_local()
    });
    let choose = move |value: String| {
        shown.update(|shown| {
            shown.kept = match value.as_str() {
                "comptes" => Some(true),
                "ecartes" => Some(false),
                _ => None,
            };
        });
    };
    let of_patient = move || {
        shown.with(|shown| shown.patient.clone()).map(|patient| {
            view! {
                <div class="flex flex-wrap items-center gap-3" role="status">
                    <p>{format!("Patient {} : ses isolats dans l’ordre du temps.", short(&patient))}</p>
                    <button
                        type="button"
                        class="btn btn-sm"
                        on:click=move |_| shown.update(|shown| shown.patient = None)
                    >
                        "Tous les patients"
                    </button>
                </div>
            }
        })
    };
    let onsets = Onset::ALL.map(|onset| {
        view! { <option value=onset.as_str()>{onset.label()}</option> }
    });
    view! {
        <section class="space-y-3" aria-labelledby="liste-isolats">
            <h2 id="liste-isolats" class="text-xl font-bold">"Isolat par isolat"</h2>
            <div class="flex flex-wrap items-end gap-4">
                <label class="space-y-1">
                    <span class="block font-medium">"Isolats"</span>
                    <select
                        class="select"
                        prop:value=move || kept_code(shown.with(|shown| shown.kept))
                        on:change:target=move |event| choose(event.target().value())
                    >
                        <option value="tous">"Comptés et écartés"</option>
                        <option value="comptes">"Comptés"</option>
                        <option value="ecartes">"Écartés par le dédoublonnage"</option>
                    </select>
                </label>
                <label class="space-y-1">
                    <span class="block font-medium">"Origine"</span>
                    <select
                        class="select"
                        prop:value=move || shown.with(|shown| shown.onset.clone()).unwrap_or_default()
                        on:change:target=move |event| {
                            let onset = Some(event.target().value()).filter(|onset| !onset.is_empty());
                            shown.update(|shown| shown.onset = onset);
                        }
                    >
                        <option value="">"Toutes"</option>
                        {onsets}
                    </select>
                </label>
                <label class="flex items-center gap-2 pb-2">
                    <input
                        type="checkbox"
                        class="checkbox"
                        prop:checked=move || shown.with(|shown| shown.resistant)
                        on:change:target=move |event| {
                            let checked = event.target().checked();
                            shown.update(|shown| shown.resistant = checked);
                        }
                    />
                    <span>"Résistants seulement"</span>
                </label>
            </div>
            {of_patient}
            <PagedList
                pages
                view=move |isolates| {
                    if isolates.is_empty() {
                        view! {
                            <EmptyState title="Aucun isolat" text="Changez le choix au-dessus de la liste." />
                        }
                        .into_any()
                    } else {
                        view! { <Table isolates shown /> }.into_any()
                    }
                }
            />
        </section>
    }
}

#[component]
fn Table(isolates: Vec<IsolateEntry>, shown: RwSignal<Shown>) -> impl IntoView {
    view! {
        <TableFrame caption="Isolats du chiffre" quiet=true>
            <thead>
                <tr>
                    <th scope="col" class="text-end">"N°"</th>
                    <th scope="col">"Décision"</th>
                    <th scope="col">"Date, UF"</th>
                    <th scope="col">"Prélèvement, germe"</th>
                    <th scope="col">"Résultats"</th>
                    <th scope="col">"Patient"</th>
                </tr>
            </thead>
            <tbody>{isolates.into_iter().map(|one| row(one, shown)).collect_view()}</tbody>
        </TableFrame>
    }
}

fn row(isolate: IsolateEntry, shown: RwSignal<Shown>) -> impl IntoView {
    let of = |wanted: &str| {
        let codes = isolate.results.iter().filter(|(_, result)| result == wanted);
        codes.map(|(code, _)| code.as_str()).collect::<Vec<_>>().join(" ")
    };
    let results = ["R", "I", "SFP", "S"]
        .into_iter()
        .map(|result| (result, of(result)))
        .filter(|(_, codes)| !codes.is_empty())
        .map(|(result, codes)| {
            view! { <span class="block"><strong>{result}</strong> " " {codes}</span> }
        })
        .collect_view();
    let values: Vec<String> =
        isolate.values.iter().map(|(code, value)| format!("{code}\u{a0}{value}")).collect();
    let values = (!values.is_empty()).then(|| {
        view! {
            <span class="block text-base-content/75">
                {format!("Valeurs du laboratoire\u{a0}: {}", values.join(", "))}
            </span>
        }
    });
    let mut enzymes = Vec::new();
    if isolate.esbl {
        enzymes.push("BLSE".to_owned());
    }
    if isolate.carbapenemase {
        let kind = isolate.carbapenemase_type.clone();
        enzymes.push(kind.map_or_else(|| "Carbapénémase".to_owned(), |kind| format!("EPC {kind}")));
    }
    if isolate.implausible {
        enzymes.push("phénotype à vérifier".to_owned());
    }
    let enzymes = (!enzymes.is_empty())
        .then(|| view! { <span class="block font-medium">{enzymes.join(", ")}</span> });
    let (tone, text) = if isolate.decision.kept {
        (Tone::Success, "Compté")
    } else {
        (Tone::Neutral, "Écarté")
    };
    let because = isolate.decision.of.map(|of| {
        view! {
            <span class="mt-1 block text-sm">
                {format!("{} : l’isolat n° {}.", isolate.decision.label, format::integer(of))}
            </span>
        }
    });
    let stay = isolate
        .day_of_stay
        .zip(Onset::named(&isolate.onset))
        .map(|(day, onset)| format!("J{day} du séjour, {}", onset.label().to_lowercase()));
    let patient = isolate.patient.clone();
    let name = short(&patient);
    view! {
        <tr class="align-top">
            <th scope="row" class="text-end font-normal tabular-nums">{format::integer(isolate.number)}</th>
            <td class="min-w-44"><Badge tone text /> {because}</td>
            <td class="whitespace-nowrap tabular-nums">
                {format::day(&isolate.sampled_on)}
                {stay.map(|stay| view! { <span class="block text-sm">{stay}</span> })}
                <span class="block text-sm text-base-content/75">
                    {format!("UF {} ({})", isolate.unit_code, isolate.sector)}
                </span>
                <span class="block text-sm text-base-content/75">{format!("ligne {}", isolate.rows)}</span>
            </td>
            <td class="min-w-40">
                {isolate.specimen_label}
                <span class="block italic">{isolate.organism_label}</span>
            </td>
            <td class="min-w-52 text-sm">{results} {values} {enzymes}</td>
            <td>
                <button
                    type="button"
                    class="link font-mono text-sm"
                    aria-label=format!("Voir les isolats du patient {name}")
                    on:click=move |_| {
                        shown.set(Shown { patient: Some(patient.clone()), ..Shown::default() });
                    }
                >
                    {name.clone()}
                </button>
            </td>
        </tr>
    }
}

/// The choice of isolates counted or left out, as its option.
const fn kept_code(kept: Option<bool>) -> &'static str {
    match kept {
        None => "tous",
        Some(true) => "comptes",
        Some(false) => "ecartes",
    }
}

fn short(pseudonym: &str) -> String {
    pseudonym.chars().take(SHORT).collect()
}
