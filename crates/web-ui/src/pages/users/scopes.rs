//! Rights beyond one establishment: the national team, a regional centre.

use domain::dto::{Account, AccountPatch, CodeLabel};
use leptos::prelude::*;

use crate::attempt::Attempt;
use crate::components::{Dialog, Refused, Submit};
use crate::rights::{NATIONAL, region_of, region_scope};
use crate::session::use_client;

/// A scope in words; the code itself when it is unknown.
pub fn scope_name(scope: &str, regions: &[CodeLabel]) -> String {
    if scope == NATIONAL {
        return "Équipe nationale".to_owned();
    }
    let code = region_of(scope);
    let region = regions.iter().find(|region| Some(region.code.as_str()) == code);
    region.map_or_else(|| scope.to_owned(), |region| region.label.clone())
}

/// The scopes with one more, or without it.
fn toggled(scopes: &[String], scope: &str, wanted: bool) -> Vec<String> {
    let others = scopes.iter().filter(|one| *one != scope).cloned();
    others.chain(wanted.then(|| scope.to_owned())).collect()
}

/// The button and the dialog with every scope there is.
#[component]
pub fn EditScopes(
    account: Account,
    regions: StoredValue<Vec<CodeLabel>>,
    changed: Callback<()>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let name = format!("Changer les droits de {}", account.full_name);
    let account = StoredValue::new(account);
    let close = Callback::new(move |()| open.set(false));
    view! {
        <button type="button" class="btn btn-sm" aria-label=name on:click=move |_| open.set(true)>
            "Changer les droits"
        </button>
        <Show when=move || open.get()>
            <ScopesDialog account=account.get_value() regions close changed />
        </Show>
    }
}

#[component]
fn ScopesDialog(
    account: Account,
    regions: StoredValue<Vec<CodeLabel>>,
    close: Callback<()>,
    changed: Callback<()>,
) -> impl IntoView {
    let client = use_client();
    let attempt = Attempt::new();
    let scopes = RwSignal::new(account.scopes);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let patch = AccountPatch { active: None, scopes: Some(scopes.get_untracked()) };
        attempt.run(async move {
            client.update_account(account.id, &patch).await?;
            close.run(());
            changed.run(());
            Ok(())
        });
    };
    let choice = move |scope: String, label: String| {
        let scope = StoredValue::new(scope);
        let has =
            move || scopes.with(|own| scope.with_value(|scope| own.iter().any(|one| one == scope)));
        view! {
            <label class="flex items-center gap-3 py-1">
                <input
                    type="checkbox"
                    class="checkbox checkbox-sm"
                    prop:checked=has
                    on:change:target=move |event| {
                        let wanted = event.target().checked();
                        scopes.update(|own| {
                            *own = scope.with_value(|scope| toggled(own, scope, wanted));
                        });
                    }
                />
                {label}
            </label>
        }
    };
    let region_choices = regions.with_value(|regions| {
        let region = |one: &CodeLabel| choice(region_scope(&one.code), one.label.clone());
        regions.iter().map(region).collect_view()
    });
    view! {
        <Dialog title=format!("Droits de {}", account.full_name) on_close=close>
            <form class="space-y-5" on:submit=submit>
                {choice(NATIONAL.to_owned(), "Équipe nationale (tous les établissements, tous les droits)".to_owned())}
                <fieldset>
                    <legend class="mb-2 font-medium">"Centre régional (lecture de la région)"</legend>
                    <div class="grid gap-x-6 sm:grid-cols-2">{region_choices}</div>
                </fieldset>
                <Refused attempt />
                <div class="modal-action">
                    <button type="button" class="btn" on:click=move |_| close.run(())>"Ne rien changer"</button>
                    <Submit label="Enregistrer les droits" busy=attempt.busy() />
                </div>
            </form>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_is_named_by_its_region() {
        let regions = [CodeLabel {
            code: "93".to_owned(),
            label: "Provence-Alpes-Côte d’Azur".to_owned(),
        }];
        assert_eq!(scope_name("region:93", &regions), "Provence-Alpes-Côte d’Azur");
        assert_eq!(scope_name("national", &regions), "Équipe nationale");
        assert_eq!(scope_name("region:00", &regions), "region:00");
    }

    #[test]
    fn a_scope_is_added_and_taken_away_once() {
        let own = ["national".to_owned()];
        assert_eq!(toggled(&own, "region:93", true), ["national", "region:93"]);
        assert_eq!(toggled(&own, "national", true), ["national"]);
        assert!(toggled(&own, "national", false).is_empty());
    }
}
