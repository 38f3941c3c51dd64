//! Isolates read for a file: one year of one establishment at a time, one file at a time.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use domain::{
    dto::ProblemCode,
    import::Period,
    interop::Described,
    resistance::{ResistanceEvaluation, ResistanceFacts, evaluate},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::{
    db::{
        AnyConn, Db,
        bases::{Base, Population},
        beds, establishments, imports, laboratories, resistance_rollups,
    },
    error::ApiError,
    services::{resistances, year::YearImports},
};

/// The place of the one export of isolates that a server makes at a time.
#[derive(Debug, Clone)]
pub struct Turns(Arc<Semaphore>);

impl Default for Turns {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(1)))
    }
}

impl Turns {
    /// The place, unless another export has it; it is free once dropped.
    pub fn take(&self) -> Result<OwnedSemaphorePermit, ApiError> {
        Arc::clone(&self.0).try_acquire_owned().map_err(|_| {
            let detail =
                "Un autre export d’isolats est en cours. Recommencez dans quelques minutes.";
            ApiError::rule(ProblemCode::Busy, detail)
        })
    }
}

/// Tells the thread that makes a file that nobody waits for it any more, once dropped.
#[derive(Debug, Default)]
pub struct Gone(Arc<AtomicBool>);

impl Gone {
    /// What the thread looks at.
    pub fn flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.0)
    }
}

impl Drop for Gone {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Evaluates a year of each establishment in turn and gives it to `take`, which says whether it wrote a row of it.
///
/// `whose` are FINESS and the code that stands for each in the file. Gives the FINESS of those with a row. Nothing
/// is held of an establishment when the next one is read.
pub fn each(
    db: &Db,
    (year, whose): (i32, &[(String, String)]),
    gone: &AtomicBool,
    mut take: impl FnMut(&ResistanceEvaluation<'_>, &Described) -> Result<bool, ApiError>,
) -> Result<Vec<String>, ApiError> {
    let mut written = Vec::new();
    for (finess, code) in whose {
        if gone.load(Ordering::Relaxed) {
            return Err(ApiError::unfinished());
        }
        let (facts, described) = db.read_blocking(|conn| read(conn, (finess, code), year))?;
        if take(&evaluate(&facts), &described)? {
            written.push(finess.clone());
        }
    }
    Ok(written)
}

fn read(
    conn: &mut AnyConn,
    (finess, code): (&str, &str),
    year: i32,
) -> Result<(ResistanceFacts, Described), ApiError> {
    let entry = establishments::find(conn, finess)?.ok_or_else(ApiError::not_found)?;
    let in_force = imports::in_force(conn, finess)?;
    let facts = resistances::load(conn, finess, year, &YearImports::of(&in_force, year))?;
    let entered = beds::of_year(conn, finess, year)?;
    let described = Described {
        code: code.to_owned(),
        region: Some(entry.region),
        kind: Some(entry.kind),
        beds: (!entered.is_empty()).then(|| entered.values().sum()),
        patient_days: patient_days(conn, finess, year)?,
        laboratory: laboratories::find(conn, finess)?,
    };
    Ok((facts, described))
}

/// Patient-days of the perimeter, as delivered; nothing where none are.
fn patient_days(conn: &mut AnyConn, finess: &str, year: i32) -> Result<Option<u32>, ApiError> {
    let own = Population::Establishment(finess.to_owned());
    let mut found = resistance_rollups::days(conn, Base::Live, &own, &[year])?;
    let days = found.remove(finess).unwrap_or_default();
    let of_year = days.iter().filter(|(key, _)| key.period == Period::year(year));
    let sum: f64 = of_year.map(|(_, number)| number).sum();
    // Whole numbers as delivered: the text of a sum has no exponent.
    Ok(format!("{sum:.0}").parse().ok().filter(|days| *days > 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_file_is_made_at_a_time() {
        let turns = Turns::default();
        let place = turns.take().unwrap();
        assert!(turns.clone().take().is_err());
        drop(place);
        assert!(turns.take().is_ok());
    }

    #[test]
    fn a_thread_learns_that_nobody_waits() {
        let gone = Gone::default();
        let flag = gone.flag();
        assert!(!flag.load(Ordering::Relaxed));
        drop(gone);
        assert!(flag.load(Ordering::Relaxed));
    }
}
