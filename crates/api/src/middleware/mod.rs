//! What every request goes through, outermost first.

pub mod access_log;
pub mod open_access;
pub mod panics;
pub mod request_id;
pub mod security_headers;
pub mod time_limits;
