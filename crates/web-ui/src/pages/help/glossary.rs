//! The words of the application and of the files.

use domain::french::typeset;
use leptos::prelude::*;

use super::doc::Doc;
use super::frame::DocFrame;
use super::prose::anchor_of;
use crate::components::SearchField;
use crate::fold::fold;

/// One word per line: word, meaning.
const TEXT: &str = include_str!("../../../texts/glossaire.csv");

/// A word and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub term: String,
    pub meaning: String,
    pub anchor: String,
}

/// Every word, by the alphabet.
pub(super) fn words() -> Vec<Word> {
    let lines = TEXT.lines().skip(1).filter_map(|line| line.split_once(';'));
    let mut words: Vec<Word> = lines
        .map(|(term, meaning)| Word {
            term: typeset(term),
            meaning: typeset(meaning),
            anchor: anchor_of(term),
        })
        .collect();
    words.sort_by_cached_key(|word| fold(&word.term));
    words
}

/// The page of the glossary.
#[component]
pub fn GlossaryPage() -> impl IntoView {
    let words = words();
    let wanted = RwSignal::new(String::new());
    let on_search = Callback::new(move |text: String| wanted.set(fold(&text)));
    let shown = move || {
        let wanted = wanted.get();
        let found = words.iter().filter(|word| {
            fold(&word.term).contains(&wanted) || fold(&word.meaning).contains(&wanted)
        });
        let found: Vec<_> = found.cloned().collect();
        if found.is_empty() {
            view! { <p role="status">"Aucun mot ne correspond."</p> }.into_any()
        } else {
            view! {
                <dl class="grid gap-x-8 gap-y-4 md:grid-cols-2">
                    {found.into_iter().map(entry).collect_view()}
                </dl>
            }
            .into_any()
        }
    };
    view! {
        <DocFrame doc=Doc::Glossary contents=Vec::new()>
            <SearchField id="mot" label="Chercher un mot" placeholder="DDJ, verdict, EBLSE…" on_search />
            {shown}
        </DocFrame>
    }
}

fn entry(word: Word) -> impl IntoView {
    view! {
        <div>
            <dt id=word.anchor tabindex="-1" class="font-semibold outline-none">{word.term}</dt>
            <dd class="text-base-content/85">{word.meaning}</dd>
        </div>
    }
}
