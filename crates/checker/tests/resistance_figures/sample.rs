//! A sample hospital: its files opened with the answers that come with them.

use std::collections::{BTreeMap, HashMap};
use std::io::Read;
use std::path::Path;

use checker::{Memory, OpenFile, Place};
use domain::consumption::{self, Stored, Totals, YearFacts};
use domain::dto::{ImportKind, LabelField, MappingChoice, OwnDrug};
use domain::import::{CheckedFile, Lines, Period, canonical_drug_code};
use domain::labels::OwnLabels;
use domain::pseudonym::PseudonymSecret;
use domain::resistance::{
    Cells, Delivered, Isolates, Method, PlausibilityCounts, ResistanceFacts, Sums, evaluate,
    whole_periods,
};
use ingest::Unwatched;
use serde_json::Value;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// One row per isolate.
    Wide,
    /// One row per result.
    Long,
}

pub struct Hospital {
    /// Name of its folder of samples, in the project or beside it for the larger ones.
    pub folder: &'static str,
    pub year: i32,
}

/// What the files of a year become.
pub struct Opened {
    pub year: i32,
    pub isolates: Isolates,
    pub sums: Sums,
    pub totals: Totals,
    pub plausibility: PlausibilityCounts,
}

impl Hospital {
    /// `expected_2024.json`, `correspondences_2024.json`.
    pub fn json(&self, name: &str) -> Value {
        let file = format!("{name}_{}.json", self.year);
        serde_json::from_slice(&self.bytes(&file).unwrap()).unwrap()
    }

    fn bytes(&self, name: &str) -> Option<Vec<u8>> {
        let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let places = [project.join("samples"), project.join("../shared/samples")];
        places.iter().find_map(|place| std::fs::read(place.join(self.folder).join(name)).ok())
    }

    /// The file of results, unpacked.
    fn results(&self, layout: Layout) -> Option<(String, Vec<u8>)> {
        let name = match layout {
            Layout::Wide => format!("resistances_{}.xlsx", self.year),
            Layout::Long => format!("resistances_long_{}.csv", self.year),
        };
        let packed = || {
            let mut bytes = Vec::new();
            let packed = self.bytes(&format!("{name}.gz"))?;
            flate2::read::GzDecoder::new(packed.as_slice()).read_to_end(&mut bytes).ok()?;
            Some(bytes)
        };
        let bytes = self.bytes(&name).or_else(packed)?;
        Some((name, bytes))
    }

    /// Whether the file of results is on this machine; tells it where it is not.
    pub fn has(&self, layout: Layout) -> bool {
        let has = self.results(layout).is_some();
        if !has {
            let Self { folder, year } = self;
            eprintln!("NOT RUN: the {layout:?} results of {folder} {year} are not on this machine");
        }
        has
    }

    fn check(&self, kind: ImportKind, mapping: &str, file: (&str, Vec<u8>)) -> CheckedFile {
        let mapping = &self.json("correspondences")["mapping"][mapping];
        let choice: MappingChoice = serde_json::from_value(mapping.clone()).unwrap();
        let (name, bytes) = file;
        let of = (kind, Place::default());
        let open = OpenFile::open(bytes, name, of, Memory::default(), &Unwatched).unwrap();
        let secret = PseudonymSecret::from([7; 32]);
        open.check(Period::year(self.year), Some(&choice), Some((1, &secret))).unwrap()
    }

    fn lines(&self, kind: ImportKind, mapping: &str, name: &str) -> Lines {
        let name = format!("{name}_{}.xlsx", self.year);
        let bytes = self.bytes(&name).unwrap();
        self.check(kind, mapping, (&name, bytes)).delivery.lines
    }

    fn sector_answers(&self) -> BTreeMap<String, String> {
        let known = self.json("correspondences");
        let answers = known["sector_answers"].as_object().into_iter().flatten();
        let text = |answer: &Value| answer["answer"].as_str().unwrap().to_owned();
        answers.map(|(unit, answer)| (unit.clone(), text(answer))).collect()
    }

    fn own_labels(&self) -> OwnLabels {
        let known = self.json("correspondences");
        let mut own = OwnLabels::default();
        for field in LabelField::ALL {
            let labels = known["values"][field.as_str()].as_object().into_iter().flatten();
            for (label, code) in labels {
                let code = match code {
                    Value::Null => None,
                    Value::String(code) => Some(code.clone()),
                    other => Some(other.to_string()),
                };
                own.insert(field, label, code.as_deref());
            }
        }
        own
    }

    fn own_drugs(&self) -> HashMap<String, OwnDrug> {
        let drugs = self.json("correspondences")["drug"].clone();
        let drugs: Vec<OwnDrug> = serde_json::from_value(drugs).unwrap();
        drugs.into_iter().map(|drug| (canonical_drug_code(&drug.code), drug)).collect()
    }

    /// Opens the files of the year, with or without the answers on sectors.
    pub fn open(&self, layout: Layout, answered: bool) -> Opened {
        let Lines::Structure(units) = self.lines(ImportKind::Structure, "structure", "structure")
        else {
            panic!("a structure has units")
        };
        let Lines::PatientDays(days) = self.lines(ImportKind::PatientDays, "patient_days", "jh")
        else {
            panic!("patient-days have lines")
        };
        let Lines::Consumption(lines) =
            self.lines(ImportKind::Consumption, "consumption", "consommations")
        else {
            panic!("a consumption has lines")
        };
        let answers = if answered { self.sector_answers() } else { BTreeMap::new() };
        let units = stored(1, units);
        let facts = YearFacts {
            year: self.year,
            units: units.clone(),
            answers: answers.clone(),
            own_drugs: self.own_drugs(),
            days: stored(2, days),
            lines: stored(3, lines),
            ..YearFacts::default()
        };
        let totals = consumption::evaluate(&facts).totals;
        let facts = ResistanceFacts {
            year: self.year,
            units,
            answers,
            own_labels: self.own_labels(),
            imports: vec![self.delivered(layout)],
            ..ResistanceFacts::default()
        };
        let evaluation = evaluate(&facts);
        let isolates = Isolates::of(&evaluation);
        let whole = whole_periods(facts.imports.iter().map(|import| import.period));
        let sums =
            Sums::of("060000478", Cells::of(&isolates, Method::Spares), &totals.days, &whole);
        let plausibility = PlausibilityCounts::of(&evaluation);
        Opened { year: self.year, isolates, sums, totals, plausibility }
    }

    fn delivered(&self, layout: Layout) -> Delivered {
        let (name, bytes) = self.results(layout).unwrap();
        let mapping = if layout == Layout::Wide { "resistance" } else { "resistance_long" };
        let checked = self.check(ImportKind::Resistance, mapping, (&name, bytes));
        let codes = checked.codes();
        let Lines::Resistance(file) = checked.delivery.lines else {
            panic!("resistances have isolates")
        };
        let period = Period::year(self.year);
        Delivered { import_id: 4, period, labels: file.labels, isolates: file.isolates, codes }
    }
}

fn stored<T>(import_id: i32, lines: Vec<T>) -> Vec<Stored<T>> {
    lines.into_iter().map(|line| Stored { import_id, line }).collect()
}
