//! Lists that grow page by page.

use domain::dto::Page;
use futures::future::LocalBoxFuture;
use leptos::prelude::*;

use super::{Loaded, ProblemAlert};
use crate::api::ApiError;
use crate::format;
use crate::remote::Remote;

type Answer<T> = Result<Page<T>, ApiError>;
type Fetch<T> = dyn Fn(Option<String>) -> LocalBoxFuture<'static, Answer<T>>;

/// A list read from a cursor; starts again when what the fetch reads changes.
pub struct Paged<T: 'static> {
    first: Remote<Page<T>>,
    more: RwSignal<Vec<T>, LocalStorage>,
    next: RwSignal<Option<String>>,
    failure: RwSignal<Option<ApiError>>,
    fetch: StoredValue<Box<Fetch<T>>, LocalStorage>,
}

impl<T> Clone for Paged<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Paged<T> {}

impl<T: Clone + 'static> Paged<T> {
    pub fn new(
        fetch: impl Fn(Option<String>) -> LocalBoxFuture<'static, Answer<T>> + 'static,
    ) -> Self {
        let fetch: StoredValue<Box<Fetch<T>>, LocalStorage> =
            StoredValue::new_local(Box::new(fetch));
        let first = Remote::new(move || fetch.with_value(|fetch| fetch(None)));
        let paged = Self {
            first,
            more: RwSignal::new_local(Vec::new()),
            next: RwSignal::new(None),
            failure: RwSignal::new(None),
            fetch,
        };
        Effect::new(move || {
            let next = first.content().and_then(|page| page.next.clone());
            paged.more.set(Vec::new());
            paged.next.set(next);
        });
        paged
    }

    fn load_more(self) {
        let Some(cursor) = self.next.get_untracked() else { return };
        let page = self.fetch.with_value(|fetch| untrack(|| fetch(Some(cursor))));
        leptos::task::spawn_local(async move {
            match page.await {
                Ok(page) => {
                    self.more.update(|more| more.extend(page.items));
                    self.next.set(page.next);
                    self.failure.set(None);
                }
                Err(error) => self.failure.set(Some(error)),
            }
        });
    }
}

/// Draws the items read so far and the button that reads more.
#[component]
pub fn PagedList<T, V>(
    pages: Paged<T>,
    /// Draws all the items.
    view: V,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: Fn(Vec<T>) -> AnyView + Send + Sync + 'static,
{
    let view = StoredValue::new(view);
    let content = move |page: Page<T>| {
        let total = page.total;
        let items = move || {
            let mut items = page.items.clone();
            items.extend(pages.more.get());
            items
        };
        let shown = items.clone();
        let said = move || progress(shown().len(), total);
        view! {
            {move || view.with_value(|view| view(items()))}
            <div class="mt-4 flex flex-wrap items-center gap-4">
                <p class="text-sm text-base-content/75" aria-live="polite">{said}</p>
                <Show when=move || pages.next.with(Option::is_some)>
                    <button class="btn btn-sm" on:click=move |_| pages.load_more()>
                        "Afficher la suite"
                    </button>
                </Show>
            </div>
            {move || pages.failure.get().map(|error| view! { <ProblemAlert error /> })}
        }
        .into_any()
    };
    view! { <Loaded resource=pages.first view=content /> }
}

/// `8 éléments`, or `50 sur 2 111 éléments`.
fn progress(shown: usize, total: i64) -> String {
    let all = format::count(total as f64, "élément", "éléments");
    match i64::try_from(shown) {
        Ok(shown) if shown < total => format!("{} sur {all}", format::integer(shown as f64)),
        _ => all,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_complete_list_says_only_its_length() {
        assert_eq!(progress(8, 8), "8\u{a0}éléments");
        assert_eq!(progress(50, 211), "50 sur 211\u{a0}éléments");
    }
}
