//! The login is over: the password again, over the page.

use futures::FutureExt;
use leptos::prelude::*;

use crate::components::Dialog;
use crate::pages::public::LoginForm;
use crate::session::use_session;

/// The same person signs in again; somebody else leaves the page first.
#[component]
pub fn SignInAgain() -> impl IntoView {
    let session = use_session();
    let email = untrack(|| session.me()).map(|me| me.email).unwrap_or_default();
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
                    "Redonnez votre mot de passe pour continuer. La page reste comme elle est, avec ce "
                    "que vous y avez saisi, et votre dernière action se poursuit."
                </p>
                <LoginForm known=email action=sign_in />
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
