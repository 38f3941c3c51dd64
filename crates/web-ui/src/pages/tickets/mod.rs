//! Requests for help: one’s own with the answers; all of them for the national team.

mod context;
mod detail;
mod filter;
mod list;
mod reply;
mod thread;
mod waiting;
mod words;

pub use detail::TicketPage;
pub use list::TicketList;
pub use waiting::WaitingTickets;
