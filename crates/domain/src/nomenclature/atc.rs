//! French names of the ATC codes.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::embedded::{ATC_DDD, read};

#[derive(Debug, Deserialize)]
struct Molecule {
    atc: &'static str,
    name: &'static str,
}

static NAMES: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    read::<Molecule>(ATC_DDD).into_iter().map(|molecule| (molecule.atc, molecule.name)).collect()
});

/// The French name of a molecule; the code itself when it is unknown.
pub fn molecule_name(atc: &str) -> &str {
    NAMES.get(atc).copied().unwrap_or(atc)
}

/// Whether a code is that of a molecule with a name.
pub fn is_molecule(atc: &str) -> bool {
    NAMES.contains_key(atc)
}

/// Code and French name of the molecules, in the order of their codes.
pub fn molecules() -> impl Iterator<Item = (&'static str, &'static str)> {
    NAMES.iter().map(|(atc, name)| (*atc, *name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nomenclature::embedded::assert_whole;

    #[test]
    fn molecules_have_french_names_and_unknown_codes_keep_theirs() {
        for (atc, name) in [
            ("J01CA04", "Amoxicilline"),
            ("J01CR02", "Amoxicilline + acide clavulanique"),
            ("J01EE01", "Sulfaméthoxazole + triméthoprime"),
            ("J01DH51", "Imipénem + cilastatine"),
            ("J01XB01", "Colistine (colistiméthate sodique)"),
            ("J02AA01", "Amphotéricine B"),
            ("J01FG02", "Quinupristine + dalfopristine"),
            ("N05BA12", "N05BA12"),
        ] {
            assert_eq!(molecule_name(atc), name);
        }
    }

    #[test]
    fn every_row_of_the_file_is_read() {
        assert_whole::<Molecule>(ATC_DDD);
    }
}
