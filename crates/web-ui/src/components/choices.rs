//! One of a few, each with a line of help.

use leptos::prelude::*;

/// Radio buttons under a question. `options` are values with their labels and help.
#[component]
pub fn Choices<T>(
    question: &'static str,
    /// Name of the group of buttons in its form.
    name: &'static str,
    value: RwSignal<T>,
    options: Vec<(T, &'static str, &'static str)>,
    /// What else a choice changes.
    #[prop(optional, into)]
    on_choose: Option<Callback<T>>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let choose = move |chosen: T| {
        value.set(chosen);
        if let Some(on_choose) = on_choose {
            on_choose.run(chosen);
        }
    };
    let option = move |(one, label, help): (T, &'static str, &'static str)| {
        view! {
            <label class="flex items-start gap-3">
                <input
                    type="radio"
                    name=name
                    class="radio mt-0.5"
                    prop:checked=move || value.get() == one
                    on:change=move |_| choose(one)
                />
                <span>
                    {label} <span class="block text-sm text-base-content/75">{help}</span>
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="space-y-3">
            <legend class="mb-2 font-medium">{question}</legend>
            {options.into_iter().map(option).collect_view()}
        </fieldset>
    }
}
