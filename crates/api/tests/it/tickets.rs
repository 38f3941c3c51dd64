//! Requests for help through HTTP: asked from a screen, answered by the national team, told by mail.

use diesel::connection::SimpleConnection;
use domain::dto::{MembershipState, Role};
use serde_json::{Value, json};

use crate::harness::{Hospital, PASSWORD, Person, TestApp, count, problem};

on_both!(
    a_question_carries_what_the_screen_showed,
    of_an_import_only_its_own_controls_are_told,
    each_part_of_the_context_may_be_left_out,
    the_import_of_somebody_else_is_refused,
    what_names_a_person_is_refused_with_what_to_do,
    an_empty_or_endless_question_is_refused,
    the_national_team_is_told_by_mail_and_so_is_the_answer,
    an_answer_and_a_further_question_move_the_state,
    a_closed_question_opens_again_with_a_message,
    colleagues_and_other_hospitals_read_nothing,
    the_national_team_reads_all_by_state_and_page,
    nobody_asks_without_end,
    nothing_that_was_written_gets_into_the_journal,
    questions_are_exported_and_go_with_the_account,
    what_is_settled_goes_after_its_time,
);

const GRASSE: &str = "060000478";
const PATH: &str = "/api/v1/tickets";
const SUBJECT: &str = "Des lignes rejetées";
const MESSAGE: &str = "Les UF de chirurgie sont rejetées.";

fn question(context: Value) -> Value {
    let mut question = json!({ "subject": SUBJECT, "message": MESSAGE });
    question["context"] = context;
    question
}

/// Asks; gives the request.
async fn ask(app: &TestApp, who: &Person, context: Value) -> Value {
    let (status, asked) = app.post(who, PATH, question(context)).await;
    assert_eq!(status, 201, "{asked}");
    asked["ticket"].clone()
}

fn of(ticket: &Value) -> String {
    format!("{PATH}/{}", ticket["id"])
}

async fn reply(app: &TestApp, who: &Person, ticket: &Value, text: &str) -> Value {
    let path = format!("{}/messages", of(ticket));
    let (status, written) = app.post(who, &path, json!({ "text": text })).await;
    assert_eq!(status, 201, "{written}");
    written
}

async fn close(app: &TestApp, who: &Person, ticket: &Value) -> Value {
    let (status, closed) = app.post(who, &format!("{}/closure", of(ticket)), Value::Null).await;
    assert_eq!(status, 200, "{closed}");
    closed
}

async fn a_team(app: &TestApp) -> Person {
    let team = app.person("equipe").await;
    app.grant(&team, "national").await;
    team
}

/// The subjects of the mails about requests for help.
async fn told(app: &TestApp, who: &Person) -> Vec<String> {
    let subjects = app.subjects_to(&who.email).await;
    subjects.into_iter().filter(|subject| subject.contains("demande d’aide")).collect()
}

/// A structure with a discipline that no list knows.
async fn an_import(hospital: &Hospital<'_>) -> Value {
    let structure =
        "Code UF;Libelle UF;Code DE;Code TA\n237;Cardiologie;127;03\n238;Autre;ZZZ;03\n";
    let sent = hospital.send_bytes("structure", "2024", "s.csv", structure.as_bytes(), &[]).await;
    assert_eq!(sent.0, 202, "{}", sent.1);
    hospital.read_import(sent.1["id"].as_i64().unwrap()).await
}

fn codes(import: &Value) -> Vec<&str> {
    let groups = import["issues_by_code"].as_array().unwrap();
    groups.iter().map(|group| group["code"].as_str().unwrap()).collect()
}

async fn a_question_carries_what_the_screen_showed(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let import = an_import(&hospital).await;
    let found = codes(&import);
    assert!(!found.is_empty(), "{import}");
    let context = json!({
        "screen": "import", "finess": GRASSE, "import_id": import["id"], "rules": found,
    });
    let ticket = ask(&app, &hospital.who, context).await;
    assert_eq!((&ticket["state"], &ticket["own"]), (&json!("open"), &json!(true)));
    let kept = &ticket["context"];
    assert_eq!(kept["screen"], "import");
    assert!(kept["establishment"].as_str().unwrap().contains("GRASSE"), "{kept}");
    assert_eq!((&kept["import_id"], &kept["year"]), (&import["id"], &json!(2024)));
    assert_eq!(kept["rules"], json!(found));
    let (_, detail) = app.get(&hospital.who, &of(&ticket)).await;
    assert_eq!(detail["messages"][0]["text"], MESSAGE);
    assert_eq!(detail["messages"][0]["by_asker"], true);
}

async fn of_an_import_only_its_own_controls_are_told(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let import = an_import(&hospital).await;
    let found = codes(&import);
    let mut told = found.clone();
    told.push("RE09");
    let context = json!({ "finess": GRASSE, "import_id": import["id"], "rules": told });
    assert_eq!(ask(&app, &hospital.who, context).await["context"]["rules"], json!(found));
    // A file that is not delivered yet has no import: codes of controls are taken, and nothing else.
    let context = json!({ "screen": "new_import_verdict", "rules": ["CO02", "CO02", "JH05"] });
    let ticket = ask(&app, &hospital.who, context).await;
    assert_eq!(ticket["context"]["rules"], json!(["CO02", "JH05"]));
    for rules in [json!(["Dupont"]), json!(["CO02", "Cardiologie"]), json!([""])] {
        let refused = app.post(&hospital.who, PATH, question(json!({ "rules": rules }))).await;
        assert_eq!(problem(refused), (422, "invalid".to_owned()), "{rules}");
    }
}

async fn each_part_of_the_context_may_be_left_out(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let import = an_import(&hospital).await;
    let nothing = json!({
        "screen": null, "finess": null, "establishment": null, "year": null, "import_id": null, "rules": [],
    });
    assert_eq!(ask(&app, &hospital.who, json!({})).await["context"], nothing);
    let bare = json!({ "subject": SUBJECT, "message": MESSAGE });
    assert_eq!(app.post(&hospital.who, PATH, bare).await.1["ticket"]["context"], nothing);
    let context = json!({ "finess": GRASSE, "import_id": import["id"] });
    assert_eq!(ask(&app, &hospital.who, context).await["context"]["rules"], json!([]));
    for wrong in [
        json!({ "import_id": import["id"] }),
        json!({ "year": 24 }),
        json!({ "screen": "une page avec des valeurs" }),
    ] {
        let refused = app.post(&hospital.who, PATH, question(wrong.clone())).await;
        assert_eq!(problem(refused), (422, "invalid".to_owned()), "{wrong}");
    }
}

async fn the_import_of_somebody_else_is_refused(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let import = an_import(&hospital).await;
    let stranger = app.person("stranger").await;
    app.join(&stranger, "050000256", Role::Referent, MembershipState::Active).await;
    let waiting = app.person("waiting").await;
    app.join(&waiting, GRASSE, Role::Contributeur, MembershipState::Pending).await;
    for (who, context) in [
        (&stranger, json!({ "finess": GRASSE, "import_id": import["id"] })),
        (&stranger, json!({ "finess": "050000256", "import_id": import["id"] })),
        (&stranger, json!({ "finess": GRASSE })),
        (&waiting, json!({ "finess": GRASSE })),
        (&hospital.who, json!({ "finess": GRASSE, "import_id": 99_999 })),
        (&hospital.who, json!({ "finess": "999999999" })),
    ] {
        let refused = app.post(who, PATH, question(context.clone())).await;
        assert_eq!(problem(refused), (404, "not_found".to_owned()), "{context}");
    }
    let other = json!({ "finess": "050000256", "import_id": import["id"] });
    app.join(&hospital.who, "050000256", Role::Observateur, MembershipState::Active).await;
    let refused = app.post(&hospital.who, PATH, question(other)).await;
    assert_eq!(problem(refused), (422, "invalid".to_owned()));
    let (_, page) = app.get(&hospital.who, PATH).await;
    assert_eq!(page["total"], 0, "nothing was kept");
}

async fn what_names_a_person_is_refused_with_what_to_do(app: TestApp) {
    let claire = app.person("claire").await;
    let ticket = ask(&app, &claire, json!({})).await;
    for text in [
        "Mme Martin est comptée deux fois",
        "Le patient né le 12/03/1957 est rejeté",
        "L’IPP 800012345 est rejeté",
        "Appelez le 04 93 12 34 56",
        "Écrivez à claire@hopital.example",
    ] {
        for new in [
            json!({ "subject": text, "message": MESSAGE }),
            json!({ "subject": SUBJECT, "message": text }),
        ] {
            let (status, refused) = app.post(&claire, PATH, new).await;
            assert_eq!((status, &refused["code"]), (422, &json!("invalid")), "{refused}");
            let detail = refused["detail"].as_str().unwrap();
            assert!(detail.contains("ne désigne personne"), "{detail}");
            assert!(detail.contains("écrivez par exemple"), "{detail}");
        }
        let path = format!("{}/messages", of(&ticket));
        assert_eq!(app.post(&claire, &path, json!({ "text": text })).await.0, 422, "{text}");
    }
    assert_eq!(app.get(&claire, PATH).await.1["total"], 1);
}

async fn an_empty_or_endless_question_is_refused(app: TestApp) {
    let claire = app.person("claire").await;
    for (subject, message) in [
        (String::new(), MESSAGE.to_owned()),
        (" \n ".to_owned(), MESSAGE.to_owned()),
        ("é".repeat(121), MESSAGE.to_owned()),
        (SUBJECT.to_owned(), "  ".to_owned()),
        (SUBJECT.to_owned(), "é".repeat(4001)),
    ] {
        let refused = app.post(&claire, PATH, json!({ "subject": subject, "message": message }));
        assert_eq!(problem(refused.await), (422, "invalid".to_owned()), "{subject}");
    }
    let new = json!({ "subject": "un\nsujet", "message": "é".repeat(4000) });
    assert_eq!(app.post(&claire, PATH, new).await.1["ticket"]["subject"], "un sujet");
}

async fn the_national_team_is_told_by_mail_and_so_is_the_answer(app: TestApp) {
    let [one, two] = [a_team(&app).await, app.person("deux").await];
    app.grant(&two, "national").await;
    let hospital = Hospital::grasse(&app).await;
    let regional = app.person("regional").await;
    app.grant(&regional, "region:93").await;
    let ticket = ask(&app, &hospital.who, json!({ "finess": GRASSE, "rules": ["CO02"] })).await;
    reply(&app, &hospital.who, &ticket, "J’ajoute une précision").await;
    for member in [&one, &two] {
        assert_eq!(told(&app, member).await, ["une demande d’aide attend une réponse"]);
        let mail = app.last_mail(&member.email).await;
        let page = format!("https://consores.example/aide/demandes/{}", ticket["id"]);
        assert!(mail.text.contains(&page), "{}", mail.text);
        for word in [SUBJECT, MESSAGE, "précision", "GRASSE", "CO02", "pharmacie"] {
            assert!(!mail.raw.contains(word) && !mail.text.contains(word), "{word}: {}", mail.text);
        }
    }
    assert!(told(&app, &regional).await.is_empty());
    assert!(told(&app, &hospital.who).await.is_empty(), "who asks is told nothing");
    reply(&app, &one, &ticket, "Corrigez la discipline").await;
    assert_eq!(told(&app, &hospital.who).await, ["votre demande d’aide a une réponse"]);
    let mail = app.last_mail(&hospital.who.email).await;
    assert!(!mail.text.contains("discipline"), "{}", mail.text);
    reply(&app, &hospital.who, &ticket, "Laquelle ?").await;
    assert_eq!(told(&app, &two).await.len(), 2, "it waits again");
    close(&app, &two, &ticket).await;
    assert_eq!(told(&app, &hospital.who).await[1], "votre demande d’aide est close");
    // A question of the team itself goes to the others.
    ask(&app, &one, json!({})).await;
    assert_eq!((told(&app, &one).await.len(), told(&app, &two).await.len()), (2, 3));
}

async fn an_answer_and_a_further_question_move_the_state(app: TestApp) {
    let (claire, team) = (app.person("claire").await, a_team(&app).await);
    let ticket = ask(&app, &claire, json!({})).await;
    let answered = reply(&app, &team, &ticket, "Corrigez la discipline").await;
    let last = |detail: &Value| {
        let ticket = &detail["ticket"];
        (ticket["state"].clone(), ticket["last_by"].clone(), ticket["last_by_asker"].clone())
    };
    assert_eq!(last(&answered), (json!("answered"), json!("equipe"), json!(false)));
    assert_eq!(answered["ticket"]["own"], false);
    let (_, page) = app.get(&claire, PATH).await;
    assert_eq!(page["items"][0]["last_by"], "equipe");
    let again = reply(&app, &claire, &ticket, "Laquelle ?").await;
    assert_eq!(last(&again), (json!("open"), json!("claire"), json!(true)));
    let texts: Vec<&str> = again["messages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["text"].as_str().unwrap())
        .collect();
    assert_eq!(texts, [MESSAGE, "Corrigez la discipline", "Laquelle ?"]);
}

async fn a_closed_question_opens_again_with_a_message(app: TestApp) {
    let (claire, team) = (app.person("claire").await, a_team(&app).await);
    let ticket = ask(&app, &claire, json!({})).await;
    assert_eq!(close(&app, &claire, &ticket).await["ticket"]["state"], "closed");
    assert_eq!(close(&app, &team, &ticket).await["ticket"]["state"], "closed");
    assert!(told(&app, &claire).await.is_empty(), "it was closed already");
    let again = reply(&app, &claire, &ticket, "Cela recommence").await;
    assert_eq!(again["ticket"]["state"], "open");
    assert_eq!(told(&app, &team).await.len(), 2);
}

async fn colleagues_and_other_hospitals_read_nothing(app: TestApp) {
    let cast = app.cast(GRASSE).await;
    let ticket = ask(&app, &cast.contributeur, json!({ "finess": GRASSE })).await;
    for who in [&cast.outsider, &cast.observateur, &cast.referent, &cast.regional] {
        assert_eq!(app.get(who, PATH).await.1["total"], 0);
        assert_eq!(problem(app.get(who, &of(&ticket)).await), (404, "not_found".to_owned()));
        let path = format!("{}/messages", of(&ticket));
        assert_eq!(app.post(who, &path, json!({ "text": "x" })).await.0, 404);
        assert_eq!(app.post(who, &format!("{}/closure", of(&ticket)), Value::Null).await.0, 404);
    }
    let (_, detail) = app.get(&cast.contributeur, &of(&ticket)).await;
    assert_eq!(
        (&detail["ticket"]["state"], detail["messages"].as_array().unwrap().len()),
        (&json!("open"), 1)
    );
}

async fn the_national_team_reads_all_by_state_and_page(app: TestApp) {
    let (claire, paul, team) =
        (app.person("claire").await, app.person("paul").await, a_team(&app).await);
    let first = ask(&app, &claire, json!({})).await;
    let second = ask(&app, &paul, json!({})).await;
    let third = ask(&app, &claire, json!({})).await;
    reply(&app, &team, &second, "Voilà").await;
    close(&app, &claire, &third).await;
    let ids = |page: &Value| -> Vec<Value> {
        page["items"].as_array().unwrap().iter().map(|one| one["id"].clone()).collect()
    };
    for (query, expected) in [
        ("", vec![&third, &second, &first]),
        ("?state=open", vec![&first]),
        ("?state=answered", vec![&second]),
        ("?state=closed", vec![&third]),
    ] {
        let (_, page) = app.get(&team, &format!("{PATH}{query}")).await;
        let expected: Vec<Value> = expected.into_iter().map(|one| one["id"].clone()).collect();
        assert_eq!(ids(&page), expected, "{query}: {page}");
        assert_eq!(page["total"], expected.len());
    }
    let (_, page) = app.get(&team, &format!("{PATH}?limit=2")).await;
    let next = page["next"].as_str().unwrap();
    let (_, rest) = app.get(&team, &format!("{PATH}?limit=2&cursor={next}")).await;
    assert_eq!((ids(&rest), &rest["next"]), (vec![first["id"].clone()], &Value::Null));
    assert_eq!(ids(&app.get(&claire, PATH).await.1), [third["id"].clone(), first["id"].clone()]);
}

async fn nobody_asks_without_end(app: TestApp) {
    let claire = app.person("claire").await;
    for _ in 0..20 {
        ask(&app, &claire, json!({})).await;
    }
    let refused = app.post(&claire, PATH, question(json!({}))).await;
    assert_eq!(problem(refused), (409, "too_many_tickets".to_owned()));
    let yesterday = "UPDATE tickets SET asked_at = '2024-01-01 00:00:00'";
    app.db().write(move |conn| Ok(conn.batch_execute(yesterday)?)).await.unwrap();
    let refused = app.post(&claire, PATH, question(json!({}))).await;
    assert_eq!(problem(refused), (409, "too_many_tickets".to_owned()), "they still wait");
    let ticket = app.get(&claire, PATH).await.1["items"][0].clone();
    close(&app, &claire, &ticket).await;
    let ticket = ask(&app, &claire, json!({})).await;
    for _ in 1..50 {
        reply(&app, &claire, &ticket, "encore").await;
    }
    let path = format!("{}/messages", of(&ticket));
    let refused = app.post(&claire, &path, json!({ "text": "encore" })).await;
    assert_eq!(problem(refused), (422, "invalid".to_owned()));
}

async fn nothing_that_was_written_gets_into_the_journal(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let ticket = ask(&app, &hospital.who, json!({ "finess": GRASSE })).await;
    reply(&app, &hospital.who, &ticket, "Une précision").await;
    let journal = hospital.get(&hospital.path("/journal")).await.to_string();
    for text in [SUBJECT, MESSAGE, "précision"] {
        assert!(!journal.contains(text), "{text}: {journal}");
    }
}

async fn questions_are_exported_and_go_with_the_account(app: TestApp) {
    let (claire, team) = (app.person("claire").await, a_team(&app).await);
    let paul = app.person("paul").await;
    let own = ask(&app, &claire, json!({ "screen": "beds", "year": 2024 })).await;
    let other = ask(&app, &paul, json!({})).await;
    for ticket in [&own, &other] {
        reply(&app, &team, ticket, "Voilà").await;
    }
    let (_, export) = app.get(&claire, "/api/v1/me/export").await;
    assert_eq!(export["tickets"][0]["subject"], SUBJECT);
    assert_eq!(export["tickets"][0]["screen"], "beds");
    assert_eq!(export["ticket_messages"].as_array().unwrap().len(), 1, "{export}");
    assert_eq!(export["ticket_messages"][0]["text"], MESSAGE);
    let (_, export) = app.get(&team, "/api/v1/me/export").await;
    assert_eq!(
        (&export["tickets"], export["ticket_messages"].as_array().unwrap().len()),
        (&json!([]), 2)
    );
    let erase = |who: Person| {
        let app = &app;
        async move { app.post(&who, "/api/v1/me/deletion", json!({ "password": PASSWORD })).await.0 }
    };
    assert_eq!(erase(claire).await, 204);
    assert_eq!(app.get(&team, &of(&own)).await.0, 404);
    let left = "SELECT count(*) AS count FROM ticket_messages";
    assert_eq!(app.db().read(move |conn| Ok(count(conn, left))).await.unwrap(), 2);
    // What was answered to others stays, without the name.
    assert_eq!(erase(team).await, 204);
    let (_, detail) = app.get(&paul, &of(&other)).await;
    assert_eq!(detail["messages"][1]["by"], "Compte supprimé");
}

async fn what_is_settled_goes_after_its_time(app: TestApp) {
    let (claire, team) = (app.person("claire").await, a_team(&app).await);
    let [waits, answered, closed] = [
        ask(&app, &claire, json!({})).await,
        ask(&app, &claire, json!({})).await,
        ask(&app, &claire, json!({})).await,
    ];
    reply(&app, &team, &answered, "Voilà").await;
    close(&app, &claire, &closed).await;
    assert_eq!(app.purge().await.tickets, 0);
    let long_ago = "UPDATE tickets SET last_at = '2020-01-01 00:00:00'";
    app.db().write(move |conn| Ok(conn.batch_execute(long_ago)?)).await.unwrap();
    assert_eq!(app.purge().await.tickets, 2);
    assert_eq!(app.get(&claire, PATH).await.1["items"][0]["id"], waits["id"]);
    assert_eq!(app.get(&claire, &of(&answered)).await.0, 404);
}
