//! The rules of deduplication, case by case and on many isolates.

mod cases;
mod laws;

use super::*;

const YEAR: Run = Run { window: Window::Year, split: Split::Together };
const QUARTER: Run = Run { window: Window::Quarter, split: Split::Together };
const BY_SPECIMEN: Run = Run { window: Window::Year, split: Split::Specimen };

/// Indices of those that count.
fn kept(isolates: &[Isolate], method: Method, run: Run) -> Vec<usize> {
    let decisions = deduplicate(isolates, method, run).into_iter().enumerate();
    decisions.filter(|(_, decision)| decision.is_kept()).map(|(index, _)| index).collect()
}
