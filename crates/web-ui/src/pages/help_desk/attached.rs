//! What goes with a question: said in words, and each part may be left out.

use domain::dto::{NewTicketContext, Screen};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::help_desk::{Place, use_help_desk};
use crate::screen;

/// What the page tells, with what the person lets go with the question.
#[derive(Clone, Copy)]
pub struct Attached {
    told: StoredValue<Told>,
    with_screen: RwSignal<bool>,
    with_place: RwSignal<bool>,
    with_import: RwSignal<bool>,
    with_rules: RwSignal<bool>,
}

/// The page as it is when the question begins.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Told {
    screen: Screen,
    place: Option<Place>,
    year: Option<i32>,
    import: Option<i32>,
    rules: Vec<String>,
}

impl Attached {
    /// Of the page that is shown; all of it goes unless the person says otherwise.
    pub fn of_page() -> Self {
        let (desk, location) = (use_help_desk(), use_location());
        let file = desk.file().unwrap_or_default();
        let of_address = location.query.with_untracked(|query| {
            query.get_str("annee").or_else(|| query.get_str("periode")).and_then(screen::year_of)
        });
        let told = Told {
            screen: location.pathname.with_untracked(|path| screen::of_path(path)),
            place: desk.place(),
            year: of_address.or(file.year),
            import: file.import,
            rules: file.rules,
        };
        Self {
            told: StoredValue::new(told),
            with_screen: RwSignal::new(true),
            with_place: RwSignal::new(true),
            with_import: RwSignal::new(true),
            with_rules: RwSignal::new(true),
        }
    }

    /// What is sent.
    pub fn context(self) -> NewTicketContext {
        let with_place = self.with_place.get_untracked();
        self.told.with_value(|told| NewTicketContext {
            screen: Some(told.screen)
                .filter(|screen| self.with_screen.get_untracked() && *screen != Screen::Other),
            finess: told.place.as_ref().filter(|_| with_place).map(|place| place.finess.clone()),
            year: told.year.filter(|_| with_place),
            // An import is told with its establishment.
            import_id: told.import.filter(|_| with_place && self.with_import.get_untracked()),
            rules: if self.with_rules.get_untracked() { told.rules.clone() } else { Vec::new() },
        })
    }
}

/// The establishment and the year of a page, in words.
fn place_words(place: Option<&Place>, year: Option<i32>) -> Option<String> {
    match (place, year) {
        (Some(place), Some(year)) => Some(format!("L’établissement {}, année {year}", place.name)),
        (Some(place), None) => Some(format!("L’établissement {}", place.name)),
        (None, Some(year)) => Some(format!("L’année {year}")),
        (None, None) => None,
    }
}

/// The codes of controls, in words.
fn rules_words(rules: &[String]) -> Option<String> {
    match rules {
        [] => None,
        [only] => Some(format!("Le contrôle {only}")),
        several => Some(format!("Les contrôles {}", several.join(", "))),
    }
}

/// Each part with a box to leave it out.
#[component]
pub fn AttachedParts(attached: Attached) -> impl IntoView {
    let told = attached.told.get_value();
    let screen = screen::label(told.screen).map(|label| format!("L’écran «\u{a0}{label}\u{a0}»"));
    let import = told.import.map(|id| format!("L’import n°\u{a0}{id}"));
    let without_place = Signal::derive(move || !attached.with_place.get());
    let always = Signal::stored(false);
    let parts = [
        (screen, attached.with_screen, always),
        (place_words(told.place.as_ref(), told.year), attached.with_place, always),
        (import, attached.with_import, without_place),
        (rules_words(&told.rules), attached.with_rules, always),
    ];
    let parts: Vec<_> =
        parts.into_iter().filter_map(|(text, chosen, off)| Some((text?, chosen, off))).collect();
    if parts.is_empty() {
        return view! { <p class="text-sm">"Rien d’autre que votre texte n’est joint."</p> }
            .into_any();
    }
    let part = |(text, chosen, off): (String, RwSignal<bool>, Signal<bool>)| {
        view! {
            <label class="flex items-start gap-3">
                <input
                    type="checkbox"
                    class="checkbox checkbox-sm mt-0.5"
                    prop:checked=move || chosen.get() && !off.get()
                    prop:disabled=off
                    on:change:target=move |event| chosen.set(event.target().checked())
                />
                <span class="wrap-anywhere">{text}</span>
            </label>
        }
    };
    view! {
        <fieldset class="space-y-2 rounded-box border border-base-content/15 px-4 pt-1 pb-4">
            <legend class="px-1 font-medium">"Sera joint"</legend>
            {parts.into_iter().map(part).collect_view()}
            <p class="text-sm text-base-content/75">
                "Jamais une valeur de vos fichiers. Décochez ce que vous ne voulez pas joindre."
            </p>
        </fieldset>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_with_a_question_is_said_in_words() {
        let place = Place { finess: "060000478".to_owned(), name: "CH DE GRASSE".to_owned() };
        let words = place_words(Some(&place), Some(2024));
        assert_eq!(words.as_deref(), Some("L’établissement CH DE GRASSE, année 2024"));
        assert_eq!(place_words(None, Some(2024)).as_deref(), Some("L’année 2024"));
        assert_eq!(place_words(None, None), None);
        let codes = ["CO02".to_owned(), "CO11".to_owned()];
        assert_eq!(rules_words(&codes).as_deref(), Some("Les contrôles CO02, CO11"));
        assert_eq!(rules_words(&codes[..1]).as_deref(), Some("Le contrôle CO02"));
        assert_eq!(rules_words(&[]), None);
    }
}
