//! A text of the documentation on the screen.

use leptos::prelude::*;

use super::parse::{Block, Section, Span};
use crate::browser::application_file;
use crate::components::{Callout, InTurn, Tone};

/// Size of every picture, in pixels of the style sheet.
const PICTURE: (u32, u32) = (960, 645);

/// Sections one under the other, with their headings.
#[component]
pub fn Prose(sections: Vec<Section>) -> impl IntoView {
    let part = |section: Section| ViewFn::from(move || section_view(section.clone()));
    let parts = sections.into_iter().map(part).collect();
    view! {
        <InTurn class="max-w-prose space-y-4 [&_h2]:pt-6 [&_h3]:pt-3" parts />
    }
}

/// A section with its heading.
fn section_view(section: Section) -> AnyView {
    let Section { level, title, anchor, blocks } = section;
    let heading = if level == 2 {
        view! { <h2 id=anchor tabindex="-1" class="text-xl font-bold outline-none">{title}</h2> }
            .into_any()
    } else {
        view! { <h3 id=anchor tabindex="-1" class="text-lg font-semibold outline-none">{title}</h3> }
            .into_any()
    };
    view! { {heading} {blocks.into_iter().map(block).collect_view()} }.into_any()
}

fn block(block: Block) -> AnyView {
    let items = |lines: Vec<Vec<Span>>| {
        lines.into_iter().map(|line| view! { <li>{words(line)}</li> }).collect_view()
    };
    match block {
        Block::Paragraph(line) => view! { <p>{words(line)}</p> }.into_any(),
        Block::List(lines) => {
            view! { <ul class="list-disc space-y-1 ps-6">{items(lines)}</ul> }.into_any()
        }
        Block::Steps(lines) => {
            view! { <ol class="list-decimal space-y-1 ps-6">{items(lines)}</ol> }.into_any()
        }
        Block::Note(line) => view! {
            <Callout tone=Tone::Information title="À savoir">
                <p>{words(line)}</p>
            </Callout>
        }
        .into_any(),
        Block::Picture { name, alt } => view! { <Picture name alt /> }.into_any(),
    }
}

fn words(line: Vec<Span>) -> Vec<AnyView> {
    let word = |span: Span| match span {
        Span::Text(text) => text.into_any(),
        Span::Strong(text) => view! { <strong>{text}</strong> }.into_any(),
        Span::Link { text, href } => {
            // The router leaves an anchor of this page, a file of the server and a mail to the browser.
            let outside = !href.starts_with('/') || href.starts_with("/api/");
            view! {
                <a class="link link-primary" href=href rel=outside.then_some("external")>{text}</a>
            }
            .into_any()
        }
    };
    line.into_iter().map(word).collect()
}

/// A screen of the application in the look of the page. The one that is not shown is not loaded.
#[component]
fn Picture(
    /// Of the file, without look and extension.
    name: String,
    /// What one sees.
    alt: String,
) -> impl IntoView {
    let image = |look: &str, class: &'static str| {
        let file = application_file(&format!("aide/{name}-{look}.webp"));
        let alt = alt.clone();
        view! {
            <img
                src=file
                alt=alt
                width=PICTURE.0
                height=PICTURE.1
                loading="lazy"
                decoding="async"
                class=format!("h-auto w-full rounded-box border border-base-content/15 {class}")
            />
        }
    };
    view! {
        <div class="py-2">
            {image("bureau", "in-light")}
            {image("sombre", "in-dark")}
        </div>
    }
}
