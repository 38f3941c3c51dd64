//! A password that is chosen, with the rule it has to keep.

use leptos::prelude::*;

use super::{Glyph, Icon, TextField};

/// Shortest password that is accepted.
const MIN_PASSWORD: usize = 12;

/// The field, and how far the typing is from the rule.
#[component]
pub fn NewPassword(
    id: &'static str,
    label: &'static str,
    value: RwSignal<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let done = Memo::new(move |_| value.with(|password| is_long_enough(password)));
    view! {
        <TextField id label value kind="password" autocomplete="new-password" error>
            <p
                class="flex items-center gap-2 text-sm"
                class=("text-success", done)
                class=("text-base-content/75", move || !done.get())
                aria-live="polite"
            >
                {move || {
                    let glyph = if done.get() { Glyph::Check } else { Glyph::Information };
                    view! { <Icon glyph class="size-4" /> }
                }}
                {move || value.with(|password| rule(password))}
            </p>
        </TextField>
    }
}

/// Whether the rule is kept, as far as the browser can tell.
pub fn is_long_enough(password: &str) -> bool {
    password.chars().count() >= MIN_PASSWORD
}

fn rule(password: &str) -> String {
    let length = password.chars().count();
    match MIN_PASSWORD.saturating_sub(length) {
        0 => "Longueur suffisante".to_owned(),
        MIN_PASSWORD => {
            format!("Au moins {MIN_PASSWORD} caractères\u{202f}; une phrase convient bien")
        }
        1 => "Encore 1 caractère".to_owned(),
        missing => format!("Encore {missing} caractères"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule_counts_down_with_the_typing() {
        assert_eq!(rule(""), "Au moins 12 caractères\u{202f}; une phrase convient bien");
        assert_eq!(rule("onze lettre"), "Encore 1 caractère");
        assert_eq!(rule("é"), "Encore 11 caractères");
        assert_eq!(rule("douze lettres"), "Longueur suffisante");
    }
}
