//! The program of the import worker: [`Session`], told to JavaScript.
//!
//! Questions and answers are JSON texts; a problem is one too, as the API has it. Nothing here reaches
//! the network: what may leave is what [`Session::checked_file`] gives.

mod js;
mod session;
mod window;

pub use session::{Opening, Session};
