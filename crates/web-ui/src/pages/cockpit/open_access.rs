//! What is open to everybody: which base, and which indicators.

use std::collections::BTreeSet;

use domain::dto::{OpenAccess, OpenBase, OpenChoice, OpenIndicatorLabel};
use futures::FutureExt;
use leptos::{ev, prelude::*};

use crate::attempt::Attempt;
use crate::browser;
use crate::components::{Badge, Confirm, Loaded, Refused, Submit, Tone};
use crate::remote::Remote;
use crate::routes;
use crate::session::use_client;

/// Reads it and lets the national team decide.
#[component]
pub fn OpenToAll() -> impl IntoView {
    let client = use_client();
    let access = Remote::new(move || client.open_access());
    let changed = Callback::new(move |()| access.refetch());
    view! {
        <section class="space-y-4" aria-labelledby="acces-libre">
            <h2 id="acces-libre" class="text-xl font-bold">"Accès libre"</h2>
            <p class="max-w-prose">
                "Ouvrir une base définitive, c’est publier ses chiffres nationaux, régionaux et par type d’établissement sur la page "
                <a class="link link-primary" href=routes::OPEN>"Analyses en accès libre"</a>
                ", sans compte. Ceux qui diraient quelque chose de quelques patients ou établissements sont masqués, et d’autres avec eux."
            </p>
            <Loaded
                resource=access
                view=move |access: OpenAccess| {
                    let bases = access.bases.clone();
                    view! {
                        <Bases bases changed />
                        <Chosen access changed />
                    }
                    .into_any()
                }
            />
        </section>
    }
}

#[component]
fn Bases(bases: Vec<OpenBase>, changed: Callback<()>) -> impl IntoView {
    if bases.is_empty() {
        return view! {
            <p class="text-base-content/80">
                "Aucune base définitive\u{a0}: figez-en une pour pouvoir l’ouvrir."
            </p>
        }
        .into_any();
    }
    let rows = bases.into_iter().map(|base| view! { <Base base changed /> }).collect_view();
    view! {
        <ul class="divide-y divide-base-content/10 rounded-box border border-base-content/15 bg-base-100">
            {rows}
        </ul>
    }
    .into_any()
}

#[component]
fn Base(base: OpenBase, changed: Callback<()>) -> impl IntoView {
    let client = use_client();
    let id = base.snapshot;
    let publish = Callback::new(move |()| {
        async move {
            client.publish_open(id).await?;
            changed.run(());
            Ok(())
        }
        .boxed_local()
    });
    let withdraw = Callback::new(move |()| {
        async move {
            client.withdraw_open(id).await?;
            changed.run(());
            Ok(())
        }
        .boxed_local()
    });
    let is_published = base.published_at.is_some() && base.withdrawn_at.is_none();
    let state = match (base.is_current, is_published) {
        (true, _) => view! { <Badge tone=Tone::Success text="publiée" /> }.into_any(),
        (false, true) => view! { <Badge tone=Tone::Neutral text="remplacée" /> }.into_any(),
        (false, false) => ().into_any(),
    };
    let told = base.published_at.as_deref().filter(|_| is_published).map(|at| {
        let by = base.published_by.as_deref().map(|name| format!(", par {name}"));
        format!("Ouverte le {}{}", browser::local_date_time(at), by.unwrap_or_default())
    });
    let withheld = base.withheld.filter(|cells| *cells > 0).map(|cells| {
        let cells = domain::french::count(cells, "case", "cases");
        format!("{cells} n’ont pu être protégées qu’en masquant tout ce qui leur est lié.")
    });
    let action = if is_published {
        view! {
            <Confirm
                label="Retirer"
                name=format!("Retirer {}", base.name)
                title="Retirer cette base de l’accès libre\u{202f}?"
                consequence="Plus personne ne la lira ici. Ce qui en a été copié reste où il est."
                confirm="Retirer de l’accès libre"
                danger=true
                action=withdraw
            />
        }
        .into_any()
    } else {
        view! {
            <Confirm
                label="Ouvrir à tous…"
                name=format!("Ouvrir {} à tous", base.name)
                title="Ouvrir cette base à tous\u{202f}?"
                consequence="Ses chiffres seront publics, et pourront être copiés. Une base de la même année déjà publiée en ferait connaître, par différence, quelques-uns de plus\u{a0}: n’ouvrez qu’une base par année."
                confirm="Ouvrir à tous"
                action=publish
            />
        }
        .into_any()
    };
    view! {
        <li class="flex flex-wrap items-center gap-x-4 gap-y-2 p-4">
            <div class="min-w-0 grow">
                <p class="font-medium">{base.name} " " {state}</p>
                <p class="text-sm text-base-content/80">
                    {format!("Campagne {}", base.year)} {told.map(|text| format!(" · {text}"))}
                </p>
                {withheld.map(|text| view! { <p class="text-sm">{text}</p> })}
            </div>
            {action}
        </li>
    }
}

/// The indicators, with those that are open ticked.
#[component]
fn Chosen(access: OpenAccess, changed: Callback<()>) -> impl IntoView {
    let client = use_client();
    let attempt = Attempt::new();
    let chosen: RwSignal<BTreeSet<String>> = RwSignal::new(access.chosen.into_iter().collect());
    let save = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let choice = OpenChoice { indicators: chosen.get_untracked().into_iter().collect() };
        attempt.run(async move {
            client.choose_open(&choice).await?;
            changed.run(());
            Ok(())
        });
    };
    let told = access.chosen_at.map(|at| {
        let by = access.chosen_by.map(|name| format!(", par {name}")).unwrap_or_default();
        format!("Choisis le {}{by}", browser::local_date_time(&at))
    });
    let (consumption, resistance): (Vec<_>, Vec<_>) =
        access.indicators.into_iter().partition(|one| one.family.is_some());
    view! {
        <form class="space-y-4" on:submit=save>
            <h3 class="text-lg font-semibold">"Indicateurs ouverts"</h3>
            <p class="max-w-prose text-sm text-base-content/80">
                "Le choix compte aussitôt. Ce qui est masqué n’en dépend pas. "
                {told.unwrap_or_else(|| "Personne n’a encore choisi\u{a0}: ce sont les indicateurs habituels.".to_owned())}
            </p>
            <div class="grid gap-6 lg:grid-cols-2">
                <Indicators legend="Consommation (DDJ/1000 JH)" of=consumption chosen />
                <Indicators legend="Résistances" of=resistance chosen />
            </div>
            <Refused attempt />
            <Submit label="Enregistrer le choix" busy=attempt.busy() />
        </form>
    }
}

#[component]
fn Indicators(
    legend: &'static str,
    of: Vec<OpenIndicatorLabel>,
    chosen: RwSignal<BTreeSet<String>>,
) -> impl IntoView {
    let row = move |one: OpenIndicatorLabel| {
        let (id, key) = (one.id.clone(), one.id);
        let is_chosen = move || chosen.with(|all| all.contains(&id));
        let toggle = move |event: ev::Event| {
            let ticked = event_target_checked(&event);
            chosen.update(|all| {
                if ticked {
                    all.insert(key.clone());
                } else {
                    all.remove(&key);
                }
            });
        };
        view! {
            <label class="flex items-start gap-3 py-1">
                <input
                    type="checkbox"
                    class="checkbox checkbox-sm mt-0.5"
                    prop:checked=is_chosen
                    on:change=toggle
                />
                <span>{one.label}</span>
            </label>
        }
    };
    view! {
        <fieldset class="rounded-box border border-base-content/15 p-4">
            <legend class="px-2 font-medium">{legend}</legend>
            {of.into_iter().map(row).collect_view()}
        </fieldset>
    }
}
