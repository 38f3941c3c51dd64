//! Open access: figures for everybody, without an account. Answers come from the published edition alone.

use actix_web::{
    HttpRequest, HttpResponse, get,
    http::header::{
        self, AcceptEncoding, ContentEncoding, Encoding, EntityTag, Header, IfNoneMatch,
    },
    web::{Data, Path, Query},
};
use domain::{
    dto::{
        ConsumptionAnalysis, Indicators, OpenEdition, Page, Problem, ProblemCode,
        ResistanceAnalysis,
    },
    open::{self, OpenPlace, package},
    resistance::Method,
};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use super::{
    analyses::AnalysisQuery,
    figures::YearQuery,
    query::{AcrossQuery, SelectionQuery, axes, years},
    resistance::{IsolatesQuery, ResistanceQuery},
};
use crate::{
    cursor,
    db::Db,
    error::ApiError,
    services::{analyses::Across, open::OpenReader},
};

/// Whose figures.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PlaceQuery {
    /// INSEE code of a region; give this, or `type`, or nothing for the nation.
    region: Option<String>,
    /// Code of a type of establishment: `CH`.
    #[serde(rename = "type")]
    #[param(rename = "type")]
    kind: Option<String>,
}

impl PlaceQuery {
    fn place(&self) -> Result<OpenPlace, ApiError> {
        match (&self.region, &self.kind) {
            (None, None) => Ok(OpenPlace::Nation),
            (Some(code), None) => Ok(OpenPlace::Region(code.clone())),
            (None, Some(code)) => Ok(OpenPlace::Type(code.clone())),
            (Some(_), Some(_)) => {
                let detail =
                    "Donnez region ou type\u{a0}: en accès libre, ils ne sont pas croisés.";
                Err(ApiError::rule(ProblemCode::Invalid, detail))
            }
        }
    }
}

fn across(query: &AcrossQuery) -> Result<Option<open::Across>, ApiError> {
    Ok(query.across()?.map(|across| match across {
        Across::Region => open::Across::Region,
        Across::Type => open::Across::Type,
    }))
}

/// The answer of the published edition to the address of a request: made once, told by its tag.
async fn answer<T: Serialize>(
    request: &HttpRequest,
    (reader, db): (&OpenReader, &Db),
    make: impl FnOnce(&open::Open, &OpenEdition) -> Result<T, ApiError>,
) -> Result<HttpResponse, ApiError> {
    let json =
        |value: T| serde_json::to_vec(&value).map_err(|error| ApiError::Unexpected(error.into()));
    bytes(request, (reader, db), "application/json", |open, told| json(make(open, told)?)).await
}

/// Whether an answer may leave as it is kept.
fn takes_gzip(request: &HttpRequest) -> bool {
    let offered = [Encoding::gzip(), Encoding::identity()];
    let accepted = AcceptEncoding::parse(request).ok();
    let best = accepted.and_then(|accepted| accepted.negotiate(offered.iter()));
    best == Some(Encoding::gzip())
}

async fn bytes(
    request: &HttpRequest,
    (reader, db): (&OpenReader, &Db),
    kind: &'static str,
    make: impl FnOnce(&open::Open, &OpenEdition) -> Result<Vec<u8>, ApiError>,
) -> Result<HttpResponse, ApiError> {
    let published = reader.current(db).await?;
    // Weak: the same answer is sent compressed or not.
    let tag = EntityTag::new_weak(published.told.version.clone());
    let known = match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|one| one.weak_eq(&tag)),
        Ok(IfNoneMatch::Any) | Err(_) => false,
    };
    if known {
        return Ok(HttpResponse::NotModified().insert_header(header::ETag(tag)).finish());
    }
    let address = request.uri().path_and_query().map_or("", |address| address.as_str());
    let kept = published.answer(address, |published| make(&published.open, &published.told))?;
    let mut response = HttpResponse::Ok();
    response.content_type(kind).insert_header(header::ETag(tag));
    if !takes_gzip(request) {
        return Ok(response.body(kept.plain));
    }
    response.insert_header(ContentEncoding::Gzip).append_header((header::VARY, "accept-encoding"));
    Ok(response.body(kept.gzip))
}

/// Describe what is open.
///
/// The edition that everybody reads: its frozen base, years, places, indicators, licence, how many of its numbers are hidden.
/// Answers of all operations under `/open` carry an `ETag`, may be asked from any page of the web, and are
/// limited to 600 a minute and address.
#[utoipa::path(
    tag = "open",
    responses(
        (status = 200, body = OpenEdition),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(()),
)]
#[get("/open/edition")]
pub async fn find_open_edition(
    request: HttpRequest,
    reader: Data<OpenReader>,
    db: Data<Db>,
) -> Result<HttpResponse, ApiError> {
    answer(&request, (&reader, &db), |_, told| Ok(told.clone())).await
}

/// Analyse open consumption.
///
/// As `GET /analyses/consumption`, of the published edition: perimeter `spares`, axes `year`, `sector`, `family`. A number
/// that would tell of few establishments is `null`, and so is one that would give another away.
#[utoipa::path(
    tag = "open",
    params(PlaceQuery, AcrossQuery, AnalysisQuery, SelectionQuery),
    responses(
        (status = 200, body = ConsumptionAnalysis),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(()),
)]
#[get("/open/analyses/consumption")]
pub async fn analyse_open_consumption(
    request: HttpRequest,
    reader: Data<OpenReader>,
    db: Data<Db>,
    whose: Query<PlaceQuery>,
    parts: Query<AcrossQuery>,
    query: Query<AnalysisQuery>,
    selection: Query<SelectionQuery>,
) -> Result<HttpResponse, ApiError> {
    let (place, parts) = (whose.place()?, across(&parts)?);
    let mut question = selection.question(years(&query.years)?)?;
    question.by = axes(&query.by)?;
    answer(&request, (&reader, &db), |open, _| Ok(open.consumption((&place, parts), &question)?))
        .await
}

/// Analyse open resistances.
///
/// As `GET /analyses/resistance`, of the published edition: dedup `spares`, axes `year`, `organism`, `antibiotic`, `specimen`. A number
/// of fewer than five patients is `null`, and so is one that would give another away.
#[utoipa::path(
    tag = "open",
    params(PlaceQuery, AcrossQuery, ResistanceQuery, IsolatesQuery),
    responses(
        (status = 200, body = ResistanceAnalysis),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(()),
)]
#[get("/open/analyses/resistance")]
pub async fn analyse_open_resistance(
    request: HttpRequest,
    reader: Data<OpenReader>,
    db: Data<Db>,
    whose: Query<PlaceQuery>,
    parts: Query<AcrossQuery>,
    query: Query<ResistanceQuery>,
    selection: Query<IsolatesQuery>,
) -> Result<HttpResponse, ApiError> {
    let (place, parts) = (whose.place()?, across(&parts)?);
    if selection.method()? != Method::Spares {
        let detail = "En accès libre, dedup vaut spares.";
        return Err(ApiError::rule(ProblemCode::Invalid, detail));
    }
    let question = query.question(&selection)?;
    answer(&request, (&reader, &db), |open, _| Ok(open.resistance((&place, parts), &question)?))
        .await
}

/// Find the open national indicators.
///
/// As `GET /indicators`, of the published edition: those whose figures are open.
#[utoipa::path(
    tag = "open",
    params(PlaceQuery, YearQuery),
    responses(
        (status = 200, body = Indicators),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(()),
)]
#[get("/open/indicators")]
pub async fn find_open_indicators(
    request: HttpRequest,
    reader: Data<OpenReader>,
    db: Data<Db>,
    whose: Query<PlaceQuery>,
    query: Query<YearQuery>,
) -> Result<HttpResponse, ApiError> {
    let place = whose.place()?;
    answer(&request, (&reader, &db), |open, _| Ok(open.indicators(&place, query.year)?)).await
}

/// Describe the data package.
///
/// `datapackage.json` (Frictionless Data Package): the tables with their columns, the licence, the version. The paths
/// of the tables are relative to it.
#[utoipa::path(
    tag = "open",
    responses(
        (status = 200, body = serde_json::Value),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(()),
)]
#[get("/open/datapackage.json")]
pub async fn find_open_package(
    request: HttpRequest,
    reader: Data<OpenReader>,
    db: Data<Db>,
) -> Result<HttpResponse, ApiError> {
    answer(&request, (&reader, &db), |_, told| {
        Ok(package::descriptor(package::About {
            version: &told.version,
            created: &told.published_at,
            base: &told.base_sha256,
        }))
    })
    .await
}

/// Read a whole open table.
///
/// `patient_days`, `consumption` or `resistance`, as CSV: UTF-8, commas, a header, decimal points; an empty cell is a number
/// that is not published.
#[utoipa::path(
    tag = "open",
    params(("table" = String, Path, description = "`patient_days`, `consumption` or `resistance`")),
    responses(
        (status = 200, body = String, content_type = "text/csv"),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(()),
)]
#[get("/open/tables/{table}.csv")]
pub async fn read_open_table(
    request: HttpRequest,
    reader: Data<OpenReader>,
    db: Data<Db>,
    table: Path<String>,
) -> Result<HttpResponse, ApiError> {
    let table = package::Table::parse(&table).ok_or_else(ApiError::not_found)?;
    bytes(&request, (&reader, &db), "text/csv; charset=utf-8; header=present", |open, _| {
        let text = table.csv(open).map_err(|error| ApiError::Unexpected(error.into()))?;
        Ok(text.into_bytes())
    })
    .await
}

/// Which rows.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RowsQuery {
    /// `next` of the page before.
    cursor: Option<String>,
    /// 1 to 200; 50 without.
    limit: Option<usize>,
}

/// List the rows of an open table.
///
/// The rows of `GET /open/tables/{table}.csv` as objects, page by page.
#[utoipa::path(
    tag = "open",
    params(
        ("table" = String, Path, description = "`patient_days`, `consumption` or `resistance`"),
        RowsQuery,
    ),
    responses(
        (status = 200, body = Page<serde_json::Value>),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(()),
)]
#[get("/open/tables/{table}")]
pub async fn list_open_rows(
    request: HttpRequest,
    reader: Data<OpenReader>,
    db: Data<Db>,
    table: Path<String>,
    query: Query<RowsQuery>,
) -> Result<HttpResponse, ApiError> {
    let table = package::Table::parse(&table).ok_or_else(ApiError::not_found)?;
    let first = match &query.cursor {
        Some(cursor) => cursor::decode::<usize>(cursor)?.saturating_add(1),
        None => 0,
    };
    let limit = cursor::limit(query.limit);
    answer(&request, (&reader, &db), |open, _| {
        let rows = (first..=first.saturating_add(limit))
            .filter_map(|index| Some((index, table.record(open, index)?)));
        let total = i64::try_from(table.len(open)).unwrap_or(i64::MAX);
        let page = cursor::page(rows.collect(), limit, total, |(index, _)| *index);
        let items: Vec<_> = page.items.into_iter().map(|(_, row)| row).collect();
        Ok(Page { items, total: page.total, next: page.next })
    })
    .await
}
