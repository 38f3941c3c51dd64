//! Why nothing can be said.

/// Why a figure is not given: what a reader has to be told in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsaid {
    /// Fewer points, units or pairs than the method asks for.
    TooShort { have: usize, need: usize },
    /// Fewer events than the method asks for; `have` is rounded down.
    TooFewEvents { have: u64, need: u64 },
    /// All values are the same, or all proportions 0 or 1: nothing varies.
    Constant,
    /// A number that no count, denominator, share, value or level can be; beyond 1e12 none is.
    OutOfRange,
    /// More columns than [`super::MAX_COLUMNS`].
    TooManyColumns { have: usize, most: usize },
    /// A column of a model follows from those before it; 0 is the intercept.
    Redundant { column: usize },
    /// The estimates of a model run away, as those of a group without any event do.
    Unsettled,
}
