//! Who looks on while a file is read: a deadline, or somebody who gives up.

use std::ops::ControlFlow;

/// May stop the reading.
///
/// Reading calls it every few ten thousand bytes or cells, from the thread that reads; nothing here
/// needs a clock, so that the browser can bring its own.
pub trait Watch {
    fn step(&self) -> ControlFlow<()>;
}

impl<F: Fn() -> ControlFlow<()>> Watch for F {
    fn step(&self) -> ControlFlow<()> {
        self()
    }
}

/// Lets the reading take as long as it needs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn step(&self) -> ControlFlow<()> {
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
    fn step(&self) -> ControlFlow<()> {
        if std::time::Instant::now() < self.0 {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    }
}
