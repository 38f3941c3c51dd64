//! The binary `consores`.

use std::process::ExitCode;

fn main() -> ExitCode {
    api::cli::run()
}
