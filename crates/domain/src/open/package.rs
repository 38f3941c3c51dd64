//! An edition as a data package: tables of rows, each column described (Frictionless Data Package 1.0, Table Schema).

use std::sync::LazyLock;

use csv::Writer;
use serde_json::{Map, Value, json};

use super::edition::{ConsumptionRow, DaysRow, ResistanceRow};
use super::open_edition::{Open, Placed};
use super::place::OpenPlace;
use crate::consumption::{Axis, rate};
use crate::dto::Figure;
use crate::resistance::{Measure, Part, Taxa, density, proportion};

/// The licence of the figures.
pub const LICENCE: Licence = Licence {
    name: "etalab-2.0",
    title: "Licence Ouverte 2.0",
    path: "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
};

/// Under which terms a table may be used.
#[derive(Debug, Clone, Copy)]
pub struct Licence {
    pub name: &'static str,
    pub title: &'static str,
    pub path: &'static str,
}

/// A table of the package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    PatientDays,
    Consumption,
    Resistance,
}

/// A column: its name, its type in Table Schema, what it holds.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    pub name: &'static str,
    pub kind: &'static str,
    pub description: &'static str,
}

const fn column(name: &'static str, kind: &'static str, description: &'static str) -> Column {
    Column { name, kind, description }
}

const PLACE: [Column; 4] = [
    column("place_kind", "string", "nation, region ou type (type d’établissement)"),
    column("place", "string", "FR, code INSEE de la région ou code du type"),
    column("place_label", "string", "Nom du lieu"),
    column("year", "year", "Année des données"),
];
const SECTOR: [Column; 2] = [
    column("sector", "string", "Code du secteur d’activité ; vide : tous les secteurs"),
    column("sector_label", "string", "Nom du secteur"),
];
const DAYS: Column =
    column("patient_days", "number", "Journées d’hospitalisation complète ; vide : non publié");
const CONSUMPTION: [Column; 7] = [
    column("family", "string", "Code de la famille d’antibiotiques ou d’antifongiques"),
    column("family_label", "string", "Nom de la famille"),
    column("ddd", "number", "DDJ ; vide : non publié"),
    DAYS,
    column("ddd_per_1000_patient_days", "number", "DDJ pour 1000 JH"),
    column("low", "number", "Borne basse de l’intervalle de confiance à 95 % (Poisson, exact)"),
    column("high", "number", "Borne haute du même intervalle"),
];
const RESISTANCE: [Column; 15] = [
    column("organism", "string", "Code du micro-organisme ou du groupe"),
    column("organism_label", "string", "Nom du micro-organisme ou du groupe"),
    column(
        "specimen",
        "string",
        "all, invasive ou specimen: et le code de la nature de prélèvement",
    ),
    column("specimen_label", "string", "Nom du prélèvement"),
    column("antibiotic", "string", "Code de l’antibiotique, de la classe ou du phénotype"),
    column("antibiotic_label", "string", "Nom de l’antibiotique, de la classe ou du phénotype"),
    column("isolates", "integer", "Souches après dédoublonnage (règle SPARES) ; vide : non publié"),
    column("tested", "integer", "Souches testées ; vide : non publié"),
    column("resistant", "integer", "Souches résistantes (avant 2020, I + R) ; vide : non publié"),
    column("resistant_percent", "number", "Résistantes parmi les testées, en %"),
    column("low", "number", "Borne basse de l’intervalle de confiance à 95 % (Wilson)"),
    column("high", "number", "Borne haute du même intervalle"),
    column(
        "resistant_with_days",
        "integer",
        "Souches résistantes des établissements qui ont déclaré leurs journées",
    ),
    column("patient_days", "number", "Journées des mêmes établissements"),
    column("resistant_per_1000_patient_days", "number", "Densité d’incidence pour 1000 JH"),
];

static COLUMNS: LazyLock<[Vec<Column>; 3]> = LazyLock::new(|| {
    [
        [&PLACE[..], &SECTOR, &[DAYS]].concat(),
        [&PLACE[..], &SECTOR, &CONSUMPTION].concat(),
        [&PLACE[..], &RESISTANCE].concat(),
    ]
});

impl Table {
    pub const ALL: [Self; 3] = [Self::PatientDays, Self::Consumption, Self::Resistance];

    /// Name in addresses and files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PatientDays => "patient_days",
            Self::Consumption => "consumption",
            Self::Resistance => "resistance",
        }
    }

    /// Reads what [`Table::name`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.name() == text)
    }

    pub const fn title(self) -> &'static str {
        match self {
            Self::PatientDays => "Journées d’hospitalisation complète",
            Self::Consumption => "Consommation d’antibiotiques et d’antifongiques",
            Self::Resistance => "Résistances bactériennes",
        }
    }

    /// The columns, in their order.
    pub fn columns(self) -> &'static [Column] {
        &COLUMNS[match self {
            Self::PatientDays => 0,
            Self::Consumption => 1,
            Self::Resistance => 2,
        }]
    }

    /// How many rows it has in an edition.
    pub fn len(self, open: &Open) -> usize {
        let edition = open.edition();
        match self {
            Self::PatientDays => edition.days.len(),
            Self::Consumption => edition.consumption.len(),
            Self::Resistance => edition.resistance.len(),
        }
    }

    /// The cells of a row, in the order of the columns; `null` where a number is not published.
    pub fn row(self, open: &Open, index: usize) -> Option<Vec<Value>> {
        let edition = open.edition();
        match self {
            Self::PatientDays => edition.days.get(index).map(days_cells),
            Self::Consumption => edition.consumption.get(index).map(|row| doses_cells(open, row)),
            Self::Resistance => edition.resistance.get(index).map(|row| isolates_cells(open, row)),
        }
    }

    /// A row by the names of the columns.
    pub fn record(self, open: &Open, index: usize) -> Option<Map<String, Value>> {
        let names = self.columns().iter().map(|column| column.name.to_owned());
        Some(names.zip(self.row(open, index)?).collect())
    }

    /// The whole table: UTF-8, commas, a header, decimal points, empty where a number is not published.
    pub fn csv(self, open: &Open) -> Result<String, csv::Error> {
        let mut writer = Writer::from_writer(Vec::new());
        writer.write_record(self.columns().iter().map(|column| column.name))?;
        for row in (0..self.len(open)).filter_map(|index| self.row(open, index)) {
            writer.write_record(row.iter().map(text))?;
        }
        let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn resource(self) -> Value {
        let field = |column: &Column| {
            json!({
                "name": column.name, "type": column.kind, "description": column.description,
            })
        };
        json!({
            "name": self.name(),
            "title": self.title(),
            "path": format!("tables/{}.csv", self.name()),
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": {
                "fields": self.columns().iter().map(field).collect::<Vec<_>>(),
                "missingValues": [""],
            },
        })
    }
}

fn text(cell: &Value) -> String {
    match cell {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// What the package is of.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// Another edition, or another choice of indicators, has another one.
    pub version: &'a str,
    /// ISO 8601.
    pub created: &'a str,
    /// SHA-256 of the frozen base.
    pub base: &'a str,
}

/// `datapackage.json`.
pub fn descriptor(about: About<'_>) -> Value {
    json!({
        "name": "consores-acces-libre",
        "title": "Consommation d’antibiotiques et résistances bactériennes dans les hôpitaux",
        "description": "Chiffres de la France, des régions et des types d’établissement, d’une base figée. Une \
                        case vide est un nombre qui n’est pas publié, parce qu’il dirait quelque chose de \
                        quelques patients ou de quelques établissements.",
        "profile": "tabular-data-package",
        "version": about.version,
        "created": about.created,
        "base_sha256": about.base,
        "licenses": [{ "name": LICENCE.name, "title": LICENCE.title, "path": LICENCE.path }],
        "resources": Table::ALL.map(Table::resource),
    })
}

fn place_cells(place: &OpenPlace, year: i32) -> Vec<Value> {
    vec![place.kind().into(), place.code().into(), place.label().into(), year.into()]
}

fn sector_cells(sector: Option<&str>) -> [Value; 2] {
    let code = sector.unwrap_or_default();
    let label =
        sector.map_or_else(|| "Tous les secteurs".to_owned(), |one| Axis::Sector.label(one));
    [code.into(), label.into()]
}

fn number(value: Option<f64>) -> Value {
    value.map_or(Value::Null, Value::from)
}

fn count(value: Option<u32>) -> Value {
    value.map_or(Value::Null, Value::from)
}

/// Value, low, high.
fn figure_cells(figure: Option<&Figure>) -> [Value; 3] {
    let interval = figure.and_then(|figure| figure.interval.as_ref());
    [
        number(figure.and_then(|figure| figure.value)),
        number(interval.map(|interval| interval.low)),
        number(interval.map(|interval| interval.high)),
    ]
}

fn days_cells(row: &DaysRow) -> Vec<Value> {
    let mut cells = place_cells(&row.place, row.year);
    cells.extend(sector_cells(row.sector.as_deref()));
    cells.push(number(row.patient_days));
    cells
}

fn doses_cells(open: &Open, row: &ConsumptionRow) -> Vec<Value> {
    let days = DaysRow::of(&open.edition().days, &row.place, row.year);
    let days = days.iter().find(|days| days.sector == row.sector);
    let days = days.map_or(Some(0.0), |days| days.patient_days);
    let both = row.ddd.zip(days);
    let rate = both.map(|(ddd, days)| rate(ddd, days, &open.versions(row.year)));
    let mut cells = place_cells(&row.place, row.year);
    cells.extend(sector_cells(row.sector.as_deref()));
    cells.extend([row.family.as_str().into(), Axis::Family.label(&row.family).into()]);
    cells.extend([number(row.ddd), number(days)]);
    cells.extend(figure_cells(rate.as_ref()));
    cells
}

fn isolates_cells(open: &Open, row: &ResistanceRow) -> Vec<Value> {
    let versions = open.versions(row.year);
    let both = row.resistant.zip(row.tested);
    let percent = both.map(|(resistant, tested)| proportion(resistant, tested, &versions));
    let per_days = row.resistant_with_days.zip(row.patient_days);
    let per_days = per_days.map(|(resistant, days)| density(resistant, days, &versions));
    let label = |label: Option<&'static str>| Value::from(label.unwrap_or_default());
    let part = Part::parse(&row.part).and_then(Part::label);
    let mut cells = place_cells(&row.place, row.year);
    cells.extend([
        row.organism.as_str().into(),
        label(Taxa::of(&row.organism).map(Taxa::label)),
        row.part.as_str().into(),
        part.unwrap_or("Tous les prélèvements").into(),
        row.antibiotic.as_str().into(),
        label(Measure::of(&row.antibiotic).map(Measure::label)),
        count(row.isolates),
        count(row.tested),
        count(row.resistant),
    ]);
    cells.extend(figure_cells(percent.as_ref()));
    cells.extend([
        count(row.resistant_with_days),
        number(row.patient_days.filter(|_| row.resistant_with_days.is_some())),
        number(per_days.and_then(|figure| figure.value)),
    ]);
    cells
}
