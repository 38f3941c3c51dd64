//! Requests for help.

use actix_web::{
    HttpResponse, get, post,
    web::{Data, Json, Path, Query},
};
use domain::dto::{NewTicket, NewTicketMessage, Page, Problem, Ticket, TicketDetail, TicketState};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    auth::SignedIn, clock, cursor, db::Db, error::ApiError, mail::Post, services::tickets,
};

/// Which requests.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TicketQuery {
    /// `open`, `answered` or `closed`; every one when absent.
    #[param(inline)]
    state: Option<TicketState>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Items of a page, at most 200.
    limit: Option<usize>,
}

/// Ask the national team for help.
///
/// With the screen, the establishment, the import and the codes of controls that the person wants to tell; never a
/// value of a file. The establishment is one that they may read, the import one of it. The national team is told by
/// mail. A person has at most 20 requests that wait or were asked since a day ago.
#[utoipa::path(
    tag = "tickets",
    responses(
        (status = 201, body = TicketDetail),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/tickets")]
pub async fn create_ticket(
    SignedIn(who): SignedIn,
    db: Data<Db>,
    post: Data<Post>,
    new: Json<NewTicket>,
) -> Result<HttpResponse, ApiError> {
    let asked = db.write(move |conn| tickets::ask(conn, &post, &who, &new, clock::now())).await?;
    Ok(HttpResponse::Created().json(asked))
}

/// List requests for help.
///
/// The newest first: those of the person, or everybody's for the national team.
#[utoipa::path(
    tag = "tickets",
    params(TicketQuery),
    responses(
        (status = 200, body = Page<Ticket>),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/tickets")]
pub async fn list_tickets(
    SignedIn(who): SignedIn,
    db: Data<Db>,
    query: Query<TicketQuery>,
) -> Result<Json<Page<Ticket>>, ApiError> {
    let TicketQuery { state, cursor, limit } = query.into_inner();
    let page = db
        .read(move |conn| {
            tickets::list(conn, &who, state, (cursor.as_deref(), cursor::limit(limit)))
        })
        .await?;
    Ok(Json(page))
}

/// Read a request for help.
///
/// With its messages; for whoever asked it and for the national team.
#[utoipa::path(
    tag = "tickets",
    params(("id" = i32, Path, description = "Number of the request")),
    responses(
        (status = 200, body = TicketDetail),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/tickets/{id}")]
pub async fn find_ticket(
    SignedIn(who): SignedIn,
    db: Data<Db>,
    id: Path<i32>,
) -> Result<Json<TicketDetail>, ApiError> {
    Ok(Json(db.read(move |conn| tickets::find(conn, &who, *id)).await?))
}

/// Write in a request for help.
///
/// A message of the national team is an answer, told by mail to whoever asked. A message of theirs waits for an
/// answer again, also where the request was answered or closed.
#[utoipa::path(
    tag = "tickets",
    params(("id" = i32, Path, description = "Number of the request")),
    responses(
        (status = 201, body = TicketDetail),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/tickets/{id}/messages")]
pub async fn create_ticket_message(
    SignedIn(who): SignedIn,
    db: Data<Db>,
    post: Data<Post>,
    id: Path<i32>,
    new: Json<NewTicketMessage>,
) -> Result<HttpResponse, ApiError> {
    let written =
        db.write(move |conn| tickets::reply(conn, &post, &who, (*id, &new), clock::now())).await?;
    Ok(HttpResponse::Created().json(written))
}

/// Close a request for help.
///
/// By whoever asked it or by the national team; a message of theirs opens it again.
#[utoipa::path(
    tag = "tickets",
    params(("id" = i32, Path, description = "Number of the request")),
    responses(
        (status = 200, body = TicketDetail),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/tickets/{id}/closure")]
pub async fn close_ticket(
    SignedIn(who): SignedIn,
    db: Data<Db>,
    post: Data<Post>,
    id: Path<i32>,
) -> Result<Json<TicketDetail>, ApiError> {
    let closed = db.write(move |conn| tickets::close(conn, &post, &who, *id, clock::now())).await?;
    Ok(Json(closed))
}
