//! A choice among a list.

use leptos::prelude::*;

/// Value and label of a choice; those of one heading stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub heading: &'static str,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), heading: "" }
    }
}

/// A labelled select of choices that may change.
#[component]
pub fn Pick(
    label: &'static str,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    #[prop(into)] value: Signal<String>,
    choose: Callback<String>,
) -> impl IntoView {
    let option = move |Choice { value: of, label, .. }: Choice| {
        let chosen = of.clone();
        view! { <option value=of selected=move || value.get() == chosen>{label}</option> }
    };
    let options = move || {
        let mut groups: Vec<(&'static str, Vec<Choice>)> = Vec::new();
        for choice in choices.get() {
            match groups.last_mut() {
                Some((heading, together)) if *heading == choice.heading => together.push(choice),
                _ => groups.push((choice.heading, vec![choice])),
            }
        }
        let group = |(heading, together): (&'static str, Vec<Choice>)| {
            let together = together.into_iter().map(option).collect_view();
            if heading.is_empty() {
                together.into_any()
            } else {
                view! { <optgroup label=heading>{together}</optgroup> }.into_any()
            }
        };
        groups.into_iter().map(group).collect_view()
    };
    view! {
        <label class="block min-w-0 space-y-1">
            <span class="block text-sm font-medium">{label}</span>
            <select
                class="select w-full"
                on:change:target=move |event| choose.run(event.target().value())
            >
                {options}
            </select>
        </label>
    }
}
