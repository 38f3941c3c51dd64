//! The import worker, as the page sees it: it reads and judges a file away from the page.
//!
//! Files and contexts pass as blobs, which are handed over and never copied here; only inspections and
//! verdicts become values of the page.

mod link;

use domain::dto::{
    CorrectionOffer, FileRow, ImportKind, IssueQuery, IssueWindow, MappingChoice,
    PseudonymSecretInForce, RowRepair, Verdict, WorkbookInspection,
};
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, File};

use crate::api::ApiError;
use link::Link;

/// Where the table is in the workbook.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct SheetChoice {
    pub sheet: Option<String>,
    /// Row of the header (1 = first), 0 for none; absent when the worker should look for it.
    pub header_row: Option<u32>,
}

/// The file that the worker opens, without its content.
#[derive(Debug, Clone, Serialize)]
pub struct Opening {
    pub file_name: String,
    pub kind: ImportKind,
    pub period: String,
    pub place: SheetChoice,
}

/// What a check takes.
#[derive(Serialize)]
struct Checking<'a> {
    mapping: &'a MappingChoice,
    secret: Option<&'a PseudonymSecretInForce>,
}

/// A worker with a file in its hands; it ends with its last handle.
#[derive(Clone)]
pub struct Checker(Link);

impl Checker {
    /// Starts a worker; `rows` follows how far it has read.
    pub async fn start(rows: RwSignal<u32>) -> Result<Self, ApiError> {
        Link::start(rows).await.map(Self)
    }

    /// Reads a file and looks at it; without context as somebody who has delivered nothing.
    pub async fn open(
        &self,
        file: &File,
        opening: &Opening,
        context: Option<&Blob>,
    ) -> Result<WorkbookInspection, ApiError> {
        let opening = text(opening)?;
        let context = context.map_or(JsValue::UNDEFINED, JsValue::from);
        read(
            self.0
                .ask("open", &[("file", file), ("opening", &opening), ("context", &context)])
                .await?,
        )
    }

    /// Takes the units of a structure that is at hand.
    pub async fn add_structure(&self, file: &File) -> Result<(), ApiError> {
        self.0.ask("structure", &[("file", file)]).await.map(drop)
    }

    /// Looks at another sheet or header row.
    pub async fn look(&self, place: &SheetChoice) -> Result<WorkbookInspection, ApiError> {
        read(self.0.ask("look", &[("place", &text(place)?)]).await?)
    }

    /// Reads the rows and judges them.
    pub async fn check(
        &self,
        mapping: &MappingChoice,
        secret: Option<&PseudonymSecretInForce>,
    ) -> Result<Verdict, ApiError> {
        let checking = text(&Checking { mapping, secret })?;
        read(self.0.ask("check", &[("checking", &checking)]).await?)
    }

    /// Judges the rows as read before, with what the establishment has by now.
    pub async fn judge(&self, context: &Blob) -> Result<Verdict, ApiError> {
        read(self.0.ask("judge", &[("context", context)]).await?)
    }

    /// A window of the issues of the last verdict.
    pub async fn issues(&self, query: &IssueQuery) -> Result<IssueWindow, ApiError> {
        read(self.0.ask("issues", &[("query", &text(query)?)]).await?)
    }

    /// A row of the file, as it can be mended.
    pub async fn row(&self, row: u32) -> Result<FileRow, ApiError> {
        read(self.0.ask("row", &[("row", &row.into())]).await?)
    }

    /// Mends a row; the next verdict counts it.
    pub async fn repair(&self, row: u32, repair: &RowRepair) -> Result<(), ApiError> {
        let with = [("row", &row.into()), ("repair", &text(repair)?)];
        self.0.ask("repair", &with).await.map(drop)
    }

    /// Corrections of earlier files that this one asks for again.
    pub async fn offers(&self) -> Result<Vec<CorrectionOffer>, ApiError> {
        read(self.0.ask("offers", &[]).await?)
    }

    /// Makes the corrections that are offered; the next verdict counts them.
    pub async fn take_offers(&self) -> Result<(), ApiError> {
        self.0.ask("take", &[]).await.map(drop)
    }

    /// The file given back with what was found in it, a workbook.
    pub async fn annotated(&self) -> Result<Blob, ApiError> {
        blob(self.0.ask("annotated", &[]).await?)
    }

    /// Every issue, as a text file for spreadsheets.
    pub async fn issues_csv(&self) -> Result<Blob, ApiError> {
        blob(self.0.ask("csv", &[]).await?)
    }

    /// The checked file as it is sent: the lines alone, packed.
    pub async fn checked_file(&self) -> Result<Blob, ApiError> {
        blob(self.0.ask("checked", &[]).await?)
    }

    /// Ends the worker, whatever it does; those who wait are told [`ApiError::Stopped`].
    pub fn stop(&self) {
        self.0.stop();
    }
}

fn text<T: Serialize>(value: &T) -> Result<JsValue, ApiError> {
    serde_json::to_string(value).map(JsValue::from).map_err(|_| ApiError::Unreachable)
}

fn blob(answer: JsValue) -> Result<Blob, ApiError> {
    answer.dyn_into().map_err(|_| ApiError::Unreachable)
}

fn read<T: DeserializeOwned>(answer: JsValue) -> Result<T, ApiError> {
    let text = answer.as_string().ok_or(ApiError::Unreachable)?;
    serde_json::from_str(&text).map_err(|_| ApiError::Unreachable)
}
