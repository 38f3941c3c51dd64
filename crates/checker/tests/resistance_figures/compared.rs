//! Figures beside those of a key: how many were compared, and which differ.

use serde_json::Value;

/// Half a unit of the sixth decimal, with a margin for the rounding of floats.
const TOLERANCE: f64 = 5.1e-7;

#[derive(Default)]
pub struct Compared {
    figures: usize,
    different: Vec<String>,
}

impl Compared {
    /// A count, exactly.
    pub fn count(&mut self, what: &str, got: u32, expected: &Value) {
        self.figures += 1;
        if expected.as_u64() != Some(u64::from(got)) {
            self.different.push(format!("{what}: {got}, not {expected}"));
        }
    }

    /// A value, within the rounding of the key.
    pub fn value(&mut self, what: &str, got: Option<f64>, expected: &Value) {
        self.figures += 1;
        let close = match (got, expected.as_f64()) {
            (Some(got), Some(expected)) => (got - expected).abs() <= TOLERANCE,
            (None, None) => expected.is_null(),
            _ => false,
        };
        if !close {
            self.different.push(format!("{what}: {got:?}, not {expected}"));
        }
    }

    /// A numerator and a denominator `[n, N]`.
    pub fn pair(&mut self, what: &str, (resistant, tested): (u32, u32), expected: &Value) {
        self.count(&format!("{what} n"), resistant, &expected[0]);
        self.count(&format!("{what} N"), tested, &expected[1]);
    }

    /// Names that one side has and the other has not.
    pub fn names(&mut self, what: &str, got: &[String], expected: &Value) {
        self.figures += 1;
        let names = expected.as_object().into_iter().flat_map(|object| object.keys());
        let mut expected: Vec<&String> = names.collect();
        expected.sort();
        let mut got: Vec<&String> = got.iter().collect();
        got.sort();
        if got != expected {
            self.different.push(format!("{what}: {got:?}, not {expected:?}"));
        }
    }

    pub fn finish(self, what: &str) {
        let different = self.different.len();
        eprintln!("{what}: {} figures compared, {different} different", self.figures);
        assert!(self.figures > 0, "{what}: nothing compared");
        let first: Vec<String> = self.different.into_iter().take(40).collect();
        assert!(first.is_empty(), "{what}: {different} different\n{}", first.join("\n"));
    }
}
