//! The files of a year for EARS-Net.

use std::{path::Path, sync::atomic::AtomicBool};

use domain::{
    dto::{ExportLayout, NewEarsNetExport, ProblemCode},
    interop::{AmrCover, AmrTest, amr_cover},
};

use super::{
    isolates::each,
    package::{Made, Package},
};
use crate::{
    db::{Db, exports},
    error::ApiError,
};

/// The files of a year that may be made.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    first_only: bool,
    coverage: Option<AmrCover>,
}

impl Asked {
    /// Reads what is asked for.
    pub fn of(asked: NewEarsNetExport) -> Result<Self, ApiError> {
        let coverage = match (asked.coverage, asked.coverage_by_pathogen) {
            (None, each) if each.is_empty() => None,
            (Some(same), each) if each.is_empty() => Some(AmrCover::Same(same)),
            (None, each) => Some(AmrCover::ByPathogen(each.into_iter().collect())),
            (Some(_), _) => {
                let detail =
                    "Dites la couverture une fois pour tous les agents, ou pour chacun d’eux.";
                return Err(ApiError::rule(ProblemCode::Invalid, detail));
            }
        };
        Ok(Self { first_only: asked.first_isolates_only, coverage })
    }
}

/// Makes the files of a year: results, what they cover as we count it, the coverage as it was told, and who waits for
/// the code of its laboratory. Heavy: for a blocking thread.
pub fn ears_net(
    db: &Db,
    folder: &Path,
    (year, asked): (i32, &Asked),
    gone: &AtomicBool,
) -> Result<Made, ApiError> {
    let mut package = Package::new(folder)?;
    // First, for it takes no time to refuse.
    if let Some(coverage) = &asked.coverage {
        let (lines, manifest) = amr_cover(year, coverage);
        let mut file = package.begin(ExportLayout::Amrcover, year)?;
        // Its header is there.
        lines.iter().skip(1).try_for_each(|line| file.line(line))?;
        package = file.end(manifest)?;
    }
    let delivering = db.read_blocking(|conn| Ok(exports::delivering_isolates(conn, year)?))?;
    let whose: Vec<(String, String)> =
        delivering.into_iter().map(|finess| (finess.clone(), finess)).collect();
    let mut file = package.begin(ExportLayout::Amrtest, year)?;
    let writer = AmrTest::new(year);
    let mut writer = if asked.first_only { writer.first_isolates_only() } else { writer };
    let mut without_code = Vec::new();
    let establishments = each(db, (year, &whose), gone, |evaluation, described| {
        if described.laboratory.is_none() {
            without_code.push(described.code.clone());
        }
        let mut written = false;
        for line in writer.rows(evaluation, described) {
            file.line(&line)?;
            written = true;
        }
        Ok(written)
    })?;
    let mut package = file.end(writer.manifest())?;
    package.document(&format!("covered_{year}"), writer.covered())?;
    if !without_code.is_empty() {
        package.document(&format!("without_code_{year}"), &without_code)?;
    }
    package.end(&format!("ears-net_{year}.zip"), establishments)
}
