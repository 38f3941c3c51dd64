//! What every page of the documentation has around its text.

use leptos::prelude::*;

use super::doc::Doc;
use super::prose::Section;
use crate::anchor::follow_anchor;
use crate::components::{Glyph, Icon, PageHeading};
use crate::routes;

/// A line of the contents: anchor and title.
pub type Heading = (String, String);

/// The headings of a text down to a level.
pub fn headings(sections: &[Section], level: u8) -> Vec<Heading> {
    let shown = sections.iter().filter(|section| section.level <= level);
    shown.map(|section| (section.anchor.clone(), section.title.clone())).collect()
}

/// Where one is, the title, the contents, the text, the pages before and after.
#[component]
pub fn DocFrame(
    doc: Doc,
    /// The parts of the page; a page with few has none.
    contents: Vec<Heading>,
    children: Children,
) -> impl IntoView {
    follow_anchor();
    let has_contents = contents.len() > 2;
    view! {
        <Breadcrumb title=doc.title() />
        <PageHeading title=doc.title() lead=doc.lead() />
        <div class=if has_contents { "gap-10 lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]" } else { "" }>
            {has_contents.then(|| view! { <Contents contents /> })}
            <div class="min-w-0 space-y-10 has-[.loading]:min-h-dvh">{children()}</div>
        </div>
        <Neighbours doc />
    }
}

/// The way back to the entrance.
#[component]
fn Breadcrumb(title: &'static str) -> impl IntoView {
    view! {
        <nav aria-label="Fil d’Ariane" class="mb-3 text-sm">
            <ol class="flex flex-wrap gap-x-2">
                <li><a class="link link-primary" href=routes::HELP>"Documentation"</a></li>
                <li aria-hidden="true" class="text-base-content/75">"›"</li>
                <li aria-current="page">{title}</li>
            </ol>
        </nav>
    }
}

/// The parts of the page: beside the text, above it on a small screen and closed.
#[component]
fn Contents(contents: Vec<Heading>) -> impl IntoView {
    let links = move |contents: Vec<Heading>| {
        contents
            .into_iter()
            .map(|(anchor, title)| {
                view! {
                    <li>
                        <a class="block py-1 hover:underline" href=format!("#{anchor}") rel="external">{title}</a>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <details class="mb-6 rounded-box border border-base-content/15 bg-base-100 lg:hidden">
            <summary class="cursor-pointer p-4 font-semibold">"Sur cette page"</summary>
            <ul class="px-4 pb-4">{links(contents.clone())}</ul>
        </details>
        <nav
            aria-label="Sur cette page"
            class="max-lg:hidden lg:sticky lg:top-20 lg:max-h-[calc(100dvh-6rem)] lg:self-start lg:overflow-y-auto lg:pe-2"
        >
            <p class="mb-2 font-semibold">"Sur cette page"</p>
            <ul class="space-y-0.5 border-s border-base-content/15 ps-4 text-sm">{links(contents)}</ul>
        </nav>
    }
}

/// The pages before and after.
#[component]
fn Neighbours(doc: Doc) -> impl IntoView {
    let (before, after) = doc.neighbours();
    view! {
        <nav
            aria-label="Pages de la documentation"
            class="mt-12 flex flex-wrap justify-between gap-4 border-t border-base-content/15 pt-6"
        >
            {before
                .map(|page| {
                    view! {
                        <a class="btn h-auto py-2" href=page.address()>
                            <span class="rotate-180"><Icon glyph=Glyph::Arrow class="size-4" /></span>
                            {format!("Précédent\u{a0}: {}", page.title())}
                        </a>
                    }
                })}
            {after
                .map(|page| {
                    view! {
                        <a class="btn ms-auto h-auto py-2" href=page.address()>
                            {format!("Suivant\u{a0}: {}", page.title())}
                            <Icon glyph=Glyph::Arrow class="size-4" />
                        </a>
                    }
                })}
        </nav>
    }
}
