//! The reference tables in use. Public: they explain the figures.

use actix_web::{get, web::Json};
use domain::{
    dto::{CodeLabel, Control, ReferenceTable},
    import::controls,
    nomenclature::{establishment_types, regions, tables},
};

/// List the reference tables.
///
/// Each with its version, source and licence.
#[utoipa::path(
    tag = "reference",
    responses((status = 200, body = [ReferenceTable])),
    security(()),
)]
#[get("/reference-tables")]
pub async fn list_reference_tables() -> Json<Vec<ReferenceTable>> {
    Json(tables())
}

/// List the controls of files and years.
///
/// Severity, texts in both languages, remedy and source of each; issues name them by code and reason.
#[utoipa::path(
    tag = "reference",
    responses((status = 200, body = [Control])),
    security(()),
)]
#[get("/rules")]
pub async fn list_rules() -> Json<Vec<Control>> {
    Json(controls())
}

/// List the regions.
#[utoipa::path(
    tag = "reference",
    responses((status = 200, body = [CodeLabel])),
    security(()),
)]
#[get("/regions")]
pub async fn list_regions() -> Json<Vec<CodeLabel>> {
    Json(regions().iter().map(|region| code_label(region.code, region.label)).collect())
}

/// List the types of establishments.
#[utoipa::path(
    tag = "reference",
    responses((status = 200, body = [CodeLabel])),
    security(()),
)]
#[get("/establishment-types")]
pub async fn list_establishment_types() -> Json<Vec<CodeLabel>> {
    Json(establishment_types().iter().map(|kind| code_label(kind.code, kind.label)).collect())
}

fn code_label(code: &str, label: &str) -> CodeLabel {
    CodeLabel { code: code.to_owned(), label: label.to_owned() }
}
