//! The companion of a file: counts, rules, and what is not in it.

use std::sync::LazyLock;

use serde::Deserialize;

use super::output::Output;
use crate::dto::{ExportGap, ExportLayout, ExportManifest, ExportTable};
use crate::french::typeset;
use crate::nomenclature::embedded::{EXPORT_GAPS, read};
use crate::nomenclature::table_version;
use crate::resistance::Method;

#[derive(Debug, Deserialize)]
struct Gap {
    layout: ExportLayout,
    variable: &'static str,
    text: &'static str,
}

static GAPS: LazyLock<Vec<Gap>> = LazyLock::new(|| read(EXPORT_GAPS));

/// Tables that decide about every file.
const TABLES: [&str; 9] = [
    "export_variables",
    "export_codes",
    "export_gaps",
    "organisms",
    "antibiotics_tested",
    "specimen_types",
    "sectors",
    "perimeters",
    "resistance_computation",
];

/// Tables that decide about the files of EARS-Net beside them.
const OF_EARS_NET: [&str; 4] =
    ["export_units", "tessy_pathogens", "tessy_antibiotics", "tessy_indicators"];

/// The manifest of what was written so far.
pub fn manifest(output: &Output, year: i32, dedup: (Method, &str)) -> ExportManifest {
    let (isolates, rows) = output.counts();
    let (method, what) = dedup;
    ExportManifest {
        layout: output.layout,
        year,
        establishments: output.establishments,
        isolates,
        rows,
        dedup: method.as_str().to_owned(),
        dedup_label: format!("{}. {what}", method.label()),
        changes: output.changes(),
        groups: output.groups.told(),
        gaps: gaps(output.layout),
        tables: tables(output.layout),
        sha256: output.sha256(),
    }
}

fn gaps(layout: ExportLayout) -> Vec<ExportGap> {
    let these = GAPS.iter().filter(|gap| gap.layout == layout);
    these
        .map(|gap| ExportGap { variable: gap.variable.to_owned(), text: typeset(gap.text) })
        .collect()
}

fn tables(layout: ExportLayout) -> Vec<ExportTable> {
    let more: &[&str] = if layout == ExportLayout::Spares { &[] } else { &OF_EARS_NET };
    let all = TABLES.iter().chain(more);
    all.map(|id| ExportTable { id: (*id).to_owned(), version: table_version(id).to_owned() })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nomenclature::embedded::assert_whole;

    #[test]
    fn gaps_are_told_of_variables_that_exist() {
        assert_whole::<Gap>(EXPORT_GAPS);
        for gap in GAPS.iter() {
            let mut variables = gap.layout.variables().iter();
            let known = gap.variable == "*" || variables.any(|one| one.name == gap.variable);
            assert!(known, "{} {}", gap.layout.as_str(), gap.variable);
        }
        for layout in ExportLayout::ALL {
            assert!(!gaps(layout).is_empty());
            for table in tables(layout) {
                assert!(!table.version.is_empty(), "{}", table.id);
            }
        }
    }
}
