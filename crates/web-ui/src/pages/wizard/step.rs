//! The steps of the wizard and which of them can be shown.

/// A step, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Kind,
    File,
    Columns,
    Verdict,
    Result,
}

impl Step {
    pub const ALL: [Self; 5] = [Self::Kind, Self::File, Self::Columns, Self::Verdict, Self::Result];

    /// Last part of the address.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Kind => "type",
            Self::File => "fichier",
            Self::Columns => "colonnes",
            Self::Verdict => "verdict",
            Self::Result => "resultat",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Kind => "Type et période",
            Self::File => "Fichier",
            Self::Columns => "Colonnes",
            Self::Verdict => "Verdict",
            Self::Result => "Résultat",
        }
    }

    /// The step an address shows.
    pub fn of_path(path: &str) -> Self {
        let last = path.trim_end_matches('/').rsplit('/').next();
        Self::ALL.into_iter().find(|step| Some(step.slug()) == last).unwrap_or(Self::Kind)
    }
}

/// What the person has given so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    pub kind_and_period: bool,
    pub file_read: bool,
    pub columns_complete: bool,
}

/// The furthest step that has all it needs. The result needs nothing: it names a stored import.
pub const fn furthest(given: Given) -> Step {
    if !given.kind_and_period {
        Step::Kind
    } else if !given.file_read {
        Step::File
    } else if !given.columns_complete {
        Step::Columns
    } else {
        Step::Verdict
    }
}

/// Where to go instead of `step`, when it lacks something.
pub fn detour(step: Step, given: Given) -> Option<Step> {
    let furthest = furthest(given);
    (step != Step::Result && step > furthest).then_some(furthest)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: Given =
        Given { kind_and_period: false, file_read: false, columns_complete: false };

    #[test]
    fn a_reloaded_step_without_its_file_goes_back_to_the_file() {
        let given = Given { kind_and_period: true, ..NOTHING };
        assert_eq!(detour(Step::Verdict, given), Some(Step::File));
        assert_eq!(detour(Step::File, given), None);
    }

    #[test]
    fn incomplete_columns_hold_the_verdict_back() {
        let given = Given { kind_and_period: true, file_read: true, columns_complete: false };
        assert_eq!(detour(Step::Verdict, given), Some(Step::Columns));
        assert_eq!(detour(Step::Columns, given), None);
    }

    #[test]
    fn the_result_can_always_be_shown() {
        assert_eq!(detour(Step::Result, NOTHING), None);
    }

    #[test]
    fn steps_are_read_from_the_address() {
        assert_eq!(Step::of_path("/etablissements/1/imports/nouveau/colonnes"), Step::Columns);
        assert_eq!(Step::of_path("/etablissements/1/imports/nouveau"), Step::Kind);
    }
}
