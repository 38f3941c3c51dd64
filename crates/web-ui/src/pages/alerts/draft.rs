//! The report to the authorities: what the data say, what a person completes, and the text to copy.

use std::collections::BTreeMap;

use domain::alerts::draft_text;
use domain::dto::{DRAFT_FIELD_MAX, DraftCompletion, DraftField, DraftFiller};
use leptos::prelude::*;

use crate::attempt::Attempt;
use crate::components::{CopyButton, Refused, Submit, TextArea};
use crate::session::use_client;

/// What people write, by field; it outlives a new reading of the alert.
pub type Written = RwSignal<BTreeMap<String, String>>;

/// What is stored of the fields that people complete.
pub fn stored(fields: &[DraftField]) -> BTreeMap<String, String> {
    let own = fields.iter().filter(|field| field.filler == DraftFiller::Person);
    own.filter_map(|field| Some((field.id.clone(), field.value.clone()?))).collect()
}

/// The fields with what people write now.
fn with_written(fields: &[DraftField], written: &BTreeMap<String, String>) -> Vec<DraftField> {
    let mut fields = fields.to_vec();
    for field in fields.iter_mut().filter(|field| field.filler == DraftFiller::Person) {
        let said = written.get(&field.id).map(|text| text.trim().to_owned());
        field.value = said.filter(|text| !text.is_empty());
    }
    fields
}

/// The fields by section, the form of those that are to be completed, the text.
#[component]
pub fn Draft(
    alert: i32,
    fields: Vec<DraftField>,
    written: Written,
    /// The person may write in it.
    decides: bool,
) -> impl IntoView {
    let client = use_client();
    let attempt = Attempt::new();
    let said = RwSignal::new("");
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        said.set("");
        let completion = DraftCompletion { fields: written.get_untracked() };
        attempt.run(async move {
            client.complete_alert_draft(alert, &completion).await?;
            said.try_set("Brouillon enregistré");
            Ok(())
        });
    };
    let kept = StoredValue::new(fields.clone());
    let text = Signal::derive(move || {
        kept.with_value(|fields| draft_text(&with_written(fields, &written.get())))
    });
    let sections = sections(&fields).into_iter().map(|(title, fields)| {
        view! { <Section title fields written decides /> }
    });
    let sections = sections.collect_view();
    view! {
        <form class="space-y-6" on:submit=submit>
            {sections}
            <Refused attempt />
            <div class="flex flex-wrap items-center gap-4" hidden=!decides>
                <Submit label="Enregistrer le brouillon" busy=attempt.busy() />
                <span role="status" class="text-sm font-medium">{said}</span>
            </div>
        </form>
        <div class="space-y-3">
            <h3 class="text-lg font-semibold">"Texte à copier"</h3>
            <pre
                class="max-h-96 overflow-auto rounded-box border border-base-content/15 bg-base-100 p-4 text-sm whitespace-pre-wrap wrap-anywhere"
                tabindex="0"
                aria-label="Texte du brouillon"
                role="region"
            >
                {text}
            </pre>
            <CopyButton text label="Copier le texte" />
        </div>
    }
}

/// Fields under their headings, in their order.
fn sections(fields: &[DraftField]) -> Vec<(String, Vec<DraftField>)> {
    let mut sections: Vec<(String, Vec<DraftField>)> = Vec::new();
    for field in fields {
        match sections.last_mut().filter(|(title, _)| *title == field.section) {
            Some((_, of_section)) => of_section.push(field.clone()),
            None => sections.push((field.section.clone(), vec![field.clone()])),
        }
    }
    sections
}

#[component]
fn Section(
    title: String,
    fields: Vec<DraftField>,
    written: Written,
    decides: bool,
) -> impl IntoView {
    let (own, told): (Vec<_>, Vec<_>) =
        fields.into_iter().partition(|field| decides && field.filler == DraftFiller::Person);
    let told = (!told.is_empty()).then(|| {
        let told = told.into_iter().map(|field| view! { <Told field /> }).collect_view();
        view! { <dl class="space-y-3 lg:space-y-1">{told}</dl> }
    });
    let own = own.into_iter().map(|field| view! { <Own field written /> }).collect_view();
    view! {
        <fieldset class="space-y-4">
            <legend class="mb-3 text-lg font-semibold">{title}</legend>
            {told}
            <div class="grid gap-4 empty:hidden lg:grid-cols-2">{own}</div>
        </fieldset>
    }
}

/// A field that is not completed here: its value and where it comes from.
#[component]
fn Told(field: DraftField) -> impl IntoView {
    let value = field.value.map_or_else(
        || {
            view! { <span class="text-base-content/75">"«\u{a0}à compléter\u{a0}»"</span> }
                .into_any()
        },
        |value| view! { <span class="wrap-anywhere">{value}</span> }.into_any(),
    );
    view! {
        <div class="lg:grid lg:grid-cols-[15rem_1fr_19rem] lg:gap-x-6">
            <dt class="text-base-content/80">{field.label}</dt>
            <dd>{value}</dd>
            <dd class="text-sm text-base-content/75">{field.origin}</dd>
        </div>
    }
}

/// A field that a person completes.
#[component]
fn Own(field: DraftField, written: Written) -> impl IntoView {
    let id = field.id.clone();
    let value =
        Signal::derive(move || written.with(|all| all.get(&id).cloned().unwrap_or_default()));
    let id = field.id.clone();
    let write = Callback::new(move |text: String| {
        written.update(|all| drop(all.insert(id.clone(), text)));
    });
    view! {
        <TextArea
            id=format!("brouillon-{}", field.id)
            label=field.label
            help=field.origin
            value
            on_input=write
            max_length=DRAFT_FIELD_MAX
        />
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(id: &str, section: &str, filler: DraftFiller, value: Option<&str>) -> DraftField {
        DraftField {
            id: id.to_owned(),
            section: section.to_owned(),
            label: id.to_owned(),
            filler,
            value: value.map(str::to_owned),
            origin: String::new(),
        }
    }

    #[test]
    fn what_people_write_takes_its_place_and_leaves_the_data_alone() {
        let fields = [
            field("finess", "A", DraftFiller::Data, Some("1")),
            field("status", "B", DraftFiller::Person, Some("2 infectés")),
            field("help", "B", DraftFiller::Person, None),
        ];
        assert_eq!(
            stored(&fields),
            BTreeMap::from([("status".to_owned(), "2 infectés".to_owned())])
        );
        let said = [("status", " "), ("help", " oui "), ("finess", "9")];
        let said = said.map(|(id, text)| (id.to_owned(), text.to_owned()));
        let written = with_written(&fields, &BTreeMap::from(said));
        let values: Vec<_> = written.iter().map(|field| field.value.as_deref()).collect();
        assert_eq!(values, [Some("1"), None, Some("oui")]);
        let titles: Vec<_> =
            sections(&fields).into_iter().map(|(title, of)| (title, of.len())).collect();
        assert_eq!(titles, [("A".to_owned(), 1), ("B".to_owned(), 2)]);
    }
}
