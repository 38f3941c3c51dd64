//! Who looks on while a file is read: a deadline, or somebody who gives up.

use std::ops::ControlFlow;

/// May stop the reading.
///
/// Reading calls it every few ten thousand bytes or cells, from the thread that reads, with the number
/// of rows of the sheet read so far; nothing here needs a clock, so that the browser can bring its own.
pub trait Watch {
    fn step(&self, rows: usize) -> ControlFlow<()>;
}

impl<F: Fn(usize) -> ControlFlow<()>> Watch for F {
    fn step(&self, rows: usize) -> ControlFlow<()> {
        self(rows)
    }
}

/// Lets the reading take as long as it needs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn step(&self, _rows: usize) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

/// Stops the reading at an instant.
#[cfg(not(target_family = "wasm"))]
#[derive(Debug, Clone, Copy)]
pub struct Deadline(pub std::time::Instant);

#[cfg(not(target_family = "wasm"))]
impl Deadline {
    /// So long from now.
    pub fn within(time: std::time::Duration) -> Self {
        Self(std::time::Instant::now() + time)
    }
}

#[cfg(not(target_family = "wasm"))]
impl Watch for Deadline {
    fn step(&self, _rows: usize) -> ControlFlow<()> {
        if std::time::Instant::now() < self.0 {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    }
}
