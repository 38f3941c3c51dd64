//! Imports that are answered before they are read: followed, refused, cancelled, interrupted.

use actix_web::test::TestRequest;
use api::app::Parts;
use diesel::connection::SimpleConnection;
use serde_json::{Value, json};

use crate::harness::{Form, Hospital, TestApp, problem};

on_both!(
    a_file_taken_in_is_stored_like_one_that_was_waited_for,
    events_tell_the_stages_and_end_with_the_state,
    a_file_that_a_rule_refuses_is_rejected_with_its_problem,
    files_of_one_establishment_are_stored_in_the_order_they_came,
    nobody_fills_the_queue_alone,
    an_import_that_waits_is_cancelled_before_it_is_read,
    what_a_stopped_server_left_has_failed_and_its_key_serves_again,
);

const LATER: (&str, &str) = ("prefer", "respond-async, wait=10");

impl Hospital<'_> {
    /// Sends a sample to be stored later.
    async fn take_in(&self, kind: &str, file: &str, key: &str) -> (u16, Value) {
        let bytes = self.bytes(file);
        let fields = [("kind", kind), ("period", "2024"), ("acknowledge", "all")];
        let form = Form { file_name: file, bytes: &bytes, fields: &fields };
        let headers = [LATER, ("idempotency-key", key)];
        self.app.upload(&self.who, &self.path("/imports"), &form, &headers).await
    }

    async fn events(&self, id: &Value) -> Vec<(String, Value)> {
        let request = TestRequest::get()
            .uri(&format!("/api/v1/imports/{id}/events"))
            .insert_header(("authorization", format!("Bearer {}", self.who.token)));
        let answer = self.app.send(request).await;
        assert_eq!(answer.headers.get("content-type").unwrap(), "text/event-stream");
        let text = String::from_utf8(answer.body).unwrap();
        let events = text.split_terminator("\n\n").map(|event| {
            let (name, data) = event.split_once('\n').unwrap();
            let data = serde_json::from_str(data.strip_prefix("data: ").unwrap()).unwrap();
            (name.strip_prefix("event: ").unwrap().to_owned(), data)
        });
        events.collect()
    }

    /// Waits until an import is settled, and gives it.
    async fn settled(&self, id: &Value) -> Value {
        self.events(id).await;
        self.get(&format!("/api/v1/imports/{id}")).await
    }
}

async fn a_file_taken_in_is_stored_like_one_that_was_waited_for(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    hospital.answer(2024, true).await;
    let waited = hospital.import("structure", "2024", "structure_2024.xlsx").await;
    hospital.cancel(&waited).await;
    let (status, taken) = hospital.take_in("structure", "structure_2024.xlsx", "one").await;
    assert_eq!((status, &taken["state"]), (202, &json!("queued")));
    let stored = hospital.settled(&taken["id"]).await;
    assert_eq!(stored["state"], "stored");
    assert_eq!((&stored["stage"], &stored["problem"]), (&Value::Null, &Value::Null));
    for field in ["rows", "reasons", "issues_by_code", "unmatched", "sha256", "file_name"] {
        assert_eq!(stored[field], waited[field], "{field}");
    }
    // The request again, whichever way: the import that is there.
    let again = hospital.take_in("structure", "structure_2024.xlsx", "one").await;
    assert_eq!(again, (202, json!({ "id": taken["id"], "state": "stored" })));
}

async fn events_tell_the_stages_and_end_with_the_state(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let (_, taken) = hospital.take_in("structure", "structure_2024.xlsx", "one").await;
    let events = hospital.events(&taken["id"]).await;
    let (last, before) = events.split_last().unwrap();
    let ended = json!({
        "id": taken["id"], "state": "stored", "progress": 1.0, "stage": null, "rows_read": null
    });
    assert_eq!(last, &("ended".to_owned(), ended.clone()));
    assert!(!before.is_empty(), "nothing was told on the way");
    for (name, data) in before {
        assert_eq!((name.as_str(), &data["id"]), ("progress", &taken["id"]));
        assert!(["queued", "running"].contains(&data["state"].as_str().unwrap()), "{data}");
    }
    // Followed too late: how it ended.
    assert_eq!(hospital.events(&taken["id"]).await, [("ended".to_owned(), ended)]);
}

async fn a_file_that_a_rule_refuses_is_rejected_with_its_problem(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    // No structure yet.
    let (status, taken) = hospital.take_in("patient_days", "jh_2024.xls", "one").await;
    assert_eq!(status, 202, "{taken}");
    let rejected = hospital.settled(&taken["id"]).await;
    assert_eq!(rejected["state"], "rejected");
    assert_eq!(rejected["problem"]["code"], "structure_absent");
    assert!(rejected["problem"]["detail"].as_str().unwrap().contains("structure"));
    assert_eq!(rejected["rows"]["read"], 0);
    // Its key serves again once the structure is there.
    hospital.import("structure", "2024", "structure_2024.xlsx").await;
    let (_, again) = hospital.take_in("patient_days", "jh_2024.xls", "one").await;
    assert_ne!(again["id"], taken["id"]);
    assert_eq!(hospital.settled(&again["id"]).await["state"], "stored");
}

async fn files_of_one_establishment_are_stored_in_the_order_they_came(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    hospital.answer(2024, true).await;
    let mut taken = Vec::new();
    for (kind, file) in [
        ("structure", "structure_2024.xlsx"),
        ("patient_days", "jh_2024.xls"),
        ("consumption", "consommations_2024.xlsx"),
    ] {
        taken.push(hospital.take_in(kind, file, kind).await.1["id"].clone());
    }
    for id in taken {
        let import = hospital.settled(&id).await;
        assert_eq!(import["state"], "stored", "{import}");
    }
}

async fn nobody_fills_the_queue_alone(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let mut answers = Vec::new();
    for key in ["1", "2", "3", "4", "5", "6", "7", "8"] {
        answers.push(hospital.take_in("structure", "structure_2024.xlsx", key).await.0);
    }
    // How many were read meanwhile depends on the machine.
    assert!(answers.iter().all(|status| [202, 503].contains(status)), "{answers:?}");
    assert_eq!(answers[..4], [202; 4]);
}

async fn an_import_that_waits_is_cancelled_before_it_is_read(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let (_, first) = hospital.take_in("structure", "structure_2024.xlsx", "one").await;
    let (_, second) = hospital.take_in("patient_days", "jh_2024.xls", "two").await;
    hospital.cancel(&second).await;
    assert_eq!(hospital.settled(&second["id"]).await["state"], "cancelled");
    assert_eq!(hospital.settled(&first["id"]).await["state"], "stored");
    let path = format!("/api/v1/imports/{}", second["id"]);
    let refused = app.call(&hospital.who, "DELETE", &path, Value::Null).await;
    assert_eq!(problem(refused), (409, "import_not_stored".to_owned()));
}

async fn what_a_stopped_server_left_has_failed_and_its_key_serves_again(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let (_, taken) = hospital.take_in("structure", "structure_2024.xlsx", "one").await;
    hospital.settled(&taken["id"]).await;
    // As a server that is killed leaves it.
    let sql = "UPDATE imports SET state = 'running', idempotency_key = 'two'";
    app.db().write(move |conn| Ok(conn.batch_execute(sql)?)).await.unwrap();
    let (config, db) = (app.parts().config().clone(), app.db().clone());
    actix_web::web::block(move || Parts::new(config, db).unwrap()).await.unwrap();
    let failed = hospital.settled(&taken["id"]).await;
    assert_eq!(
        (&failed["state"], &failed["problem"]["code"]),
        (&json!("failed"), &json!("internal"))
    );
    let (_, again) = hospital.take_in("structure", "structure_2024.xlsx", "two").await;
    assert_ne!(again["id"], taken["id"]);
}
