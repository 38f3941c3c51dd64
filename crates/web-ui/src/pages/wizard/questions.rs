//! Units whose DE does not tell the sector: answered here, kept for the next imports.

use domain::dto::{SectorAnswer, StructureUnit};
use leptos::prelude::*;

use crate::components::{Callout, Tone};
use crate::format;
use crate::pages::sector_question::SectorQuestion;

/// Adds the units that a verdict asks about; those asked before stay on the screen with their
/// answer, which a verdict from before it does not know.
pub fn remember(asked: &mut Vec<StructureUnit>, waiting: &[StructureUnit]) {
    for unit in waiting {
        if asked.iter().all(|known| known.unit_code != unit.unit_code) {
            asked.push(unit.clone());
        }
    }
}

/// Notes what was just answered, or that it was not saved.
pub fn note_answer(asked: &mut [StructureUnit], answer: &SectorAnswer) {
    for unit in asked.iter_mut().filter(|unit| unit.unit_code == answer.label) {
        unit.answer.clone_from(&answer.code);
    }
}

fn waiting(asked: &[StructureUnit]) -> u32 {
    u32::try_from(asked.iter().filter(|unit| unit.answer.is_none()).count()).unwrap_or(u32::MAX)
}

/// One question per unit; nothing at all when none was asked.
#[component]
pub fn Questions(
    asked: RwSignal<Vec<StructureUnit>>,
    answer: Callback<SectorAnswer>,
) -> impl IntoView {
    let number = Memo::new(move |_| asked.with(|asked| waiting(asked)));
    let state = move || match number.get() {
        0 => view! { <Callout tone=Tone::Success title="Toutes les questions ont leur réponse" /> },
        number => {
            let title =
                format!("{} sur le secteur", format::count(number, "question", "questions"));
            view! { <Callout tone=Tone::Warning title /> }
        }
    };
    view! {
        <Show when=move || asked.with(|asked| !asked.is_empty())>
            <section class="space-y-4" aria-labelledby="questions">
                <h2 id="questions" class="text-xl font-bold">"Questions"</h2>
                <div aria-live="polite">{state}</div>
                <p class="max-w-prose">
                    "La discipline de ces unités ne dit pas leur secteur. Sans réponse, elles ne comptent "
                    "pas\u{202f}; votre réponse est gardée pour les imports suivants."
                </p>
                <ul class="divide-y divide-base-content/10 rounded-box border border-base-content/15 bg-base-100">
                    <For each=move || asked.get() key=|unit| unit.unit_code.clone() let:unit>
                        <Question unit answer />
                    </For>
                </ul>
            </section>
        </Show>
    }
}

/// The unit and its select.
#[component]
fn Question(unit: StructureUnit, answer: Callback<SectorAnswer>) -> impl IntoView {
    let de = unit.de_code.clone().unwrap_or_default();
    view! {
        <li class="flex flex-wrap items-center gap-x-4 gap-y-2 p-4">
            <span class="min-w-0 grow basis-64">
                <span class="font-semibold tabular-nums">{unit.unit_code.clone()}</span>
                {format!(" {} (DE {de})", unit.unit_label)}
            </span>
            <SectorQuestion unit answer />
        </li>
    }
}

#[cfg(test)]
mod tests {
    use domain::dto::UnitStatus;

    use super::*;

    fn unit(code: &str) -> StructureUnit {
        StructureUnit {
            unit_code: code.to_owned(),
            unit_label: String::new(),
            service_code: None,
            service_label: None,
            pole_code: None,
            pole_label: None,
            de_code: None,
            ta_code: None,
            status: UnitStatus::ToAnswer,
            sector: None,
            subsector: None,
            choices: Vec::new(),
            answer: None,
        }
    }

    #[test]
    fn an_answered_unit_stays_on_the_screen() {
        let mut asked = Vec::new();
        remember(&mut asked, &[unit("232"), unit("787")]);
        let answer = SectorAnswer { label: "232".to_owned(), code: Some("195A".to_owned()) };
        note_answer(&mut asked, &answer);
        remember(&mut asked, &[unit("787")]);
        assert_eq!(asked.len(), 2);
        assert_eq!(waiting(&asked), 1);
    }

    #[test]
    fn a_verdict_from_before_an_answer_does_not_take_it_back() {
        let mut asked = vec![unit("232"), unit("787")];
        for code in ["232", "787"] {
            let answer = SectorAnswer { label: code.to_owned(), code: Some("195A".to_owned()) };
            note_answer(&mut asked, &answer);
        }
        // The verdict that followed the first answer arrives after the second one was given.
        remember(&mut asked, &[unit("787")]);
        assert_eq!(waiting(&asked), 0);
    }

    #[test]
    fn an_answer_that_was_not_saved_is_asked_again() {
        let mut asked = vec![unit("232")];
        let mut answer = SectorAnswer { label: "232".to_owned(), code: Some("195A".to_owned()) };
        note_answer(&mut asked, &answer);
        answer.code = None;
        note_answer(&mut asked, &answer);
        assert_eq!(waiting(&asked), 1);
    }
}
