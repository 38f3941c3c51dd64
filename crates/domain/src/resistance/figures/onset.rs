//! The isolates of a figure by their origin.

use super::categories::is_intermediate;
use super::quotients::proportion;
use crate::dto::{Figure, Versions};
use crate::resistance::antibiogram::Category;
use crate::resistance::cells::Measure;
use crate::resistance::isolates::Isolate;
use crate::resistance::onset::Onset;

/// Those of a figure that have one origin.
#[derive(Debug, Clone, PartialEq)]
pub struct OfOnset {
    pub onset: Onset,
    /// Isolates that count, tested or not.
    pub isolates: u32,
    /// Resistant among tested.
    pub proportion: Figure,
}

/// Parts the isolates that count by their origin, each origin told. Deduplication comes before: an
/// isolate has the origin of the one that counts for its strain.
pub fn by_onset<'a>(
    counted: impl Iterator<Item = (&'a Isolate, Onset)>,
    measure: Measure,
    versions: &Versions,
) -> Vec<OfOnset> {
    let mut tallies = Onset::ALL.map(|onset| (onset, [0_u32; 3]));
    for (isolate, onset) in counted {
        let Some((_, tally)) = tallies.iter_mut().find(|(one, _)| *one == onset) else { continue };
        let result = measure.result(isolate);
        let is_resistant = match result {
            Some(Category::Resistant) => true,
            Some(Category::Increased) => is_intermediate(isolate.quarter.year()),
            Some(Category::Susceptible) | None => false,
        };
        let is_tested = result.is_some() || measure.is_phenotype();
        for (count, fits) in tally.iter_mut().zip([true, is_tested, is_resistant]) {
            *count += u32::from(fits);
        }
    }
    let told = |(onset, [isolates, tested, resistant]): (Onset, [u32; 3])| OfOnset {
        onset,
        isolates,
        proportion: proportion(resistant, tested, versions),
    };
    tallies.map(told).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resistance::testing::isolate;

    #[test]
    fn every_origin_is_told_with_its_isolates_tested_and_resistant() {
        let all = [
            (isolate(1, "CTX:R"), Onset::Hospital),
            (isolate(1, "CTX:SFP"), Onset::Hospital),
            (isolate(1, "GEN:R"), Onset::Hospital),
            (isolate(1, "CTX:S"), Onset::Unknown),
        ];
        let counted = all.iter().map(|(isolate, onset)| (isolate, *onset));
        let found = by_onset(counted, Measure::of("CTX").unwrap(), &Versions::default());
        let told: Vec<_> = found
            .iter()
            .map(|one| {
                (one.onset, one.isolates, one.proportion.numerator, one.proportion.denominator)
            })
            .collect();
        let expected = [
            (Onset::Community, 0, 0.0, 0.0),
            (Onset::Hospital, 3, 1.0, 2.0),
            (Onset::Unknown, 1, 0.0, 1.0),
        ];
        assert_eq!(told, expected);
    }
}
