//! An establishment that is not: its size is that of the registry, what it delivers is drawn from a pattern.

use std::collections::BTreeMap;

use domain::{
    dto::ImportKind,
    import::{
        CheckedFile, ConsumptionLine, Date, DaysLine, Delivery, FileIsolates, Lines, Moment,
        Period, RowSet, Unit,
    },
    resistance::{IsolateLine, When},
};
use rand::{Rng, RngExt, SeedableRng};
use rand_distr::{Distribution, LogNormal, Poisson};
use rand_pcg::Pcg64Mcg;
use sha2::{Digest, Sha256};

use super::pattern::{Medicine, Pattern, SectorPattern, count};
use crate::{db::establishments::Entry, error::ApiError};

/// Share of the patient-days of a type of establishment in each sector.
const SHARES: &[(&str, &[(&str, f64)])] = &[
    (
        "CHU",
        &[
            ("MED", 0.42),
            ("CHIR", 0.18),
            ("REA", 0.05),
            ("GO", 0.05),
            ("PED", 0.06),
            ("SMR", 0.12),
            ("SLD", 0.06),
            ("PSY", 0.06),
        ],
    ),
    (
        "CH",
        &[
            ("MED", 0.40),
            ("CHIR", 0.10),
            ("REA", 0.02),
            ("GO", 0.04),
            ("PED", 0.03),
            ("SMR", 0.20),
            ("SLD", 0.12),
            ("PSY", 0.09),
        ],
    ),
    ("HIA", &[("MED", 0.50), ("CHIR", 0.35), ("REA", 0.08), ("PSY", 0.07)]),
    ("CLCC", &[("MED", 0.65), ("CHIR", 0.35)]),
    ("MCO", &[("MED", 0.35), ("CHIR", 0.50), ("REA", 0.03), ("GO", 0.12)]),
    ("LOC", &[("MED", 0.20), ("SMR", 0.40), ("SLD", 0.40)]),
    ("ESSR", &[("SMR", 1.0)]),
    ("ESLD", &[("SLD", 1.0)]),
    ("PSY", &[("PSY", 1.0)]),
];

/// DDJ per 1000 patient-days of France: results of SPARES of 2019 to 2023, the last ones for later years.
const NATIONAL_RATES: &[(i32, f64)] =
    &[(2019, 285.0), (2020, 286.0), (2021, 282.0), (2022, 296.0), (2023, 312.0)];

/// Share of the participants that deliver isolates (SPARES 2022: 942 of 1 573).
const WITH_ISOLATES: f64 = 0.6;

/// How much establishments, medicines in them, and years differ: standard deviations of logarithms.
const OF_ESTABLISHMENTS: f64 = 0.25;
const OF_MEDICINES: f64 = 0.40;
const OF_YEARS: f64 = 0.08;
const OF_RESISTANCE: f64 = 0.35;
/// Samples of one patient are numbered apart from those of the next.
const SAMPLES_OF_A_PATIENT: u32 = 4_096;

/// An establishment with its own manner of prescribing.
pub struct Establishment<'a> {
    pattern: &'a Pattern,
    random: Pcg64Mcg,
    /// Sectors with their patient-days of a year.
    sectors: Vec<Sector<'a>>,
    has_laboratory: bool,
    /// How often resistant patients come, beside those of the pattern.
    resistance: f64,
}

struct Sector<'a> {
    of: &'a SectorPattern,
    unit_code: String,
    days: f64,
    /// Its use of each medicine beside that of the pattern.
    habits: Vec<f64>,
}

/// What share of its patient-days a type of establishment has in which sector; none for a type that does not take part.
pub fn shares(kind: &str) -> &'static [(&'static str, f64)] {
    SHARES.iter().find(|(code, _)| *code == kind).map_or(&[], |(_, shares)| *shares)
}

/// The numbers that an establishment is drawn with, the same on every machine.
fn random(finess: &str) -> Pcg64Mcg {
    let mut seed = [0; 16];
    seed.copy_from_slice(&Sha256::digest(finess)[..16]);
    Pcg64Mcg::from_seed(seed)
}

fn unexpected<E: std::error::Error + Send + Sync + 'static>(error: E) -> ApiError {
    ApiError::Unexpected(error.into())
}

/// A factor around one.
fn factor(random: &mut Pcg64Mcg, deviation: f64) -> Result<f64, ApiError> {
    Ok(LogNormal::new(0.0, deviation).map_err(unexpected)?.sample(random))
}

/// A whole number around `mean`.
fn around(random: &mut Pcg64Mcg, mean: f64) -> Result<f64, ApiError> {
    if mean <= 0.0 {
        return Ok(0.0);
    }
    Ok(Poisson::new(mean).map_err(unexpected)?.sample(random))
}

impl<'a> Establishment<'a> {
    /// The establishment of an entry of the registry.
    pub fn draw(entry: &Entry, pattern: &'a Pattern) -> Result<Self, ApiError> {
        let mut random = random(&entry.finess);
        let manner = factor(&mut random, OF_ESTABLISHMENTS)?;
        let mut sectors = Vec::new();
        for ((code, share), number) in shares(&entry.kind).iter().zip(1..) {
            let Some(of) = pattern.sectors.get(code) else { continue };
            let habit = |_: &Medicine| Ok(manner * factor(&mut random, OF_MEDICINES)?);
            let habits = of.medicines.iter().map(habit).collect::<Result<_, ApiError>>()?;
            let days = share * f64::from(entry.days.unwrap_or_default());
            sectors.push(Sector { of, unit_code: format!("{number}00"), days, habits });
        }
        let resistance = factor(&mut random, OF_RESISTANCE)?;
        let has_laboratory = random.random::<f64>() < WITH_ISOLATES;
        Ok(Self { pattern, random, sectors, has_laboratory, resistance })
    }

    /// The files of a year, in the order of delivery.
    pub fn files(&mut self, year: i32) -> Result<Vec<CheckedFile>, ApiError> {
        let mut files = Vec::new();
        let days = self.days(year)?;
        let (structure, consumption) = (self.structure(), self.consumption(year)?);
        let mut lines = BTreeMap::from([
            (ImportKind::Structure, Lines::Structure(structure)),
            (ImportKind::PatientDays, Lines::PatientDays(days)),
            (ImportKind::Consumption, Lines::Consumption(consumption)),
        ]);
        if self.has_laboratory {
            lines.insert(ImportKind::Resistance, Lines::Resistance(self.isolates(year)?));
        }
        for (kind, lines) in lines {
            let Some(empty) = self.pattern.files.get(&kind) else { continue };
            let mut sha256 = [0; 32];
            self.random.fill_bytes(&mut sha256);
            files.push(CheckedFile {
                period: Period::year(year),
                sha256: domain::hex(&sha256),
                profile: None,
                pseudonym_version: None,
                delivery: Delivery { lines, refused: Vec::new(), blank: 0 },
                ..empty.clone()
            });
        }
        Ok(files)
    }

    fn structure(&self) -> Vec<Unit> {
        let unit = |(sector, row): (&Sector<'_>, u32)| Unit {
            row,
            code: sector.unit_code.clone(),
            ..sector.of.unit.clone()
        };
        self.sectors.iter().zip(2..).map(unit).collect()
    }

    fn days(&mut self, year: i32) -> Result<Vec<DaysLine>, ApiError> {
        let mut lines = Vec::new();
        for (sector, row) in self.sectors.iter().zip(2..) {
            let days = sector.days * factor(&mut self.random, OF_YEARS / 2.0)?;
            lines.push(DaysLine {
                period: Period::year(year),
                unit_code: sector.unit_code.clone(),
                days: whole(days),
                rows: RowSet::from_iter([row]),
            });
        }
        Ok(lines)
    }

    fn consumption(&mut self, year: i32) -> Result<Vec<ConsumptionLine>, ApiError> {
        let mut lines = Vec::new();
        for sector in &self.sectors {
            let of_year = trend(year) * factor(&mut self.random, OF_YEARS)? * sector.days;
            for (medicine, habit) in sector.of.medicines.iter().zip(&sector.habits) {
                let quantity = around(&mut self.random, medicine.per_day * habit * of_year)?;
                if quantity > 0.0 {
                    lines.push(ConsumptionLine {
                        period: Period::year(year),
                        unit_code: sector.unit_code.clone(),
                        drug_code: medicine.code.clone(),
                        drug_label: medicine.label.clone(),
                        quantity: Some(quantity),
                        rows: row_after(lines.len()),
                    });
                }
            }
        }
        Ok(lines)
    }

    /// The isolates of patients drawn from the pattern until there are as many as the patient-days ask for.
    fn isolates(&mut self, year: i32) -> Result<FileIsolates, ApiError> {
        let mut isolates: Vec<IsolateLine> = Vec::new();
        let mut patients = 0u32;
        for sector in &self.sectors {
            if sector.of.patients.is_empty() {
                continue;
            }
            let wanted = around(&mut self.random, sector.of.isolates_per_day * sector.days)?;
            let end = count(isolates.len()) + wanted;
            while count(isolates.len()) < end {
                let drawn = self.random.random_range(..sector.of.patients.len());
                let patient = &sector.of.patients[drawn];
                let kept =
                    if patient.is_resistant { self.resistance } else { 1.0 / self.resistance };
                if self.random.random::<f64>() >= kept {
                    continue;
                }
                patients += 1;
                for isolate in &patient.isolates {
                    isolates.push(IsolateLine {
                        rows: row_after(isolates.len()),
                        unit_code: sector.unit_code.clone(),
                        patient: Some(format!("{year}-{patients}")),
                        sampled: moved(isolate.sampled, year),
                        admitted: moved(isolate.admitted, year),
                        sample_rank: isolate.sample_rank.map(|rank| {
                            patients * SAMPLES_OF_A_PATIENT + rank % SAMPLES_OF_A_PATIENT
                        }),
                        ..isolate.clone()
                    });
                }
            }
        }
        let read = u32::try_from(isolates.len()).unwrap_or(u32::MAX);
        Ok(FileIsolates { labels: self.pattern.labels.clone(), isolates, read, blank: 0 })
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "patient-days of an establishment are far below 2³¹"
)]
const fn whole(days: f64) -> i32 {
    days.round() as i32
}

/// The row of the next line, below the headers.
fn row_after(lines: usize) -> RowSet {
    RowSet::from_iter([u32::try_from(lines + 2).unwrap_or(u32::MAX)])
}

/// The national rate of a year beside that of the pattern's.
fn trend(year: i32) -> f64 {
    let rate = |year: i32| {
        let known = NATIONAL_RATES.iter().rev().find(|(from, _)| *from <= year);
        known.or(NATIONAL_RATES.first()).map_or(1.0, |(_, rate)| *rate)
    };
    rate(year) / rate(super::pattern::YEAR)
}

/// The same day of another year.
fn moved(when: When, year: i32) -> When {
    let When::At(Moment { date, minute }) = when else { return when };
    let of_year = year - super::pattern::YEAR + date.year();
    let day = Date::new(of_year, date.month(), date.day());
    day.or(Date::new(of_year, date.month(), 28))
        .map_or(when, |date| When::At(Moment { date, minute }))
}
