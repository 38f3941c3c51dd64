//! What a year has to have before its establishment closes it.

use std::collections::BTreeSet;

use crate::dto::{ClosingCode, ClosingPoint, ImportKind, Waiver};

/// Longest reason that is kept, in characters.
pub const MAX_REASON: usize = 500;

/// What is known of the year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Delivered {
    pub charter: bool,
    /// Year of the structure in force.
    pub structure_year: Option<i32>,
    /// Units whose sector nobody has told.
    pub sectors_to_tell: u32,
    /// Beds entered, when somebody has.
    pub beds: Option<u32>,
    /// Kinds of file that cover the whole year.
    pub whole: BTreeSet<ImportKind>,
}

/// The points in the order of the work. A year of consumption or of resistances alone can be closed with a
/// reason; one of neither cannot.
pub fn closing_points(year: i32, delivered: &Delivered) -> Vec<ClosingPoint> {
    let whole = |done: bool| {
        let text = if done { "année entière" } else { "l’année n’est pas entière" };
        text.to_owned()
    };
    let point = |code, label: &str, met, can_be_waived, detail| ClosingPoint {
        code,
        label: label.to_owned(),
        met,
        can_be_waived,
        detail,
    };
    let structure = match delivered.structure_year {
        Some(own) if own == year => format!("structure de {year}"),
        Some(other) => format!("structure de {other}\u{a0}: importez celle de {year}"),
        None => "aucune structure".to_owned(),
    };
    let sectors = match delivered.sectors_to_tell {
        0 => "tous les secteurs sont connus".to_owned(),
        1 => "1\u{a0}UF sans secteur".to_owned(),
        many => format!("{many}\u{a0}UF sans secteur"),
    };
    let beds = match delivered.beds {
        None => "aucun lit saisi".to_owned(),
        Some(beds) => format!("{beds}\u{a0}lits"),
    };
    let charter = if delivered.charter { "signée" } else { "à signer par le référent" };
    let has = |kind| delivered.whole.contains(&kind);
    let (consumption, resistance) = (has(ImportKind::Consumption), has(ImportKind::Resistance));
    let days = has(ImportKind::PatientDays);
    let mut points = vec![
        point(
            ClosingCode::Charter,
            "Charte d’engagement",
            delivered.charter,
            false,
            charter.to_owned(),
        ),
        point(
            ClosingCode::Structure,
            "Structure de l’année",
            delivered.structure_year == Some(year),
            false,
            structure,
        ),
        point(
            ClosingCode::Sectors,
            "Secteurs des unités",
            delivered.sectors_to_tell == 0,
            true,
            sectors,
        ),
        point(ClosingCode::Beds, "Lits", delivered.beds.is_some(), false, beds),
        point(ClosingCode::PatientDays, "Journées d’hospitalisation", days, false, whole(days)),
        point(ClosingCode::Consumption, "Consommations", consumption, true, whole(consumption)),
        point(ClosingCode::Resistance, "Résistances", resistance, true, whole(resistance)),
    ];
    if !consumption && !resistance {
        points.push(point(
            ClosingCode::Something,
            "Consommations ou résistances",
            false,
            false,
            "il faut au moins l’une des deux".to_owned(),
        ));
    }
    points
}

/// The points that are neither met nor waived with a reason.
pub fn unmet<'a>(points: &'a [ClosingPoint], waivers: &[Waiver]) -> Vec<&'a ClosingPoint> {
    let given: BTreeSet<ClosingCode> = waivers
        .iter()
        .filter(|waiver| !waiver.reason.trim().is_empty())
        .map(|waiver| waiver.point)
        .collect();
    let waived = |point: &ClosingPoint| point.can_be_waived && given.contains(&point.code);
    let open = |point: &&ClosingPoint| !point.met && !waived(point);
    points.iter().filter(open).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complete() -> Delivered {
        Delivered {
            charter: true,
            structure_year: Some(2024),
            sectors_to_tell: 0,
            beds: Some(353),
            whole: BTreeSet::from([
                ImportKind::PatientDays,
                ImportKind::Consumption,
                ImportKind::Resistance,
            ]),
        }
    }

    fn without(kinds: &[ImportKind]) -> Delivered {
        let mut delivered = complete();
        delivered.whole.retain(|kind| !kinds.contains(kind));
        delivered
    }

    fn missing(delivered: &Delivered, waivers: &[Waiver]) -> Vec<ClosingCode> {
        unmet(&closing_points(2024, delivered), waivers).iter().map(|point| point.code).collect()
    }

    fn waiver(point: ClosingCode, reason: &str) -> Waiver {
        Waiver { point, reason: reason.to_owned() }
    }

    #[test]
    fn a_complete_year_can_be_closed() {
        assert_eq!(missing(&complete(), &[]), []);
    }

    #[test]
    fn the_structure_of_another_year_does_not_do() {
        let delivered = Delivered { structure_year: Some(2023), ..complete() };
        assert_eq!(missing(&delivered, &[]), [ClosingCode::Structure]);
    }

    #[test]
    fn an_establishment_without_laboratory_gives_its_reason() {
        let delivered = without(&[ImportKind::Resistance]);
        assert_eq!(missing(&delivered, &[]), [ClosingCode::Resistance]);
        let blank = [waiver(ClosingCode::Resistance, "  ")];
        assert_eq!(missing(&delivered, &blank), [ClosingCode::Resistance]);
        let given = [waiver(ClosingCode::Resistance, "laboratoire extérieur")];
        assert_eq!(missing(&delivered, &given), []);
    }

    #[test]
    fn a_year_of_nothing_cannot_be_closed_whatever_the_reasons() {
        let delivered = without(&[ImportKind::Consumption, ImportKind::Resistance]);
        let given =
            [waiver(ClosingCode::Resistance, "aucun"), waiver(ClosingCode::Consumption, "aucune")];
        assert_eq!(missing(&delivered, &given), [ClosingCode::Something]);
    }

    #[test]
    fn beds_and_days_are_not_waived() {
        let delivered = Delivered { beds: None, ..without(&[ImportKind::PatientDays]) };
        let given = [waiver(ClosingCode::Beds, "x"), waiver(ClosingCode::PatientDays, "x")];
        assert_eq!(missing(&delivered, &given), [ClosingCode::Beds, ClosingCode::PatientDays]);
    }
}
