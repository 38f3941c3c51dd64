//! Cells corrected and rows left out, in the table that was read: each row can be put back as it was.

use std::collections::{BTreeMap, BTreeSet};

use domain::dto::ImportKind;
use domain::import::{
    CORRECTED, Cell, Correction, Delivery, EXCLUDED, Exclusion, Issue, MOST_CORRECTIONS, Mapping,
    Table,
};

/// The repairs of a sheet, by row from 0.
#[derive(Debug, Default)]
pub struct Repairs(BTreeMap<usize, Repair>);

#[derive(Debug)]
struct Repair {
    before: Vec<Cell>,
    corrected: BTreeSet<usize>,
    excluded: Option<Exclusion>,
}

impl Repairs {
    fn of(&mut self, table: &Table, row: usize) -> &mut Repair {
        self.0.entry(row).or_insert_with(|| Repair {
            before: table.row(row).to_vec(),
            corrected: BTreeSet::new(),
            excluded: None,
        })
    }

    /// Puts a text in the place of a cell; a row that was left out comes back first.
    pub fn correct(&mut self, table: &mut Table, (row, column): (usize, usize), text: &str) {
        if row >= table.height() || column >= table.width() {
            return;
        }
        if self.excluded(row).is_some() {
            self.restore(table, row);
        }
        self.of(table, row).corrected.insert(column);
        let cell = if text.is_empty() { Cell::Empty } else { Cell::Text(table.intern(text)) };
        table.put(row, column, cell);
    }

    /// Leaves a row out: it becomes a blank one that is told.
    pub fn exclude(&mut self, table: &mut Table, row: usize, why: Exclusion) {
        if row >= table.height() {
            return;
        }
        self.of(table, row).excluded = Some(why);
        (0..table.width()).for_each(|column| table.put(row, column, Cell::Empty));
    }

    /// Puts a row back as it was read.
    pub fn restore(&mut self, table: &mut Table, row: usize) {
        if let Some(repair) = self.0.remove(&row) {
            for (column, cell) in repair.before.into_iter().enumerate() {
                table.put(row, column, cell);
            }
        }
    }

    /// Why a row is left out, if it is.
    pub fn excluded(&self, row: usize) -> Option<Exclusion> {
        self.0.get(&row)?.excluded
    }

    /// The cells of a row as they were read, when it is left out.
    pub fn cells_before(&self, row: usize) -> Option<&[Cell]> {
        self.0.get(&row).filter(|repair| repair.excluded.is_some()).map(|r| r.before.as_slice())
    }

    pub fn is_corrected(&self, row: usize, column: usize) -> bool {
        self.0.get(&row).is_some_and(|repair| repair.corrected.contains(&column))
    }

    /// The codes that were corrected, in the order of the file.
    pub fn corrections(&self, table: &Table, mapping: &Mapping) -> Vec<Correction> {
        let mut corrections: Vec<Correction> = Vec::new();
        for (row, repair) in self.0.iter().filter(|(_, repair)| repair.excluded.is_none()) {
            let of_row = mapping.columns().filter_map(|(field, column)| {
                let corrected = repair.corrected.contains(&column);
                let found = repair.before.get(column).filter(|_| corrected)?;
                let meant = table.cell(*row, column);
                Correction::new(field, &table.display(*found), &table.display(meant))
            });
            let new: Vec<Correction> = of_row.filter(|one| !corrections.contains(one)).collect();
            corrections.extend(new);
        }
        corrections.truncate(MOST_CORRECTIONS);
        corrections
    }

    /// Tells the repairs in what was read: a row left out counts, a corrected cell is named.
    pub fn tell(&self, kind: ImportKind, mapping: &Mapping, delivery: &mut Delivery) {
        for (row, repair) in &self.0 {
            let number = u32::try_from(row + 1).unwrap_or(u32::MAX);
            if let Some(why) = repair.excluded {
                // It was read as a blank row.
                delivery.blank = delivery.blank.saturating_sub(1);
                let issue = Issue::new(kind, EXCLUDED).word("why", why.label()).at(number, None);
                delivery.refused.push(issue);
                continue;
            }
            for column in &repair.corrected {
                let header = mapping.headers.get(*column).map(String::as_str);
                delivery.refused.push(Issue::new(kind, CORRECTED).at(number, header));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::dto::ImportKind;
    use domain::import::{Correction, Exclusion, Lines, Period};
    use ingest::Unwatched;

    use crate::{Memory, OpenFile, Place};

    const FILE: &str = "UF;Nombre de JH\n710;12\n711;douze\nTOTAL;24\n\n";

    fn open() -> OpenFile {
        let of = (ImportKind::PatientDays, Place::default());
        OpenFile::open(FILE.into(), "jh.csv", of, Memory::default(), &Unwatched).unwrap()
    }

    /// Days by unit, refused rows with their reasons, blank rows.
    type Read = (Vec<(String, i32)>, Vec<(u32, &'static str)>, u32);

    fn read(file: &OpenFile) -> Read {
        let checked = file.check(Period::year(2024), None, None).unwrap();
        let Lines::PatientDays(lines) = checked.delivery.lines else {
            panic!("days were asked for")
        };
        let days = lines.into_iter().map(|line| (line.unit_code, line.days)).collect();
        let refused = checked.delivery.refused.iter();
        let refused = refused.map(|issue| (issue.row.unwrap(), issue.reason)).collect();
        (days, refused, checked.delivery.blank)
    }

    fn of_unit(unit: &str, days: i32) -> (String, i32) {
        (unit.to_owned(), days)
    }

    #[test]
    fn a_row_left_out_is_told_and_ignored() {
        let mut file = open();
        let before = read(&file);
        file.exclude(4, Exclusion::Total);
        let (days, refused, blank) = read(&file);
        assert_eq!(days, [of_unit("710", 12)]);
        assert_eq!(refused, [(3, "days_not_a_number"), (4, "excluded")]);
        assert_eq!(blank, before.2);
        file.restore(4);
        assert_eq!(read(&file), before);
    }

    #[test]
    fn a_corrected_cell_counts_as_it_reads_now_and_is_told() {
        let mut file = open();
        let before = read(&file);
        file.correct(3, 1, "13");
        let (days, refused, _) = read(&file);
        assert_eq!(days, [of_unit("710", 12), of_unit("711", 13), of_unit("TOTAL", 24)]);
        assert_eq!(refused, [(3, "corrected")]);
        file.exclude(3, Exclusion::Trial);
        file.restore(3);
        assert_eq!(read(&file), before);
    }

    #[test]
    fn a_corrected_code_is_offered_again_in_the_next_file() {
        let mut file = open();
        file.correct(4, 0, "712");
        file.correct(3, 1, "13");
        let checked = file.check(Period::year(2024), None, None).unwrap();
        let correction = Correction::new("unit_code", "TOTAL", "712").unwrap();
        assert_eq!(checked.corrections, std::slice::from_ref(&correction), "days are no code");

        let next = "UF;Nombre de JH\nTOTAL;4\n710;3\n TOTAL ;5\n";
        let of = (ImportKind::PatientDays, Place::default());
        let memory = Memory { corrections: vec![correction], ..Memory::default() };
        let mut file = OpenFile::open(next.into(), "jh.csv", of, memory, &Unwatched).unwrap();
        let mapping = file.mapping(None).unwrap();
        let offers = file.offers(&mapping);
        assert_eq!(
            offers.iter().map(|offer| (&*offer.meant, offer.rows)).collect::<Vec<_>>(),
            [("712", 2)]
        );
        assert_eq!(file.take_offers(&mapping), [2, 4].into());
        let (days, refused, _) = read(&file);
        assert_eq!(days, [of_unit("710", 3), of_unit("712", 9)]);
        assert_eq!(refused, [(2, "corrected"), (4, "corrected")]);
        assert_eq!(file.offers(&mapping), []);
    }

    #[test]
    fn what_lies_outside_of_the_sheet_changes_nothing() {
        let mut file = open();
        let before = read(&file);
        file.correct(0, 0, "x");
        file.correct(900, 0, "x");
        file.correct(2, 900, "x");
        file.exclude(u32::MAX, Exclusion::Other);
        file.restore(2);
        assert_eq!(read(&file), before);
    }
}
