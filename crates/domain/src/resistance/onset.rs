//! Whether an isolate was acquired in hospital: by the day of the stay on which it was sampled.

use super::facts::{IsolateLine, When};
use super::figures::hospital_from_day;

/// Where an isolate is likely to have been acquired.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Onset {
    /// Sampled in the first two days of the stay.
    Community,
    /// Sampled on the third day of the stay or later (EARS-Net); the day of admission is the first.
    Hospital,
    /// The file tells no day of admission, or one after the sampling.
    Unknown,
}

impl Onset {
    pub const ALL: [Self; 3] = [Self::Community, Self::Hospital, Self::Unknown];

    /// The onset with a name of the API.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|onset| onset.as_str() == name)
    }

    /// Name in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Community => "community",
            Self::Hospital => "hospital",
            Self::Unknown => "unknown",
        }
    }

    /// French words for the origin.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Community => "Communautaire",
            Self::Hospital => "Hospitalière",
            Self::Unknown => "Non déterminée",
        }
    }
}

impl IsolateLine {
    /// The day of the stay on which the isolate was sampled, 1 for the day of admission.
    pub fn day_of_stay(&self) -> Option<i64> {
        day_of_stay(self.admitted, self.sampled)
    }

    pub fn onset(&self) -> Onset {
        onset(self.admitted, self.sampled)
    }
}

fn day_of_stay(admitted: When, sampled: When) -> Option<i64> {
    let days = sampled.moment()?.date.serial() - admitted.moment()?.date.serial();
    (days >= 0).then_some(days + 1)
}

fn onset(admitted: When, sampled: When) -> Onset {
    match day_of_stay(admitted, sampled) {
        None => Onset::Unknown,
        Some(day) if day >= i64::from(hospital_from_day()) => Onset::Hospital,
        Some(_) => Onset::Community,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Date, Moment};

    #[test]
    fn the_third_day_of_the_stay_is_that_of_the_hospital() {
        let on = |day, minute| When::At(Moment { date: Date::new(2024, 3, day).unwrap(), minute });
        for (admitted, sampled, expected, day) in [
            (on(4, None), on(4, None), Onset::Community, Some(1)),
            (on(4, Some(1_439)), on(5, Some(1)), Onset::Community, Some(2)),
            (on(4, Some(1_439)), on(6, Some(1)), Onset::Hospital, Some(3)),
            (on(4, None), on(30, None), Onset::Hospital, Some(27)),
            (on(5, None), on(4, None), Onset::Unknown, None),
            (When::Missing, on(4, None), Onset::Unknown, None),
            (When::Unreadable, on(4, None), Onset::Unknown, None),
        ] {
            assert_eq!(onset(admitted, sampled), expected, "{admitted:?} {sampled:?}");
            assert_eq!(day_of_stay(admitted, sampled), day, "{admitted:?} {sampled:?}");
        }
        for one in Onset::ALL {
            assert_eq!(Onset::named(one.as_str()), Some(one));
        }
    }
}
