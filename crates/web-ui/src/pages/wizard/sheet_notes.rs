//! What the sheet hides and how it was read, in the words of the check.

use domain::dto::SheetNote;
use leptos::prelude::*;

use crate::components::{Callout, Tone};

/// The notes of a sheet; nothing when there are none.
#[component]
pub fn SheetNotes(notes: Vec<SheetNote>) -> impl IntoView {
    (!notes.is_empty()).then(|| {
        view! {
            <Callout tone=Tone::Information title="Ce que la feuille ne montre pas, et comment elle est lue">
                <ul class="list-disc ps-5 wrap-anywhere">
                    {notes.iter().map(|note| view! { <li>{line(note)}</li> }).collect_view()}
                </ul>
            </Callout>
        }
    })
}

/// The text, and the rows that it does not name.
fn line(note: &SheetNote) -> String {
    if note.rows.is_empty() || note.text.contains(&note.rows) {
        note.text.clone()
    } else {
        format!("{} Lignes\u{a0}: {}.", note.text, note.rows.trim_end_matches('.'))
    }
}

#[cfg(test)]
mod tests {
    use domain::dto::SheetNoteCode;

    use super::*;

    #[test]
    fn rows_are_said_once() {
        let note = |text: &str, rows: &str| SheetNote {
            code: SheetNoteCode::HiddenRows,
            text: text.to_owned(),
            rows: rows.to_owned(),
            columns: Vec::new(),
        };
        let hidden = line(&note("Lignes masquées\u{a0}: 4.", "5-7, 12"));
        assert_eq!(hidden, "Lignes masquées\u{a0}: 4. Lignes\u{a0}: 5-7, 12.");
        assert_eq!(line(&note("Première ligne 2-3.", "2-3")), "Première ligne 2-3.");
        assert_eq!(line(&note("Feuilles masquées.", "")), "Feuilles masquées.");
    }
}
