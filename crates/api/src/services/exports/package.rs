//! Files of a layout with their manifests in one ZIP, read back as they are written.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Seek, Write},
    path::Path,
};

use domain::{
    dto::{
        ExportLayout, ExportManifest, ExportSeverity, ExportViolation, IssueRow, ProblemCode,
        Severity,
    },
    interop::FileChecker,
};
use serde::Serialize;
use zip::{ZipWriter, result::ZipError, write::SimpleFileOptions};

use crate::error::ApiError;

/// Most violations that are told.
const MOST_TOLD: usize = 100;

/// Files that are ready to leave: the archive has no name on the disk and goes with its handle.
#[derive(Debug)]
pub struct Made {
    pub name: String,
    pub file: File,
    pub manifests: Vec<ExportManifest>,
    /// FINESS of those of which a row is in the files.
    pub establishments: Vec<String>,
}

/// An archive in a temporary file.
pub struct Package {
    zip: ZipWriter<BufWriter<File>>,
    manifests: Vec<ExportManifest>,
}

impl Package {
    /// An empty archive in a folder, which is made where it is not there.
    pub fn new(folder: &Path) -> Result<Self, ApiError> {
        fs::create_dir_all(folder).map_err(failed)?;
        let file = tempfile::tempfile_in(folder).map_err(failed)?;
        Ok(Self { zip: ZipWriter::new(BufWriter::new(file)), manifests: Vec::new() })
    }

    /// Begins the file of a layout, with its header.
    pub fn begin(self, layout: ExportLayout, year: i32) -> Result<LayoutFile, ApiError> {
        let name = format!("{}_{year}", layout.as_str());
        let mut file = LayoutFile {
            package: self,
            name,
            checker: FileChecker::new(layout),
            refused: Vec::new(),
            told: Vec::new(),
        };
        file.package.entry(&format!("{}.csv", file.name))?;
        file.line(&layout.header())?;
        Ok(file)
    }

    /// Adds a document beside the files.
    pub fn document(&mut self, name: &str, document: &impl Serialize) -> Result<(), ApiError> {
        self.entry(&format!("{name}.json"))?;
        let text = serde_json::to_string_pretty(document)
            .map_err(|error| ApiError::Unexpected(error.into()))?;
        writeln!(self.zip, "{text}").map_err(failed)
    }

    /// The archive, to be read from its beginning.
    pub fn end(self, name: &str, establishments: Vec<String>) -> Result<Made, ApiError> {
        let written = self.zip.finish().map_err(failed)?;
        let mut file = written.into_inner().map_err(|error| failed(error.into_error()))?;
        file.rewind().map_err(failed)?;
        Ok(Made { name: name.to_owned(), file, manifests: self.manifests, establishments })
    }

    fn entry(&mut self, name: &str) -> Result<(), ApiError> {
        self.zip.start_file(name, SimpleFileOptions::default().large_file(true)).map_err(failed)
    }
}

/// A file of a layout while it is written.
pub struct LayoutFile {
    package: Package,
    name: String,
    checker: FileChecker,
    refused: Vec<ExportViolation>,
    /// Those that do not keep the file from leaving.
    told: Vec<ExportViolation>,
}

impl LayoutFile {
    /// Adds a line, its line feed included.
    pub fn line(&mut self, line: &str) -> Result<(), ApiError> {
        self.package.zip.write_all(line.as_bytes()).map_err(failed)?;
        let found = self.checker.line(line);
        self.look_at(found);
        Ok(())
    }

    fn look_at(&mut self, found: Vec<ExportViolation>) {
        for violation in found {
            let refuses = violation.severity == ExportSeverity::Error;
            let list = if refuses { &mut self.refused } else { &mut self.told };
            if list.len() < MOST_TOLD {
                list.push(violation);
            }
        }
    }

    /// Ends the file with its manifest and what its receiver will ask about. Refused where the receiver would.
    pub fn end(mut self, manifest: ExportManifest) -> Result<Package, ApiError> {
        let checker = std::mem::replace(&mut self.checker, FileChecker::new(manifest.layout));
        let found = checker.finish();
        self.look_at(found);
        if !self.refused.is_empty() {
            return Err(refusal(&self.name, &self.refused));
        }
        let mut package = self.package;
        package.document(&format!("{}.manifest", self.name), &manifest)?;
        if !self.told.is_empty() {
            package.document(&format!("{}.controls", self.name), &self.told)?;
        }
        package.manifests.push(manifest);
        Ok(package)
    }
}

/// The problem that lists what keeps a file from leaving, by line and variable.
fn refusal(name: &str, violations: &[ExportViolation]) -> ApiError {
    let issue = |one: &ExportViolation| IssueRow {
        row: u32::try_from(one.line).ok().filter(|line| *line > 0),
        column: one.variable.clone(),
        code: one.rule.clone(),
        reason: one.rule.clone(),
        severity: Severity::Blocking,
        message: one.text.clone(),
        remedy: String::new(),
    };
    let detail = format!(
        "Rien ne sort\u{a0}: le destinataire refuserait {name}.csv en entier. Corrigez ce qui est signalé, puis \
         recommencez."
    );
    let issues = violations.iter().map(issue).collect();
    ApiError::Rule { code: ProblemCode::Invalid, detail, issues }
}

/// What keeps an archive from being written.
#[derive(Debug, thiserror::Error)]
enum Unwritten {
    #[error("write an export: {0}")]
    File(#[from] io::Error),
    #[error("write an export: {0}")]
    Zip(#[from] ZipError),
}

fn failed(error: impl Into<Unwritten>) -> ApiError {
    ApiError::Unexpected(Box::new(error.into()))
}
