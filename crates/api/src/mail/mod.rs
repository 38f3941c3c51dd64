//! Mails: `letters` has their texts, [`Post`] puts them into the queue in the transaction of what
//! they tell, [`worker`] takes them out once that is stored, [`Carrier`] brings them away.

mod carrier;
pub mod letters;
pub mod post;
pub mod worker;

pub use carrier::Carrier;
pub use letters::Letter;
pub use post::Post;
