//! Families of molecules with their ATC codes.

use domain::nomenclature::family_rows;
use leptos::prelude::*;

use super::parts::{MethodPart, Texts};

/// The part about families.
#[component]
pub fn Families() -> impl IntoView {
    let rows = family_rows().iter().map(|row| {
        let list = codes(row.atc);
        let list = match row.parenteral_only {
            "" => list,
            only => format!("{list} ({} par voie injectable seulement)", codes(only)),
        };
        vec![row.label.to_owned(), list]
    });
    view! {
        <MethodPart anchor="familles" tables=&["antibiotic_families"]>
            <p class="max-w-prose">
                "Une molécule est d’une famille quand son code ATC commence par l’un des codes de la liste. Les familles se recouvrent\u{a0}: "
                "elles se lisent une à une et ne s’additionnent pas. Les antifongiques ne sont jamais dans un total d’antibiotiques."
            </p>
            <Texts caption="Familles et regroupements" columns=&["Famille", "Codes ATC"] rows=rows.collect() />
        </MethodPart>
    }
}

/// `J01DD, J01DE`, from `J01DD|J01DE`.
pub fn codes(list: &str) -> String {
    list.replace('|', ", ")
}
