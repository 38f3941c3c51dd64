//! Another answer for a label: chosen, its effect seen, then stored.

use domain::dto::{LabelAnswer, LabelEffect, LabelSource, LaboratoryLabel, NewLabelAnswers};
use domain::labels::{choices, field_name};
use leptos::prelude::*;

use super::effect::EffectList;
use crate::api::Change;
use crate::attempt::Attempt;
use crate::components::{Dialog, Loaded, Loading, Refused};
use crate::pages::establishment::use_finess;
use crate::remote::Remote;
use crate::session::use_client;

/// Value of the choice that leaves a label out.
const IGNORE: &str = "-";
/// Value of the choice without an answer.
const NO_ANSWER: &str = "";

/// A label whose answer is being changed, and the choice to begin with.
#[derive(Debug, Clone)]
pub struct Edit {
    label: LaboratoryLabel,
    choice: String,
}

impl Edit {
    pub fn change(label: LaboratoryLabel) -> Self {
        Self { choice: answer(&label).to_owned(), label }
    }

    pub fn take_back(label: LaboratoryLabel) -> Self {
        Self { choice: NO_ANSWER.to_owned(), label }
    }
}

/// The choice that is in force.
fn answer(label: &LaboratoryLabel) -> &str {
    match label.source {
        LabelSource::Own => label.code.as_deref().unwrap_or(IGNORE),
        LabelSource::Known | LabelSource::Columns => NO_ANSWER,
    }
}

/// What a choice asks for; nothing when it is the one in force.
fn wanted(label: &LaboratoryLabel, choice: &str) -> Option<NewLabelAnswers> {
    let text = label.label.clone();
    let give = |code| NewLabelAnswers {
        items: vec![LabelAnswer { label: label.label.clone(), code }],
        taken_back: Vec::new(),
    };
    match choice {
        same if same == answer(label) => None,
        NO_ANSWER => Some(NewLabelAnswers { items: Vec::new(), taken_back: vec![text] }),
        IGNORE => Some(give(None)),
        code => Some(give(Some(code.to_owned()))),
    }
}

/// The effect of a choice.
#[derive(Clone)]
struct Told {
    choice: String,
    effect: Option<LabelEffect>,
}

/// The choices, the effect of the one that is taken, and the button that stores it.
#[component]
pub fn ChangeDialog(
    edit: Edit,
    /// Run once an answer is stored.
    changed: Callback<()>,
    close: Callback<()>,
) -> impl IntoView {
    let client = use_client();
    let finess = use_finess();
    let field = edit.label.field;
    let title = format!("{}\u{a0}: {}", field_name(field), edit.label.label);
    let none = match edit.label.source {
        LabelSource::Own => "Sans réponse",
        LabelSource::Known | LabelSource::Columns => "Comme les tables de référence",
    };
    let choice = RwSignal::new(edit.choice);
    let label = StoredValue::new(edit.label);
    let asked = move |choice: &str| label.with_value(|label| wanted(label, choice));
    let told = Remote::new(move || {
        let (finess, choice) = (finess.get(), choice.get());
        let answers = asked(&choice);
        async move {
            let effect = match answers {
                None => None,
                Some(answers) => {
                    let change = client.change_labels(&finess, field, &answers, Change::Preview);
                    Some(change.await?.effect)
                }
            };
            Ok(Told { choice, effect })
        }
    });
    let seen = move || {
        told.content().is_some_and(|told| told.effect.is_some() && told.choice == choice.get())
    };
    let attempt = Attempt::new();
    let store = move |_| {
        let Some(answers) = asked(&choice.get_untracked()) else { return };
        attempt.run(async move {
            let finess = finess.get_untracked();
            client.change_labels(&finess, field, &answers, Change::Store).await?;
            changed.run(());
            Ok(())
        });
    };
    let option = move |code: &'static str, name: &'static str| {
        let selected = choice.get_untracked() == code;
        view! { <option value=code selected=selected>{name}</option> }
    };
    view! {
        <Dialog title on_close=close>
            <div class="space-y-4">
                <label class="block space-y-1">
                    <span class="block font-medium">"Ce libellé désigne"</span>
                    <select
                        class="select w-full"
                        on:change:target=move |event| choice.set(event.target().value())
                    >
                        {option(NO_ANSWER, none)}
                        {option(IGNORE, "Ne pas compter")}
                        {choices(field).into_iter().map(|(code, name)| option(code, name)).collect_view()}
                    </select>
                </label>
                <div aria-live="polite">
                    <Loaded
                        resource=told
                        view=move |told| {
                            if told.choice != choice.get() {
                                return view! { <Loading /> }.into_any();
                            }
                            let effect = told.effect.map(|effect| view! { <EffectList effect /> });
                            effect.into_any()
                        }
                    />
                </div>
                <Refused attempt />
            </div>
            <div class="modal-action flex-wrap">
                <button type="button" class="btn" on:click=move |_| close.run(())>
                    "Ne rien changer"
                </button>
                <button
                    type="button"
                    class="btn btn-primary"
                    disabled=move || attempt.busy().get() || !seen()
                    on:click=store
                >
                    "Enregistrer"
                </button>
            </div>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use domain::dto::LabelField;

    use super::*;

    #[test]
    fn a_choice_asks_for_something_unless_it_is_in_force() {
        let label = |source, code: Option<&str>| LaboratoryLabel {
            field: LabelField::Organism,
            label: "Levures".to_owned(),
            code: code.map(str::to_owned),
            source,
        };
        let own = label(LabelSource::Own, Some("CANSPP"));
        let known = label(LabelSource::Known, Some("CANSPP"));
        assert_eq!(wanted(&own, "CANSPP"), None);
        assert_eq!(wanted(&known, NO_ANSWER), None);
        assert_eq!(wanted(&label(LabelSource::Own, None), IGNORE), None);
        assert_eq!(wanted(&own, NO_ANSWER).unwrap().taken_back, ["Levures"]);
        assert_eq!(wanted(&own, IGNORE).unwrap().items[0].code, None);
        let given = wanted(&known, "CANSPP").unwrap();
        assert_eq!(given.items[0].code.as_deref(), Some("CANSPP"));
    }
}
