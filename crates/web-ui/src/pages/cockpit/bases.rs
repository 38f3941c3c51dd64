//! The frozen bases of a campaign: taking one, and verifying one.

use domain::dto::{NewSnapshot, Snapshot, SnapshotKind, SnapshotVerification};
use leptos::{ev, prelude::*};

use crate::attempt::Attempt;
use crate::browser;
use crate::components::{Badge, Choices, Dialog, Refused, Submit, TextField, Tone};
use crate::format;
use crate::session::use_client;

const fn label(kind: SnapshotKind) -> &'static str {
    match kind {
        SnapshotKind::Provisional => "Provisoire",
        SnapshotKind::Definitive => "Définitive",
    }
}

/// The bases, the newest first.
#[component]
pub fn Bases(year: i32, snapshots: Vec<Snapshot>, changed: Callback<()>) -> impl IntoView {
    let list = if snapshots.is_empty() {
        view! { <p class="text-base-content/80">"Aucune base figée pour cette campagne."</p> }
            .into_any()
    } else {
        view! {
            <ul class="divide-y divide-base-content/10 rounded-box border border-base-content/15 bg-base-100">
                {snapshots.into_iter().map(|base| view! { <Base base /> }).collect_view()}
            </ul>
        }
        .into_any()
    };
    view! {
        <section class="space-y-4" aria-labelledby="bases">
            <h2 id="bases" class="text-xl font-bold">"Bases figées"</h2>
            <p class="max-w-prose">
                "Une base figée est une copie des chiffres de la campagne. Elle ne change plus\u{a0}: les rapports définitifs \
                 en sont tirés, et l’empreinte prouve qu’elle est restée la même."
            </p>
            {list}
            <Freeze year changed />
        </section>
    }
}

/// One base, and the proof that it has not changed.
#[component]
fn Base(base: Snapshot) -> impl IntoView {
    let client = use_client();
    let id = base.id;
    let proof = RwSignal::new(None::<SnapshotVerification>);
    let attempt = Attempt::new();
    let verify = move |_| {
        attempt.run(async move {
            proof.set(Some(client.verify_snapshot(id).await?));
            Ok(())
        });
    };
    let counts = base.counts;
    let content = format!(
        "{} avec consommations, {} avec résistances",
        format::count(counts.consumption, "établissement", "établissements"),
        format::integer(counts.resistance),
    );
    let left_out = (counts.left_out > 0).then(|| {
        let one = "établissement laissé de côté, faute de clôture";
        let many = "établissements laissés de côté, faute de clôture";
        format!(", {}", format::count(counts.left_out, one, many))
    });
    let by = base.taken_by.unwrap_or_else(|| "l’exploitant".to_owned());
    let when = format!("Par {by}, le {}", browser::local_date_time(&base.taken_at));
    let name = format!("Vérifier {}", base.name);
    view! {
        <li class="flex flex-wrap items-start gap-x-4 gap-y-2 p-4">
            <div class="min-w-0 grow basis-72 space-y-1">
                <p class="flex flex-wrap items-center gap-2 font-medium">
                    {base.name} <Badge tone=Tone::Neutral text=label(base.kind) />
                </p>
                <p class="text-sm text-base-content/85">{content} {left_out}</p>
                <p class="text-sm text-base-content/80">{when}</p>
                <p class="font-mono text-xs wrap-anywhere text-base-content/80">{base.digest}</p>
                <div role="status">
                    {move || {
                        proof
                            .get()
                            .map(|proof| {
                                if proof.unchanged {
                                    view! { <Badge tone=Tone::Success text="Inchangée" /> }
                                } else {
                                    view! { <Badge tone=Tone::Danger text="Modifiée depuis" /> }
                                }
                            })
                    }}
                </div>
                <Refused attempt />
            </div>
            <button
                type="button"
                class="btn btn-sm"
                aria-label=name
                disabled=move || attempt.busy().get()
                on:click=verify
            >
                "Vérifier"
            </button>
        </li>
    }
}

/// The form of a new base, in a dialog.
#[component]
fn Freeze(year: i32, changed: Callback<()>) -> impl IntoView {
    let client = use_client();
    let asking = RwSignal::new(false);
    let kind = RwSignal::new(SnapshotKind::Provisional);
    let name = RwSignal::new(format!("Base provisoire {year}"));
    let rename = Callback::new(move |chosen: SnapshotKind| {
        name.set(format!("Base {} {year}", label(chosen).to_lowercase()));
    });
    let attempt = Attempt::new();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let new = NewSnapshot { kind: kind.get_untracked(), name: name.get_untracked() };
        attempt.run(async move {
            client.take_snapshot(year, &new).await?;
            asking.try_set(false);
            changed.run(());
            Ok(())
        });
    };
    let explained = |one, help| (one, label(one), help);
    let options = move || {
        vec![
            explained(SnapshotKind::Provisional, "Tout ce qui est livré, clôturé ou non"),
            explained(SnapshotKind::Definitive, "Seulement les années clôturées"),
        ]
    };
    view! {
        <button type="button" class="btn btn-primary" on:click=move |_| asking.set(true)>
            "Figer la base"
        </button>
        <Show when=move || asking.get()>
            <Dialog
                title=format!("Figer la base {year}")
                on_close=Callback::new(move |()| asking.set(false))
            >
                <form class="space-y-5" on:submit=submit>
                    <Choices
                        question="Quelle base\u{202f}?"
                        name="nature"
                        value=kind
                        options=options()
                        on_choose=rename
                    />
                    <TextField id="nom-base" label="Nom" value=name max_length=80 />
                    <Refused attempt />
                    <Submit label="Figer" busy=attempt.busy() />
                </form>
            </Dialog>
        </Show>
    }
}
