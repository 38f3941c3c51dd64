//! What the tests of this folder share.

/// Within `tolerance` of the right value, relatively above 1 and absolutely below.
#[track_caller]
pub fn close(got: f64, right: f64, tolerance: f64) {
    let off = (got - right).abs();
    assert!(off <= tolerance * right.abs().max(1.0), "{got}, not {right}");
}

/// Both bounds within `tolerance`.
#[track_caller]
pub fn close_both(got: (f64, f64), right: (f64, f64), tolerance: f64) {
    close(got.0, right.0, tolerance);
    close(got.1, right.1, tolerance);
}
