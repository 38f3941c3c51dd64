//! An opened figure: the address names it, and the isolates shown of it.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use super::isolates::IsolateList;
use super::methods::Methods;
use super::specimen_select::SpecimenSelect;
use crate::components::{Dialog, Glyph, Icon};
use crate::subject::Subject;

/// Query parameters that hold the opened figure, and the nature of its specimens.
const OPENED: &str = "isolats";
const SPECIMEN: &str = "nature";

/// Opens a figure over the page, or closes it; the address says so.
pub fn use_open() -> impl Fn(Option<&Subject>) + Clone + Send + Sync + 'static {
    let location = use_location();
    let navigate = use_navigate();
    move |subject| {
        let mut query = location.query.get_untracked();
        query.remove(OPENED);
        query.remove(SPECIMEN);
        if let Some(subject) = subject {
            query.insert(OPENED, subject.to_string());
            if let Some(specimen) = &subject.specimen {
                query.insert(SPECIMEN, specimen.clone());
            }
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
    let specimen =
        Memo::new(move |_| query.with(|query| query.get_str(SPECIMEN).map(str::to_owned)));
    move || {
        let change = use_open();
        subject.get().map(|opened| {
            let finess = finess.clone();
            let chosen = opened.clone();
            let choose = Callback::new(move |specimen: Option<String>| {
                change(Some(&chosen.clone().of_specimen(specimen)));
            });
            let of_specimen = move || {
                let subject = opened.clone().of_specimen(specimen.get());
                view! {
                    <Methods finess=finess.clone() year subject=subject.clone() />
                    <IsolateList finess=finess.clone() year subject />
                }
            };
            view! {
                <Dialog title="Les isolats derrière ce chiffre" wide=true on_close=close>
                    <div class="space-y-8">
                        <SpecimenSelect specimen on_choose=choose />
                        {of_specimen}
                    </div>
                </Dialog>
            }
        })
    }
}
