//! The flat file of SPARES for a study.

use std::{path::Path, sync::atomic::AtomicBool};

use domain::{
    dto::{EstablishmentCodes, ExportLayout, NewStudyExport, ProblemCode},
    hex,
    interop::Spares,
};
use hkdf::Hkdf;
use sha2::Sha256;

use super::{
    isolates::each,
    package::{Made, Package},
};
use crate::{
    config::Secret,
    db::{Db, exports},
    error::ApiError,
    services::remarks::remark,
};

/// Longest name of a study, in characters.
const MAX_NAME: usize = 120;
/// Bytes of the code of an establishment: two of some thousands alike in one case of ten million.
const CODE_BYTES: usize = 6;

/// A file of a study that may be made.
#[derive(Debug, Clone)]
pub struct Study {
    /// Its name.
    pub name: String,
    pub codes: EstablishmentCodes,
}

impl Study {
    /// Reads what is asked for; the name tells of no person, for establishments read it.
    pub fn of(asked: &NewStudyExport) -> Result<Self, ApiError> {
        let name = remark("Le nom d’une étude", &asked.study, MAX_NAME)?;
        if name.is_empty() {
            let detail = "Donnez le nom de l’étude\u{a0}: les établissements le lisent.";
            return Err(ApiError::rule(ProblemCode::Invalid, detail));
        }
        Ok(Self { name, codes: asked.establishments })
    }

    /// What stands for an establishment in the file: of the study alone, nobody makes it without the secret of the
    /// server.
    fn code(&self, secret: &Secret, finess: &str) -> Result<String, ApiError> {
        if self.codes == EstablishmentCodes::Finess {
            return Ok(finess.to_owned());
        }
        let mut code = [0; CODE_BYTES];
        let context = ["consores study", &self.name, finess].join("\0");
        Hkdf::<Sha256>::new(None, secret.bytes())
            .expand(context.as_bytes(), &mut code)
            .map_err(|error| ApiError::Unexpected(format!("derive a code: {error}").into()))?;
        Ok(hex(&code))
    }
}

/// Makes the file of a year, in the order of the codes. Heavy: for a blocking thread.
pub fn study(
    db: &Db,
    (folder, secret): (&Path, &Secret),
    (year, study): (i32, &Study),
    gone: &AtomicBool,
) -> Result<Made, ApiError> {
    let delivering = db.read_blocking(|conn| Ok(exports::delivering_isolates(conn, year)?))?;
    let mut whose = delivering
        .into_iter()
        .map(|finess| Ok((finess.clone(), study.code(secret, &finess)?)))
        .collect::<Result<Vec<_>, ApiError>>()?;
    // The order of FINESS would tell who is who.
    whose.sort_by(|(_, a), (_, b)| a.cmp(b));
    let mut file = Package::new(folder)?.begin(ExportLayout::Spares, year)?;
    let mut writer = Spares::new(year);
    let establishments = each(db, (year, &whose), gone, |evaluation, described| {
        let mut written = false;
        for line in writer.rows(evaluation, described) {
            file.line(&line)?;
            written = true;
        }
        Ok(written)
    })?;
    file.end(writer.manifest())?.end(&format!("spares_{year}.zip"), establishments)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_of_an_establishment_is_of_its_study_and_server() {
        let secret = Secret::given("the secret of tests is no secret").unwrap();
        let study =
            |name: &str| Study { name: name.to_owned(), codes: EstablishmentCodes::OfStudy };
        let code = |name: &str, finess: &str| study(name).code(&secret, finess).unwrap();
        let ours = code("BMR", "060000478");
        assert_eq!((ours.len(), code("BMR", "060000478")), (12, ours.clone()));
        for other in [code("BMR", "050000256"), code("autre", "060000478")] {
            assert_ne!(ours, other);
        }
        let elsewhere = Secret::given("another secret of tests is no secret").unwrap();
        assert_ne!(ours, study("BMR").code(&elsewhere, "060000478").unwrap());
        let plain = Study { codes: EstablishmentCodes::Finess, ..study("BMR") };
        assert_eq!(plain.code(&secret, "060000478").unwrap(), "060000478");
    }
}
