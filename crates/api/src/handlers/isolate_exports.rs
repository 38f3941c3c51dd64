//! Isolates in the layouts of others, for the national team.

use std::{path::PathBuf, sync::atomic::AtomicBool};

use actix_files::NamedFile;
use actix_web::{
    HttpRequest, HttpResponse, get,
    http::header::{ContentDisposition, ContentEncoding, DispositionParam, DispositionType},
    post,
    web::{self, Data, Json, Path},
};
use domain::dto::{ExportRecipient, IsolateExport, NewEarsNetExport, NewStudyExport, Problem};

use super::query::asked_year;
use crate::{
    auth::{National, Observer},
    clock,
    config::Config,
    db::Db,
    error::ApiError,
    middleware::request_id,
    services::exports::{self, Asked, Gone, Made, Study, Turns},
};

/// Export isolates for a study.
///
/// The flat layout of SPARES with its manifest, as a ZIP: the isolates of the perimeter of a year, as they are in the
/// live base. Such a line is health data under a pseudonym: it is for a named study, which establishments read in
/// `GET /establishments/{finess}/exports`. Refused with the lines and variables where the layout is broken. One export
/// of isolates is made at a time, others are told to come back.
#[utoipa::path(
    tag = "exports",
    params(("year" = i32, Path, description = "Year of the isolates")),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/zip"),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/exports/spares/{year}")]
pub async fn export_spares(
    National(who): National,
    request: HttpRequest,
    config: Data<Config>,
    db: Data<Db>,
    turns: Data<Turns>,
    year: Path<i32>,
    asked: Json<NewStudyExport>,
) -> Result<HttpResponse, ApiError> {
    let (year, study) = (asked_year(*year)?, Study::of(&asked)?);
    let (reader, for_study, secret) = (db.clone(), study.clone(), config.clone());
    let made = make(&turns, &config, move |folder, gone| {
        exports::study(&reader, (&folder, &secret.secret), (year, &for_study), gone)
    })
    .await?;
    let told = (ExportRecipient::Study, year, Some(study.name));
    hand_out(&request, &db, (who.user_id, told), made).await
}

/// Export isolates for EARS-Net.
///
/// `amrtest` of a year with its manifest, who is in it by region and type, and `amrcover` where the coverage is told; as
/// a ZIP. Establishments whose laboratory has no code of the ECDC are left out and counted. Refused with the lines and
/// variables where the ECDC would refuse a file. One export of isolates is made at a time, others are told to come back.
#[utoipa::path(
    tag = "exports",
    params(("year" = i32, Path, description = "Year of the isolates")),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/zip"),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/exports/ears-net/{year}")]
pub async fn export_ears_net(
    National(who): National,
    request: HttpRequest,
    config: Data<Config>,
    db: Data<Db>,
    turns: Data<Turns>,
    year: Path<i32>,
    asked: Json<NewEarsNetExport>,
) -> Result<HttpResponse, ApiError> {
    let (year, asked) = (asked_year(*year)?, Asked::of(asked.into_inner())?);
    let reader = db.clone();
    let made = make(&turns, &config, move |folder, gone| {
        exports::ears_net(&reader, &folder, (year, &asked), gone)
    })
    .await?;
    hand_out(&request, &db, (who.user_id, (ExportRecipient::EarsNet, year, None)), made).await
}

/// List the exports of isolates.
///
/// Who made which files with what in them, the newest first.
#[utoipa::path(
    tag = "exports",
    responses(
        (status = 200, body = Vec<IsolateExport>),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/exports")]
pub async fn list_exports(
    _who: National,
    db: Data<Db>,
) -> Result<Json<Vec<IsolateExport>>, ApiError> {
    Ok(Json(db.read(|conn| exports::list(conn, None)).await?))
}

/// List what left of an establishment.
///
/// The exports with isolates of the establishment: for whom, when and by whom.
#[utoipa::path(
    tag = "exports",
    params(("finess" = String, Path, description = "FINESS number")),
    responses(
        (status = 200, body = Vec<IsolateExport>),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/establishments/{finess}/exports")]
pub async fn list_establishment_exports(
    Observer(who): Observer,
    db: Data<Db>,
) -> Result<Json<Vec<IsolateExport>>, ApiError> {
    Ok(Json(db.read(move |conn| exports::list(conn, Some(&who.finess))).await?))
}

/// Makes files on a thread that may block, as the only ones; it stops once nobody waits for them.
async fn make(
    turns: &Turns,
    config: &Config,
    making: impl FnOnce(PathBuf, &AtomicBool) -> Result<Made, ApiError> + Send + 'static,
) -> Result<Made, ApiError> {
    let place = turns.take()?;
    let gone = Gone::default();
    let (flag, request) = (gone.flag(), request_id::current());
    let folder = config.data_dir.join("exports");
    let made = web::block(move || {
        // Until the thread ends, whoever waits for it.
        let _place = place;
        request_id::within(request, || making(folder, &flag))
    });
    made.await.map_err(|error| ApiError::Unexpected(error.into()))?
}

/// Writes down that the files leave, and lets them.
async fn hand_out(
    request: &HttpRequest,
    db: &Db,
    (made_by, (recipient, year, study)): (i32, (ExportRecipient, i32, Option<String>)),
    made: Made,
) -> Result<HttpResponse, ApiError> {
    let made = db
        .write(move |conn| {
            let whose = (recipient, year, study.as_deref());
            exports::tell(conn, made_by, whose, &made, clock::now())?;
            Ok(made)
        })
        .await?;
    let unsent = |error: std::io::Error| ApiError::Unexpected(error.into());
    let name = ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![DispositionParam::Filename(made.name.clone())],
    };
    Ok(NamedFile::from_file(made.file, made.name)
        .map_err(unsent)?
        .use_etag(false)
        .use_last_modified(false)
        .set_content_disposition(name)
        .set_content_encoding(ContentEncoding::Identity)
        .into_response(request))
}
