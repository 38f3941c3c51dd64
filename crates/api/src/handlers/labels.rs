//! The labels of a laboratory and the codes they stand for.

use actix_web::{
    get, post, put,
    web::{Data, Json, Path},
};
use domain::dto::{LabelAnswers, LabelField, Problem};

use crate::{
    auth::{Contributor, Member, Observer},
    clock,
    db::Db,
    error::ApiError,
    legal::LegalTexts,
    services::{
        charters,
        labels::{self, Others},
    },
};

/// Read what the labels of a field stand for.
///
/// The establishment's own answers; the labels that everybody knows need none.
#[utoipa::path(
    tag = "correspondences",
    params(
        ("finess" = String, Path, description = "FINESS number"),
        ("field" = LabelField, Path, description = "What the labels name"),
    ),
    responses(
        (status = 200, body = LabelAnswers),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/establishments/{finess}/correspondences/{field}")]
pub async fn list_labels(
    Observer(who): Observer,
    db: Data<Db>,
    path: Path<(String, String)>,
) -> Result<Json<LabelAnswers>, ApiError> {
    let field = field(&path)?;
    Ok(Json(db.read(move |conn| labels::list(conn, &who.finess, field)).await?))
}

/// Replace what the labels of a field stand for.
///
/// A label without code is ignored; the code `excluded:screening` is that of screening specimens,
/// `true` and `false` those of phenotypes. Stored isolates are judged again at once.
#[utoipa::path(
    tag = "correspondences",
    params(
        ("finess" = String, Path, description = "FINESS number"),
        ("field" = LabelField, Path, description = "What the labels name"),
    ),
    responses(
        (status = 200, body = LabelAnswers),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[put("/establishments/{finess}/correspondences/{field}")]
pub async fn replace_labels(
    Contributor(who): Contributor,
    db: Data<Db>,
    texts: Data<LegalTexts>,
    path: Path<(String, String)>,
    answers: Json<LabelAnswers>,
) -> Result<Json<LabelAnswers>, ApiError> {
    store(&db, who, texts, field(&path)?, answers.into_inner(), Others::Go).await
}

/// Answer what labels stand for.
///
/// Labels that are not named keep their answers.
#[utoipa::path(
    tag = "correspondences",
    params(
        ("finess" = String, Path, description = "FINESS number"),
        ("field" = LabelField, Path, description = "What the labels name"),
    ),
    responses(
        (status = 200, body = LabelAnswers),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/establishments/{finess}/correspondences/{field}")]
pub async fn answer_labels(
    Contributor(who): Contributor,
    db: Data<Db>,
    texts: Data<LegalTexts>,
    path: Path<(String, String)>,
    answers: Json<LabelAnswers>,
) -> Result<Json<LabelAnswers>, ApiError> {
    store(&db, who, texts, field(&path)?, answers.into_inner(), Others::Stay).await
}

async fn store(
    db: &Db,
    who: Member,
    texts: Data<LegalTexts>,
    field: LabelField,
    answers: LabelAnswers,
    others: Others,
) -> Result<Json<LabelAnswers>, ApiError> {
    let stored = db
        .write(move |conn| {
            charters::require_signed(conn, &who.finess, &texts)?;
            labels::put(conn, &who, field, answers.items, others, clock::now())
        })
        .await?;
    Ok(Json(stored))
}

fn field(path: &(String, String)) -> Result<LabelField, ApiError> {
    LabelField::named(&path.1).ok_or_else(ApiError::not_found)
}
