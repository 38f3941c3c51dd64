//! Where the links of mails lead, and the page that asks for one.

mod forgotten_password;
mod invitation;
mod new_password;
mod verification;

use leptos::prelude::*;

use crate::components::{Callout, Tone};

pub use forgotten_password::ForgottenPasswordPage;
pub use invitation::InvitationPage;
pub use new_password::NewPasswordPage;
pub use verification::VerificationPage;

/// A link that lost its end on the way.
#[component]
fn Incomplete() -> impl IntoView {
    view! {
        <Callout tone=Tone::Warning title="Ce lien est incomplet">
            <p>"Copiez en entier le lien reçu par courriel dans la barre d’adresse de votre navigateur."</p>
        </Callout>
    }
}
