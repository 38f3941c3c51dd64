//! A labelled text input.

use leptos::prelude::*;

/// One line of text with its label and an optional help line.
#[component]
pub fn TextField(
    /// Identifier of the input in the page.
    id: &'static str,
    label: &'static str,
    value: RwSignal<String>,
    #[prop(default = "text")] kind: &'static str,
    /// What the browser may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    #[prop(optional)] help: &'static str,
    #[prop(default = true)] required: bool,
) -> impl IntoView {
    let help_id = format!("{id}-aide");
    let described = (!help.is_empty()).then(|| help_id.clone());
    view! {
        <div class="space-y-1">
            <label for=id class="block font-medium">
                {label}
                <Show when=move || !required>
                    <span class="font-normal text-base-content/75">" (facultatif)"</span>
                </Show>
            </label>
            <input
                id=id
                name=id
                type=kind
                class="input w-full"
                autocomplete=autocomplete
                required=required
                aria-describedby=described
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            />
            {(!help.is_empty())
                .then(|| view! { <p id=help_id class="text-sm text-base-content/75">{help}</p> })}
        </div>
    }
}
