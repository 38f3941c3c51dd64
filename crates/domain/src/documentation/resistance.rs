//! From isolates of one patient to strains, and from strains to a percentage and a density.

use crate::dto::{Figure, Versions};
use crate::import::Date;
use crate::resistance::{
    Antibiogram, Carbapenemase, Category, Decision, Distance, Isolate, Method, Molecule,
    NationalIndicator, Quarter, Run, SectorId, Split, Taxon, Window, deduplicate, density,
    national_indicators, proportion,
};

/// Molecules of the example, as the columns of its table.
pub const MOLECULES: [&str; 4] = ["AMX", "CTX", "CIP", "GEN"];

/// The isolates of *E. coli* of one patient: day and month of 2024, results by molecule (`""`: not tested), ESBL.
const ISOLATES: [((u32, u32), [&str; 4], bool); 5] = [
    ((4, 3), ["R", "S", "S", ""], false),
    ((9, 3), ["R", "S", "SFP", "S"], false),
    ((21, 3), ["R", "S", "S", "S"], false),
    ((2, 5), ["R", "R", "R", "S"], true),
    ((17, 9), ["R", "R", "", "S"], true),
];

/// An isolate of the example and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkedIsolate {
    /// Day and month of sampling.
    pub day: (u32, u32),
    /// By molecule of [`MOLECULES`]; empty where it was not tested.
    pub results: [&'static str; 4],
    pub esbl: bool,
    /// By the rule of SPARES; the index of a duplicate is that of the list.
    pub decision: Decision,
}

/// The isolates of one patient through the rule of SPARES.
pub fn worked_strains() -> Vec<WorkedIsolate> {
    let isolates: Vec<Isolate> = ISOLATES.iter().filter_map(isolate).collect();
    let run = Run { window: Window::Year, split: Split::Together };
    let decisions = deduplicate(&isolates, Method::Spares, run);
    let told = |((day, results, esbl), decision)| WorkedIsolate { day, results, esbl, decision };
    ISOLATES.into_iter().zip(decisions).map(told).collect()
}

/// How many of these isolates each rule counts, in the order of [`Method::ALL`].
pub fn kept_by_method() -> [(Method, usize); 6] {
    let isolates: Vec<Isolate> = ISOLATES.iter().filter_map(isolate).collect();
    let run = Run { window: Window::Year, split: Split::Together };
    Method::ALL.map(|method| {
        let kept = deduplicate(&isolates, method, run).into_iter().filter(|one| one.is_kept());
        (method, kept.count())
    })
}

fn isolate(((day, month), results, esbl): &((u32, u32), [&str; 4], bool)) -> Option<Isolate> {
    let date = Date::new(super::consumption::YEAR, *month, *day)?;
    let mut antibiogram = Antibiogram::default();
    for (code, result) in MOLECULES.iter().zip(results) {
        if let Some((molecule, category)) = Molecule::of(code).zip(Category::of(result)) {
            antibiogram.put(molecule, category);
        }
    }
    Some(Isolate {
        results: antibiogram,
        patient: 0,
        day: i32::try_from(date.serial()).ok()?,
        quarter: Quarter::of(date),
        taxon: Taxon::of("ESCCOL")?,
        specimen: 2,
        sector: SectorId::of("MED")?,
        esbl: *esbl,
        carbapenemase: Carbapenemase::ABSENT,
        implausible: false,
    })
}

/// Percentages of three hospitals: hidden, with a reservation, and plain.
pub fn worked_proportions() -> [Figure; 3] {
    [(2, 8), (4, 22), (12, 96)].map(|(r, tested)| proportion(r, tested, &Versions::default()))
}

/// MRSA of a hospital per 1000 patient-days.
pub fn worked_density() -> Figure {
    density(8, 52_340.0, &Versions::default())
}

/// The indicator that the density is one of, and how far it is from the target.
pub fn worked_distance() -> Option<(&'static NationalIndicator, Distance)> {
    let indicator = national_indicators().iter().find(|one| one.id == "SARM_DI")?;
    Some((indicator, indicator.distance(&worked_density())?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resistance::Because;

    #[test]
    fn the_isolates_of_the_example_make_two_strains() {
        let decisions: Vec<_> = worked_strains().iter().map(|one| one.decision).collect();
        assert_eq!(
            decisions,
            [
                Decision::Duplicate { of: 1, because: Because::MoreTested },
                Decision::Kept,
                Decision::Duplicate { of: 1, because: Because::Older },
                Decision::Kept,
                Decision::Duplicate { of: 3, because: Because::MoreTested },
            ]
        );
    }

    #[test]
    fn the_rules_of_deduplication_count_the_same_patient_differently() {
        assert_eq!(kept_by_method().map(|(_, kept)| kept), [2, 5, 1, 3, 1, 1]);
    }

    #[test]
    fn a_percentage_is_hidden_then_reserved_then_plain() {
        let [hidden, reserved, plain] = worked_proportions();
        assert_eq!((hidden.value, hidden.notes.len()), (None, 1));
        assert!(reserved.value.is_some() && reserved.notes.len() == 1);
        assert_eq!((plain.value, plain.notes.len()), (Some(12.5), 0));
    }

    #[test]
    fn the_density_has_a_target_to_be_compared_with() {
        let (_, distance) = worked_distance().expect("an indicator with a target");
        assert!(distance.reached, "{distance:?}");
    }
}
