//! What a sample hospital delivers for each patient-day, by sector: what invented establishments are drawn from.

use std::{collections::BTreeMap, path::Path};

use checker::Memory;
use domain::{
    consumption::{Evaluation, PlacedUnit, Stored, YearFacts, evaluate},
    dto::{ImportKind, OwnDrug, UnitStatus},
    import::{CheckedFile, ConsumptionLine, DaysLine, Delivery, Lines, Period, Unit},
    nomenclature::Placement,
    resistance::{IsolateLine, Labels},
};
use ingest::Unwatched;

use super::{DemoError, read_file};
use crate::services::pseudonym_secrets::Pseudonyms;

/// The year of the sample.
pub const YEAR: i32 = 2024;
/// Medicines of a sector that invented establishments use: the first ones, which are nearly all doses.
const MEDICINES: usize = 40;
/// A patient whose isolates have this share of resistant results stands for resistance.
const RESISTANT: f64 = 0.3;

/// A sample hospital, for each patient-day.
#[derive(Debug)]
pub struct Pattern {
    /// The files without their lines, in the order of delivery.
    pub files: BTreeMap<ImportKind, CheckedFile>,
    /// The drugs of its pharmacy, which most of its consumption is of.
    pub drugs: Vec<OwnDrug>,
    pub labels: Labels,
    pub sectors: BTreeMap<&'static str, SectorPattern>,
}

/// A sector of the sample hospital.
#[derive(Debug)]
pub struct SectorPattern {
    pub unit: Unit,
    pub medicines: Vec<Medicine>,
    pub patients: Vec<Patient>,
    pub isolates_per_day: f64,
}

/// A medicine of a sector.
#[derive(Debug)]
pub struct Medicine {
    pub code: String,
    pub label: String,
    /// UCD units for each patient-day.
    pub per_day: f64,
}

/// The isolates of a patient of a sector.
#[derive(Debug)]
pub struct Patient {
    pub isolates: Vec<IsolateLine>,
    pub is_resistant: bool,
}

impl Pattern {
    /// Reads the sample hospital of a folder.
    pub fn read(folder: &Path) -> Result<Self, DemoError> {
        let pseudonyms = Pseudonyms::passing()?;
        let mut checked = BTreeMap::new();
        for (kind, name) in [
            (ImportKind::Structure, "structure"),
            (ImportKind::PatientDays, "jh"),
            (ImportKind::Consumption, "consommations"),
            (ImportKind::Resistance, "resistances"),
        ] {
            let upload = read_file(&folder.join(format!("{name}_{YEAR}.xlsx")))?;
            let of = (kind, Period::year(YEAR));
            let file = upload.check(of, Memory::default(), Some(&pseudonyms), &Unwatched)?;
            checked.insert(kind, file);
        }
        let drugs = read_file(&folder.join(format!("medicaments_{YEAR}.xlsx")))?.drug_table()?;
        Ok(Self::of(checked, drugs))
    }

    fn of(checked: BTreeMap<ImportKind, CheckedFile>, drugs: Vec<OwnDrug>) -> Self {
        let (mut units, mut days, mut lines) = (Vec::new(), Vec::new(), Vec::new());
        let (mut isolates, mut labels) = (Vec::new(), Labels::default());
        let mut files = BTreeMap::new();
        for (kind, mut file) in checked {
            match std::mem::replace(&mut file.delivery, nothing()).lines {
                Lines::Structure(all) => units = all,
                Lines::PatientDays(all) => days = all,
                Lines::Consumption(all) => lines = all,
                Lines::Resistance(all) => (isolates, labels) = (all.isolates, all.labels),
            }
            files.insert(kind, file);
        }
        let own_drugs = drugs.iter().map(|drug| (drug.code.clone(), drug.clone())).collect();
        let facts = YearFacts { own_drugs, ..facts(units, days, lines) };
        let evaluation = evaluate(&facts);
        let sectors = sectors(&evaluation, &isolates, &labels);
        Self { files, drugs, labels, sectors }
    }
}

const fn nothing() -> Delivery {
    Delivery { lines: Lines::Structure(Vec::new()), refused: Vec::new(), blank: 0 }
}

fn facts(units: Vec<Unit>, days: Vec<DaysLine>, lines: Vec<ConsumptionLine>) -> YearFacts {
    fn stored<T>(all: Vec<T>) -> Vec<Stored<T>> {
        all.into_iter().map(|line| Stored { import_id: 0, line }).collect()
    }
    let (units, days, lines) = (stored(units), stored(days), stored(lines));
    let mut facts = YearFacts { year: YEAR, units, days, lines, ..YearFacts::default() };
    facts.sort();
    facts
}

/// The sector of a unit that counts in the perimeter of hospitals.
fn sector_of(unit: &PlacedUnit<'_>) -> Option<&'static str> {
    let Placement { status, sector, .. } = &unit.placement;
    sector.filter(|_| *status == UnitStatus::Perimeter)
}

fn sectors(
    evaluation: &Evaluation<'_>,
    isolates: &[IsolateLine],
    labels: &Labels,
) -> BTreeMap<&'static str, SectorPattern> {
    let units = &evaluation.units.all;
    let mut days: BTreeMap<&'static str, f64> = BTreeMap::new();
    for (unit, of_unit) in &evaluation.year_days {
        if let Some(sector) = sector_of(&units[*unit]) {
            *days.entry(sector).or_default() += of_unit;
        }
    }
    let mut medicines = medicines(evaluation);
    let mut patients = patients(evaluation, isolates, labels);
    let pattern = |(sector, days): (&'static str, f64)| {
        let unit = units.iter().find(|unit| sector_of(unit) == Some(sector))?;
        let used = medicines.remove(sector).unwrap_or_default();
        let patients = patients.remove(sector).unwrap_or_default();
        let isolates: usize = patients.iter().map(|patient| patient.isolates.len()).sum();
        let pattern = SectorPattern {
            unit: unit.unit.line.clone(),
            medicines: most_used(used, days),
            patients,
            isolates_per_day: count(isolates) / days,
        };
        Some((sector, pattern))
    };
    days.into_iter().filter_map(pattern).collect()
}

/// A number of things as a floating point number, exact below 2⁵³.
#[expect(clippy::cast_precision_loss, reason = "counts of a hospital are small")]
pub const fn count(number: usize) -> f64 {
    number as f64
}

/// A medicine of a sector in the year.
#[derive(Debug, Default)]
struct Used {
    label: String,
    quantity: f64,
    ddj: f64,
}

/// The medicines that count, by sector and code.
fn medicines(evaluation: &Evaluation<'_>) -> BTreeMap<&'static str, BTreeMap<String, Used>> {
    let mut used: BTreeMap<_, BTreeMap<String, Used>> = BTreeMap::new();
    for (Stored { line, .. }, outcome) in evaluation.facts.lines.iter().zip(&evaluation.lines) {
        let sector = outcome.unit.and_then(|unit| sector_of(&evaluation.units.all[unit]));
        let (Some(sector), Some(quantity), Some(ddj)) = (sector, line.quantity, outcome.ddj) else {
            continue;
        };
        if outcome.counted {
            let medicine =
                used.entry(sector).or_default().entry(line.drug_code.clone()).or_default();
            medicine.label.clone_from(&line.drug_label);
            medicine.quantity += quantity;
            medicine.ddj += ddj;
        }
    }
    used
}

fn most_used(used: BTreeMap<String, Used>, days: f64) -> Vec<Medicine> {
    let mut used: Vec<(String, Used)> = used.into_iter().collect();
    used.sort_by(|(_, one), (_, other)| other.ddj.total_cmp(&one.ddj));
    let medicine = |(code, Used { label, quantity, .. })| Medicine {
        code,
        label,
        per_day: f64::max(quantity, 0.0) / days,
    };
    used.into_iter().take(MEDICINES).map(medicine).collect()
}

/// The patients of each sector, in the order of their first isolates.
fn patients(
    evaluation: &Evaluation<'_>,
    isolates: &[IsolateLine],
    labels: &Labels,
) -> BTreeMap<&'static str, Vec<Patient>> {
    let mut all: BTreeMap<_, Vec<Patient>> = BTreeMap::new();
    let mut places: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for isolate in isolates {
        let unit = evaluation.units.find(&isolate.unit_code);
        let sector = unit.and_then(|unit| sector_of(&evaluation.units.all[unit]));
        let (Some(sector), Some(name)) = (sector, isolate.patient.as_deref()) else { continue };
        let of_sector = all.entry(sector).or_default();
        let place = *places.entry((sector, name)).or_insert(of_sector.len());
        if place == of_sector.len() {
            of_sector.push(Patient { isolates: Vec::new(), is_resistant: false });
        }
        of_sector[place].isolates.push(isolate.clone());
    }
    for patient in all.values_mut().flatten() {
        patient.is_resistant = is_resistant(&patient.isolates, labels);
    }
    all
}

fn is_resistant(isolates: &[IsolateLine], labels: &Labels) -> bool {
    let results = || isolates.iter().flat_map(|isolate| &isolate.results);
    let resistant = results().filter(|(_, mark)| labels.text(*mark).eq_ignore_ascii_case("R"));
    count(resistant.count()) > RESISTANT * count(results().count())
}
