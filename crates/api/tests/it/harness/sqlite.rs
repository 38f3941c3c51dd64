//! Databases of SQLite: copies of one that was migrated once.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use api::db::DbUrl;

use super::{app::config, database::prepare};

/// The migrated database, as bytes.
fn template() -> &'static [u8] {
    static TEMPLATE: OnceLock<Vec<u8>> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("template.db");
        prepare(&config(DbUrl::Sqlite(path.clone()), folder.path()));
        assert!(!folder.path().join("template.db-wal").exists(), "all changes are in the file");
        fs::read(path).unwrap()
    })
}

/// Puts a copy into `folder`.
pub fn copy_template(folder: &Path) -> PathBuf {
    let path = folder.join("test.db");
    fs::write(&path, template()).unwrap();
    path
}
