//! Families and groupings of antibiotics and antifungals. They overlap: never add them.

use std::sync::LazyLock;

use serde::Deserialize;

use super::embedded::{FAMILIES, read};

/// What a family is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FamilyKind {
    /// The antibiotics of the perimeter.
    Total,
    /// The class J01, denominator of the ECDC indicator.
    Class,
    Family,
    /// One molecule, whatever its routes.
    Molecule,
    /// Molecules of several families.
    Grouping,
    /// Antifungals, never in the total.
    Antifungal,
}

/// A family of molecules.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Family {
    pub code: &'static str,
    pub label: &'static str,
    /// Order on the screen.
    pub order: u8,
    pub kind: FamilyKind,
    /// ATC codes or their beginnings, separated by `|`.
    atc: &'static str,
    /// ATC codes that count by the parenteral route only, separated by `|`.
    parenteral_only: &'static str,
}

impl Family {
    /// ATC codes or their beginnings.
    pub fn atc_starts(&self) -> impl Iterator<Item = &'static str> {
        self.atc.split('|')
    }

    /// Whether a molecule by this route belongs to the family.
    pub fn contains(&self, atc: &str, route: &str) -> bool {
        self.atc.split('|').any(|start| atc.starts_with(start))
            && (route == "P" || !self.parenteral_only.split('|').any(|code| code == atc))
    }

    /// Whether all that it holds is in the other as well, whatever the molecules.
    pub fn is_within(&self, other: &Self) -> bool {
        let by_injection = |start: &str| {
            let mut codes = other.parenteral_only.split('|').filter(|code| !code.is_empty());
            codes.any(|code| code.starts_with(start) || start.starts_with(code))
        };
        self.atc_starts().all(|start| {
            other.atc_starts().any(|wider| start.starts_with(wider)) && !by_injection(start)
        })
    }

    /// Whether no molecule is in both.
    pub fn is_apart_from(&self, other: &Self) -> bool {
        self.atc_starts()
            .all(|one| other.atc_starts().all(|two| !one.starts_with(two) && !two.starts_with(one)))
    }
}

static TABLE: LazyLock<Vec<Family>> = LazyLock::new(|| read(FAMILIES));

/// Every family, in the order of the screen.
pub fn families() -> &'static [Family] {
    &TABLE
}

/// The family with this code.
pub fn family(code: &str) -> Option<&'static Family> {
    TABLE.iter().find(|family| family.code == code)
}

/// Whether a molecule counts in the consumption of antibiotics: the family `TOTAL`.
pub fn is_antibiotic(atc: &str) -> bool {
    family("TOTAL").is_some_and(|total| total.contains(atc, ""))
}

/// Whether a molecule is a systemic antifungal: the family `ATF`.
pub fn is_antifungal(atc: &str) -> bool {
    family("ATF").is_some_and(|antifungals| antifungals.contains(atc, ""))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::nomenclature::embedded::assert_whole;

    #[test]
    fn families_are_within_others_or_apart_from_them_by_their_codes() {
        let check = |one: &str, other: &str, within, apart| {
            let [one, other] = [one, other].map(|code| family(code).unwrap());
            assert_eq!(one.is_within(other), within, "{} {}", one.code, other.code);
            assert_eq!(one.is_apart_from(other), apart, "{} {}", one.code, other.code);
        };
        check("C3G", "J01", true, false);
        check("J01", "TOTAL", true, false);
        check("TOTAL", "J01", false, false);
        check("C3G", "CARBA", false, true);
        check("CARBA", "DERNIER_RECOURS", true, false);
        // By injection alone there, by any route here.
        check("POLY", "DERNIER_RECOURS", false, false);
        check("DERNIER_RECOURS", "J01", true, false);
        check("ATF", "TOTAL", false, true);
    }

    /// The answer keys of sample hospitals.
    const KEYS: [&str; 3] = [
        include_str!("../../../../samples/embrun-clean/expected_2024.json"),
        include_str!("../../../../samples/ch-grasse/expected_2023.json"),
        include_str!("../../../../samples/ch-grasse/expected_2024.json"),
    ];

    #[test]
    fn the_families_of_the_answer_keys_are_sums_of_their_molecules() {
        for key in KEYS {
            let key: Value = serde_json::from_str(key).unwrap();
            let consumption = &key["consumption"];
            let molecules: Vec<(&str, &str, f64)> =
                [&consumption["by_atc_route"], &consumption["antifungals"]["by_atc_route"]]
                    .into_iter()
                    .flat_map(|molecules| molecules.as_object().unwrap())
                    .map(|(name, figures)| {
                        let (atc, route) = name.split_once('|').unwrap();
                        (atc, route, figures["ddj"].as_f64().unwrap())
                    })
                    .collect();
            for family in families() {
                let members =
                    molecules.iter().filter(|(atc, route, _)| family.contains(atc, route));
                let sum: f64 = members.map(|(_, _, ddd)| ddd).sum();
                let expected = consumption["by_family"][family.code]["ddj"].as_f64().unwrap();
                // Each of at most 100 addends is rounded to 6 decimals.
                assert!((sum - expected).abs() < 1e-4, "{}: {sum} {expected}", family.code);
            }
            assert_eq!(consumption["by_family"].as_object().unwrap().len(), families().len());
        }
    }

    #[test]
    fn the_total_is_the_perimeter_of_spares() {
        for (atc, antibiotic, antifungal) in [
            ("J01CA04", true, false),
            ("J04AB02", true, false),
            ("J04AB04", false, false),
            ("P01AB01", true, false),
            ("P01AB02", true, false),
            ("P01AB03", true, false),
            ("P01AB07", false, false),
            ("A07AA12", true, false),
            ("A07AA09", false, false),
            ("A07AA11", false, false),
            ("J02AC01", false, true),
            ("D01BA02", false, false),
            ("", false, false),
        ] {
            assert_eq!((is_antibiotic(atc), is_antifungal(atc)), (antibiotic, antifungal), "{atc}");
        }
    }

    #[test]
    fn last_resort_counts_colistin_and_fosfomycin_by_injection_only() {
        let last_resort = family("DERNIER_RECOURS").unwrap();
        for (atc, route, belongs) in [
            ("J01XX01", "P", true),
            ("J01XX01", "O", false),
            ("J01XB01", "P", true),
            ("J01XB01", "I", false),
            ("J01XX08", "O", true),
            ("J01DH02", "P", true),
            ("J01CA04", "P", false),
        ] {
            assert_eq!(last_resort.contains(atc, route), belongs, "{atc} {route}");
        }
    }

    #[test]
    fn families_come_in_the_order_of_the_screen() {
        assert!(families().is_sorted_by_key(|family| family.order));
        assert_eq!(families()[0].kind, FamilyKind::Total);
        assert_eq!(family("ATF_AZOLES").map(|azoles| azoles.kind), Some(FamilyKind::Antifungal));
    }

    #[test]
    fn every_row_of_the_file_is_read() {
        assert_whole::<Family>(FAMILIES);
    }
}
