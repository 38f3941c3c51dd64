//! The labels, filtered, a few hundred at a time.

use domain::dto::{LabelField, LabelSource, LaboratoryLabel, LaboratoryLabels};
use domain::labels::{field_name, meaning_name};
use leptos::prelude::*;

use super::change::Edit;
use crate::components::{Badge, EmptyState, TableFrame, Tone};
use crate::fold::fold;
use crate::format;
use crate::pages::establishment::{ForContributors, use_finess};
use crate::routes::{self, Tab};

/// Most rows at a time: whoever looks for one types it.
const MOST_SHOWN: usize = 200;

/// Which labels are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    pub text: String,
    /// All of them when absent.
    pub field: Option<LabelField>,
}

impl Filter {
    fn keeps(&self, label: &LaboratoryLabel) -> bool {
        let text = fold(&self.text);
        let holds = |words: &str| fold(words).contains(&text);
        self.field.is_none_or(|field| field == label.field)
            && (holds(&label.label) || holds(&meaning(label)))
    }
}

/// The name of what a label stands for.
fn meaning(label: &LaboratoryLabel) -> String {
    meaning_name(label.field, label.code.as_deref())
}

/// `4 réponses, 120 libellés reconnus. Version 3 de vos réponses.`
fn summary(labels: &LaboratoryLabels) -> String {
    let own = labels.items.iter().filter(|label| label.source == LabelSource::Own).count();
    let known = labels.items.len() - own;
    format!(
        "{}, {}. Version {} de vos réponses.",
        format::count(own as f64, "réponse", "réponses"),
        format::count(known as f64, "libellé reconnu", "libellés reconnus"),
        labels.version,
    )
}

/// The table, or where answers come from while there is nothing in it.
#[component]
pub fn LabelList(
    labels: LaboratoryLabels,
    filter: RwSignal<Filter>,
    edit: Callback<Edit>,
) -> impl IntoView {
    if labels.items.is_empty() {
        let imports = routes::tab(&use_finess().get_untracked(), Tab::Imports);
        return view! {
            <EmptyState
                title="Aucun libellé pour l’instant"
                text="Quand un import de résistances contient des libellés inconnus, son verdict demande ce qu’ils désignent. Vos réponses se retrouvent ici."
            >
                <a class="btn" href=imports>"Voir les imports"</a>
            </EmptyState>
        }
        .into_any();
    }
    let summary = summary(&labels);
    let items = StoredValue::new(labels.items);
    let found = Memo::new(move |_| {
        let kept = |filter: &Filter| {
            items.with_value(|items| {
                items.iter().filter(|label| filter.keeps(label)).cloned().collect::<Vec<_>>()
            })
        };
        filter.with(kept)
    });
    let cut = move || {
        let number = found.with(Vec::len);
        (number > MOST_SHOWN).then(|| {
            format!(
                "Les {MOST_SHOWN} premiers sur {}\u{a0}: précisez la recherche pour voir les autres.",
                format::integer(number as f64)
            )
        })
    };
    let rows = move || {
        let shown = found.get().into_iter().take(MOST_SHOWN);
        shown.map(|label| view! { <Row label edit /> }).collect_view()
    };
    view! {
        <p class="text-sm text-base-content/80">{summary}</p>
        <TableFrame caption="Libellés du laboratoire" quiet=true>
            <thead>
                <tr>
                    <th scope="col">"Libellé"</th>
                    <th scope="col">"Signification"</th>
                    <th scope="col">"Champ"</th>
                    <th scope="col">"Origine"</th>
                    <th scope="col"><span class="sr-only">"Action"</span></th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </TableFrame>
        <p class="text-sm text-base-content/80" aria-live="polite">
            {move || {
                if found.with(Vec::is_empty) {
                    Some("Aucun libellé ne correspond à cette recherche.".to_owned())
                } else {
                    cut()
                }
            }}
        </p>
    }
    .into_any()
}

/// One label; what the columns of an import say is changed there.
#[component]
fn Row(label: LaboratoryLabel, edit: Callback<Edit>) -> impl IntoView {
    let (tone, source) = match label.source {
        LabelSource::Own => (Tone::Success, "Votre réponse"),
        LabelSource::Known => (Tone::Neutral, "Reconnu"),
        LabelSource::Columns => (Tone::Neutral, "Choix des colonnes"),
    };
    let meaning = meaning(&label);
    let text = label.label.clone();
    let field = field_name(label.field);
    let label = StoredValue::new(label);
    view! {
        <tr>
            <th scope="row" class="max-w-80 min-w-32 font-medium wrap-anywhere">{text}</th>
            <td class="min-w-40">{meaning}</td>
            <td>{field}</td>
            <td><Badge tone text=source /></td>
            <td>
                <ForContributors>
                    <Actions label=label.get_value() edit />
                </ForContributors>
            </td>
        </tr>
    }
}

/// What can be done about a label.
#[component]
fn Actions(label: LaboratoryLabel, edit: Callback<Edit>) -> impl IntoView {
    let named = format!("{} ({})", label.label, field_name(label.field));
    let source = label.source;
    let label = StoredValue::new(label);
    let change = (source != LabelSource::Columns).then(|| {
        view! {
            <button
                class="btn btn-sm"
                aria-label=format!("Modifier {named}")
                on:click=move |_| edit.run(Edit::change(label.get_value()))
            >
                "Modifier"
            </button>
        }
    });
    let take_back = (source == LabelSource::Own).then(|| {
        view! {
            <button
                class="btn btn-sm"
                aria-label=format!("Retirer la réponse pour {named}")
                on:click=move |_| edit.run(Edit::take_back(label.get_value()))
            >
                "Retirer"
            </button>
        }
    });
    view! { <div class="flex justify-end gap-2">{change} {take_back}</div> }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(text: &str, code: Option<&str>, source: LabelSource) -> LaboratoryLabel {
        let field = LabelField::Organism;
        LaboratoryLabel { field, label: text.to_owned(), code: code.map(str::to_owned), source }
    }

    #[test]
    fn a_label_is_found_by_its_words_its_meaning_and_its_field() {
        let levures = label("Levures", Some("CANSPP"), LabelSource::Own);
        let filter = |text: &str, field| Filter { text: text.to_owned(), field };
        for text in ["", "LEVURE", "candida"] {
            assert!(filter(text, None).keeps(&levures), "{text}");
        }
        assert!(filter("", Some(LabelField::Organism)).keeps(&levures));
        assert!(!filter("", Some(LabelField::Sex)).keeps(&levures));
        assert!(!filter("coli", None).keeps(&levures));
        assert!(filter("compter", None).keeps(&label("Flore", None, LabelSource::Own)));
    }

    #[test]
    fn answers_and_recognised_labels_are_counted_apart() {
        let items = vec![
            label("Levures", Some("CANSPP"), LabelSource::Own),
            label("E. coli", Some("ESCCOL"), LabelSource::Known),
            label("Coli", Some("ESCCOL"), LabelSource::Known),
        ];
        let said = summary(&LaboratoryLabels { version: 3, items }).replace('\u{a0}', " ");
        assert_eq!(said, "1 réponse, 2 libellés reconnus. Version 3 de vos réponses.");
    }
}
