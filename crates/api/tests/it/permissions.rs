//! Every operation refuses whom it should.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{
    contract::operations,
    harness::{Form, Person, TestApp},
};

on_both!(every_operation_refuses_whom_it_should);

const FINESS: &str = "060000478";

/// Operation, body, and the answers to nobody, an outsider, an observateur, a contributeur and the
/// référent of the establishment.
const TABLE: &[(&str, &str, [u16; 5])] = &[
    ("POST /api/v1/auth/register", "{}", [422; 5]),
    ("POST /api/v1/auth/login", "{}", [422; 5]),
    ("POST /api/v1/auth/refresh", "", [401; 5]),
    ("POST /api/v1/auth/logout", "", [204; 5]),
    ("GET /api/v1/me", "", [401, 200, 200, 200, 200]),
    ("GET /api/v1/establishments", "", [401, 200, 200, 200, 200]),
    ("POST /api/v1/establishments", "{}", [401, 422, 422, 422, 422]),
    ("GET /api/v1/establishments/{finess}", "", [401, 200, 200, 200, 200]),
    ("POST /api/v1/establishments/{finess}/memberships", "{}", [401, 201, 409, 409, 409]),
    ("GET /api/v1/establishments/{finess}/journal", "", [401, 404, 200, 200, 200]),
    ("POST /api/v1/workbooks/inspect", "form", [401, 422, 422, 422, 422]),
    ("POST /api/v1/establishments/{finess}/imports", "form", [401, 404, 403, 422, 422]),
    ("GET /api/v1/establishments/{finess}/imports", "", [401, 404, 200, 200, 200]),
    ("GET /api/v1/imports/{id}", "", [401, 404, 200, 200, 200]),
    ("GET /api/v1/imports/{id}/issues", "", [401, 404, 200, 200, 200]),
    // A structure: the contributeur may not cancel it, the référent does.
    ("DELETE /api/v1/imports/{id}", "", [401, 404, 403, 403, 204]),
    ("GET /api/v1/establishments/{finess}/correspondences/drug", "", [401, 404, 200, 200, 200]),
    (
        "PUT /api/v1/establishments/{finess}/correspondences/drug",
        r#"{"items":[]}"#,
        [401, 404, 403, 200, 200],
    ),
    (
        "POST /api/v1/establishments/{finess}/correspondences/drug/workbook",
        "form",
        [401, 404, 403, 422, 422],
    ),
    ("GET /api/v1/establishments/{finess}/correspondences/sector", "", [401, 404, 200, 200, 200]),
    (
        "PUT /api/v1/establishments/{finess}/correspondences/sector",
        r#"{"items":[]}"#,
        [401, 404, 403, 403, 200],
    ),
    ("GET /api/v1/establishments/{finess}/structure?year=2024", "", [401, 404, 200, 200, 200]),
    ("GET /api/v1/establishments/{finess}/dashboard", "", [401, 404, 200, 200, 200]),
    ("GET /api/v1/establishments/{finess}/explanation?year=2024", "", [401, 404, 200, 200, 200]),
    ("GET /api/v1/establishments/{finess}/lines?year=2024", "", [401, 404, 200, 200, 200]),
    (
        "GET /api/v1/analyses/consumption?establishment={finess}&years=2024",
        "",
        [401, 404, 200, 200, 200],
    ),
    ("GET /api/v1/reference-tables", "", [200; 5]),
    ("GET /api/v1/regions", "", [200; 5]),
    ("GET /api/v1/establishment-types", "", [200; 5]),
];

async fn every_operation_refuses_whom_it_should(app: TestApp) {
    let cast = app.cast(FINESS).await;
    let id = a_structure(&app, &cast.referent).await;
    let callers = [
        ("nobody", None),
        ("outsider", Some(&cast.outsider)),
        ("observateur", Some(&cast.observateur)),
        ("contributeur", Some(&cast.contributeur)),
        ("referent", Some(&cast.referent)),
    ];
    for (operation, body, expected) in TABLE {
        let (method, path) = operation.split_once(' ').unwrap();
        let path = path.replace("{finess}", FINESS).replace("{id}", &id);
        for ((name, person), expected) in callers.iter().zip(expected) {
            let (status, answer) = match *body {
                // An empty file: whoever may send one is told so.
                "form" => {
                    let fields = [("kind", "structure"), ("period", "2024")];
                    let fields = if path.ends_with("/workbook") { &[][..] } else { &fields[..] };
                    let fields = if path.ends_with("/inspect") { &fields[..1] } else { fields };
                    // The contributeur may not send a structure, but may send days.
                    let days = [("kind", "patient_days"), ("period", "2024")];
                    let fields = if path.ends_with("/imports") { &days[..] } else { fields };
                    let form = Form { file_name: "vide.csv", bytes: b"", fields };
                    app.upload(*person, &path, &form, &[]).await
                }
                "" => app.call(*person, method, &path, Value::Null).await,
                text => app.call(*person, method, &path, body_of(text)).await,
            };
            assert_eq!(status, *expected, "{operation} as {name}: {answer}");
        }
    }
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
