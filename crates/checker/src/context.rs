//! What the check of a file takes beside the file.

use domain::verdict::Context;
use serde::{Deserialize, Serialize};

use crate::memory::Memory;

/// What an establishment has, for one kind of file and one year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImportContext {
    pub memory: Memory,
    pub context: Context,
}
