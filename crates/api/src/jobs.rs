//! Imports that are stored after their request was answered: a queue within bounds.
//!
//! A job holds a [`Place`] until it ends. Those of one establishment take their turns; whoever follows
//! one sees its [`Step`]s. The queue lives with the process: what it did not finish is told as failed
//! when the server starts again.

use std::{
    ops::ControlFlow,
    sync::{
        Arc, Mutex, MutexGuard, OnceLock, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use domain::dto::ImportStage;
use ingest::Watch;
use tokio::sync::{Notify, watch};

/// Most jobs that wait or run.
pub const MOST: usize = 32;
/// Most of them of one establishment: nobody fills the queue alone.
pub const MOST_OF_ONE: usize = 4;

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub stage: ImportStage,
    /// Rows of the sheet read so far.
    pub rows: u32,
}

/// One import under way: what it tells, and whether it shall go on.
#[derive(Debug)]
pub struct Ticket {
    finess: String,
    import: OnceLock<i32>,
    steps: watch::Sender<Step>,
    cancelled: AtomicBool,
}

impl Ticket {
    /// An import of an establishment that nobody follows.
    pub fn new(finess: String) -> Self {
        let (steps, _) = watch::channel(Step { stage: ImportStage::Waiting, rows: 0 });
        Self { finess, import: OnceLock::new(), steps, cancelled: AtomicBool::new(false) }
    }

    /// The import has come to a stage.
    pub fn reach(&self, stage: ImportStage) {
        self.steps.send_modify(|step| step.stage = stage);
    }
}

impl Watch for Ticket {
    fn step(&self, rows: usize) -> ControlFlow<()> {
        let rows = u32::try_from(rows).unwrap_or(u32::MAX);
        self.steps.send_if_modified(|step| std::mem::replace(&mut step.rows, rows) != rows);
        if self.cancelled.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

/// The queue, first come first served.
#[derive(Debug, Default)]
pub struct Jobs {
    tickets: Mutex<Vec<Arc<Ticket>>>,
    /// A job has ended.
    ended: Notify,
}

impl Jobs {
    /// A place for an import of an establishment, when there is room.
    pub fn enter(self: &Arc<Self>, finess: &str) -> Option<Place> {
        let mut tickets = self.tickets();
        let of_one = tickets.iter().filter(|ticket| ticket.finess == finess).count();
        if tickets.len() >= MOST || of_one >= MOST_OF_ONE {
            return None;
        }
        let ticket = Arc::new(Ticket::new(finess.to_owned()));
        tickets.push(Arc::clone(&ticket));
        Some(Place { jobs: Arc::clone(self), ticket })
    }

    /// Tells the job of an import to stop.
    pub fn cancel(&self, import: i32) {
        if let Some(ticket) = self.find(import) {
            ticket.cancelled.store(true, Ordering::Relaxed);
        }
    }

    /// Where the job of an import is.
    pub fn step(&self, import: i32) -> Option<Step> {
        self.find(import).map(|ticket| *ticket.steps.borrow())
    }

    /// The steps of the job of an import, until it ends.
    pub fn follow(&self, import: i32) -> Option<watch::Receiver<Step>> {
        self.find(import).map(|ticket| ticket.steps.subscribe())
    }

    fn find(&self, import: i32) -> Option<Arc<Ticket>> {
        let found = |ticket: &&Arc<Ticket>| ticket.import.get() == Some(&import);
        self.tickets().iter().find(found).cloned()
    }

    fn tickets(&self) -> MutexGuard<'_, Vec<Arc<Ticket>>> {
        self.tickets.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place in the queue, given back when dropped.
#[derive(Debug)]
pub struct Place {
    jobs: Arc<Jobs>,
    ticket: Arc<Ticket>,
}

impl Place {
    /// The import has its number.
    pub fn number(&self, import: i32) {
        self.ticket.import.get_or_init(|| import);
    }

    pub const fn ticket(&self) -> &Arc<Ticket> {
        &self.ticket
    }

    /// Waits until no earlier job of the establishment is left.
    pub async fn turn(&self) {
        loop {
            let ended = self.jobs.ended.notified();
            if self.is_first() {
                return;
            }
            ended.await;
        }
    }

    fn is_first(&self) -> bool {
        let tickets = self.jobs.tickets();
        let first = tickets.iter().find(|ticket| ticket.finess == self.ticket.finess);
        first.is_some_and(|first| Arc::ptr_eq(first, &self.ticket))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.jobs.tickets().retain(|ticket| !Arc::ptr_eq(ticket, &self.ticket));
        self.jobs.ended.notify_waiters();
    }
}

#[cfg(test)]
mod tests {
    use actix_web::rt;
    use futures_util::FutureExt;

    use super::*;

    #[test]
    fn one_establishment_has_few_places_and_all_together_have_a_bound() {
        let jobs = Arc::new(Jobs::default());
        let mut places: Vec<Place> = Vec::new();
        while let Some(place) = jobs.enter("050000256") {
            places.push(place);
        }
        assert_eq!(places.len(), MOST_OF_ONE);
        let others = (0..100).map_while(|hospital| jobs.enter(&hospital.to_string()));
        places.extend(others);
        assert_eq!(places.len(), MOST);
        places.pop();
        assert!(jobs.enter("060000478").is_some(), "a place that is left is free");
    }

    #[actix_web::test]
    async fn jobs_of_one_establishment_take_their_turns_and_others_do_not_wait() {
        let jobs = Arc::new(Jobs::default());
        let [first, second] = [(); 2].map(|()| jobs.enter("050000256").unwrap());
        let other = jobs.enter("060000478").unwrap();
        assert!(first.turn().now_or_never().is_some());
        assert!(other.turn().now_or_never().is_some());
        assert!(second.turn().now_or_never().is_none());
        let turn = rt::spawn(async move { second.turn().await });
        rt::task::yield_now().await;
        drop(first);
        turn.await.unwrap();
    }

    #[test]
    fn a_reading_tells_its_rows_and_stops_once_cancelled() {
        let jobs = Arc::new(Jobs::default());
        let place = jobs.enter("050000256").unwrap();
        place.number(7);
        assert!(place.ticket().step(300).is_continue());
        assert_eq!(jobs.step(7).unwrap().rows, 300);
        jobs.cancel(7);
        assert!(place.ticket().step(301).is_break());
        drop(place);
        assert_eq!(jobs.step(7), None);
    }
}
