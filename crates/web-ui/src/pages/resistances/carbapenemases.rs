//! Enterobacterales that produce a carbapenemase, by type and species.

use domain::dto::ResistanceGroup;
use domain::resistance::{CARBAPENEMASES, Measure};
use leptos::prelude::*;

use super::matrix::{code, label};
use super::opened::OpenButton;
use super::words;
use crate::api::ApiError;
use crate::components::{Callout, Loaded, TableFrame, Tone};
use crate::format;
use crate::remote::Remote;
use crate::session::use_client;
use crate::subject::Subject;

const GROUP: &str = "Enterobacterales";
const ANY: &str = "EPC";

/// Reads and shows them.
#[component]
pub fn Carbapenemases(finess: String, year: i32) -> impl IntoView {
    let client = use_client();
    let found = Remote::new(move || {
        let finess = finess.clone();
        async move {
            let together = client.resistances_together(&finess, year, GROUP).await?;
            let by_species = client.resistances(&finess, year, Some(GROUP)).await?;
            Ok::<_, ApiError>(Producers::of(&together, &by_species))
        }
    });
    view! {
        <section class="space-y-4" aria-labelledby="epc">
            <h2 id="epc" class="text-xl font-bold">
                "Entérobactéries productrices de carbapénémases (EPC)"
            </h2>
            <Loaded
                resource=found
                view=|producers| view! { <Content producers /> }.into_any()
            />
        </section>
    }
}

/// What the year has of them.
#[derive(Debug, Clone, PartialEq)]
struct Producers {
    types: Vec<OfType>,
    /// Whether no type is told of any.
    untold: bool,
}

/// Those of one type, together and species by species.
#[derive(Debug, Clone, PartialEq)]
struct OfType {
    together: ResistanceGroup,
    species: Vec<ResistanceGroup>,
}

impl Producers {
    /// All of them first, then each type that was found.
    fn of(together: &[ResistanceGroup], by_species: &[ResistanceGroup]) -> Self {
        let codes = CARBAPENEMASES.iter().map(|kind| format!("{ANY}:{kind}"));
        let codes =
            std::iter::once(ANY.to_owned()).chain(codes).chain([Measure::UNTOLD.to_owned()]);
        let of_type = |wanted: String| {
            let is = |group: &&ResistanceGroup| code(group, "antibiotic") == wanted;
            let species = by_species.iter().filter(is).cloned().collect();
            Some(OfType { together: together.iter().find(is)?.clone(), species })
        };
        let types: Vec<OfType> = codes.filter_map(of_type).collect();
        let number = |wanted: &str| {
            let found = types.iter().find(|one| code(&one.together, "antibiotic") == wanted);
            found.and_then(|one| one.together.resistant)
        };
        let untold = number(ANY).is_some() && number(ANY) == number(Measure::UNTOLD);
        Self { types, untold }
    }
}

#[component]
fn Content(producers: Producers) -> impl IntoView {
    if producers.types.is_empty() {
        return view! { <p>"Aucune souche productrice de carbapénémase."</p> }.into_any();
    }
    let untold = producers.untold.then(|| {
        view! {
            <Callout tone=Tone::Information title="Le fichier ne donne le type d’aucune carbapénémase">
                <p>
                    "Ajoutez la colonne « Type de carbapénémase » à l’export du laboratoire : OXA-48-like, KPC, NDM, VIM, IMP
                    ou autre."
                </p>
            </Callout>
        }
    });
    let rows = producers.types.into_iter().flat_map(|one| {
        let species = one.species.into_iter().map(|group| (group, true));
        std::iter::once((one.together, false)).chain(species)
    });
    let rows = rows.map(|(group, of_species)| view! { <Row group of_species /> }).collect_view();
    view! {
        {untold}
        <TableFrame caption="EPC par type et par espèce" quiet=true>
            <thead>
                <tr>
                    <th scope="col">"Type et espèce"</th>
                    <th scope="col" class="text-end">"Souches"</th>
                    <th scope="col" class="text-end">"Densité pour 1 000 JH"</th>
                    <th scope="col"><span class="sr-only">"Isolats"</span></th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </TableFrame>
    }
    .into_any()
}

#[component]
fn Row(group: ResistanceGroup, of_species: bool) -> impl IntoView {
    let measure = code(&group, "antibiotic");
    let kind = match measure.strip_prefix("EPC:") {
        None => "Toutes les carbapénémases".to_owned(),
        Some(_) if measure == Measure::UNTOLD => "Type non précisé".to_owned(),
        Some("other") => "Autre type".to_owned(),
        Some(kind) => kind.to_owned(),
    };
    let (organism, name, head) = if of_species {
        let species = label(&group, "organism");
        let head = view! { <span class="ps-6 italic">{species.clone()}</span> }.into_any();
        (code(&group, "organism"), format!("{kind}, {species}"), head)
    } else {
        let head = view! { <span class="font-semibold">{kind.clone()}</span> }.into_any();
        (GROUP.to_owned(), kind, head)
    };
    let subject = Subject::new(&organism, &measure);
    view! {
        <tr class="align-top">
            <th scope="row" class="min-w-44 font-normal">{head}</th>
            <td class="text-end tabular-nums">{group.resistant.map(format::integer)}</td>
            <td class="text-end whitespace-nowrap tabular-nums">{words::density(&group.density)}</td>
            <td class="text-end"><OpenButton subject name small=true /></td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use domain::dto::{Figure, Versions};

    use super::*;

    fn group(organism: &str, antibiotic: &str, resistant: u32) -> ResistanceGroup {
        let figure = Figure {
            value: None,
            numerator: resistant.into(),
            denominator: 0.0,
            unit: String::new(),
            interval: None,
            versions: Versions::default(),
            notes: Vec::new(),
        };
        let key = [("organism", organism), ("antibiotic", antibiotic)];
        ResistanceGroup {
            key: key.map(|(axis, code)| (axis.to_owned(), code.to_owned())).into(),
            labels: [].into(),
            isolates: Some(100),
            tested: Some(100),
            increased: Some(0),
            intermediate: Some(0),
            resistant: Some(resistant),
            proportion: figure.clone(),
            density: figure.clone(),
            isolates_density: figure,
        }
    }

    #[test]
    fn types_come_in_their_order_with_their_species() {
        let together = [group("", "EPC:NDM", 1), group("", "EPC", 3), group("", "EPC:unknown", 2)];
        let species = [group("KLEPNE", "EPC:NDM", 1), group("ESCCOL", "EPC", 3)];
        let found = Producers::of(&together, &species);
        let codes: Vec<_> =
            found.types.iter().map(|one| code(&one.together, "antibiotic")).collect();
        assert_eq!(codes, ["EPC", "EPC:NDM", "EPC:unknown"]);
        assert_eq!(found.types[1].species.len(), 1);
        assert!(!found.untold);
        assert!(Producers::of(&[group("", "EPC", 2), group("", "EPC:unknown", 2)], &[]).untold);
        assert!(!Producers::of(&[], &[]).untold);
    }
}
