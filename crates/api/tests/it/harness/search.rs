//! Everything that a server keeps, as text to be searched.

use std::{fs, path::Path};

use api::db::{AnyConn, Db, DbUrl};
use diesel::{QueryResult, QueryableByName, RunQueryDsl, sql_query, sql_types::Text};

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    text: String,
}

/// Every value of every table of a database.
pub fn dump(url: &DbUrl) -> String {
    let db = Db::open(url, 1).unwrap();
    let text = db.read_blocking(|conn| {
        let tables = lines(
            conn,
            "SELECT name AS text FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
            "SELECT table_name::text AS text FROM information_schema.tables \
             WHERE table_schema = 'public'",
        )?;
        assert!(tables.len() > 20, "{tables:?}");
        let mut text = Vec::new();
        for table in tables {
            let columns = format!(
                "SELECT group_concat('quote(\"' || name || '\")', '||'' ''||') AS text \
                 FROM pragma_table_info('{table}')"
            );
            let columns = lines(conn, &columns, "SELECT '' AS text")?.concat();
            let rows = lines(
                conn,
                &format!("SELECT {columns} AS text FROM \"{table}\""),
                &format!("SELECT row_to_json(t)::text AS text FROM \"{table}\" t"),
            )?;
            text.push(table);
            text.extend(rows);
        }
        Ok(text.join("\n"))
    });
    text.unwrap()
}

fn lines(conn: &mut AnyConn, sqlite: &str, postgres: &str) -> QueryResult<Vec<String>> {
    let lines: Vec<Line> = match conn {
        AnyConn::Sqlite(c) => sql_query(sqlite).load(c)?,
        AnyConn::Postgres(c) => sql_query(postgres).load(c)?,
    };
    Ok(lines.into_iter().map(|line| line.text).collect())
}

/// Names and bytes of all the files below a folder.
pub fn files_of(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_of(&path));
        } else {
            files.push((path.display().to_string(), fs::read(&path).unwrap()));
        }
    }
    files
}

/// The first of some texts that bytes hold, whatever the case of its letters.
pub fn found<'a>(bytes: &[u8], texts: &[&'a str]) -> Option<&'a str> {
    let lower = bytes.to_ascii_lowercase();
    texts.iter().copied().find(|text| {
        let wanted = text.to_ascii_lowercase().into_bytes();
        lower.windows(wanted.len()).any(|window| window == wanted)
    })
}
