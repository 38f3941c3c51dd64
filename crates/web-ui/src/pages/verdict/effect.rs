//! The figures of the year before and after an import.

use domain::dto::{Effect, MainFigures};
use leptos::prelude::*;

use crate::components::TableFrame;
use crate::format;

/// Units, days, doses and rate, side by side.
#[component]
pub fn EffectTable(effect: Effect) -> impl IntoView {
    let sectors = effect.sectors.iter().filter(|sector| sector.before != sector.after);
    let sectors = sectors.map(|sector| {
        view! {
            <tr>
                <th scope="row" class="ps-8 font-normal">{format!("{}, DDJ/1000 JH", sector.label)}</th>
                <td class="text-end tabular-nums">{decimal(sector.before)}</td>
                <td class="text-end font-bold tabular-nums">{decimal(sector.after)}</td>
            </tr>
        }
    });
    let sectors = sectors.collect_view();
    let rows = lines(&effect).into_iter().map(|(name, before, after)| {
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
                <tbody>{rows.collect_view()}{sectors}</tbody>
            </TableFrame>
        </section>
    }
}

fn lines(effect: &Effect) -> Vec<(&'static str, String, String)> {
    let line =
        |name, show: fn(&MainFigures) -> String| (name, show(&effect.before), show(&effect.after));
    let units = line("Unités comptées", |figures| format::integer(figures.units));
    if effect.after.isolates.is_some() {
        let isolates =
            line("Isolats comptés", |figures| figures.isolates.map_or_else(dash, format::integer));
        return vec![units, isolates];
    }
    vec![
        units,
        line("Journées d’hospitalisation", |figures| {
            figures.patient_days.map_or_else(dash, format::integer)
        }),
        line("DDJ", |figures| decimal(figures.ddd)),
        line("DDJ/1000 JH", |figures| decimal(figures.rate)),
    ]
}

/// One digit after the comma, or a dash.
pub fn decimal(figure: Option<f64>) -> String {
    figure.map_or_else(dash, |figure| format::decimal(figure, 1))
}

fn dash() -> String {
    "–".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_that_does_not_exist_yet_is_a_dash() {
        let after = MainFigures {
            units: 24,
            patient_days: Some(107_175.0),
            ddd: Some(0.0),
            ..MainFigures::default()
        };
        let lines = lines(&Effect { after, ..Effect::default() });
        assert_eq!(lines[0].2, "24");
        assert_eq!(lines[1].2, "107\u{202f}175");
        assert_eq!((lines[3].1.as_str(), lines[3].2.as_str()), ("–", "–"));
    }
}
