//! What the application answered.

use actix_web::{cookie::Cookie, http::header::HeaderMap};
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

    /// The body as JSON; `null` when it is empty, a string when it is something else.
    pub fn json(&self) -> Value {
        if self.body.is_empty() {
            return Value::Null;
        }
        if !self.header("content-type").contains("json") {
            return Value::String(String::from_utf8_lossy(&self.body).into_owned());
        }
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("JSON, not {}", self.text()))
    }

    /// A cookie that was set, by the end of its name.
    pub fn cookie(&self, name: &str) -> Option<Cookie<'static>> {
        let set = self.headers.get_all("set-cookie").map(|value| value.to_str().unwrap());
        let mut cookies = set.map(|text| Cookie::parse(text.to_owned()).unwrap());
        cookies.find(|cookie| cookie.name().ends_with(name))
    }

    /// The value of the refresh cookie that was set.
    pub fn refresh_cookie(&self) -> Option<String> {
        Some(self.cookie("consores_refresh")?.value().to_owned())
    }
}
