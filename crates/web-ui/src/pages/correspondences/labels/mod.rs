//! What the words of the laboratory stand for, as the establishment said or as they are recognised.

mod change;
mod effect;
mod file;
mod list;

use domain::dto::LabelField;
use domain::labels::field_name;
use leptos::prelude::*;

use crate::browser;
use crate::components::{Loaded, SearchField};
use crate::pages::establishment::use_finess;
use crate::remote::Remote;
use crate::session::use_client;
use change::{ChangeDialog, Edit};
use file::LabelFile;
use list::{Filter, LabelList};

/// Where the focus goes once an answer has changed: its row is drawn anew.
const TITLE: &str = "libelles-laboratoire";

/// The labels, their file, and what a change would do.
#[component]
pub fn Labels() -> impl IntoView {
    let client = use_client();
    let finess = use_finess();
    let labels = Remote::new(move || {
        let finess = finess.get();
        async move { client.laboratory_labels(&finess).await }
    });
    let filter = RwSignal::new(Filter::default());
    let edited = RwSignal::new(None::<Edit>);
    let edit = Callback::new(move |wanted| edited.set(Some(wanted)));
    let close = Callback::new(move |()| edited.set(None));
    let stored = StoredValue::new(false);
    let changed = Callback::new(move |()| {
        edited.set(None);
        stored.set_value(true);
        labels.refetch();
    });
    Effect::new(move || {
        if labels.content().is_some() && stored.get_value() {
            stored.set_value(false);
            request_animation_frame(|| browser::focus(TITLE));
        }
    });
    let any = move || labels.content().is_some_and(|labels| !labels.items.is_empty());
    view! {
        <section class="space-y-5" aria-labelledby=TITLE>
            <div>
                <h2 id=TITLE tabindex="-1" class="text-xl font-bold">"Libellés du laboratoire"</h2>
                <p class="mt-1 max-w-prose text-base-content/80">
                    "Ce que désignent les mots de vos fichiers de résistances. Les tables de référence en "
                    "reconnaissent la plupart\u{202f}; votre réponse passe avant elles et vaut pour toutes les années."
                </p>
            </div>
            <LabelFile changed />
            <Show when=any>
                <div class="grid gap-4 md:grid-cols-2">
                    <SearchField
                        id="recherche-libelle"
                        label="Chercher un libellé"
                        placeholder="Libellé ou signification"
                        on_search=Callback::new(move |text| filter.update(|filter| filter.text = text))
                    />
                    <FieldSelect filter />
                </div>
            </Show>
            <Loaded
                resource=labels
                view=move |labels| view! { <LabelList labels filter edit /> }.into_any()
            />
            {move || edited.get().map(|edit| view! { <ChangeDialog edit changed close /> })}
        </section>
    }
}

/// One field, or all of them.
#[component]
fn FieldSelect(filter: RwSignal<Filter>) -> impl IntoView {
    let choose =
        move |name: String| filter.update(|filter| filter.field = LabelField::named(&name));
    view! {
        <div class="space-y-1">
            <label for="champ-libelle" class="block font-medium">"Champ"</label>
            <select
                id="champ-libelle"
                class="select w-full max-w-xs"
                on:change:target=move |event| choose(event.target().value())
            >
                <option value="" selected=true>"Tous les champs"</option>
                {LabelField::ALL
                    .map(|field| view! { <option value=field.as_str()>{field_name(field)}</option> })
                    .collect_view()}
            </select>
        </div>
    }
}
