//! An opened figure: the address names it, and the isolates shown of it.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use super::isolates::IsolateList;
use super::methods::Methods;
use crate::components::{Dialog, Glyph, Icon};
use crate::subject::Subject;

/// Query parameter that holds the opened figure.
const OPENED: &str = "isolats";

/// Opens a figure over the page, or closes it; the address says so.
pub fn use_open() -> impl Fn(Option<&Subject>) + Clone + Send + Sync + 'static {
    let location = use_location();
    let navigate = use_navigate();
    move |subject| {
        let mut query = location.query.get_untracked();
        query.remove(OPENED);
        if let Some(subject) = subject {
            query.insert(OPENED, subject.to_string());
        }
        let address = location.pathname.get_untracked() + &query.to_query_string();
        navigate(&address, NavigateOptions { scroll: false, ..NavigateOptions::default() });
    }
}

/// The way into a figure.
#[component]
pub fn OpenButton(
    subject: Subject,
    /// What the figure is, for screen readers.
    name: String,
    /// Only the drawing, for cells of tables.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let open = use_open();
    let class = if small { "btn btn-circle btn-ghost btn-xs" } else { "btn btn-sm" };
    let text = (!small).then_some("Isolats et dédoublonnage");
    let name = format!("Isolats et dédoublonnage\u{a0}: {name}");
    view! {
        <button
            type="button"
            class=class
            aria-haspopup="dialog"
            aria-label=name.clone()
            title=name
            on:click=move |_| open(Some(&subject))
        >
            <Icon glyph=Glyph::Formula class="size-4" />
            {text}
        </button>
    }
}

/// A dialog over the page, as long as the address names a figure.
#[component]
pub fn OpenedFigure(finess: String, year: i32) -> impl IntoView {
    let query = use_location().query;
    let subject =
        Memo::new(move |_| query.with(|query| query.get_str(OPENED).and_then(Subject::parse)));
    let open = use_open();
    let close = Callback::new(move |()| open(None));
    move || {
        subject.get().map(|subject| {
            let finess = finess.clone();
            view! {
                <Dialog title="Les isolats derrière ce chiffre" wide=true on_close=close>
                    <div class="space-y-8">
                        <Methods finess=finess.clone() year subject=subject.clone() />
                        <IsolateList finess year subject />
                    </div>
                </Dialog>
            }
        })
    }
}
