//! Tables with one column for each quarter or month: which columns those are, and their values.

use super::fields::{Layout, fields};
use super::header::{HeaderRow, headers};
use super::header_levels::BETWEEN;
use super::mapping::Mapping;
use super::numbers::cell_number;
use super::period::{Period, cell_period};
use super::period_label::{Part, PeriodLabel};
use super::personal::class_of;
use super::table::{Cell, Table};
use super::text::fold;
use super::validate::{PeriodIssue, row_period};

/// Rows looked at for numbers.
const SAMPLED_ROWS: usize = 200;

/// A column that holds the value of one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeriodColumn {
    /// The field it holds.
    pub field: &'static str,
    pub column: usize,
    pub label: PeriodLabel,
}

impl PeriodColumn {
    /// Its name among the fields: `quantity@2024-Q1`.
    pub fn key(&self) -> String {
        format!("{}@{}", self.field, self.label)
    }
}

/// A column proposed for one period, and why, in French.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodSuggestion {
    pub column: PeriodColumn,
    pub reason: String,
}

/// The columns of a table that is wide by period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WidePeriods {
    pub columns: Vec<PeriodColumn>,
    /// Totals, and periods that lie inside those read.
    pub left_out: Vec<usize>,
}

impl WidePeriods {
    /// Whether the columns take the place of this one.
    pub fn replaces(&self, field: &str, column: usize) -> bool {
        let taken = |period: &PeriodColumn| period.field == field || period.column == column;
        self.columns.iter().any(taken) || self.left_out.contains(&column)
    }
}

/// The field that a column by period holds.
pub fn value_field(layout: Layout) -> Option<&'static str> {
    match layout {
        Layout::PatientDays => Some("patient_days"),
        Layout::Consumption => Some("quantity"),
        _ => None,
    }
}

/// Field and period of a key such as `quantity@2024-Q1` or `quantity@janv-24`.
pub fn period_key(layout: Layout, key: &str) -> Option<(&'static str, PeriodLabel)> {
    let (field, label) = key.split_once('@')?;
    let known = value_field(layout).filter(|known| *known == field)?;
    let month = label.strip_prefix('M').and_then(|month| month.parse().ok());
    let month = month.filter(|month| (1..=12).contains(month));
    let label = match month {
        Some(month) => PeriodLabel { year: None, part: Part::Month(month) },
        None => PeriodLabel::parse(label)?,
    };
    Some((known, label))
}

/// The columns named after periods, when there are several with numbers.
///
/// Quarters win over months that lie inside them, both over years; totals are left out.
pub fn wide_periods(table: &Table, header: HeaderRow, layout: Layout) -> Option<WidePeriods> {
    let field = value_field(layout)?;
    let titles = headers(table, header);
    let mut named: Vec<PeriodColumn> = Vec::new();
    let mut left_out = Vec::new();
    for (column, name) in titles.iter().enumerate() {
        let Some(label) = header_label(name, layout) else { continue };
        if !holds_numbers(table, header, column) {
            continue;
        }
        // Two columns of one period are two measures: the first is the value.
        if named.iter().any(|other| other.label == label) {
            left_out.push(column);
        } else {
            named.push(PeriodColumn { field, column, label });
        }
    }
    let finest = finest(&named);
    let (columns, coarser): (Vec<_>, Vec<_>) =
        named.into_iter().partition(|column| kind(column.label) == finest);
    if columns.len() < 2 {
        return None;
    }
    left_out.extend(coarser.iter().map(|column| column.column));
    let used = |column: &usize| columns.iter().any(|period| period.column == *column);
    let totals = (0..titles.len()).filter(|column| !used(column) && is_total(&titles[*column]));
    left_out.extend(totals);
    left_out.sort_unstable();
    left_out.dedup();
    Some(WidePeriods { columns, left_out })
}

/// Quarters that hold every month named, else months, else years: 0 to 2.
fn finest(named: &[PeriodColumn]) -> u8 {
    let quarters = |wanted: u8| {
        let labels = named.iter().map(|column| column.label).filter(|label| kind(*label) == wanted);
        labels.map(|label| label.period(0)).collect::<Vec<_>>()
    };
    let (by_quarter, by_month) = (quarters(1), quarters(2));
    if by_quarter.len() >= 2 && by_month.iter().all(|period| by_quarter.contains(period)) {
        1
    } else if by_month.is_empty() {
        u8::from(!by_quarter.is_empty())
    } else {
        2
    }
}

fn kind(label: PeriodLabel) -> u8 {
    match label.part {
        Part::Year => 0,
        Part::Quarter(_) => 1,
        Part::Month(_) => 2,
    }
}

/// The period a header names, alone, beside words of the value, or in one row of several.
fn header_label(name: &str, layout: Layout) -> Option<PeriodLabel> {
    let words = value_words(layout);
    let found = name.split(BETWEEN).filter_map(|part| {
        let folded = fold(part);
        // Bare small numbers are no names of periods.
        let bare = folded.len() < 4 && folded.bytes().all(|byte| byte.is_ascii_digit());
        let left: Vec<&str> = folded.split(' ').filter(|word| !words.contains(word)).collect();
        let whole = || PeriodLabel::parse(part);
        let beside = || PeriodLabel::parse(&left.join(" ")).filter(|_| !left.is_empty());
        (!bare).then(|| whole().or_else(beside)).flatten()
    });
    // The year above, the quarter or the month below.
    found.reduce(|above, below| PeriodLabel { year: below.year.or(above.year), ..below })
}

/// Words of the headers of the value.
fn value_words(layout: Layout) -> Vec<&'static str> {
    let field = fields(layout).iter().filter(|field| Some(field.name) == value_field(layout));
    let words = field.flat_map(|field| field.synonyms).flat_map(|synonym| synonym.split(' '));
    words.filter(|word| word.len() > 1).collect()
}

/// Whether a header or a code is a word for a sum.
pub fn is_total(name: &str) -> bool {
    let folded = fold(name);
    folded.split(' ').any(|word| matches!(word, "total" | "totaux" | "cumul" | "somme" | "annuel"))
}

fn holds_numbers(table: &Table, header: HeaderRow, column: usize) -> bool {
    let rows = header.first_data_row()..table.height();
    let cells = rows.map(|row| table.cell(row, column));
    let filled: Vec<Cell> =
        cells.filter(|cell| !table.display(*cell).is_empty()).take(SAMPLED_ROWS).collect();
    let numbers = filled.iter().filter(|cell| cell_number(table, **cell).is_some()).count();
    2 * numbers >= filled.len()
}

/// The values of a row: one, or one for each period of the import that its columns hold.
///
/// A row without any value has one, empty; columns of other periods than the import's are not read,
/// but a row with nothing else is of another period.
pub fn row_values(
    table: &Table,
    mapping: &Mapping,
    row: usize,
    field: &'static str,
    import: Period,
) -> Result<Vec<(Period, usize, Cell)>, PeriodIssue> {
    if mapping.periods.is_empty() {
        let period = row_period(table, mapping, row, import)?;
        let column = mapping.column(field).unwrap_or(usize::MAX);
        return Ok(vec![(period, column, table.cell(row, column))]);
    }
    let year_cell = mapping.cell(table, row, "period");
    let year = if table.display(year_cell).is_empty() {
        import.year
    } else {
        let period = cell_period(table, year_cell, import.year);
        period.ok_or_else(|| PeriodIssue::Unreadable(class_of(table, year_cell)))?.year
    };
    let of = |column: &PeriodColumn| {
        (column.label.period(year), column.column, table.cell(row, column.column))
    };
    let filled = |value: &(Period, usize, Cell)| !table.display(value.2).is_empty();
    let all: Vec<_> = mapping.periods.iter().map(of).collect();
    let values: Vec<_> = all.iter().copied().filter(|value| import.covers(value.0)).collect();
    let some: Vec<_> = values.iter().copied().filter(filled).collect();
    if !some.is_empty() {
        return Ok(some);
    }
    match (all.iter().find(|value| filled(value)), values.first()) {
        (None, Some(first)) => Ok(vec![*first]),
        (Some((period, ..)), _) => Err(PeriodIssue::Outside(*period)),
        (None, None) => Err(PeriodIssue::Outside(all.first().map_or(import, |value| value.0))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::mapping::resolve;
    use crate::import::testing::table;

    fn check(header: &[&str], layout: Layout, keys: &[&str], left_out: &[usize]) {
        let numbers: Vec<&str> = header.iter().map(|_| "#7").collect();
        let sheet = table(&[header, &numbers]);
        let wide = wide_periods(&sheet, HeaderRow::At(0), layout).unwrap_or_default();
        let found: Vec<String> = wide.columns.iter().map(PeriodColumn::key).collect();
        assert_eq!(found, keys, "{header:?}");
        assert_eq!(wide.left_out, left_out, "{header:?}");
    }

    #[test]
    fn columns_named_after_periods_are_found() {
        let days = Layout::PatientDays;
        check(&["UF", "T1", "T2"], days, &["patient_days@Q1", "patient_days@Q2"], &[]);
        check(
            &["UF", "JH T1 2024", "JH T2 2024", "Total JH"],
            days,
            &["patient_days@2024-Q1", "patient_days@2024-Q2"],
            &[3],
        );
        check(
            &["UF", "Janvier 2024", "févr-24", "2024"],
            days,
            &["patient_days@2024-01", "patient_days@2024-02"],
            &[3],
        );
        check(
            &["UF", "janv", "févr", "mars", "T1", "T2"],
            days,
            &["patient_days@Q1", "patient_days@Q2"],
            &[1, 2, 3],
        );
        check(&["UF", "2023", "2024"], days, &["patient_days@2023", "patient_days@2024"], &[]);
        check(
            &["UF", "UCD", "2024 / T1", "2024 / T2"],
            Layout::Consumption,
            &["quantity@2024-Q1", "quantity@2024-Q2"],
            &[],
        );
    }

    #[test]
    fn one_period_or_bare_numbers_make_no_wide_table() {
        check(&["UF", "JH 2024", "Total"], Layout::PatientDays, &[], &[]);
        check(&["UF", "1", "2", "3"], Layout::PatientDays, &[], &[]);
        check(&["UF", "T1", "T2"], Layout::Structure, &[], &[]);
    }

    #[test]
    fn keys_of_columns_by_period_are_read_back() {
        for key in ["quantity@2024-Q1", "quantity@M02", "quantity@2024-03", "quantity@Q4"] {
            let (field, label) = period_key(Layout::Consumption, key).unwrap();
            assert_eq!(PeriodColumn { field, column: 0, label }.key(), key);
        }
        for key in ["quantity", "patient_days@T1", "quantity@demain", "quantity@M13"] {
            assert_eq!(period_key(Layout::Consumption, key), None, "{key}");
        }
    }

    #[test]
    fn a_row_has_the_values_of_the_import_only() {
        let sheet = table(&[
            &["UF", "T4 2023", "T1 2024", "T2 2024"],
            &["800", "#1", "#2", ""],
            &["801", "#1", "", ""],
            &["802", "", "", ""],
        ]);
        let mapping = resolve(&sheet, Layout::PatientDays, None, None).unwrap();
        let values = |row| {
            let values = row_values(&sheet, &mapping, row, "patient_days", Period::year(2024));
            values.map(|values| {
                let shown =
                    |(period, column, _): &(Period, usize, Cell)| (period.to_string(), *column);
                values.iter().map(shown).collect::<Vec<_>>()
            })
        };
        let before = Period { year: 2023, quarter: Some(4) };
        assert_eq!(values(1), Ok(vec![("2024-Q1".to_owned(), 2)]));
        assert_eq!(values(2), Err(PeriodIssue::Outside(before)));
        assert_eq!(values(3), Ok(vec![("2024-Q1".to_owned(), 2)]));
    }
}
