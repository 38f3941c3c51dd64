//! A chart as a CSV text for a French spreadsheet.

use super::Chart;
use super::grid::{Field, grid};
use crate::french;

/// What makes a French spreadsheet read the text as UTF-8.
const BOM: char = '\u{feff}';

/// Decimals that are kept: more than any figure has.
const DECIMALS: usize = 6;

/// What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection).
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The table twin, its intervals in columns of their own, then what the chart is and how it is read.
pub fn text(chart: &Chart) -> String {
    let written = |field: &Field| match field {
        Field::Empty => String::new(),
        Field::Text(text) => quoted(text),
        Field::Number(value) => number(*value),
    };
    let mut text = BOM.to_string();
    for row in grid(&chart.twin) {
        text += &line(&row.iter().map(written).collect::<Vec<_>>());
    }
    text += "\r\n";
    let told = [&chart.title, &chart.source];
    for sentence in told.into_iter().chain(&chart.reading.says).chain(&chart.reading.limits) {
        text += &line(&[quoted(sentence)]);
    }
    text
}

/// As a French spreadsheet reads it: `-1234,5`.
fn number(value: f64) -> String {
    french::short(value, DECIMALS).replace('\u{202f}', "").replace('−', "-")
}

/// A text that is no formula; what holds a semicolon, a quote or a line break is quoted.
fn quoted(text: &str) -> String {
    let safe = if text.starts_with(FORMULA) { format!("'{text}") } else { text.to_owned() };
    if safe.contains([';', '"', '\n', '\r']) {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe
    }
}

fn line(cells: &[String]) -> String {
    cells.join(";") + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::testing::spec;
    use crate::chart::{Point, Series, TwinRow};

    #[test]
    fn a_french_spreadsheet_reads_numbers_and_bounds() {
        let point = Point { value: 1234.5, interval: Some((-1.25, 2000.0)) };
        let mut spec = spec(&["2023", "2024"]);
        spec.series = vec![Series { name: "Taux".to_owned(), points: vec![None, Some(point)] }];
        let text = Chart::from(spec).csv();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines[0],
            "\u{feff}Année;Taux (DDJ/1000 JH);Taux, borne basse;Taux, borne haute"
        );
        assert_eq!(lines[1], "2023;;;");
        assert_eq!(lines[2], "2024;1234,5;-1,25;2000");
    }

    #[test]
    fn no_label_becomes_a_formula() {
        let mut chart = Chart::from(spec(&[]));
        for (label, written) in [
            ("=1+2", "'=1+2"),
            ("@somme", "'@somme"),
            ("-2", "'-2"),
            ("+;\"", "\"'+;\"\"\""),
            ("a\nb", "\"a\nb\""),
            ("Médecine", "Médecine"),
        ] {
            chart.twin.rows = vec![TwinRow::of(label, vec![])];
            assert!(chart.csv().contains(&format!("\r\n{written}\r\n")), "{label}");
        }
    }
}
