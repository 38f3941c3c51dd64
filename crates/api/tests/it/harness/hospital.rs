//! A hospital of the samples and the person who delivers its files.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};

use super::{Form, Person, TestApp};

/// A sample folder: in the project, or beside it for the large sets; `None` when it is absent.
pub fn samples(folder: &str) -> Option<PathBuf> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let places = [project.join("samples"), project.join("../shared/samples")];
    let found = places.iter().map(|place| place.join(folder)).find(|path| path.is_dir());
    if found.is_none() {
        eprintln!("NOT RUN: the sample set {folder} is not on this machine");
    }
    found
}

/// A sample hospital with its référent.
pub struct Hospital<'a> {
    pub app: &'a TestApp,
    pub who: Person,
    pub finess: String,
    pub folder: PathBuf,
}

impl<'a> Hospital<'a> {
    /// Registers the référent of the hospital of `folder`.
    pub async fn open(app: &'a TestApp, folder: PathBuf, finess: &str) -> Self {
        Self::led_by(app, "pharmacie", folder, finess).await
    }

    /// The same with a référent of another name.
    pub async fn led_by(app: &'a TestApp, name: &str, folder: PathBuf, finess: &str) -> Self {
        let who = app.person(name).await;
        let path = format!("/api/v1/establishments/{finess}/memberships");
        let (status, joined) = app.post(&who, &path, json!({})).await;
        assert_eq!(status, 201, "{joined}");
        app.sign_charter(&who, finess).await;
        Self { app, who, finess: finess.to_owned(), folder }
    }

    /// The hospital of Grasse, which is in the project.
    pub async fn grasse(app: &'a TestApp) -> Self {
        Self::open(app, samples("ch-grasse").unwrap(), "060000478").await
    }

    pub fn path(&self, tail: &str) -> String {
        format!("/api/v1/establishments/{}{tail}", self.finess)
    }

    pub fn bytes(&self, file: &str) -> Vec<u8> {
        fs::read(self.folder.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    pub fn json(&self, file: &str) -> Value {
        serde_json::from_slice(&self.bytes(file)).unwrap()
    }

    /// Sends a file; `more` are further fields of the form. What is found is acknowledged.
    pub async fn send(
        &self,
        kind: &str,
        period: &str,
        file: &str,
        more: &[(&str, &str)],
    ) -> (u16, Value) {
        self.send_bytes(kind, period, file, &self.bytes(file), more).await
    }

    pub async fn send_bytes(
        &self,
        kind: &str,
        period: &str,
        file_name: &str,
        bytes: &[u8],
        more: &[(&str, &str)],
    ) -> (u16, Value) {
        let acknowledged = [&[("acknowledge", "all")], more].concat();
        self.send_fields(kind, period, (file_name, bytes), &acknowledged).await
    }

    /// Sends a file with these fields alone.
    pub async fn send_fields(
        &self,
        kind: &str,
        period: &str,
        (file_name, bytes): (&str, &[u8]),
        more: &[(&str, &str)],
    ) -> (u16, Value) {
        let mut fields = vec![("kind", kind), ("period", period)];
        fields.extend_from_slice(more);
        let form = Form { file_name, bytes, fields: &fields };
        self.app.upload(&self.who, &self.path("/imports"), &form, &[]).await
    }

    /// Stores a file, which must be accepted; gives the import as it reads afterwards.
    pub async fn import(&self, kind: &str, period: &str, file: &str) -> Value {
        let (status, created) = self.send(kind, period, file, &[]).await;
        assert_eq!(status, 202, "{file}: {created}");
        self.read_import(created["id"].as_i64().unwrap()).await
    }

    pub async fn read_import(&self, id: i64) -> Value {
        let (status, import) = self.app.get(&self.who, &format!("/api/v1/imports/{id}")).await;
        assert_eq!(status, 200, "{import}");
        import
    }

    pub async fn cancel(&self, import: &Value) {
        let path = format!("/api/v1/imports/{}", import["id"]);
        let (status, answer) = self.app.call(&self.who, "DELETE", &path, Value::Null).await;
        assert_eq!(status, 204, "{answer}");
    }

    /// Gives the establishment's own drugs and, if `sectors`, its answers, as its user would.
    pub async fn answer(&self, year: i32, sectors: bool) {
        let known = self.json(&format!("correspondences_{year}.json"));
        let drugs = json!({ "items": known["drug"] });
        let path = self.path("/correspondences/drug");
        let (status, body) = self.app.call(&self.who, "PUT", &path, drugs).await;
        assert_eq!(status, 200, "{body}");
        if sectors {
            let items: Vec<Value> = known["sector_answers"]
                .as_object()
                .unwrap()
                .iter()
                .map(|(unit, answer)| json!({ "label": unit, "code": answer["answer"] }))
                .collect();
            let path = self.path("/correspondences/sector");
            let body = json!({ "items": items });
            let (status, body) = self.app.call(&self.who, "PUT", &path, body).await;
            assert_eq!(status, 200, "{body}");
        }
    }

    /// Reads `path`, which must be there.
    pub async fn get(&self, path: &str) -> Value {
        let (status, body) = self.app.get(&self.who, path).await;
        assert_eq!(status, 200, "{path}: {body}");
        body
    }

    /// The consumption of a year by some axes, with further parameters.
    pub async fn analysis(&self, year: i32, by: &str, more: &str) -> Value {
        let finess = &self.finess;
        self.get(&format!(
            "/api/v1/analyses/consumption?establishment={finess}&years={year}&by={by}{more}"
        ))
        .await
    }

    pub async fn dashboard(&self, year: i32) -> Value {
        self.get(&self.path(&format!("/dashboard?year={year}"))).await
    }
}
