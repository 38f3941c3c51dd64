//! A labelled text input.

use leptos::prelude::*;

use super::{Glyph, Icon};

/// One line of text with its label, an optional help line, and what is wrong with it.
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
    /// Shown, not to be changed.
    #[prop(optional)]
    readonly: bool,
    /// Takes the focus of the dialog it stands in.
    #[prop(optional)]
    autofocus: bool,
    /// Keyboard that a telephone shows.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// Least and greatest value, for dates.
    #[prop(optional)]
    bounds: Option<(String, String)>,
    #[prop(optional)] max_length: Option<u16>,
    /// Why the server refuses what was typed.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// A line that follows the typing.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let help_id = format!("{id}-aide");
    let error_id = format!("{id}-erreur");
    let described = {
        let help = (!help.is_empty()).then(|| help_id.clone());
        let error_id = error_id.clone();
        move || {
            let error = error.with(Option::is_some).then(|| error_id.clone());
            let ids: Vec<String> = error.into_iter().chain(help.clone()).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    };
    let (min, max) = bounds.unzip();
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
                class=("input-error", move || error.with(Option::is_some))
                autocomplete=autocomplete
                inputmode=inputmode
                min=min
                max=max
                maxlength=max_length
                required=required
                readonly=readonly
                autofocus=autofocus
                aria-describedby=described
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            />
            {move || {
                error
                    .get()
                    .map(|text| {
                        view! {
                            <p id=error_id.clone() class="flex gap-2 text-sm font-medium text-error">
                                <Icon glyph=Glyph::Warning class="mt-0.5 size-4" />
                                <span>{text}</span>
                            </p>
                        }
                    })
            }}
            {children.map(|children| children())}
            {(!help.is_empty())
                .then(|| view! { <p id=help_id class="text-sm text-base-content/75">{help}</p> })}
        </div>
    }
}
