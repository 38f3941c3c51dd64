//! Reports in words.

use domain::dto::{Perimeter, ReportEntry, ReportKind};

pub const KINDS: [(ReportKind, &str, &str); 3] = [
    (
        ReportKind::Provisional,
        "Provisoire",
        "Les données telles qu’elles sont aujourd’hui\u{202f}; elles peuvent encore changer",
    ),
    (
        ReportKind::Definitive,
        "Définitif",
        "Les données de la base figée de la campagne\u{202f}; il ne change plus",
    ),
    (
        ReportKind::DefinitiveShort,
        "Définitif court",
        "L’essentiel du rapport définitif en quelques pages",
    ),
];

pub fn kind(kind: ReportKind) -> &'static str {
    let named = KINDS.into_iter().find(|(one, _, _)| *one == kind);
    named.map_or("", |(_, label, _)| label)
}

/// `Rapport définitif 2024, EHPAD`
pub fn title(report: &ReportEntry) -> String {
    let perimeter = if report.perimeter == Perimeter::Ehpad { ", EHPAD" } else { "" };
    format!("Rapport {} {}{perimeter}", kind(report.kind).to_lowercase(), report.year)
}

/// Name of the file that is saved.
pub fn file_name(report: &ReportEntry, extension: &str) -> String {
    let scope = report.scope.replace(':', "_");
    let kind = kind(report.kind).to_lowercase().replace(' ', "_").replace('é', "e");
    format!("consores_{kind}_{scope}_{}.{extension}", report.year)
}

#[cfg(test)]
mod tests {
    use domain::dto::Attachment;

    use super::*;

    #[test]
    fn a_report_is_named_by_its_kind_its_year_and_its_perimeter() {
        let report = ReportEntry {
            id: 1,
            title: "CH de Grasse".to_owned(),
            scope: "region:93".to_owned(),
            year: 2024,
            kind: ReportKind::DefinitiveShort,
            perimeter: Perimeter::Ehpad,
            attachment: Attachment::Establishment,
            base: None,
            digest: String::new(),
            made_at: String::new(),
            made_by: String::new(),
        };
        assert_eq!(title(&report), "Rapport définitif court 2024, EHPAD");
        assert_eq!(file_name(&report, "pdf"), "consores_definitif_court_region_93_2024.pdf");
    }
}
