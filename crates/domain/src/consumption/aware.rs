//! Consumption by `AWaRe` class.

use crate::dto::ConsumptionGroup;
use crate::nomenclature::{Aware, aware, is_antibiotic};

/// What was consumed of a class.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AwareShare {
    /// Nothing for the antibiotics that the WHO does not list.
    pub class: Option<Aware>,
    /// Molecules, each route apart.
    pub molecules: u32,
    pub ddd: f64,
    /// Share of all antibiotic DDJ, in %.
    pub share: f64,
}

/// The classes in their order, then what has none, from antibiotics by molecule and route.
///
/// Nothing where a group is hidden or nothing was consumed: shares of a part would mislead.
pub fn aware_shares(groups: &[ConsumptionGroup]) -> Option<Vec<AwareShare>> {
    let classes = Aware::ALL.map(Some).into_iter().chain([None]);
    let mut shares: Vec<AwareShare> =
        classes.map(|class| AwareShare { class, molecules: 0, ddd: 0.0, share: 0.0 }).collect();
    let code = |group: &ConsumptionGroup, axis| group.key.get(axis).cloned().unwrap_or_default();
    let antibiotics = groups.iter().filter(|group| is_antibiotic(&code(group, "atc")));
    for group in antibiotics {
        let class = aware(&code(group, "atc"), &code(group, "route"));
        let of_class = shares.iter_mut().find(|share| share.class == class)?;
        of_class.molecules += 1;
        of_class.ddd += group.ddd?;
    }
    let all: f64 = shares.iter().map(|share| share.ddd).sum();
    for share in &mut shares {
        share.share = 100.0 * share.ddd / all;
    }
    (all > 0.0).then_some(shares)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consumption::rate;
    use crate::dto::Versions;

    fn group(atc: &str, route: &str, ddd: Option<f64>) -> ConsumptionGroup {
        let key = [("atc", atc), ("route", route)].map(|(a, c)| (a.to_owned(), c.to_owned()));
        ConsumptionGroup {
            key: key.into(),
            labels: [].into(),
            ddd,
            patient_days: Some(1000.0),
            rate: rate(ddd.unwrap_or_default(), 1000.0, &Versions::default()),
            share: None,
            dose: None,
        }
    }

    #[test]
    fn shares_are_of_all_antibiotics_and_what_is_not_listed_is_told() {
        let groups = [
            group("J01CR02", "O", Some(60.0)),
            group("J01DD04", "P", Some(30.0)),
            group("J01XX01", "P", Some(5.0)),
            group("J01CR03", "P", Some(5.0)),
            group("J02AC01", "O", Some(99.0)),
        ];
        let told: Vec<_> =
            aware_shares(&groups).unwrap().iter().map(|one| (one.class, one.share)).collect();
        let expected = [
            (Some(Aware::Access), 60.0),
            (Some(Aware::Watch), 30.0),
            (Some(Aware::Reserve), 5.0),
            (None, 5.0),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn a_hidden_molecule_leaves_no_share() {
        assert_eq!(
            aware_shares(&[group("J01CR02", "O", Some(6.0)), group("J01DD04", "P", None)]),
            None
        );
        assert_eq!(aware_shares(&[]), None);
    }
}
