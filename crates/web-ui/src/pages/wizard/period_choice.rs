//! The year, and the quarter where the kind of file has any.

use leptos::prelude::*;

use super::period;
use crate::browser;

/// Years that can be chosen before the present one.
const YEARS_BACK: i32 = 6;

/// Two selects.
#[component]
pub fn PeriodChoice(
    year: RwSignal<i32>,
    /// Empty for the whole year.
    part: RwSignal<String>,
    has_quarters: Memo<bool>,
) -> impl IntoView {
    let this_year = browser::last_year() + 1;
    view! {
        <div class="flex flex-wrap gap-4">
            <label class="space-y-1">
                <span class="block font-medium">"Année"</span>
                <select
                    class="select w-32"
                    on:change:target=move |event| {
                        if let Ok(chosen) = event.target().value().parse() {
                            year.set(chosen);
                        }
                    }
                >
                    {(this_year - YEARS_BACK..=this_year)
                        .rev()
                        .map(|one| {
                            view! {
                                <option value=one selected=one == year.get_untracked()>{one}</option>
                            }
                        })
                        .collect_view()}
                </select>
            </label>
            <Show when=move || has_quarters.get()>
                <label class="space-y-1">
                    <span class="block font-medium">"Période"</span>
                    <select
                        class="select w-48"
                        on:change:target=move |event| part.set(event.target().value())
                    >
                        {period::PARTS
                            .map(|(code, label)| {
                                view! {
                                    <option value=code selected=part.get_untracked() == code>
                                        {label}
                                    </option>
                                }
                            })
                            .into_iter()
                            .collect_view()}
                    </select>
                </label>
            </Show>
        </div>
    }
}
