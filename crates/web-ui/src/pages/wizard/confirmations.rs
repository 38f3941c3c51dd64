//! Findings that somebody has to have looked at before the import is stored.

use domain::dto::{COMMENT_MAX, IssueGroup};
use leptos::prelude::*;

use super::confirmation::{Confirmed, place};
use crate::components::SeverityBadge;

/// One box to tick for each finding, with room for a comment.
#[component]
pub fn Confirmations(
    /// The findings to confirm.
    groups: Vec<IssueGroup>,
    said: RwSignal<Confirmed>,
) -> impl IntoView {
    (!groups.is_empty()).then(|| {
        let items = groups.into_iter().map(|group| view! { <Confirmation group said /> });
        view! {
            <section class="space-y-4" aria-labelledby="a-confirmer">
                <h2 id="a-confirmer" class="text-xl font-bold">"À confirmer avant d’enregistrer"</h2>
                <p class="max-w-prose">
                    "Ces constats ne retirent rien des chiffres. Regardez-les dans votre fichier, puis confirmez\u{a0}: "
                    "l’import garde votre nom, la date et votre commentaire."
                </p>
                <ul class="space-y-3">{items.collect_view()}</ul>
            </section>
        }
    })
}

/// One finding.
#[component]
fn Confirmation(group: IssueGroup, said: RwSignal<Confirmed>) -> impl IntoView {
    let key = StoredValue::new(place(&group));
    let verified =
        move || said.with(|said| said.get(&key.get_value()).is_some_and(|said| said.verified));
    let comment = move || {
        said.with(|said| said.get(&key.get_value()).map(|said| said.comment.clone()))
            .unwrap_or_default()
    };
    let verify = move |checked: bool| {
        said.update(|said| said.entry(key.get_value()).or_default().verified = checked);
    };
    let write = move |text: String| {
        said.update(|said| said.entry(key.get_value()).or_default().comment = text);
    };
    let title = format!("{} · {}", group.title, group.code);
    let verified_name = format!("J’ai vérifié\u{a0}: {}", group.title);
    let comment_name =
        format!("Commentaire (facultatif, sans nom de patient)\u{a0}: {}", group.title);
    view! {
        <li class="space-y-3 rounded-box border border-base-content/15 bg-base-100 p-4">
            <div class="flex flex-wrap items-center gap-3">
                <SeverityBadge severity=group.severity />
                <h3 class="font-semibold">{title}</h3>
            </div>
            <p class="max-w-prose">{group.remedy}</p>
            <label class="flex w-fit items-center gap-3">
                <input
                    type="checkbox"
                    class="checkbox"
                    aria-label=verified_name
                    prop:checked=verified
                    on:change:target=move |event| verify(event.target().checked())
                />
                <span class="font-medium">"J’ai vérifié"</span>
            </label>
            <details open=!comment().is_empty()>
                <summary class="link w-fit cursor-pointer">"Ajouter un commentaire"</summary>
                <input
                    class="input mt-2 w-full max-w-prose"
                    placeholder="Facultatif, sans nom de patient"
                    autocomplete="off"
                    aria-label=comment_name
                    maxlength=COMMENT_MAX.to_string()
                    prop:value=comment
                    on:input:target=move |event| write(event.target().value())
                />
            </details>
        </li>
    }
}
