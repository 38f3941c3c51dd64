//! One cell: its value is in its attributes, a text in its paragraphs.

use domain::import::{Cell, FileProblem, Table, serial_from_iso};
use quick_xml::events::BytesStart;

use crate::gauge::Gauge;
use crate::problem;
use crate::xml::{attribute, number};

/// Most blanks that one element stands for.
const MOST_BLANKS: usize = 100;

/// A cell between its start and its end.
pub struct Reading {
    value: Value,
    /// What is displayed.
    shown: String,
    paragraphs: usize,
    pub repeated: usize,
}

enum Value {
    Shown,
    Empty,
    Known(Cell),
    Text(String),
}

/// Begins a cell by its attributes (19.385: `office:value-type`).
pub fn begin(start: &BytesStart<'_>, repeated: usize) -> Reading {
    let value_of = |name| attribute(start, name).map(std::borrow::Cow::into_owned);
    let (mut office, mut error) = (String::new(), false);
    for attribute in start.attributes().with_checks(false).flatten() {
        match attribute.key.as_ref() {
            "office:value-type" => office = attribute.value.into_owned(),
            "calcext:value-type" => error = &*attribute.value == "error",
            _ => {}
        }
    }
    let value = match office.as_str() {
        _ if error => Value::Known(Cell::Error),
        "float" | "percentage" | "currency" => number(start, "value")
            .filter(|number: &f64| number.is_finite())
            .map_or(Value::Shown, |number| Value::Known(Cell::Number(number))),
        "date" => value_of("date-value").map_or(Value::Shown, |text| {
            serial_from_iso(&text)
                .map_or(Value::Text(text), |serial| Value::Known(Cell::Date(serial)))
        }),
        "time" => value_of("time-value").map_or(Value::Shown, Value::Text),
        "boolean" => Value::Known(Cell::Bool(value_of("boolean-value").as_deref() == Some("true"))),
        "string" => value_of("string-value").map_or(Value::Shown, Value::Text),
        _ => Value::Empty,
    };
    Reading { value, shown: String::new(), paragraphs: 0, repeated }
}

impl Reading {
    /// An element inside the cell: paragraphs are lines, blanks are elements.
    pub fn open(&mut self, name: &str, start: &BytesStart<'_>) {
        match name {
            "p" => {
                if self.paragraphs > 0 {
                    self.shown.push('\n');
                }
                self.paragraphs += 1;
            }
            "s" => {
                let blanks = number(start, "c").unwrap_or(1).min(MOST_BLANKS);
                self.shown.extend(std::iter::repeat_n(' ', blanks));
            }
            "tab" => self.shown.push('\t'),
            "line-break" => self.shown.push('\n'),
            _ => {}
        }
    }

    pub fn text(&mut self, text: &str, gauge: &Gauge<'_>) -> Result<(), FileProblem> {
        // Blanks between paragraphs are the layout of the part.
        if self.paragraphs > 0 {
            self.shown.push_str(text);
        }
        if self.shown.len() as u64 > gauge.limits.piece_bytes {
            return Err(problem::damaged());
        }
        Ok(())
    }

    pub fn cell(self, table: &mut Table) -> Cell {
        let text = match self.value {
            Value::Known(cell) => return cell,
            Value::Empty => return Cell::Empty,
            Value::Text(text) => text,
            Value::Shown => self.shown,
        };
        if text.is_empty() { Cell::Empty } else { Cell::Text(table.intern(&text)) }
    }
}
