//! The choice of a nature of specimen.

use domain::nomenclature::specimens;
use leptos::prelude::*;

/// All, those of blood and cerebrospinal fluid, or one nature. Each is deduplicated by itself.
#[component]
pub fn SpecimenSelect(
    #[prop(into)] specimen: Signal<Option<String>>,
    on_choose: Callback<Option<String>>,
) -> impl IntoView {
    let option = move |code: &'static str, label: &'static str| {
        let selected =
            move || specimen.with(|chosen| chosen.as_deref().unwrap_or_default() == code);
        view! { <option value=code selected=selected>{label}</option> }
    };
    let natures = specimens().iter().map(|one| option(one.code, one.label)).collect_view();
    view! {
        <label class="block space-y-1">
            <span class="block font-medium">"Prélèvements"</span>
            <select
                class="select max-w-full"
                on:change:target=move |event| {
                    on_choose.run(Some(event.target().value()).filter(|code| !code.is_empty()));
                }
            >
                {option("", "Tous les prélèvements")}
                {option("invasive", "Hémocultures et LCR (invasifs)")}
                {natures}
            </select>
        </label>
    }
}
