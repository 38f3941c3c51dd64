//! What an export has to know of an establishment beside its isolates.

/// An establishment by its codes; nothing names it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Described {
    /// FINESS, or the code that stands for it where the file must not tell which establishment it is.
    pub code: String,
    /// INSEE code.
    pub region: Option<String>,
    /// Type of establishment: `CHU`.
    pub kind: Option<String>,
    /// Beds and patient-days of full hospitalisation of the year.
    pub beds: Option<u32>,
    pub patient_days: Option<u32>,
    /// Without one nothing is written for EARS-Net.
    pub laboratory: Option<Laboratory>,
}

/// The laboratory of an establishment for EARS-Net.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Laboratory {
    /// Code of the ECDC, `FR001` or `FRn1`; asked for there, never computed.
    pub code: String,
    /// Letters that stand for the establishment among those of its laboratory: `A`.
    pub hospital: String,
}
