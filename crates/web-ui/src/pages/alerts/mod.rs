//! Alerts of an establishment: what was found where, the report to prepare, the decision.

mod decision;
mod detail;
mod draft;
mod filter;
mod help;
mod history;
mod isolates;
mod list;
mod waiting;
mod words;

pub use detail::AlertPage;
pub use list::AlertList;
pub use waiting::WaitingAlerts;
