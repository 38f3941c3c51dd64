//! The data of a person with an account: exported, erased by them, erased after a time.

use std::{collections::BTreeSet, fs};

use actix_web::test::TestRequest;
use api::db::{
    AnyConn,
    invitations::{self, NewInvitation},
    users,
};
use diesel::{
    QueryableByName, RunQueryDsl, connection::SimpleConnection, sql_query, sql_types::Text,
};
use domain::dto::{MembershipState, Role};
use serde_json::{Value, json};

use crate::harness::{Backend, Form, PASSWORD, Person, TestApp, count, problem};

on_both!(
    an_export_holds_what_is_kept,
    an_export_names_nobody_else,
    an_erased_account_leaves_a_number,
    an_erased_account_is_never_in_force_again,
    the_invitations_of_an_erased_account_are_withdrawn,
    two_people_who_share_establishments_go_at_once,
    a_mail_may_be_registered_again,
    a_referent_with_members_hands_over_first,
    a_referent_alone_may_go,
    the_password_is_asked_before_an_account_goes,
    unused_accounts_are_erased,
    what_ended_long_ago_is_erased,
    every_table_that_names_people_is_known,
);

const FINESS: &str = "060000478";

async fn execute(app: &TestApp, sql: String) {
    app.db().write(move |conn| Ok(conn.batch_execute(&sql)?)).await.unwrap();
}

async fn number(app: &TestApp, sql: String) -> i64 {
    app.db().read(move |conn| Ok(count(conn, &sql))).await.unwrap()
}

async fn delete(app: &TestApp, who: &Person) -> (u16, Value) {
    app.post(who, "/api/v1/me/deletion", json!({ "password": PASSWORD })).await
}

async fn a_token(app: &TestApp, who: &Person) -> Person {
    let path = format!("/api/v1/establishments/{FINESS}/tokens");
    let expires_on = chrono::Utc::now().date_naive();
    let new = json!({ "name": "entrepôt", "scopes": ["analyses:read"], "expires_on": expires_on });
    let (status, created) = app.post(who, &path, new).await;
    assert_eq!(status, 201, "{created}");
    Person { token: created["token"].as_str().unwrap().to_owned(), ..who.clone() }
}

/// A référent who did a little of everything.
async fn a_life(app: &TestApp) -> Person {
    let claire = app.person("claire").await;
    let (status, _) =
        app.post(&claire, &format!("/api/v1/establishments/{FINESS}/memberships"), json!({})).await;
    assert_eq!(status, 201);
    app.sign_charter(&claire, FINESS).await;
    app.grant(&claire, "region:93").await;
    a_token(app, &claire).await;
    let bytes = b"Code UF;Libelle UF;Code DE;Code TA\n237;Cardiologie;127;03\n";
    let fields = [("kind", "structure"), ("period", "2024")];
    let form = Form { file_name: "structure.csv", bytes, fields: &fields };
    let path = format!("/api/v1/establishments/{FINESS}/imports");
    assert_eq!(app.upload(&claire, &path, &form, &[]).await.0, 202);
    assert_eq!(app.post(&claire, "/api/v1/me/totp", json!({ "password": PASSWORD })).await.0, 200);
    claire
}

async fn an_export_holds_what_is_kept(app: TestApp) {
    let claire = a_life(&app).await;
    let request = TestRequest::get()
        .uri("/api/v1/me/export")
        .insert_header(("authorization", format!("Bearer {}", claire.token)));
    let answer = app.send(request).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert!(answer.header("content-disposition").starts_with("attachment; filename=\"consores_"));
    assert_eq!(answer.header("cache-control"), "no-store");
    let export = answer.json();
    assert_eq!(export["account"]["email"], claire.email);
    assert_eq!(export["account"]["id"], claire.id);
    assert!(export["account"]["last_seen_at"].is_string(), "{export}");
    assert_eq!(export["memberships"][0]["finess"], FINESS);
    assert_eq!(export["memberships"][0]["role"], "referent");
    assert_eq!(export["scopes"][0]["scope"], "region:93");
    assert_eq!(export["logins"].as_array().unwrap().len(), 1);
    assert_eq!(export["tokens"][0]["name"], "entrepôt");
    assert_eq!(export["charter_signatures"][0]["finess"], FINESS);
    assert_eq!(export["imports"][0]["file_name"], "structure.csv");
    let actions: Vec<&str> = export["journal"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["action"].as_str().unwrap())
        .collect();
    assert_eq!(actions, ["member_joined", "charter_signed", "token_created", "import_created"]);
    for secret in ["argon2", "token_hash", "sealed", claire.token.as_str()] {
        assert!(!answer.text().contains(secret), "{secret}");
    }
}

async fn an_export_names_nobody_else(app: TestApp) {
    let cast = app.cast(FINESS).await;
    let path = format!("/api/v1/establishments/{FINESS}/memberships/{}", cast.contributeur.id);
    let role = json!({ "role": "observateur" });
    assert_eq!(app.call(&cast.referent, "PUT", &path, role).await.0, 200);
    for (who, other, caused, message) in [
        (&cast.referent, &cast.contributeur, true, "Une autre personne"),
        (&cast.contributeur, &cast.referent, false, "Vous"),
    ] {
        let (_, export) = app.get(who, "/api/v1/me/export").await;
        let journal = export["journal"].as_array().unwrap();
        let entry = journal.iter().find(|entry| entry["action"] == "role_changed").unwrap();
        assert_eq!(entry["caused"], caused);
        assert!(entry["message"].as_str().unwrap().starts_with(message), "{entry}");
        assert!(!export.to_string().contains(&other.email), "{export}");
    }
    let (_, export) = app.get(&cast.observateur, "/api/v1/me/export").await;
    assert_eq!(export["journal"], json!([]));
}

async fn an_erased_account_leaves_a_number(app: TestApp) {
    let claire = a_life(&app).await;
    let paul = app.person("paul").await;
    let script = a_token(&app, &claire).await;
    assert_eq!(delete(&app, &claire).await.0, 204);
    assert_eq!(app.get(&claire, "/api/v1/me").await.0, 401);
    assert_eq!(app.get(&script, &format!("/api/v1/establishments/{FINESS}")).await.0, 401);
    assert_eq!(app.login(&claire.email, PASSWORD).await.status, 401);
    for table in
        ["sessions", "second_factors", "recovery_codes", "mail_links", "identities", "grants"]
    {
        let left = format!("SELECT count(*) AS count FROM {table} WHERE user_id = {}", claire.id);
        assert_eq!(number(&app, left).await, 0, "{table}");
    }
    let left = "SELECT count(*) AS count FROM users WHERE email LIKE '%claire%' OR full_name LIKE '%claire%'";
    assert_eq!(number(&app, left.to_owned()).await, 0);
    // The establishment keeps its history, told by a number that has no name any more.
    app.join(&paul, FINESS, Role::Observateur, MembershipState::Active).await;
    let journal = format!("/api/v1/establishments/{FINESS}/journal");
    let (_, page) = app.get(&paul, &journal).await;
    assert_eq!(page["items"][0]["action"], "account_deleted", "{page}");
    assert!(page["items"].as_array().unwrap().iter().all(|one| one["who"] == "Compte supprimé"));
    assert_eq!(app.proof_of_journal(FINESS).await.broken_at, None);
    let imports = format!("/api/v1/establishments/{FINESS}/imports");
    assert_eq!(app.get(&paul, &imports).await.1["items"][0]["created_by"], "Compte supprimé");
    // Nobody becomes référent by asking: the national team appoints one.
    let next = app.person("next").await;
    let path = format!("/api/v1/establishments/{FINESS}/memberships");
    assert_eq!(app.post(&next, &path, json!({})).await.1["state"], "pending");
    // The national team has no account left to put in force again.
    let team = app.person("team").await;
    app.grant(&team, "national").await;
    let account = format!("/api/v1/users/{}", claire.id);
    assert_eq!(app.call(&team, "PATCH", &account, json!({ "active": true })).await.0, 404);
    let (_, found) = app.get(&team, "/api/v1/users?q=deleted").await;
    assert_eq!(found["total"], 0, "{found}");
}

async fn an_erased_account_is_never_in_force_again(app: TestApp) {
    let claire = app.person("claire").await;
    assert_eq!(delete(&app, &claire).await.0, 204);
    // A request that found the account before it was erased, and goes on after.
    let id = claire.id;
    app.db().write(move |conn| Ok(users::set_state(conn, id, users::ACTIVE)?)).await.unwrap();
    let held = app.db().write(move |conn| Ok(users::lock_active(conn, id)?)).await;
    assert!(held.is_err(), "it is not found");
    let deleted =
        format!("SELECT count(*) AS count FROM users WHERE id = {id} AND state = 'deleted'");
    assert_eq!(number(&app, deleted).await, 1);
}

async fn the_invitations_of_an_erased_account_are_withdrawn(app: TestApp) {
    let claire = app.person("claire").await;
    app.join(&claire, FINESS, Role::Referent, MembershipState::Active).await;
    let invitations = format!("/api/v1/establishments/{FINESS}/invitations");
    let new = json!({ "email": "paul@hopital.example", "role": "observateur" });
    assert_eq!(app.post(&claire, &invitations, new).await.0, 201);
    let token = app.last_mail("paul@hopital.example").await.token("invitation");
    assert_eq!(delete(&app, &claire).await.0, 204);
    let paul = app.person("paul").await;
    let refused = app.post(&paul, "/api/v1/invitations/accept", json!({ "token": token })).await;
    assert_eq!(problem(refused), (410, "link_expired".to_owned()));
    app.join(&paul, FINESS, Role::Observateur, MembershipState::Active).await;
    let journal = format!("/api/v1/establishments/{FINESS}/journal");
    let (_, page) = app.get(&paul, &journal).await;
    assert_eq!(page["items"][0]["action"], "invitation_withdrawn", "{page}");
}

async fn two_people_who_share_establishments_go_at_once(app: TestApp) {
    for round in 0..8 {
        let one = app.person(&format!("one{round}")).await;
        let two = app.person(&format!("two{round}")).await;
        // Each belongs where the other has invited: the locks of one are those of the other.
        for (who, home, other) in [(&one, FINESS, "050000256"), (&two, "050000256", FINESS)] {
            app.join(who, home, Role::Observateur, MembershipState::Active).await;
            let (invited_by, created_at) = (who.id, api::clock::now());
            let invite = move |conn: &mut AnyConn| {
                let new = NewInvitation {
                    finess: other,
                    email: &format!("guest{invited_by}@hopital.example"),
                    role: Role::Observateur,
                    token_hash: &format!("hash {invited_by}"),
                    invited_by,
                    created_at,
                    expires_at: created_at + chrono::TimeDelta::days(1),
                };
                Ok(invitations::replace(conn, new)?)
            };
            app.db().write(invite).await.unwrap();
        }
        let (first, second) =
            futures_util::future::join(delete(&app, &one), delete(&app, &two)).await;
        assert_eq!((first.0, second.0), (204, 204), "{first:?} {second:?}");
    }
}

async fn a_mail_may_be_registered_again(app: TestApp) {
    let first = app.person("claire").await;
    assert_eq!(delete(&app, &first).await.0, 204);
    let second = app.person("claire").await;
    assert_ne!(first.id, second.id);
    assert_eq!(app.get(&second, "/api/v1/me").await.1["memberships"], json!([]));
}

async fn a_referent_with_members_hands_over_first(app: TestApp) {
    let cast = app.cast(FINESS).await;
    let refused = problem(delete(&app, &cast.referent).await);
    assert_eq!(refused, (409, "referent_stays".to_owned()));
    assert_eq!(app.get(&cast.referent, "/api/v1/me").await.0, 200, "nothing happened");
    let path = format!("/api/v1/establishments/{FINESS}/referent");
    let to = json!({ "user_id": cast.contributeur.id });
    assert_eq!(app.call(&cast.referent, "PUT", &path, to).await.0, 204);
    assert_eq!(delete(&app, &cast.referent).await.0, 204);
}

async fn a_referent_alone_may_go(app: TestApp) {
    let claire = app.person("claire").await;
    app.join(&claire, FINESS, Role::Referent, MembershipState::Active).await;
    let waiting = app.person("waiting").await;
    app.join(&waiting, FINESS, Role::Contributeur, MembershipState::Pending).await;
    assert_eq!(delete(&app, &claire).await.0, 204);
}

async fn the_password_is_asked_before_an_account_goes(app: TestApp) {
    let claire = app.person("claire").await;
    let wrong = json!({ "password": "not mine at all" });
    let refused = app.post(&claire, "/api/v1/me/deletion", wrong).await;
    assert_eq!(problem(refused), (422, "wrong_password".to_owned()));
    // It is not for new terms of use to hold anyone.
    execute(&app, "UPDATE users SET terms_version = 'older'".to_owned()).await;
    assert_eq!(app.get(&claire, "/api/v1/me/export").await.0, 200);
    assert_eq!(delete(&app, &claire).await.0, 204);
}

async fn unused_accounts_are_erased(app: TestApp) {
    let (old, never, recent) =
        (app.person("old").await, app.person("never").await, app.person("recent").await);
    let referent = app.person("referent").await;
    app.join(&referent, FINESS, Role::Referent, MembershipState::Active).await;
    app.join(&old, FINESS, Role::Observateur, MembershipState::Active).await;
    let long_ago = "'2020-01-01 00:00:00'";
    execute(
        &app,
        format!(
            "UPDATE users SET created_at = {long_ago};
             UPDATE users SET last_seen_at = {long_ago} WHERE id IN ({}, {});
             UPDATE users SET last_seen_at = NULL WHERE id = {};",
            old.id, referent.id, never.id
        ),
    )
    .await;
    let purged = app.purge().await;
    assert_eq!((purged.accounts, purged.referents, purged.more), (2, 1, false));
    assert_eq!(app.login(&old.email, PASSWORD).await.status, 401);
    assert_eq!(app.login(&never.email, PASSWORD).await.status, 401);
    assert_eq!(app.get(&recent, "/api/v1/me").await.0, 200);
    let (_, page) = app.get(&referent, &format!("/api/v1/establishments/{FINESS}/journal")).await;
    assert_eq!(page["items"][0]["action"], "account_expired", "{page}");
    assert_eq!(app.purge().await.accounts, 0);
    // A login counts as use, and so does a renewal.
    let seen =
        format!("SELECT count(*) AS count FROM users WHERE last_seen_at > {long_ago} AND id = ");
    assert_eq!(app.login(&referent.email, PASSWORD).await.status, 200);
    assert_eq!(number(&app, format!("{seen}{}", referent.id)).await, 1);
}

async fn what_ended_long_ago_is_erased(app: TestApp) {
    let claire = app.person("claire").await;
    app.login(&claire.email, "not mine at all").await;
    let (long_ago, lately) = ("'2020-01-01 00:00:00'", "'2199-01-01 00:00:00'");
    execute(
        &app,
        format!(
            "DELETE FROM mail_links;
             UPDATE sessions SET expires_at = {long_ago};
             UPDATE login_failures SET last_at = {long_ago};"
        ),
    )
    .await;
    for (name, expires) in [("old", long_ago), ("new", lately)] {
        let id = claire.id;
        let sql = format!(
            "INSERT INTO mail_links VALUES ('{name}', 'reset', {id}, {long_ago}, {expires});
             INSERT INTO invitations
                 (finess, email, role, token_hash, invited_by, created_at, expires_at)
             VALUES ('{FINESS}', '{name}', 'observateur', '{name}', {id}, {long_ago}, {expires});"
        );
        execute(&app, sql).await;
    }
    assert_eq!(app.login(&claire.email, PASSWORD).await.status, 200);
    app.login("nobody@a.example", "not mine at all").await;
    execute(&app, format!("UPDATE login_failures SET last_at = {long_ago}")).await;
    let purged = app.purge().await;
    assert_eq!((purged.sessions, purged.links, purged.login_failures), (1, 2, 1));
    for table in ["mail_links", "invitations", "sessions"] {
        assert_eq!(
            number(&app, format!("SELECT count(*) AS count FROM {table}")).await,
            1,
            "{table}"
        );
    }
}

/// Columns that name people. A new one belongs into the export and the erasure, then in here.
async fn every_table_that_names_people_is_known(app: TestApp) {
    #[derive(QueryableByName)]
    struct Column {
        #[diesel(sql_type = Text)]
        text: String,
    }
    let sqlite = "SELECT m.name || '.' || f.\"from\" AS text \
        FROM sqlite_master m, pragma_foreign_key_list(m.name) f \
        WHERE m.type = 'table' AND f.\"table\" = 'users'";
    let postgres = "SELECT f.conrelid::regclass || '.' || a.attname AS text FROM pg_constraint f \
        JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1] \
        WHERE f.contype = 'f' AND f.confrelid = 'users'::regclass";
    let found = app.db().read(move |conn| {
        let rows: Vec<Column> = match conn {
            AnyConn::Sqlite(c) => sql_query(sqlite).load(c)?,
            AnyConn::Postgres(c) => sql_query(postgres).load(c)?,
        };
        Ok(rows)
    });
    let found: BTreeSet<String> = found.await.unwrap().into_iter().map(|row| row.text).collect();
    let known = [
        "acknowledgements.user_id",
        "alert_decisions.user_id",
        "anomaly_judgements.owner",
        "anomaly_judgements.said_by",
        "campaigns.updated_by",
        "charter_signatures.user_id",
        "closures.asked_by",
        "closures.closed_by",
        "closures.reopened_by",
        "grants.user_id",
        "identities.user_id",
        "imports.created_by",
        "invitations.invited_by",
        "isolate_exports.made_by",
        "journal.user_id",
        "mail_links.user_id",
        "memberships.user_id",
        "open_choices.chosen_by",
        "open_editions.published_by",
        "recovery_codes.user_id",
        "reports.made_by",
        "saved_analyses.user_id",
        "second_factors.user_id",
        "sessions.user_id",
        "snapshots.taken_by",
        "synonym_decisions.user_id",
        "ticket_messages.written_by",
        "tickets.asked_by",
        "tokens.user_id",
    ];
    assert_eq!(found, known.map(str::to_owned).into());
}

#[actix_web::test]
async fn nothing_of_an_erased_person_is_left_in_the_file() {
    let app = TestApp::new(Backend::Sqlite).await;
    let claire = app.person("claire-ronquerolles").await;
    let files = || -> Vec<u8> {
        let names = ["test.db", "test.db-wal"];
        names
            .iter()
            .flat_map(|name| fs::read(app.folder().join(name)).unwrap_or_default())
            .collect()
    };
    let is_there =
        |bytes: &[u8]| bytes.windows(11).any(|window| window == b"ronquerolle".as_slice());
    assert!(is_there(&files()));
    assert_eq!(delete(&app, &claire).await.0, 204);
    app.purge().await;
    assert!(!is_there(&files()));
}
