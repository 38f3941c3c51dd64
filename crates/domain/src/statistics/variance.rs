//! How much counts vary.

/// How much events vary around their mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variance {
    /// As much as independent events do: isolates, patients.
    Nominal,
    /// As much as is seen, where that is more: DDD, which come by whole treatments.
    Observed,
}
