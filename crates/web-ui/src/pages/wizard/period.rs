//! A year, or a quarter of it.

/// Parts of a year that can be delivered: the whole, then the quarters.
pub const PARTS: [(&str, &str); 5] = [
    ("", "Année entière"),
    ("Q1", "1er trimestre"),
    ("Q2", "2e trimestre"),
    ("Q3", "3e trimestre"),
    ("Q4", "4e trimestre"),
];

/// A period as the API writes it.
pub fn join(year: i32, part: &str) -> String {
    if part.is_empty() { year.to_string() } else { format!("{year}-{part}") }
}

/// Year and part of a period; `None` when it is none.
pub fn split(period: &str) -> Option<(i32, &'static str)> {
    let (year, part) = period.split_once('-').unwrap_or((period, ""));
    let (part, _) = PARTS.into_iter().find(|(code, _)| *code == part)?;
    Some((year.parse().ok()?, part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_taken_apart_and_put_together() {
        assert_eq!(split("2024-Q3"), Some((2024, "Q3")));
        assert_eq!(split("2024"), Some((2024, "")));
        assert_eq!(split("2024-Q5"), None);
        assert_eq!(split("hier"), None);
        assert_eq!(join(2024, "Q3"), "2024-Q3");
        assert_eq!(join(2024, ""), "2024");
    }
}
