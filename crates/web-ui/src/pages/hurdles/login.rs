//! The login is over: the password again, over the page.

use futures::FutureExt;
use leptos::prelude::*;

use crate::attempt::Attempt;
use crate::components::Dialog;
use crate::components::Refused;
use crate::pages::public::{LoginForm, Providers};
use crate::session::use_session;

/// The same person signs in again; somebody else leaves the page first.
#[component]
pub fn SignInAgain() -> impl IntoView {
    let session = use_session();
    let me = untrack(|| session.me());
    let has_password = me.as_ref().is_none_or(|me| me.password);
    let email = me.map(|me| me.email).unwrap_or_default();
    let sign_in = Callback::new(move |credentials| {
        async move { session.sign_in_again(&credentials).await }.boxed_local()
    });
    view! {
        <Dialog
            title="Votre session a pris fin"
            on_close=Callback::new(move |()| session.postpone())
        >
            <div class="space-y-5">
                <p>
                    "Identifiez-vous à nouveau pour continuer. La page reste comme elle est, avec ce que vous y avez "
                    "saisi, et votre dernière action se poursuit."
                </p>
                {if has_password {
                    view! { <LoginForm known=email action=sign_in /> }.into_any()
                } else {
                    view! { <Elsewhere /> }.into_any()
                }}
                <p class="border-t border-base-content/15 pt-4 text-sm">
                    "Ce n’est pas vous\u{202f}? "
                    <button type="button" class="link" on:click=move |_| session.forget()>
                        "Changer de compte"
                    </button>
                    " (la saisie de cette page sera perdue)"
                </p>
            </div>
        </Dialog>
    }
}

/// For an account without password: the provider in another tab, then on with this page.
#[component]
fn Elsewhere() -> impl IntoView {
    let session = use_session();
    let attempt = Attempt::new();
    let waits = RwSignal::new(false);
    let resume = move |_| {
        attempt.run(async move {
            let resumed = session.resume().await;
            waits.try_set(!resumed);
            Ok(())
        });
    };
    view! {
        <Providers next=None apart=true />
        <Show when=move || waits.get()>
            <p role="status">"La connexion n’est pas encore faite dans l’autre onglet."</p>
        </Show>
        <Refused attempt />
        <button type="button" class="btn btn-primary" disabled=attempt.busy() on:click=resume>
            "C’est fait, continuer"
        </button>
    }
}
