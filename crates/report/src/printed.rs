//! Words that both documents print.

use domain::french;
use domain::report::{Base, Content, Report, perimeter_label};

/// A cell as it is printed; nothing for what does not apply.
pub fn content(content: &Content) -> Option<String> {
    Some(match content {
        Content::Text { text } => text.clone(),
        Content::Count { value } => count(*value),
        Content::Number { value, decimals } => french::decimal(*value, *decimals),
        Content::Change { value, decimals } => change(*value, *decimals),
        Content::Interval { low, high, decimals } => {
            let bound = |value: &f64| french::decimal(*value, *decimals);
            format!("{}\u{a0}–\u{a0}{}", bound(low), bound(high))
        }
        Content::Absent | Content::Empty => return None,
    })
}

/// A whole number in groups of three digits, exactly.
fn count(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// A change with its sign; none before a zero.
fn change(value: f64, decimals: usize) -> String {
    let text = french::decimal(value, decimals);
    let is_zero = !text.chars().any(|char| ('1'..='9').contains(&char));
    if value > 0.0 && !is_zero { format!("+{text}") } else { text }
}

/// The mark of a footnote: `a`, `b`… `z`, `aa`; 1 is the first.
pub fn mark(place: usize) -> String {
    let mut rest = place;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'a' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    letters.into_iter().rev().collect()
}

/// The marks of a cell, one after another.
pub fn marks(places: &[usize]) -> String {
    places.iter().map(|place| mark(*place)).collect::<Vec<_>>().join(",")
}

/// What the figures are read from, in one line.
pub fn base(report: &Report) -> String {
    let day = |moment: &str| french::day(moment.split('T').next().unwrap_or_default());
    match &report.base {
        Base::Frozen { name, frozen_on, .. } => {
            format!("Base figée «\u{a0}{name}\u{a0}», {}", day(frozen_on))
        }
        Base::Live { as_of } => {
            format!("Provisoire\u{a0}: base non figée, état du {}", day(as_of))
        }
    }
}

/// The perimeter of the report, in words.
pub fn perimeter(report: &Report) -> String {
    format!("Périmètre {}", perimeter_label(report.perimeter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_exact_and_changes_have_a_sign() {
        assert_eq!(
            count(9_007_199_254_740_993),
            "9\u{202f}007\u{202f}199\u{202f}254\u{202f}740\u{202f}993"
        );
        for (value, text) in [(12.34, "+12,3"), (-3.0, "−3,0"), (0.01, "0,0"), (-0.01, "0,0")] {
            assert_eq!(change(value, 1), text);
        }
    }

    #[test]
    fn footnotes_are_marked_by_letters() {
        for (place, text) in
            [(1, "a"), (26, "z"), (27, "aa"), (53, "ba"), (702, "zz"), (703, "aaa")]
        {
            assert_eq!(mark(place), text);
        }
        assert_eq!(marks(&[1, 3]), "a,c");
    }
}
