//! One of the kinds of file, as a choice.

use domain::dto::{DeliveryStep, ImportKind};
use leptos::prelude::*;

use crate::components::{Badge, Tone};
use crate::labels;

/// One kind of file, with what was delivered already.
#[component]
pub fn KindChoice(
    kind: ImportKind,
    chosen: Memo<ImportKind>,
    choose: Callback<ImportKind>,
    step: Signal<Option<DeliveryStep>>,
    is_next: Signal<bool>,
) -> impl IntoView {
    let state = move || {
        step.get().map(|step| {
            let badge = if step.done {
                view! { <Badge tone=Tone::Success text="Déjà livré" /> }.into_any()
            } else if is_next.get() {
                view! { <Badge tone=Tone::Information text="Prochaine étape" /> }.into_any()
            } else {
                view! { <Badge tone=Tone::Neutral text="À livrer" /> }.into_any()
            };
            view! {
                <p class="mt-auto flex flex-wrap items-center gap-2 pt-3 text-sm text-base-content/80">
                    {badge} {step.done.then_some(step.detail)}
                </p>
            }
        })
    };
    view! {
        <label
            class="flex cursor-pointer flex-col rounded-box border-2 bg-base-100 p-5"
            class=("border-primary", move || chosen.get() == kind)
            class=("border-base-content/15", move || chosen.get() != kind)
        >
            <span class="flex items-center gap-3 font-semibold">
                <input
                    type="radio"
                    name="type"
                    class="radio radio-primary"
                    value=labels::kind_code(kind)
                    prop:checked=move || chosen.get() == kind
                    on:change=move |_| choose.run(kind)
                />
                {labels::kind(kind)}
            </span>
            <span class="mt-2 text-sm text-base-content/85">{labels::kind_content(kind)}</span>
            {state}
        </label>
    }
}
