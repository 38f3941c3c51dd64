//! Counts what a file turns into while it is read, and stops the reading at the limits.

use std::cell::{Cell, RefCell};
use std::io::{self, Read};

use domain::import::FileProblem;

use crate::{Limits, Watch, problem};

/// The account of one reading.
pub struct Gauge<'a> {
    pub limits: &'a Limits,
    watch: &'a dyn Watch,
    file_bytes: u64,
    inflated: Cell<u64>,
    /// Bytes since the last piece of XML was complete.
    piece: Cell<u64>,
    /// Rows of the sheet read so far.
    rows: Cell<usize>,
    stopped: RefCell<Option<FileProblem>>,
}

impl<'a> Gauge<'a> {
    pub fn new(limits: &'a Limits, watch: &'a dyn Watch, file_bytes: u64) -> Self {
        Self {
            limits,
            watch,
            file_bytes,
            inflated: Cell::new(0),
            piece: Cell::new(0),
            rows: Cell::new(0),
            stopped: RefCell::new(None),
        }
    }

    /// Counts bytes inflated.
    fn inflate(&self, bytes: u64) -> Result<(), FileProblem> {
        let inflated = self.inflated.get() + bytes;
        self.inflated.set(inflated);
        self.piece.set(self.piece.get() + bytes);
        if inflated > self.limits.inflated_bytes {
            let megabytes = self.limits.inflated_bytes >> 20;
            return Err(problem::too_large(&format!(
                "plus de {megabytes} Mo une fois décompressée"
            )));
        }
        let most = self.file_bytes.saturating_mul(self.limits.ratio).max(Limits::RATIO_FROM);
        if inflated > most {
            return Err(problem::too_large(&format!(
                "une taille décompressée de plus de {} fois celle du fichier",
                self.limits.ratio
            )));
        }
        // One read ahead of the parser is no part of the piece.
        if self.piece.get() > self.limits.piece_bytes.saturating_add(bytes) {
            return Err(problem::long_text());
        }
        self.step()
    }

    /// Asks whether to go on.
    pub fn step(&self) -> Result<(), FileProblem> {
        if self.watch.step(self.rows.get()).is_break() {
            return Err(problem::interrupted());
        }
        Ok(())
    }

    /// Says how many rows of the sheet are read, and asks whether to go on.
    pub fn reached(&self, rows: usize) -> Result<(), FileProblem> {
        self.rows.set(rows);
        self.step()
    }

    /// Begins a new piece of XML.
    pub fn piece_ends(&self) {
        self.piece.set(0);
    }

    /// Why a reader failed: a limit, or else the bytes.
    pub fn problem(&self) -> FileProblem {
        self.stopped.borrow_mut().take().unwrap_or_else(problem::damaged)
    }
}

/// A reader whose bytes are counted.
pub struct Metered<'g, R> {
    pub inner: R,
    pub gauge: &'g Gauge<'g>,
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.gauge.inflate(read as u64).map_err(|problem| {
            *self.gauge.stopped.borrow_mut() = Some(problem);
            io::Error::other("stopped at a limit")
        })?;
        Ok(read)
    }
}
