//! The button that chooses a file.

use leptos::{html, prelude::*};
use web_sys::File;

/// File types of the imports.
const ACCEPT: &str = ".xlsx,.xls,.csv";

/// Takes one workbook.
#[component]
pub fn FileButton(
    id: &'static str,
    label: &'static str,
    /// Look of the button.
    class: &'static str,
    on_file: Callback<File, ()>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let chosen = move |_| {
        if let Some(input) = input.get() {
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                on_file.run(file);
            }
            // The same file may be chosen again after a correction.
            input.set_value("");
        }
    };
    view! {
        <label for=id class=format!("{class} focus-within:outline-2 focus-within:outline-offset-2")>
            {label}
            <input
                node_ref=input
                id=id
                type="file"
                accept=ACCEPT
                class="sr-only"
                on:change=chosen
            />
        </label>
    }
}
