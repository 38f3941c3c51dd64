//! Who looks on while a file is read: progress, a cancel button, a deadline.

use std::ops::ControlFlow;

/// Is told how far the reading is, and may stop it.
///
/// Reading calls it every few ten thousand bytes or cells, from the thread that reads; nothing here
/// needs a clock, so that the browser can bring its own.
pub trait Watch {
    /// `done` of `whole` bytes are read; both grow, `whole` is what the file announces.
    fn step(&self, done: u64, whole: u64) -> ControlFlow<()>;
}

impl<F: Fn(u64, u64) -> ControlFlow<()>> Watch for F {
    fn step(&self, done: u64, whole: u64) -> ControlFlow<()> {
        self(done, whole)
    }
}

/// Lets the reading take as long as it needs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn step(&self, _done: u64, _whole: u64) -> ControlFlow<()> {
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
    fn step(&self, _done: u64, _whole: u64) -> ControlFlow<()> {
        if std::time::Instant::now() < self.0 {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    }
}
