//! Which establishments of the matrix are shown.

use domain::dto::{CockpitRow, StepState, YearState};

/// What is missing, or where the year stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Wanted {
    #[default]
    All,
    Nothing,
    Incomplete,
    ToClose,
    Closed,
    ReopeningAsked,
}

impl Wanted {
    pub const ALL: [(Self, &'static str, &'static str); 6] = [
        (Self::All, "", "Tous"),
        (Self::Nothing, "rien", "Rien de livré"),
        (Self::Incomplete, "incomplets", "Livraison incomplète"),
        (Self::ToClose, "a-cloturer", "Complets, à clôturer"),
        (Self::Closed, "clotures", "Clôturés"),
        (Self::ReopeningAsked, "reouverture", "Réouverture demandée"),
    ];

    /// The filter of an address; all of them when it names none.
    pub fn parse(text: Option<&str>) -> Self {
        let named = Self::ALL.into_iter().find(|(_, slug, _)| text == Some(*slug));
        named.map_or(Self::All, |(wanted, _, _)| wanted)
    }

    fn takes(self, row: &CockpitRow) -> bool {
        let steps = [row.patient_days, row.consumption, row.resistance];
        let nothing = steps.iter().all(|step| *step == StepState::Missing);
        let open = row.state == YearState::Open;
        let complete = [row.structure, row.beds, row.patient_days, row.consumption]
            .iter()
            .all(|step| *step == StepState::Done);
        match self {
            Self::All => true,
            Self::Nothing => open && nothing,
            Self::Incomplete => open && !nothing && !complete,
            Self::ToClose => open && complete,
            Self::Closed => !open,
            Self::ReopeningAsked => row.state == YearState::ReopeningAsked,
        }
    }
}

/// Whether a row is shown: of the type, in the state, with the words in its name, town or number.
pub fn is_shown(row: &CockpitRow, wanted: Wanted, kind: &str, words: &str) -> bool {
    let text = format!("{} {} {}", row.name, row.city, row.finess).to_lowercase();
    let named = words.to_lowercase().split_whitespace().all(|word| text.contains(word));
    wanted.takes(row) && (kind.is_empty() || row.kind == kind) && named
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(steps: [StepState; 5], state: YearState) -> CockpitRow {
        let [structure, beds, patient_days, consumption, resistance] = steps;
        CockpitRow {
            finess: "060000478".to_owned(),
            name: "CENTRE HOSPITALIER".to_owned(),
            city: "GRASSE".to_owned(),
            region: "93".to_owned(),
            kind: "CH".to_owned(),
            structure,
            beds,
            patient_days,
            consumption,
            resistance,
            state,
            closed_at: None,
            extended_until: None,
            referent: None,
            reminded_at: None,
        }
    }

    #[test]
    fn every_row_is_in_one_state() {
        use StepState::{Done, Missing, Partial};
        for (steps, state, expected) in [
            ([Missing; 5], YearState::Open, Wanted::Nothing),
            ([Partial, Done, Missing, Missing, Missing], YearState::Open, Wanted::Nothing),
            ([Done, Done, Partial, Missing, Missing], YearState::Open, Wanted::Incomplete),
            ([Done, Done, Done, Done, Missing], YearState::Open, Wanted::ToClose),
            ([Done; 5], YearState::Closed, Wanted::Closed),
        ] {
            let row = row(steps, state);
            let found: Vec<Wanted> = Wanted::ALL[1..]
                .iter()
                .map(|(wanted, _, _)| *wanted)
                .filter(|wanted| wanted.takes(&row))
                .collect();
            assert_eq!(found, [expected], "{steps:?}");
        }
    }

    #[test]
    fn words_are_looked_for_in_name_town_and_number() {
        let row = row([StepState::Missing; 5], YearState::Open);
        for (words, kind, expected) in [
            ("grasse centre", "", true),
            ("060000", "CH", true),
            ("nice", "", false),
            ("", "CHU", false),
        ] {
            assert_eq!(is_shown(&row, Wanted::All, kind, words), expected, "{words} {kind}");
        }
    }

    #[test]
    fn filters_survive_the_address_bar() {
        for (wanted, slug, _) in Wanted::ALL {
            assert_eq!(Wanted::parse(Some(slug)), wanted);
        }
        assert_eq!(Wanted::parse(Some("lune")), Wanted::All);
    }
}
