//! Pages for signed-in people.

use leptos::prelude::*;
use leptos_router::components::{Outlet, Redirect};
use leptos_router::hooks::use_location;

use crate::components::Loading;
use crate::routes;
use crate::session::{SessionState, use_session};

/// Lets signed-in people through; others sign in first and come back.
#[component]
pub fn Private() -> impl IntoView {
    let session = use_session();
    let location = use_location();
    let opening = Memo::new(move |_| session.state() == SessionState::Opening);
    let open = Memo::new(move |_| session.is_open());
    let sign_in = move || {
        let wanted = location.pathname.get_untracked() + &location.search.get_untracked();
        routes::with_query(routes::SIGN_IN, [("suite", Some(wanted.as_str()))])
    };
    move || match (opening.get(), open.get()) {
        (true, _) => view! { <Loading /> }.into_any(),
        (_, true) => view! { <Outlet /> }.into_any(),
        _ => view! { <Redirect path=sign_in() /> }.into_any(),
    }
}
