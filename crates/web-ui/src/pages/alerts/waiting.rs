//! Alerts that wait, whatever the year that is shown.

use leptos::prelude::*;

use crate::components::{Callout, Tone};
use crate::labels;
use crate::routes::{self, Tab};

/// How many wait, and the way to them; nothing when none does.
#[component]
pub fn WaitingAlerts(number: u32, finess: String) -> impl IntoView {
    (number > 0).then(|| {
        view! {
            <Callout tone=Tone::Warning title=labels::waiting_alerts(number)>
                <p>"Le laboratoire a trouvé un micro-organisme hautement résistant émergent."</p>
                <a class="btn btn-sm" href=routes::tab(&finess, Tab::Alerts)>"Voir les alertes"</a>
            </Callout>
        }
    })
}
