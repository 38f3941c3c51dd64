//! What a file changes, beside the lines that it takes the place of and beside the year before.

use domain::dto::{Difference, ImportKind, LineChange, SectorRate, YearDifference};
use leptos::prelude::*;

use super::effect::decimal;
use crate::components::TableFrame;
use crate::format;

/// Both comparisons; nothing at all when there is nothing to compare with.
#[component]
pub fn Differences(
    kind: ImportKind,
    in_force: Option<Difference>,
    last_year: Option<YearDifference>,
) -> impl IntoView {
    if in_force.is_none() && last_year.is_none() {
        return None;
    }
    let in_force = in_force.map(|difference| {
        view! { <Compared kind with="ce qui est en vigueur".to_owned() difference /> }
    });
    let last_year = last_year.map(|YearDifference { year, lines, sectors }| {
        view! {
            <Compared kind with=year.to_string() difference=lines />
            <Sectors year sectors />
        }
    });
    Some(view! {
        <section class="space-y-3" aria-labelledby="changements">
            <h2 id="changements" class="text-xl font-bold">"Ce qui change"</h2>
            {in_force}
            {last_year}
        </section>
    })
}

/// The counts in a sentence, then the largest changes.
#[component]
fn Compared(kind: ImportKind, with: String, difference: Difference) -> impl IntoView {
    let sentence = sentence(kind, &with, &difference);
    let caption = format!("Les plus grands changements par rapport à {with}");
    let by_period = difference.first.iter().any(|change| change.period.is_some());
    let of_units = kind != ImportKind::Resistance;
    let named = if of_units { "Libellé" } else { "Micro-organisme" };
    let row = move |change: LineChange| {
        let what = match (change.new, change.gone) {
            (true, _) => words(kind).new.0,
            (_, true) => words(kind).gone.0,
            _ => words(kind).changed.0,
        };
        let number =
            |number: Option<f64>| number.map_or_else(|| "–".to_owned(), |n| format::decimal(n, 0));
        let name = [change.drug_code, change.label].into_iter().flatten().collect::<Vec<_>>();
        let unit = of_units.then(|| {
            view! { <th scope="row" class="font-normal tabular-nums">{change.unit_code}</th> }
        });
        let period = by_period.then(|| {
            let period = change.period.map(|period| format::period(&period));
            view! { <td class="whitespace-nowrap">{period}</td> }
        });
        view! {
            <tr>
                {unit}
                <td>{name.join(" ")}</td>
                {period}
                <td>{what}</td>
                <td class="text-end tabular-nums">{number(change.before)}</td>
                <td class="text-end tabular-nums">{number(change.after)}</td>
            </tr>
        }
    };
    let unit = of_units.then(|| view! { <th scope="col">"UF"</th> });
    let period = by_period.then(|| view! { <th scope="col">"Période"</th> });
    let table = (!difference.first.is_empty()).then(|| {
        view! {
            <details>
                <summary class="cursor-pointer font-medium text-primary">{caption.clone()}</summary>
                <div class="mt-3">
                    <TableFrame caption quiet=true>
                        <thead>
                            <tr>
                                {unit} <th scope="col">{named}</th> {period}
                                <th scope="col">"Changement"</th>
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
    view! {
        <p class="max-w-prose">{sentence}</p>
        {table}
    }
}

/// The rates of the sectors beside those of the year before.
#[component]
fn Sectors(year: i32, sectors: Vec<SectorRate>) -> impl IntoView {
    let row = |sector: SectorRate| {
        view! {
            <tr>
                <th scope="row" class="font-normal">{sector.label}</th>
                <td class="text-end tabular-nums">{decimal(sector.before)}</td>
                <td class="text-end tabular-nums">{decimal(sector.after)}</td>
            </tr>
        }
    };
    let caption = format!("DDJ/1000 JH par secteur, {year} et {}", year + 1);
    (!sectors.is_empty()).then(|| {
        view! {
            <details>
                <summary class="cursor-pointer font-medium text-primary">{caption.clone()}</summary>
                <div class="mt-3">
                    <TableFrame caption quiet=true>
                        <thead>
                            <tr>
                                <th scope="col">"Secteur"</th>
                                <th scope="col" class="text-end">{year}</th>
                                <th scope="col" class="text-end">{year + 1}</th>
                            </tr>
                        </thead>
                        <tbody>{sectors.into_iter().map(row).collect_view()}</tbody>
                    </TableFrame>
                </div>
            </details>
        }
    })
}

/// How changes are said: of one, and of several.
struct Words {
    new: (&'static str, &'static str),
    gone: (&'static str, &'static str),
    changed: (&'static str, &'static str),
    same: (&'static str, &'static str),
}

const fn words(kind: ImportKind) -> Words {
    let (gone, changed, same) =
        (("disparue", "disparues"), ("modifiée", "modifiées"), ("inchangée", "inchangées"));
    match kind {
        ImportKind::Structure => {
            Words { new: ("UF nouvelle", "UF nouvelles"), gone, changed, same }
        }
        ImportKind::PatientDays | ImportKind::Consumption => {
            Words { new: ("ligne nouvelle", "lignes nouvelles"), gone, changed, same }
        }
        ImportKind::Resistance => Words {
            new: ("micro-organisme nouveau", "micro-organismes nouveaux"),
            gone: ("absent", "absents"),
            changed: ("en nombre différent", "en nombre différent"),
            same: ("en même nombre", "en même nombre"),
        },
    }
}

fn sentence(kind: ImportKind, with: &str, difference: &Difference) -> String {
    let Difference { same, added, lost, changed, .. } = difference;
    if *added + *lost + *changed == 0 {
        return format!("Rien ne change par rapport à {with}.");
    }
    let Words { new, gone, changed: other, same: alike } = words(kind);
    let told = [(added, new), (lost, gone), (changed, other), (same, alike)];
    let told = told.map(|(number, (one, several))| format::count(*number, one, several));
    format!("Par rapport à {with}\u{a0}: {}.", told.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_changes_are_also_a_sentence() {
        let difference = Difference { same: 40, added: 1, lost: 2, changed: 3, first: Vec::new() };
        let told =
            |kind, with| sentence(kind, with, &difference).replace(['\u{202f}', '\u{a0}'], " ");
        assert_eq!(
            told(ImportKind::Consumption, "ce qui est en vigueur"),
            "Par rapport à ce qui est en vigueur : 1 ligne nouvelle, 2 disparues, 3 modifiées, 40 inchangées."
        );
        assert_eq!(
            told(ImportKind::Resistance, "2023"),
            "Par rapport à 2023 : 1 micro-organisme nouveau, 2 absents, 3 en nombre différent, 40 en même nombre."
        );
    }
}
