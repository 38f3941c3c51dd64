//! Year and perimeter, kept in the address.

use std::collections::BTreeSet;

use domain::dto::{Dashboard, Perimeter};
use leptos::prelude::*;
use leptos_router::hooks::{query_signal, use_location};

use crate::browser;
use crate::labels;
use crate::remote::Remote;

/// What the address asks for.
#[derive(Clone, Copy)]
pub struct Filters {
    year: Memo<Option<i32>>,
    perimeter: Memo<Perimeter>,
}

impl Filters {
    pub fn from_address() -> Self {
        let query = use_location().query;
        let year = Memo::new(move |_| {
            query.with(|query| query.get_str("annee").and_then(|year| year.parse().ok()))
        });
        let perimeter = Memo::new(move |_| {
            query.with(|query| {
                query.get_str("perimetre").and_then(labels::parse_perimeter).unwrap_or_default()
            })
        });
        Self { year, perimeter }
    }

    /// `None` leaves the choice of the year to the server.
    pub fn year(self) -> Option<i32> {
        self.year.get()
    }

    pub fn perimeter(self) -> Perimeter {
        self.perimeter.get()
    }
}

/// The two selectors. They stay in place while the dashboard is read again.
#[component]
pub fn FiltersBar(
    /// The dashboard that is shown.
    dashboard: Remote<Dashboard>,
) -> impl IntoView {
    let (_, set_year) = query_signal::<i32>("annee");
    let (_, set_perimeter) = query_signal::<String>("perimetre");
    let years = move || {
        dashboard.content().map(|shown| {
            offered(&shown.years, shown.year, browser::last_year())
                .into_iter()
                .map(|one| view! { <option value=one selected=one == shown.year>{one}</option> })
                .collect_view()
        })
    };
    let perimeters = move || {
        dashboard.content().map(|shown| {
            labels::PERIMETERS
                .map(|one| {
                    view! {
                        <option
                            value=labels::perimeter_code(one)
                            selected=one == shown.perimeter
                        >
                            {labels::perimeter(one)}
                        </option>
                    }
                })
                .into_iter()
                .collect_view()
        })
    };
    view! {
        <div class="mb-8 flex flex-wrap gap-4">
            <label class="flex items-center gap-2">
                <span class="font-medium">"Année"</span>
                <select
                    class="select w-28"
                    on:change:target=move |event| set_year.set(event.target().value().parse().ok())
                >
                    {years}
                </select>
            </label>
            <label class="flex items-center gap-2">
                <span class="font-medium">"Périmètre"</span>
                <select
                    class="select w-52"
                    on:change:target=move |event| set_perimeter.set(Some(event.target().value()))
                >
                    {perimeters}
                </select>
            </label>
        </div>
    }
}

/// Years with data, the year shown, and the one being collected: newest first.
fn offered(with_data: &[i32], shown: i32, collected: i32) -> Vec<i32> {
    let years: BTreeSet<i32> = with_data.iter().copied().chain([shown, collected]).collect();
    years.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_being_collected_can_always_be_chosen() {
        assert_eq!(offered(&[2023, 2022], 2023, 2024), [2024, 2023, 2022]);
        assert_eq!(offered(&[2024, 2023], 2019, 2024), [2024, 2023, 2019]);
        assert_eq!(offered(&[], 2024, 2024), [2024]);
    }
}
