//! The contract: an OpenAPI 3.1 document made from the routes.

use actix_web::App;
use utoipa::{
    Modify, OpenApi,
    openapi::{
        self,
        security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};
use utoipa_actix_web::{AppExt, scope};

use crate::routes;

/// What the document says before the first operation.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "ConsoRes",
        description = "Antibiotic consumption of French hospitals: deliver the files, read the \
                       figures.\n\nErrors are `application/problem+json` with a closed list of \
                       codes. Lists are `{items, total, next}`; `next` is the `cursor` of the \
                       next page.",
        license(name = "EUPL-1.2", identifier = "EUPL-1.2"),
    ),
    tags(
        (name = "accounts", description = "Accounts and logins"),
        (name = "users", description = "Accounts, for the national team"),
        (name = "establishments", description = "The registry, and who belongs where"),
        (name = "tokens", description = "Tokens for scripts"),
        (name = "imports", description = "Files delivered, and their verdicts"),
        (name = "closures", description = "What a year lacks, its closing and its reopening"),
        (name = "reports", description = "Documents made from the figures of a base"),
        (name = "campaigns", description = "The collection of a year, as the national team sets it"),
        (name = "correspondences", description = "What the establishment answers: own drugs, sectors, labels; what the nation proposes"),
        (name = "figures", description = "Dashboard, analyses, and what stands behind a figure"),
        (name = "open", description = "Figures for everybody, without an account, and what the national team opens"),
        (name = "exports", description = "Files for regional centres, studies, the national team and the ECDC"),
        (name = "alerts", description = "Emerging highly resistant organisms, and what became of each"),
        (name = "tickets", description = "Requests for help, from any screen to the national team"),
        (name = "reference", description = "Reference tables in use"),
    ),
    modifiers(&Security),
)]
struct Preamble;

struct Security;

impl Modify for Security {
    fn modify(&self, document: &mut openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build();
        components.add_security_scheme("bearer", SecurityScheme::Http(bearer));
        let note = "`__Host-consores_refresh` over HTTPS";
        let cookie = ApiKeyValue::with_description("consores_refresh", note);
        let cookie = ApiKey::Cookie(cookie);
        components.add_security_scheme("refresh_cookie", SecurityScheme::ApiKey(cookie));
    }
}

/// The whole document.
pub fn document() -> openapi::OpenApi {
    let (_, document) = App::new()
        .into_utoipa_app()
        .openapi(Preamble::openapi())
        .service(scope(routes::BASE).configure(routes::v1))
        .split_for_parts();
    document
}

/// The document as it is committed and served.
pub fn text() -> serde_json::Result<String> {
    Ok(document().to_pretty_json()? + "\n")
}

/// The contract as a server holds it: its text, and which methods an address knows.
#[derive(Debug)]
pub struct Contract {
    text: String,
    /// Segments of each path, with its methods.
    paths: Vec<(Vec<String>, Vec<&'static str>)>,
}

impl Contract {
    /// The contract of the routes.
    pub fn new() -> serde_json::Result<Self> {
        let paths = document().paths.paths.into_iter().map(|(path, item)| {
            let known = [
                ("GET", item.get.is_some()),
                ("POST", item.post.is_some()),
                ("PUT", item.put.is_some()),
                ("PATCH", item.patch.is_some()),
                ("DELETE", item.delete.is_some()),
            ];
            let methods = known.into_iter().filter(|(_, is)| *is).map(|(name, _)| name).collect();
            (path.split('/').map(str::to_owned).collect(), methods)
        });
        Ok(Self { text: text()?, paths: paths.collect() })
    }

    /// The document.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The methods of the operations at an address; none when there is no such address.
    pub fn methods_of(&self, path: &str) -> Vec<&'static str> {
        let segments: Vec<&str> = path.split('/').collect();
        let fits = |pattern: &[String]| {
            pattern.len() == segments.len()
                && pattern.iter().zip(&segments).all(|(wanted, given)| {
                    wanted == given || (wanted.starts_with('{') && !given.is_empty())
                })
        };
        self.paths.iter().filter(|(p, _)| fits(p)).flat_map(|(_, m)| m.iter().copied()).collect()
    }
}
