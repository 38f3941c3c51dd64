//! A labelled text of several lines.

use leptos::prelude::*;

/// Some lines of text with their label and an optional help line.
#[component]
pub fn TextArea(
    /// Identifier of the field in the page.
    #[prop(into)]
    id: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] help: String,
    #[prop(into)] value: Signal<String>,
    on_input: Callback<String>,
    #[prop(default = 2)] rows: u32,
    max_length: usize,
    /// Whether the form asks for it; said beside the label where it may change.
    #[prop(optional, into)]
    required: Option<Signal<bool>>,
) -> impl IntoView {
    let help_id = format!("{id}-aide");
    let described = (!help.is_empty()).then(|| help_id.clone());
    view! {
        <div class="space-y-1">
            <label for=id.clone() class="block font-medium">
                {label}
                <Show when=move || required.is_some_and(|required| !required.get())>
                    <span class="font-normal text-base-content/75">" (facultatif)"</span>
                </Show>
            </label>
            <textarea
                id=id.clone()
                name=id
                class="textarea w-full"
                rows=rows
                maxlength=max_length
                required=move || required.is_some_and(|required| required.get())
                aria-describedby=described
                prop:value=move || value.get()
                on:input:target=move |event| on_input.run(event.target().value())
            ></textarea>
            {(!help.is_empty())
                .then(|| view! { <p id=help_id class="text-sm text-base-content/75">{help}</p> })}
        </div>
    }
}
