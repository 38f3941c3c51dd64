//! Pages for signed-in people.

use leptos::prelude::*;
use leptos_router::components::{Outlet, Redirect};
use leptos_router::hooks::use_location;

use super::hurdles::NewTerms;
use crate::components::{Callout, Loading, Tone};
use crate::routes;
use crate::session::{SessionState, use_session};

/// What stands in the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Wait,
    SignIn,
    Terms,
    Page,
}

/// A page that is shown stays: what comes up later is asked over it.
fn shown(before: Option<Shown>, state: &SessionState) -> Shown {
    match state {
        SessionState::Opening => Shown::Wait,
        SessionState::Anonymous => Shown::SignIn,
        SessionState::Open(me) if me.terms_outdated && before != Some(Shown::Page) => Shown::Terms,
        SessionState::Open(_) => Shown::Page,
    }
}

/// Lets signed-in people through; others sign in first and come back.
#[component]
pub fn Private() -> impl IntoView {
    let session = use_session();
    let location = use_location();
    let shown = Memo::new(move |before| shown(before.copied(), &session.state()));
    let sign_in = move || {
        let wanted = location.pathname.get_untracked() + &location.search.get_untracked();
        routes::with_query(routes::SIGN_IN, [("suite", Some(wanted.as_str()))])
    };
    move || match shown.get() {
        Shown::Wait => view! { <Loading /> }.into_any(),
        Shown::SignIn => view! { <Redirect path=sign_in() /> }.into_any(),
        Shown::Terms => view! { <NewTerms /> }.into_any(),
        Shown::Page => view! {
            <GrantsWait />
            <Outlet />
        }
        .into_any(),
    }
}

/// Regional and national rights that wait for a second factor.
#[component]
fn GrantsWait() -> impl IntoView {
    let session = use_session();
    let waits = Memo::new(move |_| session.me().is_some_and(|me| me.totp_required));
    view! {
        <Show when=move || waits.get()>
            <div class="mb-8">
                <Callout tone=Tone::Warning title="Vos droits attendent un second facteur">
                    <p>
                        "Les droits régionaux et nationaux demandent un code en plus du mot de passe. "
                        "Ajoutez une application d’authentification à votre compte pour les retrouver."
                    </p>
                    <a class="btn btn-sm" href=routes::SECOND_FACTOR>"Ajouter un second facteur"</a>
                </Callout>
            </div>
        </Show>
    }
}

#[cfg(test)]
mod tests {
    use domain::dto::Me;

    use super::*;

    fn open(terms_outdated: bool) -> SessionState {
        SessionState::Open(Me {
            id: 1,
            email: "a@example.org".to_owned(),
            full_name: "A".to_owned(),
            memberships: Vec::new(),
            scopes: Vec::new(),
            terms_outdated,
            totp: false,
            totp_required: false,
            password: true,
            identity_provider: false,
            email_verified: true,
            email_verification_required: false,
        })
    }

    #[test]
    fn new_terms_come_before_the_page_but_never_in_place_of_one_that_is_shown() {
        assert_eq!(shown(Some(Shown::Wait), &open(true)), Shown::Terms);
        assert_eq!(shown(Some(Shown::Terms), &open(false)), Shown::Page);
        assert_eq!(shown(Some(Shown::Page), &open(true)), Shown::Page);
        assert_eq!(shown(Some(Shown::Page), &SessionState::Anonymous), Shown::SignIn);
    }
}
