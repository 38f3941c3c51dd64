//! The nomenclatures: what a code stands for and what it counts in, read from `data/*.csv`.
//!
//! Each table is parsed once, on first use; an unknown code is an answer (`None`), never an error.

mod activity;
mod antibiotic;
mod atc;
mod aware;
mod ddd;
mod department;
mod discipline;
mod dose;
mod drug;
mod drug_code;
pub(crate) mod embedded;
mod establishment_type;
mod family;
mod finess;
mod organism;
mod outline;
mod perimeter;
mod printed;
mod region;
mod sector;
mod specimen;
mod tables;

pub use activity::{Activity, activity, normalise_ta};
pub use antibiotic::{Antibiotic, tested_antibiotic, tested_antibiotics};
pub use atc::{is_molecule, molecule_name, molecules};
pub use aware::{Aware, aware};
pub use ddd::{DddTable, ddd_table};
pub use department::{Department, department, department_of, departments};
pub use discipline::{Discipline, choices, disciplines, needs_answer, normalise_de};
pub use dose::{Ddd, DoseUnit, to_dose_unit};
pub use drug::{Medicine, ReferenceDrug, medicine_named, reference_drug, search_medicines};
pub use drug_code::{DrugCode, parse_drug_code};
pub use establishment_type::{EstablishmentType, establishment_type, establishment_types};
pub use family::{Family, FamilyKind, families, family, is_antibiotic, is_antifungal};
pub use finess::{FinessError, normalise_finess};
pub use organism::{Organism, organism, organism_synonyms, organisms};
pub use outline::{MAP_SIZE, RegionOutline, outline, region_outlines};
pub use perimeter::{Finding, Placement, classify};
pub use printed::{
    BoundsRow, ClassRow, CombinationRow, DoseRow, FamilyRow, LimitRow, PerimeterRow, VariantRow,
    bounds_rows, class_rows, combination_rows, dose_rows, family_rows, limit_rows,
    listed_disciplines, perimeter_rows, variant_rows,
};
pub use region::{Region, region, regions};
pub use sector::{Sector, sector, sectors};
pub use specimen::{Specimen, specimen, specimens};
pub use tables::{table_version, tables};
