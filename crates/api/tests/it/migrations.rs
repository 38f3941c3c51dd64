//! The two schemas are one schema, and it can be taken back.

use std::collections::BTreeSet;

use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types::Text};
use diesel_migrations::{FileBasedMigrations, MigrationHarness};

use api::db::AnyConn;

use crate::harness::{Backend, TestApp, available};

const TABLES_SQLITE: &str = "SELECT m.name || '.' || c.name AS text \
    FROM sqlite_master m, pragma_table_info(m.name) c \
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE '\\_\\_%' ESCAPE '\\'";
const TABLES_POSTGRES: &str = "SELECT table_name || '.' || column_name AS text \
    FROM information_schema.columns \
    WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_%'";
const UNINDEXED_SQLITE: &str = "SELECT m.name || '.' || f.\"from\" AS text \
    FROM sqlite_master m, pragma_foreign_key_list(m.name) f \
    WHERE m.type = 'table' AND NOT EXISTS ( \
        SELECT 1 FROM pragma_index_list(m.name) i, pragma_index_info(i.name) c \
        WHERE c.seqno = 0 AND c.name = f.\"from\" AND i.partial = 0) \
    AND NOT EXISTS ( \
        SELECT 1 FROM pragma_table_info(m.name) c \
        WHERE c.name = f.\"from\" AND c.pk = 1 AND c.type = 'INTEGER')";
const UNINDEXED_POSTGRES: &str = "SELECT f.conrelid::regclass || '.' || a.attname AS text \
    FROM pg_constraint f \
    JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1] \
    WHERE f.contype = 'f' AND NOT EXISTS ( \
        SELECT 1 FROM pg_index i \
        WHERE i.indrelid = f.conrelid AND i.indkey[0] = f.conkey[1] AND i.indpred IS NULL)";

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    text: String,
}

async fn lines(app: &TestApp, sqlite: &'static str, postgres: &'static str) -> BTreeSet<String> {
    let rows = app
        .db()
        .read(move |conn| {
            let rows: Vec<Line> = match conn {
                AnyConn::Sqlite(c) => sql_query(sqlite).load(c)?,
                AnyConn::Postgres(c) => sql_query(postgres).load(c)?,
            };
            Ok(rows)
        })
        .await
        .unwrap();
    rows.into_iter().map(|row| row.text).collect()
}

async fn revert(app: &TestApp) {
    app.db()
        .write(|conn| {
            let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../migrations");
            let folder = |name| FileBasedMigrations::from_path(format!("{root}/{name}")).unwrap();
            match conn {
                AnyConn::Sqlite(c) => c.revert_all_migrations(folder("sqlite")).unwrap().len(),
                AnyConn::Postgres(c) => c.revert_all_migrations(folder("postgres")).unwrap().len(),
            };
            Ok(())
        })
        .await
        .unwrap();
}

on_both!(every_foreign_key_has_an_index, the_migrations_can_be_taken_back);

async fn every_foreign_key_has_an_index(app: TestApp) {
    let unindexed = lines(&app, UNINDEXED_SQLITE, UNINDEXED_POSTGRES).await;
    assert!(unindexed.is_empty(), "{unindexed:?}");
}

async fn the_migrations_can_be_taken_back(app: TestApp) {
    assert!(!lines(&app, TABLES_SQLITE, TABLES_POSTGRES).await.is_empty());
    revert(&app).await;
    let left = lines(&app, TABLES_SQLITE, TABLES_POSTGRES).await;
    assert!(left.is_empty(), "{left:?}");
}

#[actix_web::test]
async fn both_databases_have_the_same_tables_and_columns() {
    if !available() {
        return;
    }
    let mut columns = Vec::new();
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let app = TestApp::new(backend).await;
        columns.push(lines(&app, TABLES_SQLITE, TABLES_POSTGRES).await);
    }
    assert_eq!(columns[0], columns[1]);
}
