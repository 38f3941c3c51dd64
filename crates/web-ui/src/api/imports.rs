//! Workbooks and imports.

use domain::dto::{
    Import, ImportCreated, ImportKind, ImportSummary, IssueRow, MappingChoice, Page, Verdict,
    WorkbookInspection,
};
use gloo_net::http::Method;
use web_sys::{File, FormData};

use super::{ApiError, Client};
use crate::{labels, routes::with_query};

/// Where the table is in the workbook.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetChoice {
    pub sheet: Option<String>,
    /// Row of the header (1 = first), 0 for none; absent when the server should look for it.
    pub header_row: Option<u32>,
}

/// Everything an import is made of, except the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Delivery {
    pub finess: String,
    pub kind: ImportKind,
    pub period: String,
    pub place: SheetChoice,
    pub mapping: MappingChoice,
}

impl Client {
    pub async fn inspect(
        self,
        file: &File,
        kind: ImportKind,
        finess: &str,
        place: &SheetChoice,
    ) -> Result<WorkbookInspection, ApiError> {
        let form = form(file, kind, place)?;
        append(&form, "finess", finess)?;
        self.send_form("/workbooks/inspect", form).await
    }

    /// What the import would do; nothing is stored.
    pub async fn try_import(self, file: &File, delivery: &Delivery) -> Result<Verdict, ApiError> {
        let form = delivery_form(file, delivery)?;
        append(&form, "dry_run", "true")?;
        self.send_form(&imports_path(&delivery.finess), form).await
    }

    pub async fn create_import(
        self,
        file: &File,
        delivery: &Delivery,
    ) -> Result<ImportCreated, ApiError> {
        let form = delivery_form(file, delivery)?;
        self.send_form(&imports_path(&delivery.finess), form).await
    }

    pub async fn imports(
        self,
        finess: &str,
        cursor: Option<&str>,
    ) -> Result<Page<ImportSummary>, ApiError> {
        self.get(&with_query(&imports_path(finess), [("cursor", cursor)])).await
    }

    pub async fn import(self, id: i32) -> Result<Import, ApiError> {
        self.get(&format!("/imports/{id}")).await
    }

    pub async fn issues(
        self,
        id: i32,
        reason: Option<&str>,
        severity: Option<&str>,
        cursor: Option<&str>,
    ) -> Result<Page<IssueRow>, ApiError> {
        let path = format!("/imports/{id}/issues");
        let pairs = [("reason", reason), ("severity", severity), ("cursor", cursor)];
        self.get(&with_query(&path, pairs)).await
    }

    pub async fn cancel_import(self, id: i32) -> Result<(), ApiError> {
        self.send_empty(Method::DELETE, &format!("/imports/{id}")).await
    }
}

fn imports_path(finess: &str) -> String {
    format!("/establishments/{finess}/imports")
}

fn delivery_form(file: &File, delivery: &Delivery) -> Result<FormData, ApiError> {
    let form = form(file, delivery.kind, &delivery.place)?;
    append(&form, "period", &delivery.period)?;
    let mapping = serde_json::to_string(&delivery.mapping).map_err(|_| ApiError::Unreachable)?;
    append(&form, "mapping", &mapping)?;
    Ok(form)
}

fn form(file: &File, kind: ImportKind, place: &SheetChoice) -> Result<FormData, ApiError> {
    let form = FormData::new().map_err(|_| ApiError::Unreachable)?;
    form.append_with_blob("file", file).map_err(|_| ApiError::Unreachable)?;
    append(&form, "kind", labels::kind_code(kind))?;
    if let Some(sheet) = &place.sheet {
        append(&form, "sheet", sheet)?;
    }
    if let Some(row) = place.header_row {
        append(&form, "header_row", &row.to_string())?;
    }
    Ok(form)
}

fn append(form: &FormData, name: &str, value: &str) -> Result<(), ApiError> {
    form.append_with_str(name, value).map_err(|_| ApiError::Unreachable)
}
