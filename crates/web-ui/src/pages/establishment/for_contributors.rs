//! Content for those who deliver the files of the establishment.

use leptos::prelude::*;

use super::use_finess;
use crate::session::use_session;

/// The content; nothing for those who only read.
#[component]
pub fn ForContributors(children: ChildrenFn) -> impl IntoView {
    let session = use_session();
    let finess = use_finess();
    let delivers = Memo::new(move |_| session.delivers(&finess.get()));
    view! { <Show when=move || delivers.get()>{children()}</Show> }
}
