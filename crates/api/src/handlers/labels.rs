//! The labels of a laboratory and the codes they stand for.

use actix_web::{
    get, post, put,
    web::{Data, Json, Path, Query},
};
use domain::dto::{LabelAnswers, LabelField, LabelsChanged, NewLabelAnswers, Problem};
use serde::Deserialize;

use crate::{
    auth::{Contributor, Member, Observer},
    clock,
    db::Db,
    error::ApiError,
    legal::LegalTexts,
    mail::Post,
    services::{
        charters,
        labels::{self, Changed, LabelChange},
    },
};

/// Whether a change is made.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PreviewQuery {
    /// `true`: what the change would do, nothing is stored.
    #[serde(default)]
    preview: bool,
}

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
        PreviewQuery,
    ),
    responses(
        (status = 200, body = LabelsChanged),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[put("/establishments/{finess}/correspondences/{field}")]
pub async fn replace_labels(
    Contributor(who): Contributor,
    db: Data<Db>,
    texts: Data<LegalTexts>,
    post: Data<Post>,
    path: Path<(String, String)>,
    how: Query<PreviewQuery>,
    answers: Json<LabelAnswers>,
) -> Result<Json<LabelsChanged>, ApiError> {
    let field = field(&path)?;
    let change = LabelChange::Replace(field, answers.into_inner().items);
    Ok(Json(
        make_or_preview(&db, (texts, post), who, how.into_inner(), change).await?.of_field(field),
    ))
}

/// Answer what labels stand for.
///
/// Labels that are not named keep their answers. Stored isolates are judged again at once.
#[utoipa::path(
    tag = "correspondences",
    params(
        ("finess" = String, Path, description = "FINESS number"),
        ("field" = LabelField, Path, description = "What the labels name"),
        PreviewQuery,
    ),
    responses(
        (status = 200, body = LabelsChanged),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/establishments/{finess}/correspondences/{field}")]
pub async fn answer_labels(
    Contributor(who): Contributor,
    db: Data<Db>,
    texts: Data<LegalTexts>,
    post: Data<Post>,
    path: Path<(String, String)>,
    how: Query<PreviewQuery>,
    answers: Json<NewLabelAnswers>,
) -> Result<Json<LabelsChanged>, ApiError> {
    let field = field(&path)?;
    let change = LabelChange::Answer(field, answers.into_inner());
    Ok(Json(
        make_or_preview(&db, (texts, post), who, how.into_inner(), change).await?.of_field(field),
    ))
}

/// Makes a change, or tells what it would do.
pub async fn make_or_preview(
    db: &Db,
    (texts, post): (Data<LegalTexts>, Data<Post>),
    who: Member,
    how: PreviewQuery,
    change: LabelChange,
) -> Result<Changed, ApiError> {
    if how.preview {
        return db.read(move |conn| labels::preview(conn, &who.finess, change)).await;
    }
    db.write(move |conn| {
        charters::require_signed(conn, &who.finess, &texts)?;
        labels::change(conn, &post, &who, change, clock::now())
    })
    .await
}

fn field(path: &(String, String)) -> Result<LabelField, ApiError> {
    LabelField::named(&path.1).ok_or_else(ApiError::not_found)
}
