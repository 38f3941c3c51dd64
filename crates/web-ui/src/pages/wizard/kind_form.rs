//! The form of the first step: period and kind of file, then on to the file.

use domain::dto::{DeliveryStep, ImportKind};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::kind_choice::KindChoice;
use super::period;
use super::period_choice::PeriodChoice;
use super::state::use_wizard;
use super::step::Step;
use crate::components::Submit;
use crate::labels;

/// Year, quarter where the kind has any, and the kind.
#[component]
pub fn KindForm(
    year: RwSignal<i32>,
    kind: Memo<ImportKind>,
    choose: Callback<ImportKind>,
    /// What was delivered already; empty for somebody who delivers nothing.
    #[prop(optional, into)]
    steps: Signal<Vec<DeliveryStep>>,
    /// Shown above the button.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let wizard = use_wizard();
    let navigate = use_navigate();
    let asked = wizard.period.get_untracked().and_then(|text| period::split(&text));
    let part = RwSignal::new(asked.map_or("", |(_, part)| part).to_owned());
    let has_quarters = Memo::new(move |_| kind.get() != ImportKind::Structure);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let part = if has_quarters.get_untracked() { part.get_untracked() } else { String::new() };
        let period = period::join(year.get_untracked(), &part);
        let kind = labels::kind_code(kind.get_untracked());
        let address = wizard.address_with(Step::File, Some(kind), Some(&period));
        navigate(&address, NavigateOptions::default());
    };
    let choice = move |one: ImportKind| {
        let delivered =
            move |steps: &Vec<DeliveryStep>| steps.iter().find(|s| s.kind == one).cloned();
        let is_next = move |steps: &Vec<DeliveryStep>| {
            steps.iter().find(|step| !step.done).is_some_and(|step| step.kind == one)
        };
        view! {
            <KindChoice
                kind=one
                chosen=kind
                choose
                step=Signal::derive(move || steps.with(delivered))
                is_next=Signal::derive(move || steps.with(is_next))
            />
        }
    };
    view! {
        <form class="space-y-8" on:submit=submit>
            <PeriodChoice year part has_quarters />
            <fieldset>
                <legend class="mb-3 font-medium">"Type de fichier"</legend>
                <div class="grid gap-4 md:grid-cols-2">
                    {labels::KINDS.map(choice).into_iter().collect_view()}
                </div>
            </fieldset>
            {children.map(|children| children())}
            <Submit label="Continuer" busy=false />
        </form>
    }
}
