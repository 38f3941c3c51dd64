//! One establishment among those that a centre or the national team follows, by its name.

use domain::dto::{Establishment, Level, Page};
use domain::inquiry::{Beside, Inquiry, Names, Scope};
use leptos::prelude::*;

use crate::components::{Loaded, SearchField};
use crate::remote::Remote;
use crate::rights;
use crate::session::{Session, use_client, use_session};

/// Shorter texts would list half of the registry.
const MIN_LENGTH: usize = 2;

/// Whether the person reads establishments that are not their own.
pub fn follows(session: Session) -> bool {
    session.is_national() || !session.followed_regions().is_empty()
}

/// A search whose results become whom the figures are of.
#[component]
pub fn Find(
    inquiry: Memo<Inquiry>,
    ask: Callback<Inquiry>,
    names: RwSignal<Names>,
) -> impl IntoView {
    let (client, session) = (use_client(), use_session());
    let text = RwSignal::new(String::new());
    let found = Remote::new(move || {
        let q = text.get().trim().to_owned();
        let regions = session.followed_regions();
        let region = regions.first().filter(|_| regions.len() == 1 && !session.is_national());
        let region = region.cloned();
        async move {
            if q.chars().count() < MIN_LENGTH {
                return Ok(None);
            }
            client.search_establishments_in(&q, region.as_deref()).await.map(Some)
        }
    });
    let choose = Callback::new(move |one: Establishment| {
        let mut next = inquiry.get_untracked();
        next.scope = match one.level {
            Level::Site => Scope::Establishment(one.finess.clone()),
            Level::LegalEntity => Scope::LegalEntity(one.finess.clone()),
        };
        names.update(|names| _ = names.insert(one.finess, one.name));
        text.set(String::new());
        ask.run(next.settled());
    });
    view! {
        <div class="space-y-2">
            <SearchField
                id="qui-par-nom"
                label="Chercher un établissement"
                placeholder="Nom, ville ou numéro FINESS"
                on_search=Callback::new(move |typed| text.set(typed))
            />
            <div aria-live="polite">
                <Loaded
                    resource=found
                    view=move |page| page.map(|page| view! { <Results page choose /> }).into_any()
                />
            </div>
        </div>
    }
}

/// Those of the answer that the person may read.
#[component]
fn Results(page: Page<Establishment>, choose: Callback<Establishment>) -> impl IntoView {
    let me = use_session().me();
    let may_read =
        |one: &Establishment| me.as_ref().is_some_and(|me| rights::reads_region(me, &one.region));
    let found: Vec<Establishment> = page.items.into_iter().filter(may_read).collect();
    if found.is_empty() {
        let text = "Aucun établissement que vous suivez ne correspond.";
        return view! { <p class="text-sm">{text}</p> }.into_any();
    }
    let row = move |one: Establishment| {
        let place = format!("{} · {} · {}", one.city, one.type_label, one.finess);
        let name = one.name.clone();
        view! {
            <li>
                <button
                    type="button"
                    class="w-full px-4 py-2 text-start hover:bg-base-200"
                    on:click=move |_| choose.run(one.clone())
                >
                    <span class="block font-medium">{name}</span>
                    <span class="block text-sm text-base-content/80">{place}</span>
                </button>
            </li>
        }
    };
    view! {
        <ul
            class="max-h-80 max-w-xl divide-y divide-base-content/10 overflow-y-auto rounded-box border border-base-content/15"
            aria-label="Établissements trouvés"
        >
            {found.into_iter().map(row).collect_view()}
        </ul>
    }
    .into_any()
}

/// Reads the names of the establishments that an address asks by their FINESS alone.
pub fn read_names(inquiry: Memo<Inquiry>, names: RwSignal<Names>) {
    let client = use_client();
    let unknown = Memo::new(move |_| {
        inquiry.with(|one| {
            let beside = match &one.compared {
                Some(Beside::Scope(scope)) => Some(scope),
                _ => None,
            };
            let asked = [Some(&one.scope), beside].into_iter().flatten();
            let finess = asked.filter_map(|scope| match scope {
                Scope::Establishment(finess) | Scope::LegalEntity(finess) => Some(finess.clone()),
                Scope::Department(_) | Scope::Many { .. } => None,
            });
            names.with(|names| finess.filter(|one| !names.contains_key(one)).collect::<Vec<_>>())
        })
    });
    let found = Remote::new(move || {
        let unknown = unknown.get();
        async move {
            let mut found = Vec::new();
            for finess in unknown {
                let one = client.establishment(&finess).await?;
                found.push((one.finess, one.name));
            }
            Ok(found)
        }
    });
    Effect::new(move |_| {
        if let Some(found) = found.content().filter(|found| !found.is_empty()) {
            names.update(|names| names.extend(found.iter().cloned()));
        }
    });
}
