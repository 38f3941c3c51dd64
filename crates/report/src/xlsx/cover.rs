//! The first sheets: what the workbook is, where its sheets are, and the words of the report.

use domain::french;
use domain::report::{Base, Block, Content, Report};
use rust_xlsxwriter::{Url, Worksheet, XlsxError};

use super::formats::Formats;
use super::sheet::{Frame, HEADER, fit, head, lines, set_up, text};
use crate::printed;

/// Characters of the column of paragraphs.
const WORDS: usize = 108;

/// Fills the first sheet; `listed` are the others with their titles.
pub fn write(
    sheet: &mut Worksheet,
    report: &Report,
    digest: &str,
    listed: &[(String, String)],
    formats: &Formats,
) -> Result<(), XlsxError> {
    sheet
        .set_column_width(0, 44)?
        .set_column_width(1, 26)?
        .set_column_width(2, 18)?
        .set_column_width(3, 60)?;
    sheet.write_string_with_format(0, 0, text(&report.title), &formats.title)?;
    sheet.write_string_with_format(1, 0, text(&report.subtitle), &formats.muted)?;
    let mut line = 2;
    if report.is_provisional() {
        sheet.write_string_with_format(
            line,
            0,
            "Provisoire\u{a0}: base non figée",
            &formats.warning,
        )?;
    }
    for (label, value) in facts(report, digest) {
        line += 1;
        sheet.write_string_with_format(line, 0, label, &formats.label)?;
        sheet.write_string(line, 1, text(&value))?;
    }
    line += 2;
    for (column, label) in (0_u16..).zip(["Chiffres clés", "Valeur", "Unité", "Remarque"]) {
        sheet.write_string_with_format(line, column, label, &formats.header)?;
    }
    for figure in &report.key_figures {
        line += 1;
        sheet.write_string_with_format(line, 0, text(&figure.label), &formats.text)?;
        if let Content::Number { value, decimals } = figure.value.content {
            sheet.write_number_with_format(
                line,
                1,
                value,
                formats.number(decimals, false, false),
            )?;
        }
        sheet.write_string(line, 2, text(&figure.unit))?;
        sheet.write_string(line, 3, text(figure.reason.as_deref().unwrap_or_default()))?;
    }
    line += 2;
    sheet.write_string_with_format(line, 0, "Feuilles", &formats.header)?;
    for (name, title) in listed {
        line += 1;
        let target = Url::new(format!("internal:'{name}'!A1")).set_text(text(title));
        sheet.write_url_with_format(line, 0, target, &formats.link)?;
    }
    Ok(())
}

fn facts(report: &Report, digest: &str) -> Vec<(&'static str, String)> {
    let identity = &report.identity;
    let mut told =
        vec![("Nom", identity.name.clone()), ("Niveau", identity.level.label().to_owned())];
    let optional = [
        ("FINESS", &identity.finess),
        ("Ville", &identity.city),
        ("Type", &identity.type_label),
        ("Région", &identity.region),
    ];
    told.extend(optional.into_iter().filter_map(|(label, value)| Some((label, value.clone()?))));
    told.push(("Année", report.year.to_string()));
    told.push(("Périmètre", printed::perimeter(report)));
    told.push(("Base", printed::base(report)));
    if let Base::Frozen { sha256, .. } = &report.base {
        told.push(("Empreinte de la base (SHA-256)", sha256.clone()));
    }
    told.push(("Édité le", french::day(&report.made_on)));
    told.push(("Empreinte du contenu (SHA-256)", digest.to_owned()));
    told
}

/// The paragraphs of the report under the titles of their sections.
pub fn words(
    sheet: &mut Worksheet,
    report: &Report,
    frame: &Frame,
    formats: &Formats,
) -> Result<(), XlsxError> {
    head(sheet, "Textes du rapport", frame, formats)?;
    set_up(sheet, frame);
    sheet.set_column_width(0, 44)?.set_column_width(1, WORDS as f64 + 2.0)?;
    sheet.write_string_with_format(HEADER, 0, "Partie", &formats.header)?;
    sheet.write_string_with_format(HEADER, 1, "Texte", &formats.header)?;
    sheet.set_freeze_panes(HEADER + 1, 0)?;
    let mut line = HEADER;
    for section in &report.sections {
        let told = section.blocks.iter().flat_map(|block| match block {
            Block::Paragraph { text } | Block::Notice { text } => vec![text],
            Block::Bullets { items } => items.iter().collect(),
            Block::Table(_) | Block::Chart(_) | Block::Strip(_) => Vec::new(),
        });
        for words in told {
            line += 1;
            sheet.write_string_with_format(line, 0, text(&section.title), &formats.text)?;
            sheet.write_string_with_format(line, 1, text(words), &formats.text)?;
            fit(sheet, line, lines(words, WORDS))?;
        }
    }
    Ok(())
}
