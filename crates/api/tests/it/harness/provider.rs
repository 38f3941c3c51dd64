//! A real OpenID Connect provider, `oidc-provider` of npm, for one test.

use std::{
    collections::HashMap,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use actix_web::{cookie::Cookie, test::TestRequest};
use api::config::{Config, OidcConfig};
use reqwest::{Client, redirect::Policy};
use serde_json::Value;

use super::{Answer, Backend, TestApp};

/// Where the provider sends people back to: nothing listens there, the test goes on by itself.
const PUBLIC_URL: &str = "http://127.0.0.1:9";

/// The provider; it ends with the test.
pub struct IdentityProvider {
    child: Child,
    pub issuer: String,
    http: Client,
}

impl Drop for IdentityProvider {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl IdentityProvider {
    pub fn start() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oidc-provider");
        assert!(folder.join("node_modules").is_dir(), "run scripts/setup test first");
        let mut child = Command::new("node")
            .arg("provider.mjs")
            .arg(format!("{PUBLIC_URL}/api/v1/auth/oidc/callback"))
            .current_dir(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("node can be run");
        let mut issuer = String::new();
        // It stays open: the provider has more to say later.
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut issuer).unwrap();
        let http = Client::builder()
            .no_proxy()
            .tls_built_in_root_certs(false)
            .redirect(Policy::none())
            .build()
            .unwrap();
        Self { child, issuer: issuer.trim().to_owned(), http }
    }

    /// An application whose people may log in here.
    pub async fn app(&self, backend: Backend, change: impl FnOnce(&mut Config)) -> TestApp {
        let oidc = OidcConfig {
            issuer: self.issuer.clone(),
            client_id: "consores".to_owned(),
            client_secret: "secret of the tests".to_owned(),
            label: "Pro Santé Connect".to_owned(),
            acr_values: Vec::new(),
            scopes: ["openid", "email", "profile"].map(str::to_owned).into(),
            strong: false,
        };
        TestApp::with(backend, |config| {
            config.public_url = PUBLIC_URL.into();
            config.oidc = Some(oidc);
            change(config);
        })
        .await
    }

    /// Says who logs in from now on, and how answers are wrong.
    pub async fn tell(&self, told: Value) {
        let told = self.http.post(format!("{}/test", self.issuer)).json(&told);
        assert_eq!(told.send().await.unwrap().status(), 200);
    }

    /// Goes from an address of the provider through its pages; gives the path that the browser is
    /// sent back to.
    pub async fn walk(&self, address: &str) -> String {
        let mut address = address.to_owned();
        let mut cookies: HashMap<String, String> = HashMap::new();
        for _ in 0..9 {
            if let Some(path) = address.strip_prefix(PUBLIC_URL) {
                return path.to_owned();
            }
            let sent: Vec<String> = cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
            let request = self.http.get(&address).header("cookie", sent.join("; "));
            let response = request.send().await.unwrap();
            for set in response.headers().get_all("set-cookie") {
                let cookie = Cookie::parse(set.to_str().unwrap().to_owned()).unwrap();
                cookies.insert(cookie.name().to_owned(), cookie.value().to_owned());
            }
            let Some(next) = response.headers().get("location") else {
                panic!("{address}: {}", response.text().await.unwrap());
            };
            let next = next.to_str().unwrap();
            address = if next.starts_with('/') {
                format!("{}{next}", self.issuer)
            } else {
                next.to_owned()
            };
        }
        panic!("the provider sends from page to page");
    }

    /// Begins a login; gives the path that the browser comes back to, and its cookie.
    pub async fn come_back(&self, app: &TestApp) -> (String, Cookie<'static>) {
        let start = "/api/v1/auth/oidc/start?next=/etablissements";
        let started = app.send(TestRequest::get().uri(start)).await;
        assert_eq!(started.status, 303, "{}", started.text());
        let cookie = started.cookie("consores_oidc").unwrap();
        (self.walk(started.header("location")).await, cookie)
    }

    /// A whole login; gives the answer that sends the browser to the application.
    pub async fn log_in(&self, app: &TestApp) -> Answer {
        let (path, cookie) = self.come_back(app).await;
        app.send(TestRequest::get().uri(&path).cookie(cookie)).await
    }
}
