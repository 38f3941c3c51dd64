//! The panel as a CSV text for a French spreadsheet.

use domain::dto::{Figure, ResistancePanel};
use domain::nomenclature::specimen;

use crate::format;

/// What makes a French spreadsheet read the text as UTF-8.
const BOM: char = '\u{feff}';
const HEADER: [&str; 11] = [
    "Identifiant",
    "Micro-organisme",
    "Indicateur",
    "Prélèvement",
    "Numérateur",
    "Testés",
    "% R",
    "Borne basse",
    "Borne haute",
    "JH",
    "Densité pour 1000 JH",
];

/// The specimens of a line, as the filter names them, in French.
pub fn specimen_name(code: &str) -> String {
    specimen(code).map_or("Hémocultures et LCR", |one| one.label).to_owned()
}

/// One row for each line of the panel, and one for each nature of specimen under it.
pub fn text(panel: &ResistancePanel) -> String {
    let mut text = BOM.to_string() + &row(HEADER.map(str::to_owned));
    for item in &panel.items {
        let part = item.specimen.as_deref().map_or("Tous".to_owned(), specimen_name);
        let head =
            |part: String| [item.id.clone(), item.organism.clone(), item.label.clone(), part];
        text += &row(head(part)
            .into_iter()
            .chain(cells(item.proportion.as_ref(), item.density.as_ref())));
        for one in &item.by_specimen {
            let cells = cells(Some(&one.proportion), None);
            text += &row(head(one.label.clone()).into_iter().chain(cells));
        }
    }
    text
}

fn cells(proportion: Option<&Figure>, density: Option<&Figure>) -> [String; 7] {
    let number = |value: Option<f64>, decimals| {
        value.map_or_else(String::new, |value| {
            format::decimal(value, decimals).replace('\u{202f}', "")
        })
    };
    let counted = proportion.or(density).map(|figure| figure.numerator);
    let interval = proportion.and_then(|figure| figure.interval.as_ref());
    [
        number(counted, 0),
        number(proportion.map(|figure| figure.denominator), 0),
        number(proportion.and_then(|figure| figure.value), 2),
        number(interval.map(|interval| interval.low), 2),
        number(interval.map(|interval| interval.high), 2),
        number(density.map(|figure| figure.denominator), 0),
        number(density.and_then(|figure| figure.value), 4),
    ]
}

/// Cells between semicolons; what holds one or a quote is quoted.
fn row(cells: impl IntoIterator<Item = String>) -> String {
    let quoted = |cell: String| {
        if cell.contains([';', '"', '\n']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell
        }
    };
    cells.into_iter().map(quoted).collect::<Vec<_>>().join(";") + "\r\n"
}

#[cfg(test)]
mod tests {
    use domain::dto::{Interval, PanelEntry, PanelSpecimen, Versions};

    use super::*;

    fn figure(value: Option<f64>, numerator: f64, denominator: f64) -> Figure {
        let interval = value.map(|value| Interval {
            low: value - 1.0,
            high: value + 1.0,
            level: 0.95,
            method: "wilson".to_owned(),
        });
        Figure {
            value,
            numerator,
            denominator,
            unit: "%".to_owned(),
            interval,
            versions: Versions::default(),
            notes: Vec::new(),
        }
    }

    #[test]
    fn a_line_is_followed_by_its_specimens() {
        let panel = ResistancePanel {
            year: 2024,
            items: vec![PanelEntry {
                id: "RP001".to_owned(),
                organism: "S. aureus".to_owned(),
                label: "Méticilline; SARM".to_owned(),
                antibiotic: "METI".to_owned(),
                specimen: None,
                isolates: Some(190),
                tested: Some(185),
                resistant: Some(14),
                proportion: Some(figure(Some(7.567_6), 14.0, 185.0)),
                density: Some(figure(Some(0.130_63), 14.0, 107_175.0)),
                by_specimen: vec![PanelSpecimen {
                    specimen: "3".to_owned(),
                    label: "Cathéter".to_owned(),
                    tested: Some(6),
                    resistant: Some(1),
                    proportion: figure(None, 1.0, 6.0),
                }],
                source: String::new(),
            }],
        };
        let text = text(&panel);
        let lines: Vec<&str> = text.lines().skip(1).collect();
        assert_eq!(
            lines,
            [
                "RP001;S. aureus;\"Méticilline; SARM\";Tous;14;185;7,57;6,57;8,57;107175;0,1306",
                "RP001;S. aureus;\"Méticilline; SARM\";Cathéter;1;6;;;;;",
            ]
        );
    }
}
