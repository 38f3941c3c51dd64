//! What a file changes, beside the lines that it takes the place of.

use domain::dto::{Difference, LineChange};
use leptos::prelude::*;

use crate::components::TableFrame;
use crate::format;

/// The counts in a sentence, then the largest changes.
#[component]
pub fn DifferenceTable(difference: Option<Difference>) -> impl IntoView {
    let difference = difference?;
    let sentence = sentence(&difference);
    let row = |change: LineChange| {
        let what = match (change.new, change.gone) {
            (true, _) => "nouvelle",
            (_, true) => "disparue",
            _ => "modifiée",
        };
        let number =
            |number: Option<f64>| number.map_or_else(|| "–".to_owned(), |n| format::decimal(n, 0));
        let named =
            [change.drug_code, change.label].into_iter().flatten().collect::<Vec<_>>().join(" ");
        view! {
            <tr>
                <th scope="row" class="font-normal tabular-nums">{change.unit_code}</th>
                <td>{named}</td>
                <td class="whitespace-nowrap">{change.period.map(|period| format::period(&period))}</td>
                <td>{what}</td>
                <td class="text-end tabular-nums">{number(change.before)}</td>
                <td class="text-end tabular-nums">{number(change.after)}</td>
            </tr>
        }
    };
    let table = (!difference.first.is_empty()).then(|| {
        view! {
            <details>
                <summary class="cursor-pointer font-medium text-primary">"Voir les plus grands changements"</summary>
                <div class="mt-3">
                    <TableFrame caption="Les plus grands changements" quiet=true>
                        <thead>
                            <tr>
                                <th scope="col">"UF"</th>
                                <th scope="col">"Libellé"</th>
                                <th scope="col">"Période"</th>
                                <th scope="col">"Ligne"</th>
                                <th scope="col" class="text-end">"Avant"</th>
                                <th scope="col" class="text-end">"Après"</th>
                            </tr>
                        </thead>
                        <tbody>{difference.first.into_iter().map(row).collect_view()}</tbody>
                    </TableFrame>
                </div>
            </details>
        }
    });
    Some(view! {
        <section class="space-y-3" aria-labelledby="changements">
            <h2 id="changements" class="text-xl font-bold">"Ce qui change"</h2>
            <p class="max-w-prose">{sentence}</p>
            {table}
        </section>
    })
}

fn sentence(difference: &Difference) -> String {
    let Difference { same, added, lost, changed, .. } = difference;
    if *added + *lost + *changed == 0 {
        return "Aucune ligne ne change par rapport à ce qui est en vigueur.".to_owned();
    }
    format!(
        "Par rapport à ce qui est en vigueur\u{a0}: {}, {}, {}, {}.",
        format::count(*added, "ligne nouvelle", "lignes nouvelles"),
        format::count(*lost, "disparue", "disparues"),
        format::count(*changed, "modifiée", "modifiées"),
        format::count(*same, "inchangée", "inchangées"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_changes_are_also_a_sentence() {
        let difference = Difference { same: 40, added: 1, lost: 2, changed: 3, first: Vec::new() };
        let told = sentence(&difference).replace(['\u{202f}', '\u{a0}'], " ");
        assert_eq!(
            told,
            "Par rapport à ce qui est en vigueur : 1 ligne nouvelle, 2 disparues, 3 modifiées, 40 inchangées."
        );
    }
}
