//! The roles that may be given.

use domain::dto::Role;
use leptos::prelude::*;

use crate::labels;

/// A choice between the roles below the référent.
#[component]
pub fn RoleSelect(
    /// Name for screen readers.
    #[prop(into)]
    name: String,
    chosen: Role,
    choose: Callback<Role>,
) -> impl IntoView {
    let option = move |role: Role| {
        let text = format!("{} ({})", labels::role(role), labels::role_allows(role));
        view! {
            <option value=labels::role_code(role) selected=role == chosen>{text}</option>
        }
    };
    view! {
        <select
            class="select select-sm w-64 max-w-full"
            aria-label=name
            on:change:target=move |event| {
                if let Some(role) = labels::parse_role(&event.target().value()) {
                    choose.run(role);
                }
            }
        >
            {labels::ROLES.map(option).into_iter().collect_view()}
        </select>
    }
}
