//! Requests for help: asked from any screen, answered by the national team, told by mail.
//!
//! [`ask`] keeps the question with what may be told of the screen (`context.rs`); [`list`] and [`find`] show;
//! [`reply`] and [`close`] go on. A request is between whoever asked and the national team: it is in no journal, and
//! to everybody else it does not exist.

mod ask;
mod context;
mod read;
mod tell;
mod thread;

pub use ask::ask;
pub use read::{find, list};
pub use thread::{close, reply};
