//! Which figure of resistance is looked at, as a short text in the address, and which of its isolates.

use std::fmt;

/// An organism, or a group of them, and an antibiotic: `ESCCOL:C3G`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    pub organism: String,
    pub antibiotic: String,
    /// Nature of the specimen, 1 to 15, or `invasive`; all isolates without. It stands apart in the
    /// address.
    pub specimen: Option<String>,
}

impl Subject {
    pub fn new(organism: &str, antibiotic: &str) -> Self {
        Self { organism: organism.to_owned(), antibiotic: antibiotic.to_owned(), specimen: None }
    }

    /// The same of one nature of specimen.
    #[must_use]
    pub fn of_specimen(self, specimen: Option<String>) -> Self {
        Self { specimen, ..self }
    }

    /// The figure of a card.
    pub fn of_card(id: &str) -> Option<Self> {
        Some(match id {
            "SARM" => Self::new("STAAUR", "METI"),
            "EBLSE" => Self::new("Enterobacterales", "BLSE"),
            "EPC" => Self::new("Enterobacterales", "EPC"),
            "ERV" => Self::new("ENCFAI", "VAN"),
            _ => return None,
        })
    }

    /// Reads what [`fmt::Display`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        let (organism, antibiotic) = text.split_once(':')?;
        Some(Self::new(organism, antibiotic))
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.organism, self.antibiotic)
    }
}

/// Which isolates are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// Only those counted, or only those that another stands for.
    pub kept: Option<bool>,
    /// Only the resistant ones.
    pub resistant: bool,
    /// Only those of an origin: `community`, `hospital` or `unknown`.
    pub onset: Option<String>,
    /// Only those of a patient.
    pub patient: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_reads_what_it_writes() {
        for id in ["SARM", "EBLSE", "EPC", "ERV"] {
            let subject = Subject::of_card(id).unwrap();
            assert_eq!(Subject::parse(&subject.to_string()), Some(subject));
        }
        assert_eq!(Subject::parse("ESCCOL:EPC:KPC"), Some(Subject::new("ESCCOL", "EPC:KPC")));
        assert_eq!(Subject::parse("ESCCOL"), None);
    }
}
