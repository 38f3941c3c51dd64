//! The question a DE leaves open: which sector is this unit?

use domain::dto::{SectorAnswer, StructureUnit};
use leptos::prelude::*;

use super::establishment::use_finess;
use crate::session::use_session;

/// Identifier of the question of a unit in the page.
pub fn element_id(unit_code: &str) -> String {
    format!("secteur-{unit_code}")
}

/// A select that saves as soon as it changes; only who manages the structure changes it.
#[component]
pub fn SectorQuestion(unit: StructureUnit, answer: Callback<SectorAnswer>) -> impl IntoView {
    let (session, finess) = (use_session(), use_finess());
    let answers = Memo::new(move |_| session.manages(&finess.get()));
    let code = unit.unit_code.clone();
    let given = unit.answer.clone();
    let choose = move |chosen: String| {
        let code_chosen = Some(chosen).filter(|chosen| !chosen.is_empty());
        answer.run(SectorAnswer { label: code.clone(), code: code_chosen });
    };
    view! {
        <select
            id=element_id(&unit.unit_code)
            class="select select-sm w-full max-w-72"
            disabled=move || !answers.get()
            aria-label=format!("Secteur de l’UF {} {}", unit.unit_code, unit.unit_label)
            on:change:target=move |event| choose(event.target().value())
        >
            <option value="" selected=given.is_none()>"À préciser…"</option>
            {unit
                .choices
                .into_iter()
                .map(|choice| {
                    let selected = given.as_deref() == Some(choice.code.as_str());
                    view! { <option value=choice.code selected=selected>{choice.label}</option> }
                })
                .collect_view()}
        </select>
    }
}
