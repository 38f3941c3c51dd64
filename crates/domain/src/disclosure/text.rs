//! What readers are told in the place of a hidden figure.

use super::rule::Rule;

/// What the figure that does not show is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    /// Isolates, isolates tested or resistant, and the proportions of them.
    Patients,
    /// Doses, days, and the rates of them.
    Amounts,
}

/// The text of a hidden figure. It is the same for a figure that is small and for one that would give a small one away:
/// telling them apart would tell that the first is below the threshold, and the second is not.
pub fn hidden_text(what: Hidden, rule: &Rule) -> String {
    match what {
        Hidden::Patients => format!(
            "Moins de {}\u{a0}patients\u{a0}: ce nombre, ou un autre qui s’en déduirait, n’est pas \
             publié.",
            rule.patients_below
        ),
        Hidden::Amounts => format!(
            "Moins de {}\u{a0}établissements, ou un seul qui en fait plus de {}\u{a0}%\u{a0}: ce \
             chiffre, ou un autre qui s’en déduirait, n’est pas publié.",
            rule.establishments_below, rule.dominance_percent
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_quote_the_thresholds_of_the_rule() {
        let rule = Rule::current();
        let of_patients = hidden_text(Hidden::Patients, &rule);
        assert!(of_patients.starts_with("Moins de 5\u{a0}patients\u{a0}: "), "{of_patients}");
        let of_amounts = hidden_text(Hidden::Amounts, &rule);
        assert!(of_amounts.contains("3\u{a0}établissements"), "{of_amounts}");
        assert!(of_amounts.contains("85\u{a0}%\u{a0}: "), "{of_amounts}");
    }
}
