//! Where a campaign stands: steps of an establishment, and how much of the hospitals takes part.

use std::collections::BTreeSet;

use crate::dto::{Participation, Share, StepState};
use crate::import::Period;
use crate::resistance::whole_periods;

/// How much of a year some periods cover.
pub fn step(year: i32, delivered: &[Period]) -> StepState {
    if delivered.is_empty() {
        StepState::Missing
    } else if whole_periods(delivered.iter().copied()).contains(&Period::year(year)) {
        StepState::Done
    } else {
        StepState::Partial
    }
}

/// A site as the registry has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    pub finess: String,
    pub finess_legal: String,
    /// Patient-days of the SAE.
    pub days: f64,
}

/// FINESS of sites and legal entities that did something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Done {
    pub consumption: BTreeSet<String>,
    pub resistance: BTreeSet<String>,
    pub closed: BTreeSet<String>,
}

/// How much of the hospitals takes part; sites without days in the SAE do not count.
pub fn participation(sites: &[Site], done: &Done) -> Participation {
    let share = |takes_part: &dyn Fn(&Site) -> bool| {
        let counted = sites.iter().filter(|site| site.days > 0.0 && takes_part(site));
        counted.fold(Share::default(), |share, site| Share {
            sites: share.sites + 1,
            days: share.days + site.days,
        })
    };
    let among = |who: &BTreeSet<String>| {
        share(&|site| who.contains(&site.finess) || who.contains(&site.finess_legal))
    };
    Participation {
        known: share(&|_| true),
        consumption: among(&done.consumption),
        resistance: among(&done.resistance),
        closed: among(&done.closed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_done_once_the_whole_year_is_there() {
        let of = |periods: &[&str]| {
            let periods: Vec<Period> = periods.iter().map(|text| text.parse().unwrap()).collect();
            step(2024, &periods)
        };
        assert_eq!(of(&[]), StepState::Missing);
        assert_eq!(of(&["2024"]), StepState::Done);
        assert_eq!(of(&["2024-Q1", "2024-Q2"]), StepState::Partial);
        assert_eq!(of(&["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"]), StepState::Done);
    }

    #[test]
    fn a_legal_entity_delivers_for_its_sites() {
        let site = |finess: &str, finess_legal: &str, days| Site {
            finess: finess.to_owned(),
            finess_legal: finess_legal.to_owned(),
            days,
        };
        let sites = [
            site("1", "9", 100.0),
            site("2", "9", 50.0),
            site("3", "8", 30.0),
            site("4", "7", 0.0),
        ];
        let done = Done {
            consumption: ["9".to_owned(), "4".to_owned()].into(),
            resistance: ["3".to_owned()].into(),
            closed: BTreeSet::new(),
        };
        let found = participation(&sites, &done);
        let shares = [found.known, found.consumption, found.resistance, found.closed];
        assert_eq!(
            shares.map(|share| (share.sites, share.days)),
            [(3, 180.0), (2, 150.0), (1, 30.0), (0, 0.0)]
        );
    }
}
