//! The command line: one subcommand for each thing an operator does.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand};
use domain::{
    dto::{ImportKind, NewAccount, NewSnapshot, SnapshotKind},
    import::{NotAPeriod, Period},
    verdict::judge,
};
use ingest::Unwatched;

use crate::{
    app,
    auth::{Caller, Passwords, require},
    clock,
    config::Config,
    db::users,
    demo::{self, nation},
    error::ApiError,
    legal::LegalTexts,
    logging,
    mail::Post,
    openapi,
    operator::{self, Proof},
    sealer::Sealer,
    services::{
        accounts, charters,
        imports::{self, Asked, Wanted},
        pseudonym_secrets,
    },
    setup,
};

/// ConsoRes: antibiotic consumption of French hospitals.
#[derive(Debug, Parser)]
#[command(name = "consores", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Migrate the database, then serve the API and the application.
    Serve,
    /// Bring the database to the schema and the registry of this binary.
    Migrate,
    /// Print the OpenAPI document.
    Openapi,
    /// Load the demonstration hospitals, unless they are there, and print their accounts.
    Demo {
        /// Folder of the sample files.
        #[arg(long, default_value = "samples")]
        samples: PathBuf,
        /// Load this many invented establishments of all France too, and an account that follows them.
        #[arg(long, value_name = "ESTABLISHMENTS", num_args = 0..=1, default_missing_value = "1700")]
        national: Option<usize>,
        /// Years of the invented establishments, up to 2024.
        #[arg(long, default_value_t = 5, requires = "national", value_parser = clap::value_parser!(u8).range(1..=6))]
        years: u8,
    },
    /// Import a file as the server would, and print the verdict.
    Import(ImportArguments),
    /// Manage accounts.
    #[command(subcommand)]
    User(UserCommand),
    /// Prove the journals.
    #[command(subcommand)]
    Journal(JournalCommand),
    /// Mail each référent what their establishments have not delivered, and print to how many.
    Remind {
        #[arg(long)]
        year: i32,
        /// Last day, such as `2025-03-31`.
        #[arg(long)]
        deadline: NaiveDate,
    },
    /// Freeze the base of a campaign, or prove that it has not changed.
    #[command(subcommand)]
    Snapshot(SnapshotCommand),
    /// Prove reports.
    #[command(subcommand)]
    Report(ReportCommand),
    /// Manage the keys that sign tokens.
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Manage the secret that seals keys and second factors.
    #[command(subcommand)]
    Secret(SecretCommand),
    /// Erase what has been kept long enough, as the server does every day.
    Purge,
}

#[derive(Debug, Args)]
struct ImportArguments {
    /// Mail of the member who imports.
    #[arg(long)]
    email: String,
    #[arg(long)]
    finess: String,
    /// `structure`, `patient_days` or `consumption`.
    #[arg(long, value_parser = parse_kind)]
    kind: ImportKind,
    /// `2024` or `2024-Q3`.
    #[arg(long, value_parser = parse_period)]
    period: Period,
    /// Only say what would become of the rows.
    #[arg(long)]
    dry_run: bool,
    /// Acknowledge every finding that has to be confirmed.
    #[arg(long)]
    acknowledge: bool,
    file: PathBuf,
}

fn parse_kind(text: &str) -> Result<ImportKind, String> {
    serde_json::from_value(text.into())
        .map_err(|_| "structure, patient_days or consumption".to_owned())
}

fn parse_period(text: &str) -> Result<Period, String> {
    text.parse().map_err(|error: NotAPeriod| error.to_string())
}

#[derive(Debug, Subcommand)]
enum UserCommand {
    /// Open an account; the password is the first line of standard input.
    Create {
        #[arg(long)]
        email: String,
        #[arg(long)]
        full_name: String,
    },
    /// Take the second factor of an account away: its holder lost it with the recovery codes.
    RemoveSecondFactor {
        #[arg(long)]
        email: String,
    },
    /// Unlink an account from its identity providers.
    Unlink {
        #[arg(long)]
        email: String,
    },
    /// Give an account a right beyond one establishment.
    Grant {
        #[arg(long)]
        email: String,
        /// `national`, or `region:` and the INSEE code of a region: `region:93`.
        #[arg(long)]
        scope: String,
    },
}

#[derive(Debug, Subcommand)]
enum KeysCommand {
    /// Make a new key. What the key before it signed stays good; what older ones signed does not.
    Rotate,
}

#[derive(Debug, Subcommand)]
enum SecretCommand {
    /// Seal everything anew, under the secret of `CONSORES_NEW_SECRET`, or, where the secret is kept in
    /// a file, under one that is made. Stop the server first.
    Rotate,
}

#[derive(Debug, Subcommand)]
enum SnapshotCommand {
    /// Copy the roll-ups of a campaign under a number, and print it with their digest.
    Take {
        #[arg(long)]
        year: i32,
        /// `provisional` or `definitive`.
        #[arg(long, value_parser = parse_snapshot_kind)]
        kind: SnapshotKind,
        /// How people call it, such as `Base définitive 2024`.
        #[arg(long)]
        name: String,
    },
    /// Compute the digest of a frozen base again, and fail where it differs.
    Verify { id: i32 },
}

#[derive(Debug, Subcommand)]
enum ReportCommand {
    /// Compose the report of a digest again, print what it is, and fail where its base says something else.
    Verify { hash: String },
}

fn parse_snapshot_kind(text: &str) -> Result<SnapshotKind, String> {
    serde_json::from_value(text.into()).map_err(|_| "provisional or definitive".to_owned())
}

#[derive(Debug, Subcommand)]
enum JournalCommand {
    /// Follow the hashes of every journal; print entries and last hash of each establishment.
    Verify,
}

/// Runs the command of the arguments.
pub fn run() -> ExitCode {
    match execute(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing is left to do when standard error is closed.
            let _ = writeln!(io::stderr(), "consores: {error}");
            ExitCode::FAILURE
        }
    }
}

fn execute(command: Command) -> Result<(), Box<dyn std::error::Error>> {
    if matches!(command, Command::Openapi) {
        return Ok(io::stdout().write_all(openapi::text()?.as_bytes())?);
    }
    let config = Config::load()?;
    logging::start(&config)?;
    for path in &config.exposed_files {
        let path = path.display();
        tracing::warn!("Everyone on this machine can read {path}: give it mode 600");
    }
    match command {
        Command::Serve => app::serve(config),
        Command::Migrate => setup::open_database(&config).map(drop).map_err(Into::into),
        Command::User(UserCommand::Create { email, full_name }) => {
            create_user(&config, email, full_name)
        }
        Command::User(UserCommand::RemoveSecondFactor { email }) => {
            let db = setup::open_database(&config)?;
            Ok(operator::remove_second_factor(&db, &Post::new(&config)?, &email)?)
        }
        Command::User(UserCommand::Unlink { email }) => {
            let db = setup::open_database(&config)?;
            Ok(operator::unlink(&db, &email)?)
        }
        Command::User(UserCommand::Grant { email, scope }) => {
            let db = setup::open_database(&config)?;
            Ok(operator::grant(&db, &email, &scope)?)
        }
        Command::Journal(JournalCommand::Verify) => verify_journals(&config),
        Command::Keys(KeysCommand::Rotate) => {
            let db = setup::open_database(&config)?;
            Ok(operator::rotate_keys(&db, &config.secret)?)
        }
        Command::Secret(SecretCommand::Rotate) => rotate_secret(&config),
        Command::Snapshot(SnapshotCommand::Take { year, kind, name }) => {
            let db = setup::open_database(&config)?;
            let taken = operator::take_snapshot(&db, year, &NewSnapshot { kind, name })?;
            Ok(writeln!(io::stdout(), "{}  {}", taken.id, taken.digest)?)
        }
        Command::Snapshot(SnapshotCommand::Verify { id }) => verify_snapshot(&config, id),
        Command::Report(ReportCommand::Verify { hash }) => verify_report(&config, &hash),
        Command::Purge => purge(&config),
        Command::Remind { year, deadline } => {
            let db = setup::open_database(&config)?;
            let told = operator::remind(&db, &Post::new(&config)?, year, deadline)?;
            Ok(writeln!(io::stdout(), "{told}")?)
        }
        Command::Demo { samples, national, years } => {
            let size = national.map(|establishments| nation::Size { establishments, years });
            load_demo(&config, &samples, size)
        }
        Command::Import(arguments) => import(&config, &arguments),
        Command::Openapi => Ok(()),
    }
}

fn create_user(
    config: &Config,
    email: String,
    full_name: String,
) -> Result<(), Box<dyn std::error::Error>> {
    let mut password = String::new();
    io::stdin().read_line(&mut password)?;
    let password = password.trim_end_matches(['\r', '\n']).to_owned();
    let mut account = NewAccount { email, password, full_name, accept_terms: true };
    accounts::check(&mut account)?;
    let db = setup::open_database(config)?;
    let passwords = Passwords::new(config.password_cost)?;
    let hash = passwords.hash_blocking(&account.password)?;
    let texts = LegalTexts::load(config.texts_dir.as_deref(), config.require_charter)?;
    let terms = &texts.terms.version;
    let created = db.write_blocking(|conn| {
        let created = accounts::register(conn, &account, &hash, terms, clock::now())?;
        // The operator knows whose mail it is.
        users::verify_email(conn, created.id, clock::now())?;
        Ok(created)
    })?;
    writeln!(io::stdout(), "{}", created.id)?;
    Ok(())
}

fn rotate_secret(config: &Config) -> Result<(), Box<dyn std::error::Error>> {
    let new = Config::load_new_secret()?;
    let db = setup::open_database(config)?;
    let values = operator::rotate_secret(&db, config, new)?;
    writeln!(io::stdout(), "{values} values sealed anew")?;
    if config.secret_file.is_none() {
        writeln!(io::stdout(), "from now on CONSORES_SECRET is what CONSORES_NEW_SECRET was")?;
    }
    Ok(())
}

fn purge(config: &Config) -> Result<(), Box<dyn std::error::Error>> {
    let db = setup::open_database(config)?;
    Ok(writeln!(io::stdout(), "{}", operator::purge(&db, config.retention)?)?)
}

fn verify_journals(config: &Config) -> Result<(), Box<dyn std::error::Error>> {
    let db = setup::open_database(config)?;
    let mut broken = 0;
    let mut out = io::stdout();
    for (finess, proof) in operator::prove_journals(&db)? {
        let Proof { entries, head, broken_at } = proof;
        match broken_at {
            None => writeln!(out, "{finess}  {entries} entries  {head}")?,
            Some(id) => {
                broken += 1;
                writeln!(out, "{finess}  {entries} entries  BROKEN at entry {id}")?;
            }
        }
    }
    if broken > 0 { Err(format!("{broken} broken journals").into()) } else { Ok(()) }
}

fn verify_snapshot(config: &Config, id: i32) -> Result<(), Box<dyn std::error::Error>> {
    let db = setup::open_database(config)?;
    let proof = operator::verify_snapshot(&db, id)?;
    writeln!(io::stdout(), "{}", proof.recomputed)?;
    if !proof.sums_agree {
        return Err("sums over establishments are not those of its roll-ups".into());
    }
    if proof.unchanged { Ok(()) } else { Err(format!("it was taken as {}", proof.digest).into()) }
}

fn verify_report(config: &Config, hash: &str) -> Result<(), Box<dyn std::error::Error>> {
    let db = setup::open_database(config)?;
    let proof = operator::verify_report(&db, hash)?;
    let base = proof.base.as_deref().unwrap_or("live base");
    writeln!(io::stdout(), "{} {}  {base}  {}", proof.title, proof.year, proof.made_at)?;
    if proof.unchanged {
        return Ok(());
    }
    Err(format!("its base now makes {}", proof.recomputed).into())
}

fn load_demo(
    config: &Config,
    samples: &Path,
    size: Option<nation::Size>,
) -> Result<(), Box<dyn std::error::Error>> {
    let db = setup::open_database(config)?;
    let passwords = Passwords::new(config.password_cost)?;
    let texts = LegalTexts::load(config.texts_dir.as_deref(), config.require_charter)?;
    let (post, sealer) = (Post::new(config)?, Sealer::new(&config.secret)?);
    let mut accounts = demo::load(&db, &passwords, &texts, (&post, &sealer), samples)?;
    if let Some(size) = size {
        accounts.push(nation::load(&db, &passwords, &texts, &post, (samples, size))?);
    }
    operator::settle_sums(&db)?;
    let mut out = io::stdout();
    writeln!(out, "Comptes de démonstration\u{a0}:")?;
    for account in accounts {
        let demo::DemoAccount { email, password, follows } = account;
        writeln!(out, "  {email}  mot de passe\u{a0}: {password}  ({follows})")?;
    }
    Ok(())
}

fn import(config: &Config, arguments: &ImportArguments) -> Result<(), Box<dyn std::error::Error>> {
    let ImportArguments { email, finess, kind, period, dry_run, acknowledge, file } = arguments;
    let asked = if *acknowledge { Asked::acknowledging_all() } else { Asked::default() };
    let upload = demo::read_file(file)?;
    let db = setup::open_database(config)?;
    let email = accounts::normal_email(email);
    let member = db.read_blocking(|conn| {
        let (user_id, _) =
            users::find_credentials(conn, &email)?.ok_or_else(ApiError::unauthorized)?;
        let caller = Caller::operator(user_id);
        require(conn, &caller, finess, imports::right_for(*kind))
    })?;
    let sealer = Sealer::new(&config.secret)?;
    let known =
        db.read_blocking(|conn| imports::pseudonyms(conn, &sealer, finess, *kind, *dry_run))?;
    let pseudonyms = match known {
        Wanted::Known(pseudonyms) => pseudonyms,
        Wanted::Missing => {
            let make =
                |conn: &mut _| pseudonym_secrets::for_reading(conn, &sealer, &member, clock::now());
            Some(db.write_blocking(make)?)
        }
    };
    let memory = db.read_blocking(|conn| imports::memory(conn, finess, *kind))?;
    let checked = upload.check((*kind, *period), memory, pseudonyms.as_ref(), &Unwatched)?;
    let texts = LegalTexts::load(config.texts_dir.as_deref(), config.require_charter)?;
    let mut out = io::stdout();
    if *dry_run {
        let verdict = db.read_blocking(|conn| {
            let context = imports::context(conn, finess, *kind, *period)?;
            Ok(judge(context, checked)?)
        })?;
        writeln!(out, "{}", serde_json::to_string_pretty(&verdict)?)?;
        return Ok(());
    }
    let post = Post::new(config)?;
    let stored = db.write_blocking(|conn| {
        charters::require_signed(conn, finess, &texts)?;
        let created = imports::store(conn, &post, &member, &checked, &asked, None, clock::now())?;
        let (import, _) =
            imports::accessible(conn, &member.caller, created.id, imports::Want::Read)?;
        imports::find(conn, import)
    })?;
    writeln!(out, "{}", serde_json::to_string_pretty(&stored)?)?;
    Ok(())
}
