//! The application: the same one is served and tested.

use std::{error::Error, fs, io, net::SocketAddr, path::PathBuf, time::Duration};

use actix_cors::Cors;
use actix_multipart::form::{MultipartFormConfig, tempfile::TempFileConfig};
use actix_web::{
    App, HttpServer, Responder,
    body::BoxBody,
    dev::{Server, ServerHandle, ServiceFactory, ServiceRequest, ServiceResponse},
    http::header::{self, ContentType},
    middleware::{Compress, Condition, from_fn},
    rt::{self, signal::unix},
    web::{self, Data, JsonConfig, PathConfig, QueryConfig},
};
use tracing::{info, warn};
use utoipa_actix_web::{AppExt, scope};
use utoipa_swagger_ui::SwaggerUi;

use crate::{
    auth::{OpenThrottle, Passwords, Policy, Throttle},
    clock,
    config::{Config, Retention},
    db::Db,
    error::ApiError,
    handlers::{health, unknown},
    jobs::Jobs,
    legal::LegalTexts,
    mail::{Carrier, Post, worker},
    metrics::Metrics,
    middleware::{access_log, open_access, panics, request_id, security_headers, time_limits},
    oidc::Provider,
    openapi::Contract,
    operator, routes,
    sealer::Sealer,
    services::{exports::Turns, imports, nations::Nations, open::OpenReader, signing_keys, sums},
    setup, tls,
};

/// Largest JSON body: a drug table of a hospital fits many times.
const JSON_MAX_BYTES: usize = 8 << 20;
/// How long requests in progress may take once the server is told to stop.
const STOP_SECONDS: u64 = 30;
/// Time between two purges.
const DAY: Duration = Duration::from_hours(24);
/// The address of the contract.
const CONTRACT: &str = "/api/v1/openapi.json";

/// The parts that all requests share.
#[derive(Debug, Clone)]
pub struct Parts {
    config: Data<Config>,
    db: Data<Db>,
    passwords: Data<Passwords>,
    sealer: Data<Sealer>,
    policy: Data<Policy>,
    post: Data<Post>,
    texts: Data<LegalTexts>,
    throttle: Data<Throttle>,
    open_throttle: Data<OpenThrottle>,
    open_reader: Data<OpenReader>,
    metrics: Data<Metrics>,
    contract: Data<Contract>,
    provider: Data<Option<Provider>>,
    jobs: Data<Jobs>,
    turns: Data<Turns>,
    nations: Data<Nations>,
}

impl Parts {
    /// Parts over an open database.
    pub fn new(config: Config, db: Db) -> Result<Self, Box<dyn Error>> {
        let texts = LegalTexts::load(config.texts_dir.as_deref(), config.require_charter)?;
        let policy = Policy {
            terms_version: texts.terms.version.clone(),
            require_totp: config.require_totp,
            require_verified_email: config.mail.require_verified,
        };
        empty_uploads(&config)?;
        let failed = db.write_blocking(imports::fail_unfinished)?;
        if failed > 0 {
            warn!("Imports that the last server left unfinished: {failed}, told as failed");
        }
        let sealer = Sealer::new(&config.secret)?;
        db.write_blocking(|conn| signing_keys::ensure(conn, &sealer, clock::now()))?;
        Ok(Self {
            open_reader: Data::new(OpenReader::new(&db)),
            db: Data::new(db),
            passwords: Data::new(Passwords::new(config.password_cost)?),
            sealer: Data::new(sealer),
            policy: Data::new(policy),
            post: Data::new(Post::new(&config)?),
            texts: Data::new(texts),
            throttle: Data::new(Throttle::new(&config)),
            open_throttle: Data::new(OpenThrottle::new(&config)),
            metrics: Data::new(Metrics::new()?),
            contract: Data::new(Contract::new()?),
            provider: Data::new(Provider::new(&config)?),
            jobs: Data::new(Jobs::default()),
            turns: Data::new(Turns::default()),
            nations: Data::new(Nations::default()),
            config: Data::new(config),
        })
    }

    /// The configuration.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// The place of the one export of isolates.
    pub fn turns(&self) -> &Turns {
        &self.turns
    }

    /// What puts mails into the queue.
    pub fn post(&self) -> &Post {
        &self.post
    }
}

/// Where files are while they are read.
fn uploads(config: &Config) -> PathBuf {
    config.data_dir.join("uploads")
}

/// A server that was killed may have left the files of its last requests.
fn empty_uploads(config: &Config) -> io::Result<()> {
    let folder = uploads(config);
    match fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    fs::create_dir_all(folder)
}

/// Routes, contract, documentation, single-page application, and what every request goes through.
pub fn app(
    parts: &Parts,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<BoxBody>,
        Error = actix_web::Error,
        InitError = (),
    > + use<>,
> {
    let docs = utoipa_swagger_ui::Config::from(CONTRACT).validator_url("none");
    App::new()
        .app_data(parts.config.clone())
        .app_data(parts.db.clone())
        .app_data(parts.passwords.clone())
        .app_data(parts.sealer.clone())
        .app_data(parts.policy.clone())
        .app_data(parts.post.clone())
        .app_data(parts.texts.clone())
        .app_data(parts.throttle.clone())
        .app_data(parts.open_throttle.clone())
        .app_data(parts.open_reader.clone())
        .app_data(parts.metrics.clone())
        .app_data(parts.contract.clone())
        .app_data(parts.provider.clone())
        .app_data(parts.jobs.clone())
        .app_data(parts.turns.clone())
        .app_data(parts.nations.clone())
        .app_data(
            JsonConfig::default()
                .limit(JSON_MAX_BYTES)
                .error_handler(|error, _| ApiError::from(error).into()),
        )
        .app_data(TempFileConfig::default().directory(uploads(&parts.config)))
        .app_data(MultipartFormConfig::default().total_limit(parts.config.upload_max_bytes))
        .app_data(QueryConfig::default().error_handler(|error, _| ApiError::from(error).into()))
        .app_data(PathConfig::default().error_handler(|error, _| ApiError::from(error).into()))
        .route(CONTRACT, web::get().to(contract))
        .service(web::redirect("/api/docs", "/api/docs/"))
        .service(SwaggerUi::new("/api/docs/{_:.*}").config(docs))
        .configure(health::configure)
        .into_utoipa_app()
        .service(scope(routes::BASE).configure(routes::v1))
        .into_app()
        .default_service(web::to(unknown::answer))
        .wrap(from_fn(time_limits::keep))
        .wrap(from_fn(open_access::share))
        .wrap(Compress::default())
        .wrap(Condition::new(!parts.config.cors_origins.is_empty(), cors(&parts.config)))
        .wrap(from_fn(security_headers::add))
        .wrap(from_fn(panics::catch))
        .wrap(from_fn(access_log::record))
        .wrap(from_fn(request_id::assign))
}

/// Pages of the sites of the configuration may call the API with a token of their own. Cookies stay
/// with ours.
fn cors(config: &Config) -> Cors {
    let cors = Cors::default()
        .allowed_methods(["GET", "POST", "PUT", "PATCH", "DELETE"])
        .allowed_headers([
            "authorization",
            "content-type",
            "idempotency-key",
            "prefer",
            "x-request-id",
        ])
        .expose_headers([
            header::LOCATION.as_str(),
            header::RETRY_AFTER.as_str(),
            "preference-applied",
            "x-request-id",
        ])
        .block_on_origin_mismatch(false)
        .max_age(600);
    config.cors_origins.iter().fold(cors, |cors, origin| cors.allowed_origin(origin))
}

async fn contract(contract: Data<Contract>) -> impl Responder {
    contract.text().to_owned().customize().insert_header(ContentType::json())
}

/// A server that listens where the configuration says, with its limits; the address is told.
pub fn bind(parts: Parts) -> Result<(Server, SocketAddr), Box<dyn Error>> {
    let config = parts.config.clone();
    let limits = config.limits;
    let server = HttpServer::new(move || app(&parts))
        .workers(config.workers)
        .client_request_timeout(limits.head)
        .keep_alive(limits.keep_alive)
        .max_connections(limits.connections)
        .shutdown_timeout(STOP_SECONDS)
        // An answer leaves at once, not when the one before it is acknowledged.
        .tcp_nodelay(true)
        .disable_signals();
    let server = match config.tls.clone() {
        Some(files) => server.bind_rustls_0_23(config.listen, tls::configuration(files)?)?,
        None => server.bind(config.listen)?,
    };
    let address = server.addrs().first().copied().unwrap_or(config.listen);
    Ok((server.run(), address))
}

/// Serves until the process is told to stop; requests in progress are finished.
pub fn serve(config: Config) -> Result<(), Box<dyn Error>> {
    let db = setup::open_database(&config)?;
    let retention = config.retention;
    let scheme = if config.tls.is_some() { "https" } else { "http" };
    let parts = Parts::new(config, db.clone())?;
    rt::System::new().block_on(async move {
        let carrier = Carrier::new(&parts.config.mail)?;
        info!("Mails go to {:?}", parts.config.mail.route);
        let (mails, post) = (parts.db.clone(), parts.post.clone());
        rt::spawn(async move { worker::run(&mails, &post, &carrier).await });
        let summed = parts.db.clone();
        rt::spawn(async move { sums::run(&summed).await });
        let (server, address) = bind(parts)?;
        info!("Listening on {scheme}://{address}");
        rt::spawn(stop_on_signal(server.handle()));
        rt::spawn(purge_daily(db, retention));
        Ok::<_, Box<dyn Error>>(server.await?)
    })?;
    info!("Stopped");
    Ok(())
}

/// Erases what has been kept long enough, at start and every day.
async fn purge_daily(db: Db, retention: Retention) {
    let mut days = rt::time::interval(DAY);
    loop {
        days.tick().await;
        let db = db.clone();
        match web::block(move || operator::purge(&db, retention)).await {
            Ok(Ok(purged)) => info!("Purged: {purged}"),
            Ok(Err(error)) => warn!("Failed to purge: {error}"),
            Err(error) => warn!("Failed to purge: {error}"),
        }
    }
}

async fn stop_on_signal(server: ServerHandle) -> io::Result<()> {
    let mut terminate = unix::signal(unix::SignalKind::terminate())?;
    let interrupt = rt::signal::ctrl_c();
    futures_util::future::select(Box::pin(interrupt), Box::pin(terminate.recv())).await;
    info!("Stopping: finishing the requests in progress");
    server.stop(true).await;
    Ok(())
}
