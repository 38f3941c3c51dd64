//! A text that people accept, with its headings and lists.

use leptos::prelude::*;

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Block {
    Heading(String),
    List(Vec<String>),
    Paragraph(String),
}

/// The body of a text, in the marks of `LegalText`.
#[component]
pub fn LegalBody(body: String) -> impl IntoView {
    let block = |block: Block| match block {
        Block::Heading(text) => {
            view! { <h2 class="pt-3 text-lg font-semibold">{text}</h2> }.into_any()
        }
        Block::List(items) => {
            let items = items.into_iter().map(|item| view! { <li>{item}</li> }).collect_view();
            view! { <ul class="list-disc space-y-1 ps-6">{items}</ul> }.into_any()
        }
        Block::Paragraph(text) => view! { <p>{text}</p> }.into_any(),
    };
    view! {
        <div class="max-w-prose space-y-3">
            {blocks(&body).into_iter().map(block).collect_view()}
        </div>
    }
}

fn blocks(body: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    for line in body.replace("\r\n", "\n").split("\n\n").flat_map(lines) {
        match (line, blocks.last_mut()) {
            (Block::List(more), Some(Block::List(items))) => items.extend(more),
            (block, _) => blocks.push(block),
        }
    }
    blocks
}

/// The parts between two blank lines: a heading and list items have a line each.
fn lines(part: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    for line in part.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let block = if let Some(heading) = line.strip_prefix("## ") {
            Block::Heading(heading.to_owned())
        } else if let Some(item) = line.strip_prefix("- ") {
            Block::List(vec![item.to_owned()])
        } else {
            Block::Paragraph(line.to_owned())
        };
        match (block, blocks.last_mut()) {
            (Block::Paragraph(line), Some(Block::Paragraph(text))) => {
                text.push(' ');
                text.push_str(&line);
            }
            (block, _) => blocks.push(block),
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_lists_and_paragraphs_are_told_apart() {
        let body = "Avant\r\npropos.\n\n## Objet\n\nTexte.\n- un\n- deux\n\n- trois\n";
        let list = ["un", "deux", "trois"].map(str::to_owned).to_vec();
        assert_eq!(
            blocks(body),
            [
                Block::Paragraph("Avant propos.".to_owned()),
                Block::Heading("Objet".to_owned()),
                Block::Paragraph("Texte.".to_owned()),
                Block::List(list),
            ]
        );
    }
}
