//! The same strain of a patient counts once.

use domain::documentation::resistance::{MOLECULES, WorkedIsolate, kept_by_method, worked_strains};
use domain::french::MONTHS;
use domain::nomenclature::tested_antibiotic;
use domain::resistance::{Decision, resistance_computation_rules};
use leptos::prelude::*;

use super::parts::{MethodPart, RuleList, Texts};

const COLUMNS: &[&str] = &["Isolat", "AMX", "CTX", "CIP", "GEN", "BLSE", "Décision"];

/// The part about deduplication.
#[component]
pub fn Dedup() -> impl IntoView {
    let molecules: Vec<String> = MOLECULES
        .iter()
        .filter_map(|code| Some(format!("{code}\u{a0}: {}", tested_antibiotic(code)?.label)))
        .collect();
    let rows = worked_strains().iter().enumerate().map(cells).collect();
    let methods = kept_by_method()
        .map(|(method, kept)| vec![method.label().to_owned(), kept.to_string()])
        .into();
    view! {
        <MethodPart anchor="dedoublonnage" tables=&["resistance_computation"]>
            <RuleList rules=resistance_computation_rules() ids=&["selection", "dedup", "kept", "runs"] />
            <Texts caption="Exemple\u{a0}: les E. coli des urines d’un patient" columns=COLUMNS rows />
            <p class="max-w-prose text-sm">{molecules.join("\u{202f}; ")} "."</p>
            <Texts
                caption="Les mêmes isolats sous les autres règles, montrées pour comparer"
                columns=&["Règle", "Isolats comptés"]
                rows=methods
            />
        </MethodPart>
    }
}

fn cells((index, isolate): (usize, &WorkedIsolate)) -> Vec<String> {
    let WorkedIsolate { day: (day, month), results, esbl, decision } = isolate;
    let month = MONTHS.get(*month as usize - 1).copied().unwrap_or_default();
    let decision = match decision {
        Decision::Kept => "Compte".to_owned(),
        Decision::Duplicate { of, because } => {
            format!("Doublon du n°\u{a0}{}\u{a0}: {}", of + 1, because.label().to_lowercase())
        }
    };
    let mut cells = vec![format!("N°\u{a0}{}, {day}\u{a0}{month}", index + 1)];
    cells.extend(
        results.iter().map(|result| if result.is_empty() { "–" } else { result }.to_owned()),
    );
    cells.push(if *esbl { "oui" } else { "non" }.to_owned());
    cells.push(decision);
    cells
}
