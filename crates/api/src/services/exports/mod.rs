//! What leaves as a file for others: figures of establishments one by one, and isolates in the layouts of those
//! who take them.

mod consumption;
mod ears_net;
mod figures;
mod isolates;
mod package;
mod resistance;
mod studies;
mod table;
mod told;

pub use ears_net::{Asked, ears_net};
pub use figures::{Content, Exported, FigureFile, file_of_figures};
pub use isolates::{Gone, Turns};
pub use package::Made;
pub use resistance::Selection;
pub use studies::{Study, study};
pub use told::{list, tell};
