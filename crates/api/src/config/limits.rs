//! How long and how many: bounds that keep slow or many callers from holding the server.

use std::time::Duration;

/// What one caller may take of the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Until the head of a request is there.
    pub head: Duration,
    /// Until the body of a request is there: 64 MB over a line of 2 Mbit/s take 270 seconds.
    pub body: Duration,
    /// From the head of a request to its answer, whatever it waits for.
    pub answer: Duration,
    /// How long an unused connection stays open.
    pub keep_alive: Duration,
    /// Open connections for each thread that answers requests.
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            body: Duration::from_mins(5),
            answer: Duration::from_mins(7),
            keep_alive: Duration::from_secs(15),
            connections: 2_000,
        }
    }
}
