//! First isolates of episodes, whatever their results.

use super::run::Keyed;
use super::{Because, Decision};
use crate::resistance::isolates::Isolate;

/// Keeps the first isolate, and the first one so many `days` or more after the last that was kept.
pub(super) fn decide(isolates: &[Isolate], same: &[Keyed], days: i32, decisions: &mut [Decision]) {
    let mut first: Option<&Keyed> = None;
    for one in same {
        let day = |keyed: &Keyed| isolates[keyed.index as usize].day;
        match first {
            Some(first) if day(one).saturating_sub(day(first)) < days => {
                let decision = Decision::Duplicate { of: first.index, because: Because::First };
                decisions[one.index as usize] = decision;
            }
            _ => first = Some(one),
        }
    }
}
