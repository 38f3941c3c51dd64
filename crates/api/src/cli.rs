//! The command line: one subcommand for each thing an operator does.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Args, Parser, Subcommand};
use domain::{
    dto::{ImportKind, NewAccount},
    import::{NotAPeriod, Period},
};

use crate::{
    app,
    auth::{Passwords, require},
    clock,
    config::Config,
    db::users,
    demo,
    error::ApiError,
    logging, openapi,
    services::{accounts, imports},
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
    },
    /// Import a file as the server would, and print the verdict.
    Import(ImportArguments),
    /// Manage accounts.
    #[command(subcommand)]
    User(UserCommand),
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
    match command {
        Command::Serve => app::serve(config),
        Command::Migrate => setup::open_database(&config).map(drop).map_err(Into::into),
        Command::User(UserCommand::Create { email, full_name }) => {
            create_user(&config, email, full_name)
        }
        Command::Demo { samples } => load_demo(&config, &samples),
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
    let register = |conn: &mut _| accounts::register(conn, &account, &hash, clock::now());
    let created = db.write_blocking::<_>(register).map_err(|error: ApiError| error.to_string())?;
    writeln!(io::stdout(), "{}", created.id)?;
    Ok(())
}

fn load_demo(config: &Config, samples: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let db = setup::open_database(config)?;
    let passwords = Passwords::new(config.password_cost)?;
    let accounts = demo::load(&db, &passwords, samples)?;
    let mut out = io::stdout();
    writeln!(out, "Comptes de démonstration\u{a0}:")?;
    for account in accounts {
        let demo::DemoAccount { email, password, establishment } = account;
        writeln!(
            out,
            "  {email}  mot de passe\u{a0}: {password}  (établissement {establishment})"
        )?;
    }
    Ok(())
}

fn import(config: &Config, arguments: &ImportArguments) -> Result<(), Box<dyn std::error::Error>> {
    let ImportArguments { email, finess, kind, period, dry_run, file } = arguments;
    let upload = demo::read_file(file)?;
    let parsed = imports::read_upload(&upload, *kind, *period)?;
    let db = setup::open_database(config)?;
    let email = accounts::normal_email(email);
    let member = db.read_blocking(|conn| {
        let (user_id, _) =
            users::find_credentials(conn, &email)?.ok_or_else(ApiError::unauthorized)?;
        require(conn, user_id, finess, imports::role_for(*kind))
    })?;
    let mut out = io::stdout();
    if *dry_run {
        let verdict = db.read_blocking(|conn| {
            let plan = imports::plan(conn, finess, &parsed)?;
            imports::preview(conn, finess, parsed, &plan)
        })?;
        writeln!(out, "{}", serde_json::to_string_pretty(&verdict)?)?;
        return Ok(());
    }
    let stored = db.write_blocking(|conn| {
        let created = imports::store(conn, &member, &parsed, None, clock::now())?;
        let (import, _) =
            imports::accessible(conn, member.user_id, created.id, imports::Want::Read)?;
        imports::find(conn, import)
    })?;
    writeln!(out, "{}", serde_json::to_string_pretty(&stored)?)?;
    Ok(())
}
