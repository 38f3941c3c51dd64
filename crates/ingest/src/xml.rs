//! XML of a part, one piece at a time: pieces and depth are bounded, entities are those of XML only.

use std::borrow::Cow;
use std::io::BufRead;

use domain::import::FileProblem;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesEnd, BytesRef, BytesStart, Event};

use crate::gauge::Gauge;
use crate::problem;

pub struct Xml<'g, R> {
    reader: quick_xml::Reader<R>,
    buffer: Vec<u8>,
    gauge: &'g Gauge<'g>,
    depth: usize,
}

/// What the readers of sheets look at; an empty element starts and ends.
pub enum Piece<'e> {
    Start(BytesStart<'e>),
    End(BytesEnd<'e>),
    Text(Cow<'e, str>),
    Eof,
}

impl<'g, R: BufRead> Xml<'g, R> {
    pub fn new(part: R, gauge: &'g Gauge<'g>) -> Self {
        let mut reader = quick_xml::Reader::from_reader(part);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        Self { reader, buffer: Vec::with_capacity(1024), gauge, depth: 0 }
    }

    /// The next piece; a part that ends inside an element is damaged.
    pub fn next(&mut self) -> Result<Piece<'_>, FileProblem> {
        self.buffer.clear();
        let gauge = self.gauge;
        let event = self.reader.read_event_into(&mut self.buffer).map_err(|_| gauge.problem())?;
        gauge.piece_ends();
        Ok(match event {
            Event::Start(start) => {
                self.depth += 1;
                if self.depth > gauge.limits.depth {
                    return Err(problem::damaged());
                }
                Piece::Start(start)
            }
            Event::End(end) => {
                self.depth = self.depth.saturating_sub(1);
                Piece::End(end)
            }
            Event::Text(text) => Piece::Text(text.xml10_content()),
            Event::CData(text) => Piece::Text(text.xml10_content()),
            Event::GeneralRef(entity) => Piece::Text(resolved(&entity)),
            Event::Eof if self.depth > 0 => return Err(problem::damaged()),
            Event::Eof => Piece::Eof,
            _ => Piece::Text("".into()),
        })
    }
}

/// An unknown entity is nothing: those that a file declares itself are never expanded.
fn resolved<'e>(entity: &BytesRef<'e>) -> Cow<'e, str> {
    let named = match &**entity {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "apos" => "'",
        "quot" => "\"",
        _ => "",
    };
    match entity.resolve_char_ref() {
        Ok(Some(char)) => char.to_string().into(),
        _ => named.into(),
    }
}

/// The value of an attribute, whatever the prefix of its name.
pub fn attribute<'e>(start: &'e BytesStart<'_>, name: &str) -> Option<Cow<'e, str>> {
    let mut attributes = start.attributes();
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok()
}

/// The number in an attribute.
pub fn number<T: std::str::FromStr>(start: &BytesStart<'_>, name: &str) -> Option<T> {
    attribute(start, name)?.trim().parse().ok()
}

/// Whether an attribute says yes.
pub fn is_set(start: &BytesStart<'_>, name: &str) -> bool {
    attribute(start, name).is_some_and(|value| matches!(value.trim(), "1" | "true" | "TRUE"))
}
