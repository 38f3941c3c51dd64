//! What becomes of a row: kept, ignored or rejected, each with its reason.

/// The three ways of a row.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Kept,
    Ignored,
    Rejected,
}

impl Outcome {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Ignored => "ignored",
            Self::Rejected => "rejected",
        }
    }
}

/// Why a row is where it is. The order of the checks is that of [`super::evaluate`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    // Consumption
    PerimeterAntibiotic,
    PerimeterAntifungal,
    EhpadAntibiotic,
    EhpadAntifungal,
    OtherDrug,
    UnitOutOfPerimeter,
    UnitWithoutDays,
    AwaitingDays,
    UnknownUnit,
    QuantityNotANumber,
    NoCode,
    Cip,
    BadKey,
    UnknownCode,
    NoStrength,
    NoDdd,
    UnitNotConvertible,
    // Patient-days
    KeptPerimeter,
    KeptEhpad,
    DaysOutOfPerimeter,
    // Structure
    Perimeter,
    Ehpad,
    Outside,
    Incomplete,
    UnknownDe,
    ToAnswer,
}

impl Reason {
    /// Every reason of the three kinds of file.
    pub const ALL: [Self; 26] = [
        Self::PerimeterAntibiotic,
        Self::PerimeterAntifungal,
        Self::EhpadAntibiotic,
        Self::EhpadAntifungal,
        Self::OtherDrug,
        Self::UnitOutOfPerimeter,
        Self::UnitWithoutDays,
        Self::AwaitingDays,
        Self::UnknownUnit,
        Self::QuantityNotANumber,
        Self::NoCode,
        Self::Cip,
        Self::BadKey,
        Self::UnknownCode,
        Self::NoStrength,
        Self::NoDdd,
        Self::UnitNotConvertible,
        Self::KeptPerimeter,
        Self::KeptEhpad,
        Self::DaysOutOfPerimeter,
        Self::Perimeter,
        Self::Ehpad,
        Self::Outside,
        Self::Incomplete,
        Self::UnknownDe,
        Self::ToAnswer,
    ];

    /// The reason with a name of the API.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == name)
    }

    pub const fn outcome(self) -> Outcome {
        match self {
            Self::PerimeterAntibiotic
            | Self::PerimeterAntifungal
            | Self::EhpadAntibiotic
            | Self::EhpadAntifungal
            | Self::KeptPerimeter
            | Self::KeptEhpad
            | Self::Perimeter
            | Self::Ehpad
            | Self::Outside
            | Self::Incomplete
            | Self::UnknownDe
            | Self::ToAnswer => Outcome::Kept,
            Self::OtherDrug
            | Self::UnitOutOfPerimeter
            | Self::UnitWithoutDays
            | Self::AwaitingDays
            | Self::DaysOutOfPerimeter => Outcome::Ignored,
            Self::UnknownUnit
            | Self::QuantityNotANumber
            | Self::NoCode
            | Self::Cip
            | Self::BadKey
            | Self::UnknownCode
            | Self::NoStrength
            | Self::NoDdd
            | Self::UnitNotConvertible => Outcome::Rejected,
        }
    }

    /// Name in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PerimeterAntibiotic => "perimeter_antibiotic",
            Self::PerimeterAntifungal => "perimeter_antifungal",
            Self::EhpadAntibiotic => "ehpad_antibiotic",
            Self::EhpadAntifungal => "ehpad_antifungal",
            Self::OtherDrug => "other_drug",
            Self::UnitOutOfPerimeter | Self::DaysOutOfPerimeter => "unit_out_of_perimeter",
            Self::UnitWithoutDays => "unit_without_days",
            Self::AwaitingDays => "awaiting_days",
            Self::UnknownUnit => "unknown_unit",
            Self::QuantityNotANumber => "quantity_not_a_number",
            Self::NoCode => "no_code",
            Self::Cip => "cip",
            Self::BadKey => "bad_key",
            Self::UnknownCode => "unknown_code",
            Self::NoStrength => "no_strength",
            Self::NoDdd => "no_ddd",
            Self::UnitNotConvertible => "unit_not_convertible",
            Self::KeptPerimeter => "kept_perimeter",
            Self::KeptEhpad => "kept_ehpad",
            Self::Perimeter => "perimeter",
            Self::Ehpad => "ehpad",
            Self::Outside => "outside",
            Self::Incomplete => "incomplete",
            Self::UnknownDe => "unknown_de",
            Self::ToAnswer => "to_answer",
        }
    }

    /// French sentence for lists of what was kept or left out.
    pub const fn label(self) -> &'static str {
        match self {
            Self::PerimeterAntibiotic => "Antibiotiques du périmètre Sanitaire SPARES",
            Self::PerimeterAntifungal => "Antifongiques du périmètre Sanitaire SPARES",
            Self::EhpadAntibiotic => "Antibiotiques des EHPAD",
            Self::EhpadAntifungal => "Antifongiques des EHPAD",
            Self::OtherDrug => "Autres médicaments que les anti-infectieux suivis",
            Self::UnitOutOfPerimeter | Self::DaysOutOfPerimeter => "UF hors périmètre",
            Self::UnitWithoutDays => "UF du périmètre sans JH",
            Self::AwaitingDays => "En attente des JH de la période",
            Self::UnknownUnit => "UF absente de la structure",
            Self::QuantityNotANumber => "Quantité illisible",
            Self::NoCode => "Code du médicament absent",
            Self::Cip => "Code CIP au lieu d’un code UCD",
            Self::BadKey => "Clé du code UCD fausse",
            Self::UnknownCode => "Médicament inconnu",
            Self::NoStrength => "Dose par unité inconnue",
            Self::NoDdd => "Anti-infectieux sans DDJ",
            Self::UnitNotConvertible => "Unité de dose non convertible",
            Self::KeptPerimeter | Self::Perimeter => "Périmètre Sanitaire SPARES",
            Self::KeptEhpad | Self::Ehpad => "EHPAD",
            Self::Outside => "Hors périmètre",
            Self::Incomplete => "DE ou TA absent",
            Self::UnknownDe => "Hospitalisation complète, DE hors liste",
            Self::ToAnswer => "Secteur à préciser",
        }
    }
}
