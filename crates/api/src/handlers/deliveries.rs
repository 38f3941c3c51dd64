//! Files delivered: by a script as they are, by the page as checked lines.

use std::sync::Arc;

use actix_web::{
    HttpRequest, HttpResponse, get,
    http::header::{HeaderName, LOCATION},
    post, rt,
    web::{Data, Json, Query},
};
use checker::ImportContext;
use domain::{
    dto::{ImportCreated, ImportKind, ImportStage, Problem, ProblemCode, Verdict},
    import::{CheckedFile, Period},
    verdict::judge,
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::upload_form::{
    CheckedForm, Form, ImportForm, Received, parse, parse_checked, read_period,
};
use crate::{
    auth::{Contributor, Member, require},
    clock,
    db::Db,
    error::ApiError,
    jobs::{Jobs, Place, Ticket},
    legal::LegalTexts,
    mail::Post,
    routes,
    sealer::Sealer,
    services::{
        charters,
        imports::{self, Asked, Wanted},
        pseudonym_secrets,
    },
};

const PREFER: HeaderName = HeaderName::from_static("prefer");
const PREFERENCE_APPLIED: HeaderName = HeaderName::from_static("preference-applied");
/// The preference for an answer before the work is done (RFC 7240, 4.1).
const LATER: &str = "respond-async";

/// What an import goes through.
#[derive(Debug, Clone)]
struct Rooms {
    db: Data<Db>,
    texts: Data<LegalTexts>,
    sealer: Data<Sealer>,
    post: Data<Post>,
}

/// The rooms as a request finds them.
type FoundRooms = (Data<Db>, Data<LegalTexts>, Data<Sealer>, Data<Post>);

impl From<FoundRooms> for Rooms {
    fn from((db, texts, sealer, post): FoundRooms) -> Self {
        Self { db, texts, sealer, post }
    }
}

/// A file of a script, and what it is.
#[derive(Debug)]
struct Delivery {
    who: Member,
    kind: ImportKind,
    period: Period,
    received: Received,
}

/// Import a file.
///
/// The whole file is judged before anything is stored, and stored in one transaction. With
/// `dry_run=true` the verdict is the answer and nothing is stored. Findings of severity `confirm` have to
/// be acknowledged, one by one or all at once; else the answer is 409 `unacknowledged`. The header
/// `Idempotency-Key` makes a repeated request give the first import again.
///
/// With `Prefer: respond-async` the file is taken in and the answer given at once, with state `queued`;
/// `GET /imports/{id}` and `GET /imports/{id}/events` tell what becomes of it. Imports of one establishment
/// take their turns; 503 when too many wait.
#[utoipa::path(
    tag = "imports",
    params(
        ("finess" = String, Path, description = "FINESS number"),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 100 characters"),
        ("Prefer" = Option<String>, Header, description = "`respond-async`: answer before the file is read"),
    ),
    request_body(content = ImportForm, content_type = "multipart/form-data"),
    responses(
        (status = 202, body = ImportCreated),
        (status = 200, body = Verdict, description = "With dry_run=true"),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/establishments/{finess}/imports")]
pub async fn create_import(
    Contributor(who): Contributor,
    request: HttpRequest,
    rooms: FoundRooms,
    jobs: Data<Jobs>,
    Form(form): Form<ImportForm>,
) -> Result<HttpResponse, ApiError> {
    let asked =
        Asked { acknowledged: form.acknowledged()?, idempotency_key: idempotency_key(&request)? };
    let (kind, period, dry_run, received) = form.read()?;
    let rooms = Rooms::from(rooms);
    let delivery = Delivery { who, kind, period, received };
    if dry_run {
        return Ok(HttpResponse::Ok().json(try_out(&rooms, delivery).await?));
    }
    if prefers_later(&request) {
        return later(rooms, &jobs, delivery, asked).await;
    }
    let who = delivery.who.clone();
    let file = read(&rooms, delivery, false, Ticket::new(who.finess.clone()).into()).await?;
    Ok(HttpResponse::Accepted().json(store(&rooms, who, file, asked, None).await?))
}

/// What storing a file would give.
async fn try_out(rooms: &Rooms, delivery: Delivery) -> Result<Verdict, ApiError> {
    let (finess, kind, period) = (delivery.who.finess.clone(), delivery.kind, delivery.period);
    let file = read(rooms, delivery, true, Ticket::new(finess.clone()).into()).await?;
    rooms
        .db
        .read(move |conn| {
            let context = imports::context(conn, &finess, kind, period)?;
            Ok(judge(context, file)?)
        })
        .await
}

/// Takes a file in, and answers while it waits.
async fn later(
    rooms: Rooms,
    jobs: &Data<Jobs>,
    delivery: Delivery,
    asked: Asked,
) -> Result<HttpResponse, ApiError> {
    let place = jobs.enter(&delivery.who.finess).ok_or_else(ApiError::busy)?;
    let incoming = delivery.received.incoming(delivery.kind, delivery.period).await?;
    let (who, texts, said) = (delivery.who.clone(), rooms.texts.clone(), asked.clone());
    let (created, is_new) = rooms
        .db
        .write(move |conn| {
            let right = imports::right_for(incoming.kind);
            let who = require(conn, &who.caller, &who.finess, right)?;
            charters::require_signed(conn, &who.finess, &texts)?;
            imports::take_in(conn, &who, &incoming, &said, clock::now())
        })
        .await?;
    if is_new {
        place.number(created.id);
        rt::spawn(run(rooms, delivery, asked, created.id, place));
    }
    Ok(HttpResponse::Accepted()
        .insert_header((LOCATION, format!("{}/imports/{}", routes::BASE, created.id)))
        .insert_header((PREFERENCE_APPLIED, LATER))
        .json(created))
}

/// The job of an import that was taken in.
async fn run(rooms: Rooms, delivery: Delivery, asked: Asked, id: i32, place: Place) {
    place.turn().await;
    let Err(error) = finish(&rooms, delivery, asked, id, &place).await else { return };
    if !matches!(error, ApiError::Rule { .. }) {
        tracing::error!(import.id = id, "Failed to {error}");
    }
    if let Err(error) = rooms.db.write(move |conn| imports::give_up(conn, id, &error)).await {
        tracing::error!(import.id = id, "Failed to {error}");
    }
}

async fn finish(
    rooms: &Rooms,
    delivery: Delivery,
    asked: Asked,
    id: i32,
    place: &Place,
) -> Result<(), ApiError> {
    if !rooms.db.write(move |conn| imports::start(conn, id)).await? {
        return Ok(());
    }
    let who = delivery.who.clone();
    let file = read(rooms, delivery, false, place.ticket().clone()).await?;
    place.ticket().reach(ImportStage::Storing);
    store(rooms, who, file, asked, Some(id)).await?;
    Ok(())
}

/// Reads a file with what its establishment has; a trial makes no secret of pseudonyms.
async fn read(
    rooms: &Rooms,
    delivery: Delivery,
    trial: bool,
    ticket: Arc<Ticket>,
) -> Result<CheckedFile, ApiError> {
    let Delivery { who, kind, period, received } = delivery;
    let opener = rooms.sealer.clone();
    let (who, known, memory) = rooms
        .db
        .read(move |conn| {
            let who = require(conn, &who.caller, &who.finess, imports::right_for(kind))?;
            let known = imports::pseudonyms(conn, &opener, &who.finess, kind, trial)?;
            let memory = imports::memory(conn, &who.finess, kind)?;
            Ok((who, known, memory))
        })
        .await?;
    let pseudonyms = match known {
        Wanted::Known(pseudonyms) => pseudonyms,
        Wanted::Missing => {
            let Rooms { texts, sealer, .. } = rooms.clone();
            let made = rooms.db.write(move |conn| {
                charters::require_signed(conn, &who.finess, &texts)?;
                pseudonym_secrets::for_reading(conn, &sealer, &who, clock::now())
            });
            Some(made.await?)
        }
    };
    parse(received, move |upload| {
        ticket.reach(ImportStage::Reading);
        upload.check((kind, period), memory, pseudonyms.as_ref(), &*ticket)
    })
    .await
}

/// Stores a file; one that was taken in before has its number, `waiting`.
async fn store(
    rooms: &Rooms,
    who: Member,
    file: CheckedFile,
    asked: Asked,
    waiting: Option<i32>,
) -> Result<ImportCreated, ApiError> {
    let (texts, post) = (rooms.texts.clone(), rooms.post.clone());
    let created = rooms
        .db
        .write(move |conn| {
            let right = imports::right_for(file.kind());
            let who = require(conn, &who.caller, &who.finess, right)?;
            charters::require_signed(conn, &who.finess, &texts)?;
            imports::store(conn, &post, &who, &file, &asked, waiting, clock::now())
        })
        .await?;
    tracing::info!(import.id = created.id, "Stored import {}", created.id);
    Ok(created)
}

/// Import a file that was checked in the browser.
///
/// The page reads the file, puts pseudonyms in the place of patient identifiers, and sends the lines
/// alone, as `check` of the import worker gives them. Everything personal or impossible is refused;
/// the lines are judged anew. Acknowledgements and the header `Idempotency-Key` work as for a file.
#[utoipa::path(
    tag = "imports",
    params(
        ("finess" = String, Path, description = "FINESS number"),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 100 characters"),
    ),
    request_body(content = CheckedForm, content_type = "multipart/form-data"),
    responses(
        (status = 202, body = ImportCreated),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/establishments/{finess}/imports/checked")]
pub async fn create_checked_import(
    Contributor(who): Contributor,
    request: HttpRequest,
    rooms: FoundRooms,
    Form(form): Form<CheckedForm>,
) -> Result<HttpResponse, ApiError> {
    let asked =
        Asked { acknowledged: form.acknowledged()?, idempotency_key: idempotency_key(&request)? };
    let file = parse_checked(form).await?;
    Ok(HttpResponse::Accepted().json(store(&rooms.into(), who, file, asked, None).await?))
}

/// Which file is going to be checked.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ContextQuery {
    #[param(inline)]
    kind: ImportKind,
    /// `2024` or `2024-Q3`.
    period: String,
}

/// Read what the check of a file rests on.
///
/// For the page, which checks a file where it is: the columns of earlier imports, and the facts of the
/// year that a verdict compares with. Its shape is that of the program and may change with it.
#[utoipa::path(
    tag = "imports",
    params(("finess" = String, Path, description = "FINESS number"), ContextQuery),
    responses(
        (status = 200, description = "What the import worker takes", body = serde_json::Value),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/establishments/{finess}/import-context")]
pub async fn find_import_context(
    Contributor(who): Contributor,
    db: Data<Db>,
    query: Query<ContextQuery>,
) -> Result<Json<ImportContext>, ApiError> {
    let ContextQuery { kind, period } = query.into_inner();
    let period = read_period(&period)?;
    let found = db
        .read(move |conn| {
            let who = require(conn, &who.caller, &who.finess, imports::right_for(kind))?;
            let memory = imports::memory(conn, &who.finess, kind)?;
            let context = imports::context(conn, &who.finess, kind, period)?;
            Ok(ImportContext { memory, context })
        })
        .await?;
    Ok(Json(found))
}

/// Whether the caller would rather have an answer before the work is done.
fn prefers_later(request: &HttpRequest) -> bool {
    let values = request.headers().get_all(PREFER).filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|one| one.trim().eq_ignore_ascii_case(LATER))
}

fn idempotency_key(request: &HttpRequest) -> Result<Option<String>, ApiError> {
    let Some(value) = request.headers().get("Idempotency-Key") else { return Ok(None) };
    let key = value.to_str().ok().filter(|key| (1..=100).contains(&key.len()));
    key.map(|key| Some(key.to_owned())).ok_or_else(|| {
        let detail = "L’en-tête Idempotency-Key a de 1 à 100 caractères ASCII.";
        ApiError::rule(ProblemCode::Invalid, detail)
    })
}
