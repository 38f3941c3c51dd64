//! The figures of the year before and after an import.

use domain::dto::{Effect, MainFigures};
use leptos::prelude::*;

use crate::components::TableFrame;
use crate::format;

/// Units, days, doses and rate, side by side.
#[component]
pub fn EffectTable(effect: Effect) -> impl IntoView {
    let rows = lines(&effect).map(|(name, before, after)| {
        let changed = before != after;
        view! {
            <tr>
                <th scope="row" class="font-medium">{name}</th>
                <td class="text-end tabular-nums">{before}</td>
                <td class="text-end tabular-nums" class=("font-bold", changed)>{after}</td>
            </tr>
        }
    });
    view! {
        <section class="space-y-3" aria-labelledby="effet">
            <h2 id="effet" class="text-xl font-bold">"Effet sur les chiffres de l’année"</h2>
            <TableFrame caption="Périmètre sanitaire (SPARES), avant et après cet import">
                <thead>
                    <tr>
                        <th scope="col">"Chiffre"</th>
                        <th scope="col" class="text-end">"Avant"</th>
                        <th scope="col" class="text-end">"Après"</th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().collect_view()}</tbody>
            </TableFrame>
        </section>
    }
}

fn lines(effect: &Effect) -> [(&'static str, String, String); 4] {
    let line =
        |name, show: fn(&MainFigures) -> String| (name, show(&effect.before), show(&effect.after));
    [
        line("Unités comptées", |figures| format::integer(figures.units)),
        line("Journées d’hospitalisation", |figures| format::integer(figures.patient_days)),
        line("DDJ", |figures| format::decimal(figures.ddd, 1)),
        line("DDJ/1000 JH", |figures| {
            figures.rate.map_or_else(|| "–".to_owned(), |rate| format::decimal(rate, 1))
        }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_that_does_not_exist_yet_is_a_dash() {
        let after = MainFigures { units: 24, patient_days: 107_175.0, ddd: 0.0, rate: None };
        let effect = Effect { before: MainFigures::default(), after };
        let [units, days, _, rate] = lines(&effect);
        assert_eq!(units.2, "24");
        assert_eq!(days.2, "107\u{202f}175");
        assert_eq!((rate.1.as_str(), rate.2.as_str()), ("–", "–"));
    }
}
