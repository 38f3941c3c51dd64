//! The year that a page is about.

use leptos::prelude::*;

use crate::browser;

/// Years that can be chosen, up to the one that runs.
const YEARS: i32 = 6;

/// A select of the last years, the newest first.
#[component]
pub fn YearSelect(year: Memo<i32>, choose: Callback<Option<i32>>) -> impl IntoView {
    let last = browser::last_year() + 1;
    let options = (last - YEARS + 1..=last).rev().map(|one| {
        view! { <option value=one selected=move || year.get() == one>{one}</option> }
    });
    view! {
        <label class="flex items-center gap-2">
            <span class="font-medium">"Année"</span>
            <select
                class="select w-28"
                on:change:target=move |event| choose.run(event.target().value().parse().ok())
            >
                {options.collect_view()}
            </select>
        </label>
    }
}
