//! The numbers of the catalogue that decide whether a control applies.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::rules::rule;
use crate::dto::ImportKind;

/// A number that a control is decided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Threshold {
    /// Quantities are below it: longer numbers are telephone numbers or identifiers.
    Quantity,
    /// Numbers of patient-days are below it, for the same reason.
    PatientDays,
    /// Days of a bed in a year.
    DaysPerBed,
    /// In %, beyond the days of the beds.
    BedMargin,
    /// In %, of the patient-days of the SAE.
    SaeMargin,
    /// In years.
    LowestAge,
    HighestAge,
    /// Years between two ages of one patient that one year of files cannot explain.
    YearsApart,
    /// In %, of the identifiers of patients.
    Names,
    /// Identifiers of patients that are looked at.
    Patients,
    /// In %, of the patient-days of the year before.
    DaysChange,
    /// In %, of the rate of the year before.
    RateChange,
    /// Times the isolates of the year before.
    IsolatesGrowth,
    /// Isolates from which on their growth is looked at.
    ManyIsolates,
    /// In %, of the isolates of a file.
    UnknownUnits,
    /// Units of a pack.
    SmallPack,
    LargePack,
    /// In %, of the size of a pack.
    PackMargin,
    /// In %, of the rate of the year.
    SlipEffect,
    /// Robust scores from which on a molecule is far.
    HistoryScore,
    /// Years before that it takes.
    HistoryYears,
    /// In %, of the rate of the year.
    HistoryEffect,
    PeersScore,
    /// Establishments that it takes.
    PeersNumber,
    /// In %, of the rate of the year.
    PeersEffect,
}

impl Threshold {
    /// Every number that the code asks for.
    const ALL: [Self; 25] = [
        Self::Quantity,
        Self::PatientDays,
        Self::DaysPerBed,
        Self::BedMargin,
        Self::SaeMargin,
        Self::LowestAge,
        Self::HighestAge,
        Self::YearsApart,
        Self::Names,
        Self::Patients,
        Self::DaysChange,
        Self::RateChange,
        Self::IsolatesGrowth,
        Self::ManyIsolates,
        Self::UnknownUnits,
        Self::SmallPack,
        Self::LargePack,
        Self::PackMargin,
        Self::SlipEffect,
        Self::HistoryScore,
        Self::HistoryYears,
        Self::HistoryEffect,
        Self::PeersScore,
        Self::PeersNumber,
        Self::PeersEffect,
    ];

    /// Its control and its name there.
    const fn place(self) -> (ImportKind, &'static str, &'static str) {
        use ImportKind::{Consumption, PatientDays, Resistance};
        match self {
            Self::Quantity => (Consumption, "quantity_not_a_number", "below"),
            Self::PatientDays => (PatientDays, "days_not_a_number", "below"),
            Self::DaysPerBed => (PatientDays, "too_many_days", "days_per_bed"),
            Self::BedMargin => (PatientDays, "too_many_days", "margin_percent"),
            Self::SaeMargin => (PatientDays, "days_differ_from_sae", "margin_percent"),
            Self::LowestAge => (Resistance, "age_out_of_range", "min_age"),
            Self::HighestAge => (Resistance, "age_out_of_range", "max_age"),
            Self::YearsApart => (Resistance, "recycled_patient", "years_apart"),
            Self::Names => (Resistance, "names_in_file", "names_percent"),
            Self::Patients => (Resistance, "names_in_file", "patients"),
            Self::DaysChange => (PatientDays, "days_changed", "percent"),
            Self::RateChange => (Consumption, "rate_changed", "percent"),
            Self::IsolatesGrowth => (Resistance, "many_isolates", "times"),
            Self::ManyIsolates => (Resistance, "many_isolates", "isolates"),
            Self::UnknownUnits => (Resistance, "many_unknown_units", "percent"),
            Self::SmallPack => (Consumption, "unit_slip", "small_pack"),
            Self::LargePack => (Consumption, "unit_slip", "large_pack"),
            Self::PackMargin => (Consumption, "unit_slip", "margin_percent"),
            Self::SlipEffect => (Consumption, "unit_slip", "effect_percent"),
            Self::HistoryScore => (Consumption, "unlike_history", "score"),
            Self::HistoryYears => (Consumption, "unlike_history", "years"),
            Self::HistoryEffect => (Consumption, "unlike_history", "effect_percent"),
            Self::PeersScore => (Consumption, "unlike_peers", "score"),
            Self::PeersNumber => (Consumption, "unlike_peers", "peers"),
            Self::PeersEffect => (Consumption, "unlike_peers", "effect_percent"),
        }
    }

    /// The number of the catalogue; not a number, which decides nothing, where it has none.
    pub fn value(self) -> f64 {
        VALUES.get(&self).copied().unwrap_or(f64::NAN)
    }

    fn read(self) -> Option<f64> {
        let (kind, reason, name) = self.place();
        rule(kind, reason)?.parameter(name)?.parse().ok()
    }
}

static VALUES: LazyLock<BTreeMap<Threshold, f64>> = LazyLock::new(|| {
    let read = Threshold::ALL.into_iter().map(|threshold| Some((threshold, threshold.read()?)));
    read.flatten().collect()
});

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::import::rules;

    #[test]
    fn the_numbers_asked_for_are_those_of_the_catalogue() {
        for threshold in Threshold::ALL {
            assert!(threshold.value().is_finite(), "{:?}", threshold.place());
        }
        let asked = BTreeSet::from(Threshold::ALL.map(Threshold::place));
        // Phenotypes read theirs themselves.
        let told = rules().filter(|rule| !rule.code.starts_with("PH")).flat_map(|rule| {
            let names = rule.parameters.iter().map(|parameter| parameter.name.as_str());
            names.map(|name| (rule.kind, rule.reason.as_str(), name))
        });
        assert_eq!(asked, told.collect());
    }
}
