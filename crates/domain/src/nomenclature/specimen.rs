//! The natures of specimen of the surveillance.

use std::sync::LazyLock;

use serde::Deserialize;

use super::embedded;

/// One of the fifteen natures of specimen (SPARES 2024).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Specimen {
    /// `1` to `15`.
    pub code: &'static str,
    pub short_code: &'static str,
    pub label: &'static str,
}

static SPECIMENS: LazyLock<Vec<Specimen>> =
    LazyLock::new(|| embedded::read(embedded::SPECIMEN_TYPES));

/// Every nature, by code.
pub fn specimens() -> &'static [Specimen] {
    &SPECIMENS
}

/// The nature of a code.
pub fn specimen(code: &str) -> Option<&'static Specimen> {
    SPECIMENS.iter().find(|specimen| specimen.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_nature_is_read() {
        embedded::assert_whole::<Specimen>(embedded::SPECIMEN_TYPES);
        assert_eq!(specimen("4").map(|specimen| specimen.short_code), Some("LCR"));
    }
}
