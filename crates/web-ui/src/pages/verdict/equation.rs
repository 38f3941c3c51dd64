//! Rows read = kept + ignored + rejected, with the reasons.

use std::collections::BTreeMap;

use domain::dto::{RowCounts, RowReasons};
use leptos::prelude::*;

use crate::format;
use crate::labels;
use crate::order::sorted;

/// The promise that no row is lost, in figures.
#[component]
pub fn Equation(rows: RowCounts, reasons: RowReasons) -> impl IntoView {
    let sentence = equation_sentence(&rows);
    let blank = (rows.blank > 0).then(|| {
        format!("Plus {}, sans effet.", format::count(rows.blank, "ligne vide", "lignes vides"))
    });
    view! {
        <section class="space-y-4" aria-labelledby="equation">
            <h2 id="equation" class="text-xl font-bold">"Les lignes du fichier"</h2>
            <p class="sr-only">{sentence}</p>
            <div
                class="grid grid-cols-[1.25rem_1fr] items-stretch gap-x-3 gap-y-2 sm:grid-cols-[1fr_auto_1fr_auto_1fr_auto_1fr]"
                aria-hidden="true"
            >
                <span class="sm:hidden"></span>
                {term(rows.read, "lues", "border-base-content/20")} {sign("=")}
                {term(rows.kept, "gardées", "border-success/60")} {sign("+")}
                {term(rows.ignored, "ignorées", "border-base-content/20")} {sign("+")}
                {term(rows.rejected, "rejetées", if rows.rejected > 0 { "border-error/60" } else { "border-base-content/20" })}
            </div>
            {blank.map(|blank| view! { <p class="text-sm text-base-content/75">{blank}</p> })}
            <div class="grid gap-6 md:grid-cols-3">
                {list("Gardées", &reasons.kept)} {list("Ignorées", &reasons.ignored)}
                {list("Rejetées", &reasons.rejected)}
            </div>
        </section>
    }
}

/// The equation in words.
pub fn equation_sentence(rows: &RowCounts) -> String {
    format!(
        "{} = {} + {} + {}.",
        format::count(rows.read, "ligne lue", "lignes lues"),
        format::count(rows.kept, "gardée", "gardées"),
        format::count(rows.ignored, "ignorée", "ignorées"),
        format::count(rows.rejected, "rejetée", "rejetées"),
    )
}

fn term(number: u32, word: &'static str, border: &'static str) -> impl IntoView {
    view! {
        <div class=format!(
            "flex items-baseline gap-2 rounded-box border bg-base-100 px-4 py-2 sm:block sm:py-3 sm:text-center {border}"
        )>
            <p class="text-2xl font-bold tabular-nums">{format::integer(number)}</p>
            <p class="text-sm text-base-content/80">{word}</p>
        </div>
    }
}

fn sign(sign: &'static str) -> impl IntoView {
    view! { <p class="self-center text-center text-2xl font-bold text-base-content/70">{sign}</p> }
}

fn list(title: &'static str, reasons: &BTreeMap<String, u32>) -> impl IntoView + use<> {
    let reasons: Vec<(String, u32)> =
        reasons.iter().map(|(reason, rows)| (reason.clone(), *rows)).collect();
    let reasons = sorted(&reasons, |(_, rows)| f64::from(*rows));
    (!reasons.is_empty()).then(|| {
        view! {
            <div>
                <h3 class="mb-2 font-semibold">{title}</h3>
                <ul class="space-y-1">
                    {reasons
                        .into_iter()
                        .map(|(reason, rows)| {
                            view! {
                                <li class="flex justify-between gap-4 border-b border-base-content/10 pb-1">
                                    <span>{labels::reason(&reason).to_owned()}</span>
                                    <span class="tabular-nums">{format::integer(rows)}</span>
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
            </div>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_equation_is_also_a_sentence() {
        let rows = RowCounts { read: 4163, kept: 1996, ignored: 2150, rejected: 17, blank: 0 };
        let sentence = equation_sentence(&rows).replace(['\u{202f}', '\u{a0}'], " ");
        assert_eq!(sentence, "4 163 lignes lues = 1 996 gardées + 2 150 ignorées + 17 rejetées.");
    }
}
