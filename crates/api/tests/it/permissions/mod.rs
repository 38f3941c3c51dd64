//! Every operation refuses whom it should.

mod table;

use std::collections::BTreeSet;

use chrono::Utc;
use diesel::connection::SimpleConnection;
use domain::dto::{MembershipState, Role};
use serde_json::{Value, json};

use self::table::TABLE;
use crate::{
    contract::operations,
    harness::{Form, Person, TestApp},
};

on_both!(every_operation_refuses_whom_it_should);

const FINESS: &str = "060000478";

async fn every_operation_refuses_whom_it_should(app: TestApp) {
    let cast = app.cast(FINESS).await;
    let id = a_structure(&app, &cast.referent).await;
    let alert = an_alert(&app, &cast.referent).await;
    let ticket = a_ticket(&app, &cast.contributeur).await;
    let callers = [
        ("nobody", None),
        ("outsider", Some(&cast.outsider)),
        ("observateur", Some(&cast.observateur)),
        ("contributeur", Some(&cast.contributeur)),
        ("referent", Some(&cast.referent)),
        ("regional elsewhere", Some(&cast.regional_elsewhere)),
        ("regional", Some(&cast.regional)),
        ("national", Some(&cast.national)),
    ];
    let leaver = app.person("leaver").await;
    app.join(&leaver, FINESS, Role::Observateur, MembershipState::Active).await;
    let scripts = [
        a_token(&app, &cast.referent, "all", &["imports:write", "analyses:read"]).await,
        a_token(&app, &cast.referent, "read", &["analyses:read"]).await,
        a_token(&app, &cast.referent, "expired", &["imports:write"]).await,
        a_token(&app, &cast.referent, "revoked", &["imports:write"]).await,
    ];
    let callers = callers.into_iter().chain([
        ("token", Some(&scripts[0])),
        ("token without the scope", Some(&scripts[1])),
        ("expired token", Some(&scripts[2])),
        ("revoked token", Some(&scripts[3])),
    ]);
    for (operation, body, people, tokens) in TABLE {
        let expected = people.iter().chain(tokens);
        let (method, path) = operation.split_once(' ').unwrap();
        let path = path
            .replace("{finess}", FINESS)
            .replace("tokens/{id}", "tokens/0")
            .replace("invitations/{id}", "invitations/0")
            .replace("saved-analyses/{id}", "saved-analyses/0")
            .replace("correspondences/{field}", "correspondences/organism")
            .replace("{year}", "2024")
            .replace("alerts/{id}", &format!("alerts/{alert}"))
            .replace("tickets/{id}", &format!("tickets/{ticket}"))
            .replace("snapshots/{id}", "snapshots/1")
            .replace("reports/{id}", "reports/1")
            .replace("{hash}", "unknown")
            .replace("{table}", "consumption")
            .replace("{snapshot}", "1")
            .replace("{id}", &id)
            .replace("{user_id}", &leaver.id.to_string());
        let body = body.replace("{referent}", &cast.referent.id.to_string());
        for ((name, person), expected) in callers.clone().zip(expected) {
            let (status, answer) = match body.as_str() {
                // An empty file: whoever may send one is told so.
                "form" => {
                    let fields = [("kind", "structure"), ("period", "2024")];
                    let fields = if path.ends_with("/workbook") { &[][..] } else { &fields[..] };
                    let fields = if path.ends_with("/inspect") { &fields[..1] } else { fields };
                    // The contributeur may not send a structure, but may send days.
                    let days = [("kind", "patient_days"), ("period", "2024")];
                    let fields = if path.ends_with("/imports") { &days[..] } else { fields };
                    let form = Form { file_name: "vide.csv", bytes: b"", fields };
                    app.upload(person, &path, &form, &[]).await
                }
                "" => app.call(person, method, &path, Value::Null).await,
                text => app.call(person, method, &path, body_of(text)).await,
            };
            assert_eq!(status, *expected, "{operation} as {name}: {answer}");
        }
    }
}

/// A token of the référent for scripts; `expired` and `revoked` are what their names say.
async fn a_token(app: &TestApp, referent: &Person, name: &str, scopes: &[&str]) -> Person {
    let path = format!("/api/v1/establishments/{FINESS}/tokens");
    let today = Utc::now().date_naive().to_string();
    let new = json!({ "name": name, "scopes": scopes, "expires_on": today });
    let (status, created) = app.post(referent, &path, new).await;
    assert_eq!(status, 201, "{created}");
    match name {
        "expired" => {
            let sql = "UPDATE tokens SET expires_at = '2024-01-01 00:00:00' WHERE name = 'expired'";
            app.db().write(move |conn| Ok(conn.batch_execute(sql)?)).await.unwrap();
        }
        "revoked" => {
            let path = format!("{path}/{}", created["id"]);
            assert_eq!(app.call(referent, "DELETE", &path, Value::Null).await.0, 204);
        }
        _ => {}
    }
    let token = created["token"].as_str().unwrap().to_owned();
    Person { token, ..referent.clone() }
}

/// Number of an import that exists.
async fn a_structure(app: &TestApp, who: &Person) -> String {
    let bytes = b"Code UF;Libelle UF;Code DE;Code TA\n237;Cardiologie;127;03\n";
    let fields = [("kind", "structure"), ("period", "2024")];
    let form = Form { file_name: "structure.csv", bytes, fields: &fields };
    let path = format!("/api/v1/establishments/{FINESS}/imports");
    let (status, created) = app.upload(who, &path, &form, &[]).await;
    assert_eq!(status, 202, "{created}");
    created["id"].to_string()
}

/// Number of an alert that exists.
async fn an_alert(app: &TestApp, who: &Person) -> String {
    let bytes = "UF;IPP;Âge;Date de prélèvement;Nature;Germe;Carbapénémase;Ertapénème\n\
                 237;8001;67;04/03/2024;ECBU;Escherichia coli;O;R\n"
        .as_bytes();
    let fields = [("kind", "resistance"), ("period", "2024"), ("acknowledge", "all")];
    let form = Form { file_name: "resistances.csv", bytes, fields: &fields };
    let path = format!("/api/v1/establishments/{FINESS}/imports");
    let (status, created) = app.upload(who, &path, &form, &[]).await;
    assert_eq!(status, 202, "{created}");
    let path = format!("/api/v1/alerts?establishment={FINESS}");
    app.get(who, &path).await.1["items"][0]["id"].to_string()
}

/// Number of a request for help that exists.
async fn a_ticket(app: &TestApp, who: &Person) -> String {
    let new = json!({ "subject": "Un fichier refusé", "message": "Que faire ?" });
    let (status, asked) = app.post(who, "/api/v1/tickets", new).await;
    assert_eq!(status, 201, "{asked}");
    asked["ticket"]["id"].to_string()
}

fn body_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn every_operation_of_the_contract_has_a_row() {
    let contract: BTreeSet<String> = operations().into_iter().map(|(name, _)| name).collect();
    let table: BTreeSet<String> = TABLE
        .iter()
        .map(|(name, ..)| name.split('?').next().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(contract, table);
}
