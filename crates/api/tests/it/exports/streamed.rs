//! A file of figures leaves while it is made, and one that breaks off does not pass for a whole one.

use std::future::poll_fn;

use actix_web::body::{BoxBody, MessageBody};
use diesel::connection::SimpleConnection;
use reqwest::Client;

use super::{asked, file};
use crate::{harness::TestApp, nation};

on_both!(
    the_first_lines_leave_before_the_last_establishment_is_read,
    a_file_that_breaks_off_is_no_whole_file,
);

const PATH: &str = "exports/consumption.csv?nation=&years=2024";

/// The next lines of an answer; nothing at its end.
async fn next(body: &mut BoxBody) -> Option<Result<String, String>> {
    let chunk = poll_fn(|context| std::pin::Pin::new(&mut *body).poll_next(context)).await?;
    Some(match chunk {
        Ok(bytes) => Ok(String::from_utf8(bytes.to_vec()).unwrap()),
        Err(error) => Err(error.to_string()),
    })
}

async fn change(app: &TestApp, sql: &'static str) {
    app.db().write(move |conn| Ok(conn.batch_execute(sql)?)).await.unwrap();
}

async fn the_first_lines_leave_before_the_last_establishment_is_read(app: TestApp) {
    let national = nation::load(&app).await;
    let whole = file(&app, &national, PATH).await.text();
    let mut answer = app.open(asked(&national, PATH)).await.into_body();
    let header = next(&mut answer).await.unwrap().unwrap();
    let first = next(&mut answer).await.unwrap().unwrap();
    assert!(header.starts_with('\u{feff}') && header.ends_with(";jh\n"));
    assert!(whole.starts_with(&(header + &first)));
    let finess = &first[..9];
    assert!(first.lines().all(|line| line.starts_with(finess)), "one establishment at a time");
    change(&app, "DELETE FROM consumption_totals; DELETE FROM patient_day_totals;").await;
    assert_eq!(next(&mut answer).await, None, "those after the first were read later");
    assert!(whole.lines().count() > first.lines().count() + 1);
}

async fn a_file_that_breaks_off_is_no_whole_file(app: TestApp) {
    let national = nation::load(&app).await;
    change(
        &app,
        "UPDATE patient_day_totals SET period = 'x' || period WHERE finess = (SELECT max(finess) FROM year_summaries);",
    )
    .await;
    let mut answer = app.open(asked(&national, PATH)).await.into_body();
    let mut chunks = Vec::new();
    while let Some(chunk) = next(&mut answer).await {
        chunks.push(chunk);
    }
    let failed = chunks.pop().unwrap();
    assert!(failed.is_err() && chunks.len() > 1 && chunks.iter().all(Result::is_ok));
    let address = app.listen();
    for packed in ["identity", "gzip"] {
        let answer = Client::new()
            .get(format!("http://{address}/api/v1/{PATH}"))
            .bearer_auth(&national.token)
            .header("accept-encoding", packed)
            .send();
        let answer = answer.await.unwrap();
        assert_eq!(answer.status(), 200, "what is wrong is not known yet");
        assert!(answer.bytes().await.is_err(), "the end of the answer is missing");
    }
}
