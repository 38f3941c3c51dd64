//! The marks of a text: `## Heading {#anchor}`, `### Question`, `- item`, `1. step`, `> note`,
//! `![picture](what one sees)`, `**strong**`, `[words](address)`. Blanks become those of French.

use domain::french::typeset;

use crate::fold::fold;

/// A heading and what stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// 2, or 3 under it.
    pub level: u8,
    pub title: String,
    /// What its address has behind `#`.
    pub anchor: String,
    pub blocks: Vec<Block>,
}

/// A part of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    Paragraph(Vec<Span>),
    List(Vec<Vec<Span>>),
    Steps(Vec<Vec<Span>>),
    Note(Vec<Span>),
    Picture { name: String, alt: String },
}

/// Words of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    Text(String),
    Strong(String),
    Link { text: String, href: String },
}

/// The sections of a text; what stands before the first heading is left out.
pub fn parse(text: &str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(title) = line.strip_prefix("### ") {
            sections.push(section(3, title));
        } else if let Some(title) = line.strip_prefix("## ") {
            sections.push(section(2, title));
        } else if let Some(section) = sections.last_mut() {
            put(line, &mut section.blocks);
        }
    }
    sections
}

impl Section {
    /// The words of the section without its heading, for a search.
    pub fn words(&self) -> String {
        let lines = self.blocks.iter().flat_map(|block| match block {
            Block::Paragraph(line) | Block::Note(line) => vec![words(line)],
            Block::List(lines) | Block::Steps(lines) => {
                lines.iter().map(|one| words(one)).collect()
            }
            Block::Picture { .. } => Vec::new(),
        });
        lines.collect::<Vec<_>>().join(" ")
    }
}

fn words(line: &[Span]) -> String {
    let text = |span: &Span| match span {
        Span::Text(text) | Span::Strong(text) | Span::Link { text, .. } => text.clone(),
    };
    line.iter().map(text).collect()
}

fn section(level: u8, heading: &str) -> Section {
    let (title, anchor) = match heading.strip_suffix('}').and_then(|rest| rest.split_once(" {#")) {
        Some((title, anchor)) => (title, anchor.to_owned()),
        None => (heading, anchor_of(heading)),
    };
    Section { level, title: typeset(title), anchor, blocks: Vec::new() }
}

/// `Lire le verdict` becomes `lire-le-verdict`.
pub fn anchor_of(title: &str) -> String {
    let letters = fold(title).replace(|letter: char| !letter.is_ascii_alphanumeric(), " ");
    letters.split_whitespace().collect::<Vec<_>>().join("-")
}

/// Items that follow one another are one list.
fn put(line: &str, blocks: &mut Vec<Block>) {
    let step = line.split_once(". ").filter(|(number, _)| number.parse::<u8>().is_ok());
    let picture = line.strip_prefix("![").and_then(|rest| rest.strip_suffix(')')?.split_once("]("));
    if let Some((name, alt)) = picture {
        blocks.push(Block::Picture { name: name.to_owned(), alt: typeset(alt) });
    } else if let Some(note) = line.strip_prefix("> ") {
        blocks.push(Block::Note(spans(note)));
    } else if let Some(item) = line.strip_prefix("- ") {
        match blocks.last_mut() {
            Some(Block::List(items)) => items.push(spans(item)),
            _ => blocks.push(Block::List(vec![spans(item)])),
        }
    } else if let Some((_, item)) = step {
        match blocks.last_mut() {
            Some(Block::Steps(items)) => items.push(spans(item)),
            _ => blocks.push(Block::Steps(vec![spans(item)])),
        }
    } else {
        blocks.push(Block::Paragraph(spans(line)));
    }
}

fn spans(line: &str) -> Vec<Span> {
    let line = typeset(line);
    let (mut rest, mut spans) = (line.as_str(), Vec::new());
    while let Some((before, span, after)) = next_mark(rest) {
        if !before.is_empty() {
            spans.push(Span::Text(before.to_owned()));
        }
        spans.push(span);
        rest = after;
    }
    if !rest.is_empty() {
        spans.push(Span::Text(rest.to_owned()));
    }
    spans
}

/// What is before the first mark, what it marks, what is behind it.
fn next_mark(text: &str) -> Option<(&str, Span, &str)> {
    let strong = || {
        let (before, rest) = text.split_once("**")?;
        let (marked, after) = rest.split_once("**")?;
        Some((before, Span::Strong(marked.to_owned()), after))
    };
    let link = || {
        let (before, rest) = text.split_once('[')?;
        let (marked, rest) = rest.split_once("](")?;
        let (href, after) = rest.split_once(')')?;
        let span = Span::Link { text: marked.to_owned(), href: href.to_owned() };
        Some((before, span, after))
    };
    let marks = [strong(), link()].into_iter().flatten();
    marks.min_by_key(|(before, ..)| before.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Span {
        Span::Text(text.to_owned())
    }

    #[test]
    fn marks_become_blocks() {
        let sections = parse(
            "Avant.\n\n## Lire le verdict\n\nUn **mot** et [un lien](/aide) : oui.\n- un\n- deux\n1. pas\n\
             > note\n![07-verdict](Le verdict)\n\n### Et après ? {#apres}\n",
        );
        let link = Span::Link { text: "un lien".to_owned(), href: "/aide".to_owned() };
        let strong = Span::Strong("mot".to_owned());
        assert_eq!(sections.len(), 2);
        assert_eq!(sections[0].anchor, "lire-le-verdict");
        assert_eq!(
            sections[0].blocks,
            [
                Block::Paragraph(vec![
                    text("Un "),
                    strong,
                    text(" et "),
                    link,
                    text("\u{a0}: oui.")
                ]),
                Block::List(vec![vec![text("un")], vec![text("deux")]]),
                Block::Steps(vec![vec![text("pas")]]),
                Block::Note(vec![text("note")]),
                Block::Picture { name: "07-verdict".to_owned(), alt: "Le verdict".to_owned() },
            ]
        );
        assert_eq!((sections[1].level, sections[1].anchor.as_str()), (3, "apres"));
        assert_eq!(sections[1].title, "Et après\u{202f}?");
    }

    #[test]
    fn a_section_is_searched_by_all_of_its_words() {
        let sections = parse("## Titre\nUn **mot**.\n- deux\n");
        assert_eq!(sections[0].words(), "Un mot. deux");
    }
}
