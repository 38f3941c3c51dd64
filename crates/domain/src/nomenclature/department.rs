//! Departments, by INSEE code.

use std::sync::LazyLock;

use serde::Deserialize;

use super::embedded::{DEPARTMENTS, read};

/// A department.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Department {
    /// INSEE code: `06`, `2A`, `974`.
    pub code: &'static str,
    pub label: &'static str,
    /// INSEE code of its region.
    pub region: &'static str,
    /// How the FINESS numbers of its establishments begin.
    pub finess: &'static str,
}

static TABLE: LazyLock<Vec<Department>> = LazyLock::new(|| read(DEPARTMENTS));

/// Every department, by code.
pub fn departments() -> &'static [Department] {
    &TABLE
}

/// The department with this INSEE code.
pub fn department(code: &str) -> Option<&'static Department> {
    TABLE.iter().find(|one| one.code == code)
}

/// The department that a geographic FINESS number was given in; nothing for the collectivities that are none.
pub fn department_of(finess: &str) -> Option<&'static Department> {
    TABLE.iter().find(|one| finess.starts_with(one.finess))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nomenclature::embedded::assert_whole;
    use crate::nomenclature::region;

    #[test]
    fn departments_are_known_by_their_insee_code() {
        assert_whole::<Department>(DEPARTMENTS);
        assert_eq!(department("06").map(|one| one.label), Some("Alpes-Maritimes"));
        assert_eq!(department("6"), None);
        assert_eq!(departments().len(), 101);
        assert!(departments().iter().all(|one| region(one.region).is_some()));
    }

    #[test]
    fn a_number_tells_its_department() {
        let code = |finess: &str| department_of(finess).map(|one| one.code);
        assert_eq!(code("060780897"), Some("06"));
        assert_eq!(code("2B0000020"), Some("2B"));
        assert_eq!(code("970408589"), Some("974"));
        assert_eq!(code("980500003"), Some("976"));
        assert_eq!(code("990000000"), None);
    }
}
