//! The members, and what the référent decides about them.

use domain::dto::{Membership, Role};
use futures::FutureExt;
use leptos::prelude::*;

use super::Done;
use super::role_select::RoleSelect;
use crate::attempt::Attempt;
use crate::browser;
use crate::components::{Badge, Confirm, Refused, Tone};
use crate::labels;
use crate::pages::establishment::use_finess;
use crate::session::{use_client, use_session};

/// The list, and what to do while the référent is alone or missing.
#[component]
pub fn Members(
    members: Vec<Membership>,
    /// Somebody asks to join.
    awaited: bool,
    done: Done,
) -> impl IntoView {
    let note = note(&members, awaited);
    let empty = members.is_empty();
    let without_referent = !members.iter().any(|one| one.role == Role::Referent);
    let rows = members.into_iter().map(|one| view! { <Member one done without_referent /> });
    let rows = rows.collect_view();
    view! {
        <section class="space-y-4" aria-labelledby="membres">
            <h2 id="membres" class="text-xl font-bold">"Membres"</h2>
            {note.map(|note| view! { <p class="max-w-prose text-base-content/80">{note}</p> })}
            <ul
                class="divide-y divide-base-content/10 rounded-box border border-base-content/15 bg-base-100"
                hidden=empty
            >
                {rows}
            </ul>
        </section>
    }
}

/// What is worth saying about who is there.
fn note(members: &[Membership], awaited: bool) -> Option<&'static str> {
    match members {
        [] => Some("Personne pour l’instant\u{a0}: acceptez une demande, puis nommez le référent."),
        [one] if one.role == Role::Referent && !awaited => Some(
            "Le référent est seul. Invitez vos collègues ci-dessous, ou laissez-les s’inscrire et chercher \
             l’établissement\u{202f}: leur demande apparaîtra ici.",
        ),
        members if members.iter().all(|one| one.role != Role::Referent) => {
            Some("L’établissement n’a plus de référent\u{a0}: l’équipe nationale en nomme un.")
        }
        _ => None,
    }
}

/// One member; the référent only hands over.
#[component]
fn Member(one: Membership, done: Done, without_referent: bool) -> impl IntoView {
    let client = use_client();
    let session = use_session();
    let finess = use_finess();
    let attempt = Attempt::new();
    let (user_id, name) = (one.user_id, StoredValue::new(one.full_name.clone()));
    let is_me = session.me().is_some_and(|me| me.id == user_id);
    let choose = Callback::new(move |role| {
        attempt.run(async move {
            client.set_role(&finess.get_untracked(), user_id, role).await?;
            done.run(format!("{} est maintenant {}", name.get_value(), labels::role(role)));
            Ok(())
        });
    });
    let remove = Callback::new(move |()| {
        async move {
            client.remove_member(&finess.get_untracked(), user_id).await?;
            done.run(format!("{} n’a plus accès à l’établissement", name.get_value()));
            Ok(())
        }
        .boxed_local()
    });
    let hand_over = Callback::new(move |()| {
        async move {
            client.hand_over(&finess.get_untracked(), user_id).await?;
            done.run(format!("{} est maintenant référent", name.get_value()));
            Ok(())
        }
        .boxed_local()
    });
    let is_referent = one.role == Role::Referent;
    let role = if is_referent {
        view! { <Badge tone=Tone::Information text="Référent" /> }.into_any()
    } else {
        view! {
            <RoleSelect name=format!("Rôle de {}", one.full_name) chosen=one.role choose />
            <Refused attempt />
        }
        .into_any()
    };
    let hand_over_label =
        if without_referent { "Nommer référent" } else { "Transmettre le rôle de référent" };
    let actions = if is_referent {
        view! {
            <p class="text-sm text-base-content/75">
                "Un établissement a toujours un référent\u{a0}: ce rôle se transmet à un autre membre."
            </p>
        }
        .into_any()
    } else {
        view! {
            <div class="flex flex-wrap gap-2">
                <Confirm
                    label=hand_over_label
                    name=format!("{hand_over_label} à {}", one.full_name)
                    title=format!("{} devient référent\u{202f}?", one.full_name)
                    consequence=if without_referent {
                        "Cette personne signera la charte, gérera la structure, les utilisateurs et les jetons."
                    } else {
                        "Cette personne signera la charte, gérera la structure, les utilisateurs et les \
                         jetons. Le référent actuel devient contributeur\u{a0}: il importe et lit, mais ne \
                         gère plus l’établissement et ne peut pas reprendre le rôle de lui-même."
                    }
                    confirm=if without_referent { "Nommer référent" } else { "Transmettre le rôle" }
                    action=hand_over
                />
                <Confirm
                    label="Retirer"
                    name=format!("Retirer {}", one.full_name)
                    class="btn btn-error btn-outline btn-sm"
                    title=format!("Retirer {}\u{202f}?", one.full_name)
                    consequence="Cette personne perd tout de suite l’accès à l’établissement, et ses jetons \
                     ne servent plus. Ce qu’elle a importé reste."
                    confirm="Retirer cette personne"
                    danger=true
                    action=remove
                />
            </div>
        }
        .into_any()
    };
    view! {
        <li class="space-y-3 p-4">
            <div class="flex flex-wrap items-center gap-x-4 gap-y-3">
                <div class="min-w-0 grow basis-64">
                    <p>
                        <span class="font-semibold">{one.full_name}</span>
                        {is_me.then_some(" (vous)")}
                    </p>
                    <p class="text-sm wrap-anywhere text-base-content/80">{one.email}</p>
                    <p class="text-sm text-base-content/75">
                        {format!("Depuis le {}", browser::local_date_time(&one.since))}
                    </p>
                </div>
                {role}
            </div>
            {actions}
        </li>
    }
}

#[cfg(test)]
mod tests {
    use domain::dto::MembershipState;

    use super::*;

    fn member(role: Role) -> Membership {
        Membership {
            user_id: 1,
            full_name: "A".to_owned(),
            email: "a@example.org".to_owned(),
            role,
            state: MembershipState::Active,
            since: "2025-11-22T10:00:00Z".to_owned(),
        }
    }

    #[test]
    fn a_referent_alone_learns_how_colleagues_come() {
        assert!(note(&[member(Role::Referent)], false).is_some_and(|note| note.contains("seul")));
        assert_eq!(note(&[member(Role::Referent)], true), None);
        assert_eq!(note(&[member(Role::Referent), member(Role::Observateur)], false), None);
    }

    #[test]
    fn an_establishment_without_referent_says_so() {
        let members = [member(Role::Contributeur), member(Role::Observateur)];
        assert!(note(&members, false).is_some_and(|note| note.contains("plus de référent")));
    }
}
