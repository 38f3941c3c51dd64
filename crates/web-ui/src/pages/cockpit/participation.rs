//! How much of the hospitals takes part.

use domain::dto::{Participation, Share};
use leptos::prelude::*;

use crate::format;

/// Three shares of the sites, with those of their patient-days.
#[component]
pub fn Shares(participation: Participation) -> impl IntoView {
    let Participation { known, consumption, resistance, closed } = participation;
    let card = |label: &'static str, share: Share| {
        let days = share_of(share.days, known.days);
        let sites = format::count(share.sites, "site", "sites");
        let sites = format!("{sites} sur {}", format::integer(known.sites));
        view! {
            <div class="rounded-box border border-base-content/15 bg-base-100 p-4">
                <dt class="text-sm text-base-content/80">{label}</dt>
                <dd class="mt-1">
                    <span class="text-3xl font-bold">{days}</span>
                    <span class="block text-sm text-base-content/80">"des journées de la SAE"</span>
                    <span class="block text-sm text-base-content/80">{sites}</span>
                </dd>
            </div>
        }
    };
    view! {
        <section class="space-y-4" aria-labelledby="participation">
            <h2 id="participation" class="text-xl font-bold">"Participation"</h2>
            <dl class="grid gap-4 sm:grid-cols-3">
                {card("Consommations et JH", consumption)} {card("Résistances", resistance)}
                {card("Années clôturées", closed)}
            </dl>
            <p class="text-sm text-base-content/80">
                "Un site compte quand lui ou son entité juridique a livré. Les journées sont celles que les sites ont \
                 déclarées à la SAE (DREES)."
            </p>
        </section>
    }
}

/// `38,2 %`, or a dash where there is nothing to be a part of.
fn share_of(part: f64, whole: f64) -> String {
    if whole > 0.0 { format::percent(100.0 * part / whole) } else { "–".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_nothing_is_no_number() {
        assert_eq!(share_of(1.0, 0.0), "–");
        assert_eq!(share_of(382.0, 1000.0).replace('\u{202f}', " "), "38,2 %");
    }
}
