//! An import followed while it is read and stored: server-sent events.

use std::{convert::Infallible, time::Duration};

use actix_web::{
    HttpResponse, get,
    http::header::{CACHE_CONTROL, ContentEncoding},
    web::{Bytes, Data, Path},
};
use domain::dto::{ImportEvent, ImportProgress, ImportStage, ImportState, Problem};
use futures_util::stream;
use tokio::{
    sync::watch::Receiver,
    time::{sleep, timeout},
};

use crate::{
    auth::{Authenticated, Caller},
    db::Db,
    error::ApiError,
    jobs::{Jobs, Step},
    services::imports::{self, Want},
};

/// Between two events at least.
const PAUSE: Duration = Duration::from_millis(200);
/// Without news for so long, a comment tells that the connection lives.
const PULSE: Duration = Duration::from_secs(15);

/// Follow an import.
///
/// Server-sent events: `progress` at each stage and every few rows, and `ended` once its state is settled;
/// then the answer ends. The data of both is the same JSON object: `id`, `state`, `progress` from 0 to 1,
/// `stage` and `rows_read`.
#[utoipa::path(
    tag = "imports",
    params(("id" = i32, Path, description = "Number of the import")),
    responses(
        (status = 200, body = ImportEvent, content_type = "text/event-stream"),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/imports/{id}/events")]
pub async fn follow_import(
    Authenticated(who): Authenticated,
    db: Data<Db>,
    jobs: Data<Jobs>,
    id: Path<i32>,
) -> Result<HttpResponse, ApiError> {
    let follower = Follower { who, db, id: *id };
    follower.state().await?;
    let mut steps = jobs.follow(*id);
    if let Some(steps) = &mut steps {
        steps.mark_changed();
    }
    let events = stream::unfold((follower, Some(steps)), |(follower, stage)| async {
        let (event, stage) = follower.next(stage?).await;
        Some((Ok::<_, Infallible>(Bytes::from(event)), (follower, stage)))
    });
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header((CACHE_CONTROL, "no-store"))
        // Packed, events would wait for one another.
        .insert_header(ContentEncoding::Identity)
        .streaming(events))
}

/// Who follows which import.
struct Follower {
    who: Caller,
    db: Data<Db>,
    id: i32,
}

/// The steps of a job, or nothing once it has ended.
type Job = Option<Receiver<Step>>;

impl Follower {
    /// The next event, and what is left to follow.
    async fn next(&self, job: Job) -> (String, Option<Job>) {
        let Some(mut steps) = job else { return (self.ended().await, None) };
        match timeout(PULSE, steps.changed()).await {
            Err(_) => (":\n\n".to_owned(), Some(Some(steps))),
            Ok(Err(_)) => (self.ended().await, None),
            Ok(Ok(())) => {
                sleep(PAUSE).await;
                let step = *steps.borrow_and_update();
                (self.progress(step), Some(Some(steps)))
            }
        }
    }

    fn progress(&self, Step { stage, rows }: Step) -> String {
        let state = match stage {
            ImportStage::Waiting => ImportState::Queued,
            ImportStage::Reading | ImportStage::Storing => ImportState::Running,
        };
        let told = ImportProgress {
            id: self.id,
            state,
            progress: stage.progress(),
            stage: Some(stage),
            rows_read: Some(rows),
        };
        event("progress", &told)
    }

    /// Without state when the import may no longer be read: the answer ends.
    async fn ended(&self) -> String {
        let Ok(state) = self.state().await else { return String::new() };
        let ended =
            ImportProgress { id: self.id, state, progress: 1.0, stage: None, rows_read: None };
        event("ended", &ended)
    }

    async fn state(&self) -> Result<ImportState, ApiError> {
        let (who, id) = (self.who.clone(), self.id);
        let find = move |conn: &mut _| Ok(imports::accessible(conn, &who, id, Want::Read)?.0.state);
        self.db.read(find).await
    }
}

fn event(name: &str, data: &ImportProgress) -> String {
    let data = serde_json::to_string(data).unwrap_or_default();
    format!("event: {name}\ndata: {data}\n\n")
}
