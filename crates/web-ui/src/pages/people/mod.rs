//! The people of the establishment, for who manages it: those who ask to join, the members, those
//! who are invited.

mod invitations;
mod members;
mod requests;
mod role_select;

use domain::dto::{Invitation, Membership, MembershipState};
use leptos::prelude::*;

use super::establishment::{ForManagers, use_finess};
use crate::browser;
use crate::components::{Callout, Loaded, PageHeading, Tone};
use crate::remote::Remote;
use crate::session::{use_client, use_session};
use invitations::Invitations;
use members::Members;
use requests::Requests;

/// What was done, said at the top of the page; the lists are read again.
pub type Done = Callback<String>;

/// Identifier of what was done: the button that did it may be gone.
const SAID: &str = "fait";

/// The users tab.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let client = use_client();
    let session = use_session();
    let finess = use_finess();
    let said = RwSignal::new(None::<String>);
    let people = Remote::new(move || {
        let finess = finess.get();
        async move {
            let members = client.members(&finess).await?.items;
            Ok((members, client.invitations(&finess).await?.items))
        }
    });
    let done = Callback::new(move |text: String| {
        said.set(Some(text));
        leptos::task::spawn_local(async move {
            // The role of the person may be the one that changed.
            session.reload().await;
            people.refetch();
            request_animation_frame(|| browser::focus(SAID));
        });
    });
    view! {
        <PageHeading
            title="Utilisateurs"
            lead="Qui accède à l’établissement, et pour quoi faire. Chaque décision s’inscrit au journal."
        />
        <div class="space-y-10">
            <div id=SAID tabindex="-1" class="outline-none" aria-live="polite">
                {move || said.get().map(|title| view! { <Callout tone=Tone::Success title /> })}
            </div>
            <ForManagers>
                <Loaded resource=people view=move |(people, invitations)| view! { <Lists people invitations done /> }.into_any() />
            </ForManagers>
        </div>
    }
}

/// Who waits comes first.
#[component]
fn Lists(people: Vec<Membership>, invitations: Vec<Invitation>, done: Done) -> impl IntoView {
    let (waiting, members): (Vec<_>, Vec<_>) =
        people.into_iter().partition(|one| one.state == MembershipState::Pending);
    let awaited = !waiting.is_empty();
    view! {
        <Requests waiting done />
        <Members members awaited done />
        <Invitations invitations done />
    }
}
