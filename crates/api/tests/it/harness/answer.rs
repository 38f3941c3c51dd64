//! What the application answered.

use actix_web::http::header::HeaderMap;
use serde_json::Value;

/// Status, headers and body.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    /// Text of a header, empty when it is absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    /// The body as JSON; `null` when it is empty, a string when it is another text.
    pub fn json(&self) -> Value {
        if self.body.is_empty() {
            return Value::Null;
        }
        if self.header("content-type").starts_with("text/") {
            return Value::String(self.text());
        }
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("JSON, not {}", self.text()))
    }

    /// The value of the refresh cookie that was set.
    pub fn refresh_cookie(&self) -> Option<String> {
        let set = self.headers.get_all("set-cookie").find_map(|value| {
            value.to_str().unwrap().strip_prefix("consores_refresh=").map(str::to_owned)
        })?;
        set.split(';').next().map(str::to_owned)
    }
}
