//! The labels of a laboratory that lead somewhere: answered by the establishment, or recognised in
//! its imports. As a list and as a file.

use std::{collections::BTreeMap, time::Duration};

use domain::{
    dto::{ImportKind, LabelField, LabelSource, LaboratoryLabel, LaboratoryLabels, ProblemCode},
    import::antibiotic_codes,
    labels::{
        FILE_HEADER, NotAnswers, OwnLabels, beside_value, file_row, read_answers, sure_meaning,
    },
};
use ingest::{Deadline, Limits, Reading};

use super::{labels, year::from_json};
use crate::{
    db::{AnyConn, imports, isolates, label_versions},
    error::ApiError,
};

/// Longest reading of a file.
const READING_TIME: Duration = Duration::from_mins(1);

/// Own answers, and what the imports in force have that needs none; a measured value is no label.
pub fn list(conn: &mut AnyConn, finess: &str) -> Result<LaboratoryLabels, ApiError> {
    let own = labels::all(conn, finess)?;
    let mut found: BTreeMap<(LabelSource, LabelField, String), Option<String>> = BTreeMap::new();
    for (field, label, meaning) in own.iter() {
        let code = meaning.code().map(str::to_owned);
        found.insert((LabelSource::Own, field, label.to_owned()), code);
    }
    for import in imports::in_force(conn, finess)? {
        if import.kind != ImportKind::Resistance {
            continue;
        }
        let columns = antibiotic_codes(&from_json(&import.mapping)?);
        for (_, field, label) in isolates::labels(conn, import.id)?.iter() {
            let of_column = columns.get(label).filter(|_| field == LabelField::Antibiotic);
            if let Some(code) = of_column {
                let key = (LabelSource::Columns, field, label.to_owned());
                found.insert(key, Some(code.clone()));
            } else if own.find(field, label).is_none()
                && !(field == LabelField::Result && beside_value(label).is_some())
                && let Some(meaning) = sure_meaning(field, label, &own)
            {
                let key = (LabelSource::Known, field, label.to_owned());
                found.insert(key, meaning.code().map(str::to_owned));
            }
        }
    }
    let item = |((source, field, label), code)| LaboratoryLabel { field, label, code, source };
    Ok(LaboratoryLabels {
        version: label_versions::find(conn, finess)?,
        items: found.into_iter().map(item).collect(),
    })
}

/// The own answers as a CSV file for a French spreadsheet.
pub fn export(conn: &mut AnyConn, finess: &str) -> Result<Vec<u8>, ApiError> {
    let own = labels::all(conn, finess)?;
    let mut file = csv::WriterBuilder::new().delimiter(b';').from_writer(crate::text::BOM.to_vec());
    let failed = |error: csv::Error| ApiError::Unexpected(error.into());
    file.write_record(FILE_HEADER).map_err(failed)?;
    for (field, label, meaning) in own.iter() {
        file.write_record(file_row(field, label, meaning)).map_err(failed)?;
    }
    file.into_inner().map_err(|error| ApiError::Unexpected(error.to_string().into()))
}

/// Reads the answers of a file. Heavy: for a blocking thread.
pub fn read(bytes: &[u8]) -> Result<OwnLabels, ApiError> {
    let (limits, watch) = (&Limits::default(), &Deadline::within(READING_TIME));
    let reading = Reading { sheet: None, layout: None, limits, watch };
    let workbook = ingest::read_watched(bytes, &reading)?;
    read_answers(&workbook.table).map_err(|refused| match refused {
        NotAnswers::Columns => {
            let [field, label, code] = FILE_HEADER;
            let detail = format!(
                "Le fichier n’a pas les colonnes «\u{a0}{field}\u{a0}», «\u{a0}{label}\u{a0}» et \
                 «\u{a0}{code}\u{a0}» sur sa première ligne. Exportez vos libellés pour avoir un modèle."
            );
            ApiError::rule(ProblemCode::MissingColumn, detail)
        }
        NotAnswers::TooManyRows => {
            let detail = "Le fichier a trop de lignes. Partagez-le en plusieurs.";
            ApiError::rule(ProblemCode::FileTooLarge, detail)
        }
        NotAnswers::Rows(issues) => {
            let detail = "Rien n’a été enregistré\u{a0}: corrigez les lignes signalées, puis déposez le \
                          fichier de nouveau.";
            ApiError::Rule { code: ProblemCode::Invalid, detail: detail.to_owned(), issues }
        }
    })
}
