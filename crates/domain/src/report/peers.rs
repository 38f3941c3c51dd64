//! An establishment among those of its type.

pub use crate::peers::MIN_PEERS;
use crate::statistics::quantile;

/// Where the value of an establishment stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Peers {
    /// Of the indicator, like the unit and the decimals.
    pub label: String,
    pub unit: String,
    pub decimals: usize,
    /// Label of the type of establishment.
    pub type_label: String,
    /// With a value; the own one among them.
    pub establishments: usize,
    /// P10, P25, median, P75, P90; nothing below [`MIN_PEERS`].
    pub percentiles: Option<[f64; 5]>,
    pub own: Option<f64>,
    /// 1 for the lowest value; equal values share their rank. Nothing below [`MIN_PEERS`].
    pub rank: Option<usize>,
}

impl Peers {
    /// The place of `own` among `values`, which hold it too; values that are no numbers are left out.
    pub fn of(
        (label, unit, decimals): (&str, &str, usize),
        type_label: &str,
        values: &[f64],
        own: Option<f64>,
    ) -> Self {
        let mut ascending: Vec<f64> =
            values.iter().copied().filter(|one| one.is_finite()).collect();
        ascending.sort_by(f64::total_cmp);
        let shown = ascending.len() >= MIN_PEERS;
        let at = |probability| quantile(&ascending, probability);
        let percentiles = || Some([at(0.1)?, at(0.25)?, at(0.5)?, at(0.75)?, at(0.9)?]);
        let below = |own: f64| ascending.iter().filter(|value| **value < own).count();
        Self {
            label: label.to_owned(),
            unit: unit.to_owned(),
            decimals,
            type_label: type_label.to_owned(),
            establishments: ascending.len(),
            percentiles: percentiles().filter(|_| shown),
            own,
            rank: own.filter(|_| shown).map(|own| below(own) + 1),
        }
    }

    /// Where the own value stands, in French.
    pub fn position(&self) -> Option<&'static str> {
        let (own, [p10, p25, median, p75, p90]) = (self.own?, self.percentiles?);
        Some(match own {
            own if own < p10 => "au-dessous du P10",
            own if own < p25 => "entre P10 et P25",
            own if own < median => "entre P25 et la médiane",
            own if own <= p75 => "entre la médiane et P75",
            own if own <= p90 => "entre P75 et P90",
            _ => "au-dessus du P90",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peers(values: &[f64], own: Option<f64>) -> Peers {
        Peers::of(("Total", "DDJ/1000 JH", 1), "Centre hospitalier", values, own)
    }

    #[test]
    fn percentiles_need_ten_establishments() {
        let nine: Vec<f64> = (1..=9).map(f64::from).collect();
        let few = peers(&nine, Some(3.0));
        assert_eq!((few.establishments, few.percentiles, few.rank), (9, None, None));
        let ten: Vec<f64> = (1..=10).map(f64::from).collect();
        let enough = peers(&ten, Some(3.0));
        for (got, expected) in
            enough.percentiles.unwrap().into_iter().zip([1.9, 3.25, 5.5, 7.75, 9.1])
        {
            assert!((got - expected).abs() < 1e-9, "{got} {expected}");
        }
        assert_eq!(enough.rank, Some(3));
    }

    #[test]
    fn equal_values_share_their_rank_and_positions_are_told() {
        let values: Vec<f64> = (1..=20).map(|one| f64::from(one / 2)).collect();
        assert_eq!(peers(&values, Some(4.0)).rank, Some(8));
        for (own, position) in [
            (0.0, "au-dessous du P10"),
            (4.0, "entre P25 et la médiane"),
            (99.0, "au-dessus du P90"),
        ] {
            assert_eq!(peers(&values, Some(own)).position(), Some(position), "{own}");
        }
        assert_eq!(peers(&values, None).position(), None);
    }
}
