//! Who had looked at what when the import was stored.

use domain::dto::Acknowledgement;
use leptos::prelude::*;

use crate::browser;

/// One entry for each finding that was confirmed.
#[component]
pub fn Acknowledgements(items: Vec<Acknowledgement>) -> impl IntoView {
    let item = |one: Acknowledgement| {
        let at = browser::local_date_time(&one.at);
        view! {
            <li class="space-y-1 p-4">
                <p class="font-medium">{format!("{} · {}", one.title, one.code)}</p>
                <p class="text-sm text-base-content/80">{format!("Vérifié par {}, {at}", one.by)}</p>
                {one.comment.map(|comment| view! { <p class="max-w-prose wrap-anywhere">{comment}</p> })}
            </li>
        }
    };
    (!items.is_empty()).then(|| {
        view! {
            <section class="space-y-4" aria-labelledby="confirmes">
                <h2 id="confirmes" class="text-xl font-bold">"Constats confirmés"</h2>
                <ul class="divide-y divide-base-content/10 rounded-box border border-base-content/15 bg-base-100">
                    {items.into_iter().map(item).collect_view()}
                </ul>
            </section>
        }
    })
}
