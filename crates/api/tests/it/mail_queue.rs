//! The queue of mails: each leaves once, and waits for as long as it cannot.

use std::fs;

use api::mail::{Carrier, worker};

use crate::{
    email_proofs::sql,
    harness::{TestApp, count},
};

on_both!(
    several_servers_send_a_mail_once,
    a_mail_that_cannot_leave_waits_and_leaves_later,
    a_mail_is_given_up_after_three_days,
    a_mail_that_cannot_be_opened_holds_up_no_other,
    what_waits_is_sealed,
);

async fn waiting(app: &TestApp) -> i64 {
    let sql = "SELECT count(*) AS count FROM outgoing_mails";
    app.db().read(move |conn| Ok(count(conn, sql))).await.unwrap()
}

/// Looks at the queue as a server does.
async fn look(app: &TestApp) {
    let carrier = Carrier::new(&app.parts().config().mail).unwrap();
    worker::deliver(app.db(), app.parts().post(), &carrier).await.unwrap();
}

async fn several_servers_send_a_mail_once(app: TestApp) {
    for number in 0..10 {
        app.person(&format!("person{number}")).await;
    }
    let outboxes: Vec<_> =
        (0..4).map(|number| app.folder().join(format!("outbox{number}"))).collect();
    let carriers: Vec<Carrier> = outboxes
        .iter()
        .map(|outbox| {
            let mut config = app.parts().config().mail.clone();
            config.route = api::config::Route::Outbox(outbox.clone());
            Carrier::new(&config).unwrap()
        })
        .collect();
    let post = app.parts().post();
    let servers = carriers.iter().map(|carrier| worker::deliver(app.db(), post, carrier));
    for delivered in futures_util::future::join_all(servers).await {
        delivered.unwrap();
    }
    let files = |outbox| fs::read_dir(outbox).map_or(0, Iterator::count);
    assert_eq!(outboxes.iter().map(files).sum::<usize>(), 10);
    assert_eq!(waiting(&app).await, 0);
}

async fn a_mail_that_cannot_leave_waits_and_leaves_later(app: TestApp) {
    let outbox = app.folder().join("outbox");
    fs::write(&outbox, "in the way").unwrap();
    let (claire, paul) = (app.person("claire").await, app.person("paul").await);
    look(&app).await;
    assert_eq!(waiting(&app).await, 2);
    let tried = "SELECT count(*) AS count FROM outgoing_mails WHERE attempts > 0";
    let tried = app.db().read(move |conn| Ok(count(conn, tried))).await.unwrap();
    assert_eq!(tried, 1, "where one cannot leave the others do not try");
    fs::remove_file(&outbox).unwrap();
    assert_eq!(app.mails_to(&claire.email).await.len(), 0, "its turn has not come again");
    assert_eq!(app.mails_to(&paul.email).await.len(), 1);
    sql(&app, "UPDATE outgoing_mails SET next_attempt_at = '2024-01-01 00:00:00'").await;
    assert_eq!(app.mails_to(&claire.email).await.len(), 1);
    assert_eq!(waiting(&app).await, 0);
}

async fn a_mail_is_given_up_after_three_days(app: TestApp) {
    fs::write(app.folder().join("outbox"), "in the way").unwrap();
    app.person("claire").await;
    sql(&app, "UPDATE outgoing_mails SET created_at = '2024-01-01 00:00:00'").await;
    look(&app).await;
    assert_eq!(waiting(&app).await, 0);
}

async fn a_mail_that_cannot_be_opened_holds_up_no_other(app: TestApp) {
    app.person("claire").await;
    sql(&app, "UPDATE outgoing_mails SET sealed = 'of another secret'").await;
    let paul = app.person("paul").await;
    assert_eq!(app.mails_to(&paul.email).await.len(), 1);
    assert_eq!(waiting(&app).await, 1);
}

async fn what_waits_is_sealed(app: TestApp) {
    app.person("claire").await;
    let readable = "SELECT count(*) AS count FROM outgoing_mails \
                    WHERE sealed LIKE '%claire%' OR sealed LIKE '%jeton%'";
    let found = app.db().read(move |conn| Ok(count(conn, readable))).await.unwrap();
    assert_eq!((waiting(&app).await, found), (1, 0));
}
