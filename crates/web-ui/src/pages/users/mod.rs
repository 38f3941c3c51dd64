//! Every account, for the national team: search, rights beyond one establishment, deactivation.

mod scopes;

use domain::dto::{Account, AccountPatch, CodeLabel};
use futures::FutureExt;
use leptos::prelude::*;

use crate::components::{
    Badge, Confirm, EmptyState, Loaded, PageHeading, Paged, PagedList, SearchField, TableFrame,
    Tone,
};
use crate::remote::Remote;
use crate::session::{use_client, use_session};
use scopes::{EditScopes, scope_name};

/// The accounts page.
#[component]
pub fn AccountsPage() -> impl IntoView {
    let client = use_client();
    let session = use_session();
    let national = Memo::new(move |_| session.is_national());
    let regions = Remote::new(move || client.regions());
    view! {
        <PageHeading
            title="Comptes"
            lead="Les droits de l’équipe nationale et des centres régionaux, et les comptes à fermer."
        />
        <Show
            when=move || national.get()
            fallback=|| {
                view! {
                    <EmptyState
                        title="Cette page est celle de l’équipe nationale"
                        text="Dans un établissement, le référent gère les utilisateurs."
                    />
                }
            }
        >
            <Loaded resource=regions view=|regions| view! { <Search regions /> }.into_any() />
        </Show>
    }
}

/// The search and what it finds.
#[component]
fn Search(regions: Vec<CodeLabel>) -> impl IntoView {
    let client = use_client();
    let text = RwSignal::new(String::new());
    let version = RwSignal::new(0_u32);
    let accounts = Paged::new(move |cursor| {
        version.track();
        let q = text.get();
        async move { client.accounts(q.trim(), cursor.as_deref()).await }.boxed_local()
    });
    let changed = Callback::new(move |()| version.update(|version| *version += 1));
    let regions = StoredValue::new(regions);
    view! {
        <div class="space-y-5">
            <SearchField
                id="recherche-compte"
                label="Nom ou adresse électronique"
                on_search=Callback::new(move |typed| text.set(typed))
            />
            <PagedList
                pages=accounts
                view=move |accounts| {
                    if accounts.is_empty() {
                        view! { <p class="py-4">"Aucun compte ne correspond."</p> }.into_any()
                    } else {
                        view! { <Table accounts regions changed /> }.into_any()
                    }
                }
            />
        </div>
    }
}

#[component]
fn Table(
    accounts: Vec<Account>,
    regions: StoredValue<Vec<CodeLabel>>,
    changed: Callback<()>,
) -> impl IntoView {
    let row = move |account| view! { <Row account regions changed /> };
    view! {
        <TableFrame caption="Comptes" quiet=true>
            <thead>
                <tr>
                    <th scope="col">"Personne"</th>
                    <th scope="col">"État"</th>
                    <th scope="col">"Droits"</th>
                    <th scope="col">"Actions"</th>
                </tr>
            </thead>
            <tbody>{accounts.into_iter().map(row).collect_view()}</tbody>
        </TableFrame>
    }
}

/// One account; nobody changes their own.
#[component]
fn Row(
    account: Account,
    regions: StoredValue<Vec<CodeLabel>>,
    changed: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let is_me = session.me().is_some_and(|me| me.id == account.id);
    let (tone, state) =
        if account.active { (Tone::Success, "Actif") } else { (Tone::Neutral, "Désactivé") };
    let scopes = account
        .scopes
        .iter()
        .map(|scope| {
            let text = regions.with_value(|regions| scope_name(scope, regions));
            view! { <Badge tone=Tone::Information text /> }
        })
        .collect_view();
    let (full_name, email) = (account.full_name.clone(), account.email.clone());
    let actions = if is_me {
        view! { <span class="text-sm text-base-content/75">"C’est votre compte"</span> }.into_any()
    } else {
        view! {
            <div class="flex flex-wrap gap-2">
                {account.active.then(|| view! { <EditScopes account=account.clone() regions changed /> })}
                <Activation account changed />
            </div>
        }
        .into_any()
    };
    view! {
        <tr>
            <th scope="row" class="min-w-48 font-normal">
                <span class="font-medium">{full_name}</span>
                <span class="block text-sm wrap-anywhere text-base-content/75">{email}</span>
            </th>
            <td><Badge tone text=state /></td>
            <td><div class="flex min-w-32 flex-wrap gap-1">{scopes}</div></td>
            <td class="min-w-56">{actions}</td>
        </tr>
    }
}

/// Closes an account, or opens it again.
#[component]
fn Activation(account: Account, changed: Callback<()>) -> impl IntoView {
    let client = use_client();
    let Account { id, full_name, active, .. } = account;
    let action = Callback::new(move |()| {
        async move {
            let patch = AccountPatch { active: Some(!active), scopes: None };
            client.update_account(id, &patch).await?;
            changed.run(());
            Ok(())
        }
        .boxed_local()
    });
    if active {
        view! {
            <Confirm
                label="Désactiver"
                name=format!("Désactiver {full_name}")
                class="btn btn-error btn-outline btn-sm"
                title=format!("Désactiver le compte de {full_name}\u{202f}?")
                consequence="Ses connexions se terminent, ses rattachements et ses droits disparaissent. Un \
                 établissement dont c’était le référent attendra que vous en nommiez un autre."
                confirm="Désactiver le compte"
                danger=true
                action
            />
        }
        .into_any()
    } else {
        view! {
            <Confirm
                label="Réactiver"
                name=format!("Réactiver {full_name}")
                title=format!("Réactiver le compte de {full_name}\u{202f}?")
                consequence="Cette personne pourra se connecter de nouveau. Ses rattachements et ses droits ne \
                 reviennent pas d’eux-mêmes."
                confirm="Réactiver le compte"
                action
            />
        }
        .into_any()
    }
}
