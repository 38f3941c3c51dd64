//! No text breaks a document, or becomes a command of it.

use std::io::Cursor;
use std::sync::LazyLock;

use calamine::{Reader as _, Xlsx};
use domain::report::{Kind, ReportInput, report};
use proptest::prelude::*;

use crate::grasse::Years;
use crate::wide::{HOSTILE, hidden, with_text};

static INPUT: LazyLock<ReportInput> = LazyLock::new(|| Years::open().input(Kind::Definitive));

/// A report that is quick to print, with every place that a text may come to.
fn small() -> ReportInput {
    let mut input = INPUT.clone();
    input.resistance = None;
    input.consumption.molecules.truncate(3);
    input.consumption.families.clear();
    input
}

#[track_caller]
fn check(input: &ReportInput) {
    let report = report(input);
    let name = &input.identity.name;
    let pdf = report::pdf(&report);
    assert!(pdf.is_ok(), "{name:?}: {:?}", pdf.err());
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(report::xlsx(&report).unwrap())).unwrap();
    for sheet in book.sheet_names() {
        let formulas = book.worksheet_formula(&sheet).unwrap();
        assert!(formulas.rows().flatten().all(String::is_empty), "{sheet}");
    }
}

#[test]
fn hostile_texts_stay_texts() {
    for text in HOSTILE {
        check(&with_text(small(), text));
        check(&with_text(INPUT.clone(), text));
    }
    check(&with_text(small(), &"très long ".repeat(400)));
}

#[test]
fn a_report_without_any_figure_is_printed() {
    check(&hidden(INPUT.clone()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_printed(text in any::<String>()) {
        check(&with_text(small(), &text));
    }
}
