//! Types d'activité (TA): how a unit takes patients in.

use std::sync::LazyLock;

use serde::Deserialize;

use super::embedded::{ACTIVITY_TYPES, read};

/// A type of activity.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Activity {
    /// Two characters.
    pub code: &'static str,
    pub label: &'static str,
    /// In the national list of 15.
    pub in_list: bool,
    /// Hospitalisation complète, of the week included.
    pub full_hospitalisation: bool,
}

static TABLE: LazyLock<Vec<Activity>> = LazyLock::new(|| read(ACTIVITY_TYPES));

/// The type of activity with this code.
pub fn activity(code: &str) -> Option<&'static Activity> {
    TABLE.iter().find(|activity| activity.code == code)
}

/// Restores a lost zero: `3` is `03`.
pub fn normalise_ta(raw: &str) -> String {
    let code = raw.trim().to_uppercase();
    if code.is_empty() { code } else { format!("{code:0>2}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nomenclature::embedded::assert_whole;

    #[test]
    fn a_lost_zero_comes_back() {
        for (raw, code) in [("3", "03"), ("20", "20"), (" 11 ", "11"), ("", "")] {
            assert_eq!(normalise_ta(raw), code, "{raw:?}");
        }
    }

    #[test]
    fn the_national_list_has_15_types_two_of_them_full_hospitalisation() {
        assert_eq!(TABLE.iter().filter(|activity| activity.in_list).count(), 15);
        let full: Vec<_> =
            TABLE.iter().filter(|a| a.full_hospitalisation).map(|a| a.code).collect();
        assert_eq!(full, ["03", "20"]);
        assert_eq!(activity("33").map(|activity| activity.in_list), Some(false));
        assert_eq!(activity("99"), None);
    }

    #[test]
    fn every_row_of_the_file_is_read() {
        assert_whole::<Activity>(ACTIVITY_TYPES);
    }
}
