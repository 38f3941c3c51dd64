//! A place to drop a file, and the button that does the same.

use leptos::{ev, html, prelude::*};
use web_sys::{File, FileList};

use super::{Glyph, Icon};

/// File types of the imports.
const ACCEPT: &str = ".xlsx,.xls,.csv";

/// Takes one workbook, dropped or chosen.
#[component]
pub fn FileDrop(
    id: &'static str,
    label: &'static str,
    /// Accepted types and size, in words.
    help: &'static str,
    on_file: Callback<File, ()>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let over = RwSignal::new(false);
    let take = move |files: Option<FileList>| {
        if let Some(file) = files.and_then(|files| files.get(0)) {
            on_file.run(file);
        }
    };
    let dropped = move |event: ev::DragEvent| {
        event.prevent_default();
        over.set(false);
        take(event.data_transfer().and_then(|transfer| transfer.files()));
    };
    let chosen = move |_| {
        if let Some(input) = input.get() {
            take(input.files());
            // The same file may be chosen again after a correction.
            input.set_value("");
        }
    };
    view! {
        <div
            class="rounded-box border-2 border-dashed px-6 py-10 text-center transition-colors"
            class=("border-base-content/30", move || !over.get())
            class=("border-primary", move || over.get())
            class=("bg-primary/5", move || over.get())
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=dropped
        >
            <div class="flex flex-col items-center gap-3">
                <Icon glyph=Glyph::Upload class="size-8 text-primary" />
                <p class="hidden sm:block">"Déposez le fichier ici, ou"</p>
                <label for=id class="btn btn-primary focus-within:outline-2 focus-within:outline-offset-2">
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
                <p class="text-sm text-base-content/75">{help}</p>
            </div>
        </div>
    }
}
