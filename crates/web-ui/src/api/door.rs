//! What stands between a request and its answer until the person has done something: sign in
//! again, or accept new terms of use. The page stays as it is meanwhile.

use futures::channel::oneshot;
use leptos::prelude::*;

/// What the person has to do before the server answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hurdle {
    /// The login is over.
    Login,
    /// The terms of use have changed.
    Terms,
}

/// The requests that wait, and what for.
#[derive(Clone, Copy)]
pub struct Door {
    hurdle: RwSignal<Option<Hurdle>>,
    waiting: StoredValue<Vec<oneshot::Sender<bool>>, LocalStorage>,
}

impl Door {
    pub fn new() -> Self {
        Self { hurdle: RwSignal::new(None), waiting: StoredValue::new_local(Vec::new()) }
    }

    /// What is asked of the person at the moment.
    pub fn hurdle(self) -> Option<Hurdle> {
        self.hurdle.get()
    }

    /// Asks, and waits for the outcome: `true` when the request may be sent again.
    pub(super) async fn wait(self, hurdle: Hurdle) -> bool {
        let (sender, outcome) = oneshot::channel();
        self.waiting.update_value(|waiting| waiting.push(sender));
        if self.hurdle.get_untracked() != Some(hurdle) {
            self.hurdle.set(Some(hurdle));
        }
        outcome.await.unwrap_or(false)
    }

    /// Lets the waiting requests go: on to the server, or back with their refusal.
    pub fn release(self, passed: bool) {
        self.hurdle.set(None);
        for sender in self.waiting.try_update_value(std::mem::take).unwrap_or_default() {
            // A page that is gone no longer listens.
            sender.send(passed).ok();
        }
    }
}
