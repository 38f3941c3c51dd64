//! A place to drop a file, and the button that does the same.

use leptos::{ev, prelude::*};
use web_sys::File;

use super::{FileButton, Glyph, Icon};

/// Takes one workbook, dropped or chosen.
#[component]
pub fn FileDrop(
    id: &'static str,
    label: &'static str,
    /// Accepted types and size, in words.
    help: &'static str,
    on_file: Callback<File, ()>,
) -> impl IntoView {
    let over = RwSignal::new(false);
    let dropped = move |event: ev::DragEvent| {
        event.prevent_default();
        over.set(false);
        let files = event.data_transfer().and_then(|transfer| transfer.files());
        if let Some(file) = files.and_then(|files| files.get(0)) {
            on_file.run(file);
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
                <FileButton id label class="btn btn-primary" on_file />
                <p class="text-sm text-base-content/75">{help}</p>
            </div>
        </div>
    }
}
