//! Small symmetric systems of equations.

/// A pivot below this part of its diagonal is rounding, not information.
const ROUNDING: f64 = 1e-11;

/// The lower triangle L of a symmetric matrix L Lᵀ, all of whose eigenvalues are above 0 (Cholesky's method, Golub
/// and Van Loan 2013, Matrix computations, section 4.2).
pub struct Cholesky {
    /// Row `i` has `i + 1` values.
    lower: Vec<Vec<f64>>,
}

impl Cholesky {
    /// Decomposes a square matrix, row by row, of which only the lower triangle is read.
    ///
    /// `Err` is the first column that follows from those before it, or that holds something that is no number.
    pub fn of(matrix: &[Vec<f64>]) -> Result<Self, usize> {
        let mut lower: Vec<Vec<f64>> = Vec::with_capacity(matrix.len());
        for (index, row) in matrix.iter().enumerate() {
            let mut new: Vec<f64> = Vec::with_capacity(index + 1);
            for (above, value) in lower.iter().zip(row) {
                new.push((value - dot(&new, above)) / above[new.len()]);
            }
            let diagonal = row[index];
            let pivot = diagonal - dot(&new, &new);
            if !(pivot > ROUNDING * diagonal && pivot.is_finite()) {
                return Err(index);
            }
            new.push(pivot.sqrt());
            lower.push(new);
        }
        Ok(Self { lower })
    }

    /// The x of L Lᵀ x = `right`, which has one value per row.
    pub fn solve(&self, right: &[f64]) -> Vec<f64> {
        let mut middle: Vec<f64> = Vec::with_capacity(right.len());
        for (row, value) in self.lower.iter().zip(right) {
            middle.push((value - dot(&middle, row)) / row[middle.len()]);
        }
        for index in (0..middle.len()).rev() {
            middle[index] /= self.lower[index][index];
            let solved = middle[index];
            for (value, factor) in middle[..index].iter_mut().zip(&self.lower[index]) {
                *value -= solved * factor;
            }
        }
        middle
    }

    /// The diagonal of the inverse.
    pub fn inverse_diagonal(&self) -> Vec<f64> {
        let unit = |index| (0..self.lower.len()).map(move |at| f64::from(u8::from(at == index)));
        (0..self.lower.len())
            .map(|index| self.solve(&unit(index).collect::<Vec<f64>>())[index])
            .collect()
    }
}

/// Σ of the products, as far as both go.
fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

#[cfg(test)]
mod tests {
    use super::super::testing::close;
    use super::*;

    #[test]
    fn a_system_is_solved_and_its_inverse_known() {
        // L has the rows 2; 1 3; -1 2 1: the matrix, its determinant 36 and its inverse follow by hand.
        let matrix = [vec![4.0, 2.0, -2.0], vec![2.0, 10.0, 5.0], vec![-2.0, 5.0, 6.0]];
        let cholesky = Cholesky::of(&matrix).ok().unwrap();
        let solution = cholesky.solve(&[2.0, 37.0, 26.0]);
        for (got, right) in solution.iter().zip([1.0, 2.0, 3.0]) {
            close(*got, right, 1e-12);
        }
        for (got, right) in
            cholesky.inverse_diagonal().iter().zip([35.0 / 36.0, 20.0 / 36.0, 36.0 / 36.0])
        {
            close(*got, right, 1e-12);
        }
    }

    #[test]
    fn a_column_that_follows_from_the_others_is_named() {
        let matrix = [vec![2.0, 1.0, 3.0], vec![1.0, 5.0, 6.0], vec![3.0, 6.0, 9.0]];
        assert_eq!(Cholesky::of(&matrix).err(), Some(2));
        assert_eq!(Cholesky::of(&[vec![0.0]]).err(), Some(0));
        assert_eq!(Cholesky::of(&[vec![f64::NAN]]).err(), Some(0));
    }
}
