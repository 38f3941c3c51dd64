//! The damped trend of a course, up to the year of its target.

use super::course::Course;
use super::{LeftOut, Projection, Standing, Unprojected, parameters};
use crate::chart::{Period, Point, QUARTERS};
use crate::resistance::Target;
use crate::statistics::{self, Ahead, Counted};

pub fn project(course: &Course, target: Target) -> Result<Projection, Unprojected> {
    let need = parameters::points_least(course.quarterly);
    let have = course.used.len();
    let last = course.used.last().filter(|_| have >= need);
    let Some(last) = last else {
        return Err(Unprojected::TooFew { have, need, because: because(course, need) });
    };
    let events: f64 = course.used.iter().map(|one| one.counted.events).sum();
    let few = parameters::events_least();
    if events < few as f64 {
        let have = (0..few).rev().find(|whole| *whole as f64 <= events).unwrap_or(0);
        return Err(Unprojected::TooFewEvents { have, need: few });
    }
    let step = course.step();
    let points: Vec<(i32, Counted)> =
        course.used.iter().map(|one| (one.rank.div_euclid(step), one.counted)).collect();
    let horizon = (end_of(last.rank, target, course.quarterly) - last.rank).div_euclid(step);
    // The damping of a year is that of its quarters together.
    let ahead = Ahead {
        horizon: usize::try_from(horizon).unwrap_or_default(),
        damping: parameters::damping().powf(f64::from(step) / f64::from(QUARTERS)),
        seasons: if course.quarterly { 4 } else { 1 },
        level: parameters::level(),
    };
    let got = statistics::project(&points, course.kind(), &ahead);
    let got = got.map_err(|_| Unprojected::Unsettled)?;
    let per = course.per();
    let ranks = (1..).map(|steps| last.rank + steps * step);
    let points: Vec<(String, Point)> = ranks
        .zip(&got.points)
        .map(|(rank, one)| {
            let interval = Some((per * one.interval.0, per * one.interval.1));
            (Period::label(rank, course.quarterly), Point { value: per * one.value, interval })
        })
        .collect();
    let end = got.points.last().ok_or(Unprojected::Unsettled)?.interval;
    let standing = Standing::of((per * end.0, per * end.1), target);
    Ok(Projection { points, standing, dispersion: got.dispersion })
}

/// The rank of the last period to project: the year of the target, or some years ahead.
fn end_of(last: i32, target: Target, quarterly: bool) -> i32 {
    let year = last.div_euclid(QUARTERS);
    let ahead = match target {
        Target::Reduction { .. } => parameters::target_year() - year,
        Target::Below(_) => 0,
    };
    let ahead = if ahead > 0 { ahead } else { parameters::years_ahead() };
    let end = year + ahead.min(parameters::years_ahead_most());
    if quarterly { end * QUARTERS + QUARTERS - 1 } else { end * QUARTERS }
}

/// Why most periods that are missing do not count; nothing where the series would be too short with them.
fn because(course: &Course, need: usize) -> Option<LeftOut> {
    if course.used.len() + course.left_out.len() < need {
        return None;
    }
    let times = |why: &LeftOut| course.left_out.iter().filter(|one| one.1 == *why).count();
    let reasons = course.left_out.iter().map(|one| &one.1);
    reasons.max_by_key(|why| times(why)).cloned()
}
