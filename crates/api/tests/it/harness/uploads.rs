//! Files sent as a browser sends them.

use actix_web::{http::Method, test::TestRequest};
use serde_json::Value;

use super::{Person, TestApp};

const BOUNDARY: &str = "consores-test-boundary";

/// A file and the other fields of its form.
pub struct Form<'a> {
    pub file_name: &'a str,
    pub bytes: &'a [u8],
    pub fields: &'a [(&'a str, &'a str)],
}

impl Form<'_> {
    fn body(&self) -> Vec<u8> {
        let mut body = Vec::new();
        for (name, value) in self.fields {
            body.extend_from_slice(
                format!(
                    "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
                )
                .as_bytes(),
            );
        }
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n",
            self.file_name
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(self.bytes);
        body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        body
    }
}

impl TestApp {
    /// Posts a form; `headers` come on top.
    pub async fn upload(
        &self,
        who: impl Into<Option<&Person>>,
        path: &str,
        form: &Form<'_>,
        headers: &[(&str, &str)],
    ) -> (u16, Value) {
        let mut request = TestRequest::with_uri(path)
            .method(Method::POST)
            .insert_header(("content-type", format!("multipart/form-data; boundary={BOUNDARY}")))
            .set_payload(form.body());
        if let Some(person) = who.into() {
            request = request.insert_header(("authorization", format!("Bearer {}", person.token)));
        }
        for header in headers {
            request = request.insert_header(*header);
        }
        let answer = self.send(request).await;
        (answer.status, answer.json())
    }
}
