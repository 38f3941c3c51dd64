//! Closing an open year, with a reason for what is left out.

use std::collections::BTreeMap;

use domain::closing::{MAX_REASON, unmet};
use domain::dto::{ClosingCode, ClosingPoint, NewClosure, Waiver};
use leptos::{ev, prelude::*};

use crate::attempt::Attempt;
use crate::components::{Refused, Submit};
use crate::pages::establishment::use_finess;
use crate::session::use_client;

type Reasons = BTreeMap<ClosingCode, String>;

/// The reasons that are asked for, and the button.
#[component]
pub fn CloseForm(year: i32, points: Vec<ClosingPoint>, changed: Callback<()>) -> impl IntoView {
    let client = use_client();
    let finess = use_finess();
    let reasons = RwSignal::new(Reasons::new());
    let waivable = points.iter().filter(|point| !point.met && point.can_be_waived).cloned();
    let fields = waivable.map(|point| view! { <Reason point reasons /> }).collect_view();
    let points = StoredValue::new(points);
    let missing = Memo::new(move |_| {
        let waivers = reasons.with(waivers);
        points.with_value(|points| !unmet(points, &waivers).is_empty())
    });
    let attempt = Attempt::new();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let waivers = reasons.with_untracked(waivers);
        attempt.run(async move {
            client.close_year(&finess.get_untracked(), &NewClosure { year, waivers }).await?;
            changed.run(());
            Ok(())
        });
    };
    view! {
        <form class="space-y-5" on:submit=submit>
            {fields}
            <Refused attempt />
            <Show when=move || missing.get()>
                <p class="text-base-content/80">
                    "Complétez les points ci-dessus, ou justifiez ceux qui peuvent l’être, pour clôturer."
                </p>
            </Show>
            <Submit label=format!("Clôturer l’année {year}") busy=attempt.busy() disabled=missing />
        </form>
    }
}

/// Why something is not there.
#[component]
fn Reason(point: ClosingPoint, reasons: RwSignal<Reasons>) -> impl IntoView {
    let code = point.code;
    let id = format!("raison-{}", point.label.to_lowercase().replace(' ', "-"));
    let write = move |text: String| reasons.update(|reasons| drop(reasons.insert(code, text)));
    view! {
        <div class="space-y-1">
            <label for=id.clone() class="block font-medium">
                {format!("Pourquoi sans «\u{a0}{}\u{a0}»\u{202f}?", point.label)}
            </label>
            <input
                id=id
                class="input w-full max-w-xl"
                maxlength=MAX_REASON
                placeholder="En quelques mots, sans nommer personne"
                on:input:target=move |event| write(event.target().value())
            />
        </div>
    }
}

fn waivers(reasons: &Reasons) -> Vec<Waiver> {
    let given = reasons.iter().filter(|(_, reason)| !reason.trim().is_empty());
    given
        .map(|(point, reason)| Waiver { point: *point, reason: reason.trim().to_owned() })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_reasons_that_say_something_are_sent() {
        let reasons = Reasons::from([
            (ClosingCode::Resistance, " laboratoire extérieur ".to_owned()),
            (ClosingCode::Consumption, "  ".to_owned()),
        ]);
        let sent = waivers(&reasons);
        assert_eq!(sent.len(), 1);
        assert_eq!(sent[0].reason, "laboratoire extérieur");
    }
}
