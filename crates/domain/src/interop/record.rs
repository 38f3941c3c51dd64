//! A line in the making: a cell takes only what its variable allows.

use std::borrow::Cow;

use super::fields::quoted;
use super::layout::Variable;
use crate::dto::{ExportLayout, ExportSeverity};

/// The cells of a line.
#[derive(Debug, Clone)]
pub struct Record {
    layout: ExportLayout,
    cells: Vec<Cow<'static, str>>,
}

impl Record {
    /// A line with its constants alone.
    pub fn new(layout: ExportLayout) -> Self {
        let cell = |variable: &Variable| variable.constant().unwrap_or_default().into();
        Self { layout, cells: layout.variables().iter().map(cell).collect() }
    }

    /// Fills a cell; nothing is written where the variable does not allow it, which is told.
    pub fn put(&mut self, name: &str, value: impl Into<Cow<'static, str>>) -> bool {
        let value = value.into();
        let variables = self.layout.variables();
        let Some(place) = variables.iter().position(|variable| variable.name == name) else {
            return false;
        };
        let allowed = variables[place].allows(&value);
        if allowed {
            self.cells[place] = value;
        }
        allowed
    }

    /// The same for a variable that only some pathogens have; the others are left empty.
    pub fn put_for(&mut self, pathogen: &str, name: &str, value: &'static str) {
        let variable = self.layout.variables().iter().find(|variable| variable.name == name);
        if variable.is_some_and(|variable| variable.is_for(pathogen)) {
            self.put(name, value);
        }
    }

    /// The line with its line feed; nothing where a cell is empty without which the receiver refuses or
    /// ignores the row.
    pub fn line(&self) -> Option<String> {
        let fatal = [Some(ExportSeverity::Error), Some(ExportSeverity::Ignored)];
        let mut both = self.layout.variables().iter().zip(&self.cells);
        if both.any(|(variable, cell)| cell.is_empty() && fatal.contains(&variable.missing)) {
            return None;
        }
        let delimiter = self.layout.delimiter();
        let mut line = String::with_capacity(256);
        for (place, cell) in self.cells.iter().enumerate() {
            if place > 0 {
                line.push(delimiter);
            }
            line.push_str(&quoted(cell, delimiter));
        }
        line.push('\n');
        Some(line)
    }
}
