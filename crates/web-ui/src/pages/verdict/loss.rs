//! A loud word where much of a file would not count.

use domain::dto::{RowCounts, Unmatched};
use leptos::prelude::*;

use crate::components::{Callout, Tone};
use crate::format;

/// Part of the rows whose loss is told aloud.
const LOUD: f64 = 0.05;

/// Says how many rows are rejected, when they are many, and where to mend it: `drugs` is the address of
/// the establishment's own drugs.
#[component]
pub fn Loss(rows: RowCounts, unmatched: Unmatched, drugs: Option<String>) -> impl IntoView {
    is_loud(&rows).then(|| {
        let share = f64::from(rows.rejected) / f64::from(rows.read);
        let title = format!(
            "{} sur {} ne comptent pas ({})",
            format::count(rows.rejected, "ligne", "lignes"),
            format::integer(rows.read),
            format::percent(100.0 * share),
        );
        let (text, link) = if unmatched.drugs.is_empty() {
            ("Les anomalies ci-dessous disent pourquoi, et comment y remédier.", None)
        } else {
            (
                "Le taux sera trop bas tant que ces lignes manquent. Le plus souvent, le livret de \
                 la pharmacie suffit\u{a0}: ses médicaments sont alors reconnus, sans refaire l’import.",
                drugs,
            )
        };
        view! {
            <Callout tone=Tone::Danger title>
                <p>{text}</p>
                {link.map(|href| view! { <a class="btn btn-sm" href=href>"Déposer le livret de la pharmacie"</a> })}
            </Callout>
        }
    })
}

fn is_loud(rows: &RowCounts) -> bool {
    f64::from(rows.rejected) > LOUD * f64::from(rows.read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_rejected_rows_are_no_alarm() {
        let rows = |read, rejected| RowCounts { read, rejected, ..RowCounts::default() };
        assert!(!is_loud(&rows(4163, 17)));
        assert!(is_loud(&rows(4163, 3476)));
        assert!(!is_loud(&rows(0, 0)));
    }
}
