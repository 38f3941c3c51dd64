//! What an establishment's earlier imports say of the columns of the next one.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use domain::{
    dto::ImportKind,
    import::{ColumnProfile, HeaderRow, Layout, Proposal, find_header, headers},
};
use ingest::Workbook;

use super::{ParsedFile, Upload};
use crate::{
    db::{
        AnyConn,
        column_profiles::{self, StoredProfile},
        facts, imports,
    },
    error::ApiError,
    services::year::{from_json, json},
};

/// The columns of earlier imports, the last used first, and the units of the newest structure.
#[derive(Debug, Default)]
pub struct Memory {
    profiles: Vec<Remembered>,
    units: BTreeSet<String>,
}

#[derive(Debug)]
struct Remembered {
    profile: ColumnProfile,
    sheet: String,
    header: HeaderRow,
    /// Told with each column, in French.
    reason: String,
}

/// A sheet other than the one that was read, the row of its header, its columns.
type Recalled = (Option<Workbook>, HeaderRow, Proposal);

impl Memory {
    /// Reads what is remembered for a kind of file.
    pub fn of(conn: &mut AnyConn, finess: &str, kind: ImportKind) -> Result<Self, ApiError> {
        let stored = column_profiles::of(conn, finess, kind)?;
        let profiles = stored.into_iter().map(Remembered::from_stored).collect::<Result<_, _>>()?;
        let in_force = imports::in_force(conn, finess)?;
        let structures = in_force.iter().filter(|import| import.kind == ImportKind::Structure);
        let newest = structures.max_by_key(|import| import.year).map(|import| import.id);
        let units = match newest {
            Some(id) if kind != ImportKind::Structure => facts::units(conn, &[id])?,
            _ => Vec::new(),
        };
        let units = units.into_iter().map(|unit| unit.line.code).collect();
        Ok(Self { profiles, units })
    }

    /// The codes of the units, where the establishment has a structure.
    pub fn units(&self) -> Option<&BTreeSet<String>> {
        Some(&self.units).filter(|units| !units.is_empty())
    }

    /// The columns of the last import whose headers this file has, in the sheet and below the row
    /// that the caller chose or, when nothing was chosen, where they were the last time.
    pub fn recall(
        &self,
        upload: &Upload,
        workbook: &Workbook,
        layout: Layout,
    ) -> Result<Option<Recalled>, ApiError> {
        if let Some((header, proposal)) = self.recall_in(upload, workbook, layout) {
            return Ok(Some((None, header, proposal)));
        }
        let other = self.profiles.iter().map(|remembered| &remembered.sheet).find(|sheet| {
            **sheet != workbook.sheet && workbook.sheets.iter().any(|one| one.name == **sheet)
        });
        let Some(name) = other.filter(|_| upload.sheet.is_none()) else { return Ok(None) };
        let workbook = upload.sheet_of(Some(name), layout)?;
        let recalled = self.recall_in(upload, &workbook, layout);
        Ok(recalled.map(|(header, proposal)| (Some(workbook), header, proposal)))
    }

    fn recall_in(
        &self,
        upload: &Upload,
        workbook: &Workbook,
        layout: Layout,
    ) -> Option<(HeaderRow, Proposal)> {
        let found = upload.header().unwrap_or_else(|| find_header(&workbook.table, layout));
        let apply = |remembered: &Remembered, header| {
            let names = headers(&workbook.table, header);
            let proposal = remembered.profile.apply(&names, layout, &remembered.reason)?;
            Some((header, proposal))
        };
        let here = self.profiles.iter().find_map(|remembered| apply(remembered, found));
        let as_before = || {
            let below = |remembered: &Remembered| apply(remembered, remembered.header);
            self.profiles.iter().filter(|_| upload.header().is_none()).find_map(below)
        };
        here.or_else(as_before)
    }
}

impl Remembered {
    fn from_stored(stored: StoredProfile) -> Result<Self, ApiError> {
        let StoredProfile { header_key, sheet, header_row, mapping, used_at } = stored;
        let header = usize::try_from(header_row - 1).map_or(HeaderRow::None, HeaderRow::At);
        let reason = format!("comme votre import du {}", used_at.format("%d/%m/%Y"));
        let profile = ColumnProfile { header_key, mapping: from_json(&mapping)? };
        Ok(Self { profile, sheet, header, reason })
    }
}

/// Keeps the columns of a file for the next one with the same headers.
pub fn remember(
    conn: &mut AnyConn,
    finess: &str,
    file: &ParsedFile,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    let Some(profile) = ColumnProfile::of(&file.mapping) else { return Ok(()) };
    let header_row = file.mapping.header.number().and_then(|row| i32::try_from(row).ok());
    let stored = StoredProfile {
        header_key: profile.header_key,
        sheet: file.sheet.clone(),
        header_row: header_row.unwrap_or(0),
        mapping: json(&profile.mapping)?,
        used_at: now,
    };
    Ok(column_profiles::remember(conn, finess, file.kind, &stored)?)
}
