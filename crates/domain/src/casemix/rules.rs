//! The thresholds of the model: `data/casemix.csv`, each with its source there.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::nomenclature::embedded;

#[derive(Debug, Deserialize)]
struct Line {
    id: &'static str,
    value: u32,
}

static LINES: LazyLock<Vec<Line>> = LazyLock::new(|| embedded::read(embedded::CASEMIX));

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// Fewer establishments give no model.
    pub establishments_least: usize,
    /// Levels with fewer establishments are joined.
    pub level_establishments_least: usize,
    pub level_percent: u32,
}

impl Rules {
    /// Those in force.
    pub fn current() -> Self {
        let of = |id| LINES.iter().find(|line| line.id == id).map_or(0, |line| line.value);
        let number = |id| usize::try_from(of(id)).unwrap_or(usize::MAX);
        Self {
            establishments_least: number("establishments_least"),
            level_establishments_least: number("level_establishments_least"),
            level_percent: of("level_percent"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_are_read_whole() {
        embedded::assert_whole::<Line>(embedded::CASEMIX);
        let expected =
            Rules { establishments_least: 30, level_establishments_least: 10, level_percent: 95 };
        assert_eq!(Rules::current(), expected);
    }
}
