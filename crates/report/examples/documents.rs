//! Writes the documents of the sample hospital of Grasse into a directory: `cargo run --example documents -- DIR`.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "an example tells what it does and stops where it cannot go on"
)]

#[path = "../tests/it/grasse.rs"]
mod grasse;
#[expect(dead_code, reason = "the tests of the checker use the rest of it")]
#[path = "../../checker/tests/resistance_figures/sample.rs"]
mod sample;

use std::path::PathBuf;

use domain::report::{Kind, report};
use grasse::Years;

fn main() {
    let directory = PathBuf::from(std::env::args().nth(1).unwrap());
    let years = Years::open();
    for (name, kind) in [
        ("definitif", Kind::Definitive),
        ("court", Kind::DefinitiveShort),
        ("provisoire", Kind::Provisional),
    ] {
        let report = report(&years.input(kind));
        let (pdf, xlsx) = (report::pdf(&report).unwrap(), report::xlsx(&report).unwrap());
        println!("{name}: PDF of {} bytes, workbook of {} bytes", pdf.len(), xlsx.len());
        std::fs::write(directory.join(format!("{name}.pdf")), pdf).unwrap();
        std::fs::write(directory.join(format!("{name}.xlsx")), xlsx).unwrap();
    }
}
