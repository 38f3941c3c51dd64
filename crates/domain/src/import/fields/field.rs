//! One field: its names, what its values look like, the headers that mean it.

/// What the values of a column should look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Short codes: units, services.
    ShortCode,
    /// Words.
    Words,
    Number,
    Period,
    DrugCode,
    Atc,
    Route,
    DoseUnit,
    Discipline,
    Activity,
    /// A day of the calendar.
    Date,
    /// Completed years, 0 to 130.
    Age,
    Sex,
    YesNo,
    /// A susceptibility category: S, SFP, I, R, or a mark such as ZIT.
    Result,
    /// A MIC or a diameter, with its sign.
    Value,
    Organism,
    Specimen,
    /// The name of an antibiotic, in a file with one row per result.
    Antibiotic,
    /// A code of a person or a sample, nearly as many values as rows; never a name.
    Identifier,
}

/// One field of a layout.
#[derive(Debug)]
pub struct Field {
    /// Name in the API.
    pub name: &'static str,
    /// Name on the screen.
    pub label: &'static str,
    /// Needed in every file; see [`alternatives`](super::alternatives) for "one of these".
    pub mandatory: bool,
    pub help: &'static str,
    pub content: Content,
    /// Folded headers that mean this field.
    pub synonyms: &'static [&'static str],
}

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

pub(super) const fn must(name: &'static str, label: &'static str, content: Content) -> Field {
    Field { name, label, mandatory: true, help: "", content, synonyms: &[] }
}

pub(super) const fn may(name: &'static str, label: &'static str, content: Content) -> Field {
    Field { name, label, mandatory: false, help: "", content, synonyms: &[] }
}

impl Field {
    pub(super) const fn help(mut self, help: &'static str) -> Self {
        self.help = help;
        self
    }

    pub(super) const fn synonyms(mut self, synonyms: &'static [&'static str]) -> Self {
        self.synonyms = synonyms;
        self
    }
}
