//! The documents of ConsoRes.
