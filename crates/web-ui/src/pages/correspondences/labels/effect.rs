//! What a change of answers does to the isolates that are stored, in sentences.

use domain::consumption::Outcome;
use domain::dto::{IsolateMove, LabelEffect, YearEffect};
use leptos::prelude::*;

use crate::format;

/// One sentence for each change.
#[component]
pub fn EffectList(effect: LabelEffect) -> impl IntoView {
    let sentences = sentences(&effect);
    if sentences.is_empty() {
        return view! { <p>"Aucun isolat déjà importé ne change."</p> }.into_any();
    }
    let items = sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> });
    view! { <ul class="list-disc space-y-1 ps-5">{items.collect_view()}</ul> }.into_any()
}

fn sentences(effect: &LabelEffect) -> Vec<String> {
    effect.years.iter().flat_map(of_year).collect()
}

fn of_year(effect: &YearEffect) -> Vec<String> {
    let year = effect.year;
    let isolates = |number| format::count(number, "isolat", "isolats");
    let moved = |one: &IsolateMove| {
        let IsolateMove { from, to, isolates: number } = *one;
        let verb = if number > 1 { "passeraient" } else { "passerait" };
        let (from, to) = (word(from, number), word(to, number));
        format!("{} de {year} {verb} de {from} à {to}.", isolates(number))
    };
    let mut sentences: Vec<String> = effect.moves.iter().map(moved).collect();
    if effect.recoded > 0 {
        let said = if effect.recoded > 1 {
            "changeraient de sens et resteraient gardés"
        } else {
            "changerait de sens et resterait gardé"
        };
        sentences.push(format!("{} de {year} {said}.", isolates(effect.recoded)));
    }
    if effect.before.kept != effect.after.kept {
        sentences.push(format!(
            "En {year}\u{a0}: {} au lieu de {}.",
            format::count(effect.after.kept, "isolat gardé", "isolats gardés"),
            format::integer(effect.before.kept),
        ));
    }
    sentences
}

const fn word(outcome: Outcome, number: u32) -> &'static str {
    match (outcome, number > 1) {
        (Outcome::Kept, true) => "gardés",
        (Outcome::Kept, false) => "gardé",
        (Outcome::Ignored, true) => "ignorés",
        (Outcome::Ignored, false) => "ignoré",
        (Outcome::Rejected, true) => "rejetés",
        (Outcome::Rejected, false) => "rejeté",
    }
}

#[cfg(test)]
mod tests {
    use domain::dto::RowCounts;

    use super::*;

    fn told(moves: &[(Outcome, Outcome, u32)], recoded: u32, kept: (u32, u32)) -> Vec<String> {
        let count = |kept| RowCounts { kept, ..RowCounts::default() };
        let moves = moves.iter().map(|&(from, to, isolates)| IsolateMove { from, to, isolates });
        let (before, after) = (count(kept.0), count(kept.1));
        let year = YearEffect { year: 2024, before, after, moves: moves.collect(), recoded };
        let told = sentences(&LabelEffect { changed: 1, years: vec![year] });
        told.into_iter().map(|text| text.replace(['\u{a0}', '\u{202f}'], " ")).collect()
    }

    #[test]
    fn every_change_is_a_sentence() {
        use Outcome::{Ignored, Kept, Rejected};
        assert_eq!(
            told(&[(Rejected, Kept, 12), (Rejected, Ignored, 1)], 0, (1938, 1950)),
            [
                "12 isolats de 2024 passeraient de rejetés à gardés.",
                "1 isolat de 2024 passerait de rejeté à ignoré.",
                "En 2024 : 1 950 isolats gardés au lieu de 1 938.",
            ]
        );
        assert_eq!(
            told(&[], 300, (7, 7)),
            ["300 isolats de 2024 changeraient de sens et resteraient gardés."]
        );
        assert_eq!(
            told(&[], 1, (7, 7)),
            ["1 isolat de 2024 changerait de sens et resterait gardé."]
        );
        assert!(told(&[], 0, (7, 7)).is_empty());
    }
}
