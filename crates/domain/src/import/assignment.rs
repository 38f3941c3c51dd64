//! The best set of pairs: each field at most one column, each column at most one field.

/// Pairs that make the sum of scores largest; `scores[field][column]`, 0 for a pair that may not be.
///
/// Adds one field at a time along the path that raises the sum most (the Hungarian method).
pub fn assign(scores: &[Vec<f64>]) -> Vec<Option<usize>> {
    let columns = scores.iter().map(Vec::len).max().unwrap_or(0);
    // One empty column for each field: the one of "no column".
    let width = columns + scores.len();
    let cost = |field: usize, column: usize| -scores[field].get(column).copied().unwrap_or(0.0);
    let (mut of_field, mut of_column) = (vec![0.0; scores.len() + 1], vec![0.0; width + 1]);
    // 1-based; column 0 holds the field that is being placed.
    let mut holder = vec![0; width + 1];
    for field in 1..=scores.len() {
        holder[0] = field;
        let mut column = 0;
        let mut least = vec![f64::INFINITY; width + 1];
        let mut way = vec![0; width + 1];
        let mut seen = vec![false; width + 1];
        while holder[column] != 0 {
            seen[column] = true;
            let current = holder[column];
            let (mut step, mut next) = (f64::INFINITY, 0);
            for candidate in (1..=width).filter(|candidate| !seen[*candidate]) {
                let reduced =
                    cost(current - 1, candidate - 1) - of_field[current] - of_column[candidate];
                if reduced < least[candidate] {
                    (least[candidate], way[candidate]) = (reduced, column);
                }
                if least[candidate] < step {
                    (step, next) = (least[candidate], candidate);
                }
            }
            for other in 0..=width {
                if seen[other] {
                    of_field[holder[other]] += step;
                    of_column[other] -= step;
                } else {
                    least[other] -= step;
                }
            }
            column = next;
        }
        while column != 0 {
            holder[column] = holder[way[column]];
            column = way[column];
        }
    }
    let mut assigned = vec![None; scores.len()];
    for (column, field) in holder.iter().enumerate().skip(1) {
        if *field > 0 && scores[field - 1].get(column - 1).is_some_and(|score| *score > 0.0) {
            assigned[field - 1] = Some(column - 1);
        }
    }
    assigned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_gives_way_when_another_has_no_other_column() {
        let scores = [vec![0.9, 0.8, 0.0], vec![0.85, 0.0, 0.0], vec![0.0, 0.0, 0.0]];
        assert_eq!(assign(&scores), [Some(1), Some(0), None]);
    }

    #[test]
    fn the_first_of_equal_columns_is_taken() {
        assert_eq!(assign(&[vec![0.5, 0.9, 0.9]]), [Some(1)]);
        assert_eq!(assign(&[]), []);
        assert_eq!(assign(&[vec![]]), [None]);
    }
}
