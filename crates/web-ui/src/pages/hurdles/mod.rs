//! What a person has to do before the server answers again. The page below stays as it is, with
//! everything that was typed.

mod login;
mod terms;

use leptos::prelude::*;

use crate::api::Hurdle;
use crate::session::use_session;
use login::SignInAgain;
pub use terms::NewTerms;
use terms::TermsAgain;

/// A dialog over the page while requests wait for the person.
#[component]
pub fn Hurdles() -> impl IntoView {
    let session = use_session();
    let hurdle = Memo::new(move |_| session.hurdle());
    move || match hurdle.get() {
        Some(Hurdle::Login) => view! { <SignInAgain /> }.into_any(),
        Some(Hurdle::Terms) => view! { <TermsAgain /> }.into_any(),
        None => ().into_any(),
    }
}
