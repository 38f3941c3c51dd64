//! Figures of establishments one by one, as files that are sent while they are made.

use std::sync::Arc;

use actix_web::{
    HttpResponse, get,
    http::header,
    web::{Bytes, Data, Query},
};
use domain::{
    dto::{Problem, ProblemCode},
    resistance::{Part, Parts},
};
use futures_util::{Stream, StreamExt, stream};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    query::{BaseQuery, PopulationQuery, SelectionQuery, years},
    resistance::{IsolatesQuery, measure},
};
use crate::{
    auth::Authenticated,
    db::Db,
    error::ApiError,
    middleware::request_id,
    services::{
        exports::{Content, Exported, FigureFile, Selection, file_of_figures},
        resistances::ROLLED_UP,
    },
};

/// Over which years.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct YearsQuery {
    /// `2024`, `2022..2024` or `2022,2024`.
    years: String,
}

/// Export the consumption of establishments.
///
/// CSV with semicolons and a decimal point, sent while it is made: a row for each establishment, year, sector, molecule
/// and route, and for each quarter where files are quarterly; patient-days have rows of their own. The selection is that
/// of `GET /analyses/consumption`, and so are its sums. For members of the establishment, the regional centre of a
/// region and the national team. An answer that breaks off is no whole file: it ends without its last chunk, which
/// clients tell as an error.
#[utoipa::path(
    tag = "exports",
    params(PopulationQuery, BaseQuery, YearsQuery, SelectionQuery),
    responses(
        (status = 200, body = String, content_type = "text/csv"),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/exports/consumption.csv")]
pub async fn export_consumption(
    Authenticated(who): Authenticated,
    db: Data<Db>,
    whose: Query<PopulationQuery>,
    base: Query<BaseQuery>,
    query: Query<YearsQuery>,
    selection: Query<SelectionQuery>,
) -> Result<HttpResponse, ApiError> {
    let (base, population, years) = (base.base(), whose.population()?, years(&query.years)?);
    let content = Content::Consumption(selection.question(years.clone())?);
    let file = db
        .read(move |conn| file_of_figures(conn, &who, (base, &population), (&years, content)))
        .await?;
    send(db, file)
}

/// Which results.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ResultsQuery {
    /// A molecule, a class or a phenotype: `CTX`, `C3G`, `BLSE`. Each of them when absent.
    antibiotic: Option<String>,
    /// `specimen` (default) or `sector`: rows of each of them, beside those of all isolates. With a filter of either
    /// there are rows of what it takes alone.
    by: Option<String>,
}

impl ResultsQuery {
    fn parts(&self, filter: Part) -> Result<Parts, ApiError> {
        match (self.by.as_deref().filter(|by| !by.is_empty()), filter) {
            (None | Some("specimen"), Part::All) => Ok(Parts::EachSpecimen),
            (Some("sector"), Part::All) => Ok(Parts::EachSector),
            (None, part) => Ok(Parts::One(part)),
            (Some(_), _) => {
                let detail = "«\u{a0}by\u{a0}» vaut specimen ou sector, et va sans filtre de prélèvement ou de secteur.";
                Err(ApiError::rule(ProblemCode::Invalid, detail))
            }
        }
    }
}

/// Export the resistances of establishments.
///
/// CSV as that of consumption: a row for each establishment, year, specimen or sector, organism and antibiotic, and for
/// each quarter of all isolates and of blood cultures; isolates have rows of their own. Each specimen, sector and
/// quarter is deduplicated by itself: none is an addend. `dedup` is `spares` (default), `first_isolate` or `none`.
#[utoipa::path(
    tag = "exports",
    params(PopulationQuery, BaseQuery, YearsQuery, ResultsQuery, IsolatesQuery),
    responses(
        (status = 200, body = String, content_type = "text/csv"),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/exports/resistance.csv")]
pub async fn export_resistance(
    Authenticated(who): Authenticated,
    db: Data<Db>,
    whose: Query<PopulationQuery>,
    base: Query<BaseQuery>,
    query: Query<YearsQuery>,
    results: Query<ResultsQuery>,
    isolates: Query<IsolatesQuery>,
) -> Result<HttpResponse, ApiError> {
    let (base, population, years) = (base.base(), whose.population()?, years(&query.years)?);
    let method = isolates.method()?;
    if !ROLLED_UP.contains(&method) {
        let detail = "Un export compte par «\u{a0}dedup\u{a0}» spares, first_isolate ou none.";
        return Err(ApiError::rule(ProblemCode::Invalid, detail));
    }
    let content = Content::Resistance(Selection {
        method,
        parts: results.parts(isolates.part()?)?,
        taxa: isolates.taxa()?,
        measure: measure(results.antibiotic.as_ref())?,
    });
    let file = db
        .read(move |conn| file_of_figures(conn, &who, (base, &population), (&years, content)))
        .await?;
    send(db, file)
}

fn send(db: Data<Db>, file: FigureFile) -> Result<HttpResponse, ApiError> {
    let header = Bytes::from(file.content.header()?);
    let name = format!("attachment; filename=\"{}\"", file.name);
    let whole = stream::iter([Ok(header)]).chain(parts(db, file));
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, name))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .streaming(whole))
}

/// The lines of one year of one establishment after the other, each read when those before have left: a slow reader
/// makes nothing wait here, and nothing is read for one who is gone. An error ends the answer before its end.
fn parts(db: Data<Db>, file: FigureFile) -> impl Stream<Item = Result<Bytes, ApiError>> {
    let FigureFile { base, years, establishments, content, .. } = file;
    let content = Arc::new(content);
    let each = establishments.into_iter().map(Arc::new);
    let each = each
        .flat_map(move |one| years.clone().into_iter().map(move |year| (Arc::clone(&one), year)));
    // The answer is sent after its request is forgotten.
    let request = request_id::current();
    stream::unfold(Some(each), move |rest| {
        let (db, content, request) = (db.clone(), Arc::clone(&content), request.clone());
        async move {
            let mut rest = rest?;
            let (establishment, year): (Arc<Exported>, i32) = rest.next()?;
            let read = db.read(move |conn| content.part(conn, (base, &establishment, year)));
            match read.await {
                Ok(lines) => Some((Ok(Bytes::from(lines)), Some(rest))),
                Err(error) => {
                    tracing::error!(request.id = request, "Failed to {error}: a file broke off");
                    Some((Err(error), None))
                }
            }
        }
    })
}
