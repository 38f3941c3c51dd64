//! Who is signed in, for the whole application.

use domain::dto::{Credentials, Me, MyMembership};
use leptos::prelude::*;

use crate::api::{ApiError, Client};

/// What is known about the person.
#[derive(Debug, Clone, PartialEq)]
pub enum SessionState {
    /// The cookie is being tried.
    Opening,
    Anonymous,
    Open(Me),
}

/// The session and the client that acts for it.
#[derive(Clone, Copy)]
pub struct Session {
    state: RwSignal<SessionState>,
    client: Client,
}

impl Session {
    /// Starts with the refresh cookie, if the browser has one.
    pub fn provide() {
        let state = RwSignal::new(SessionState::Opening);
        let lost = Callback::new(move |()| state.set(SessionState::Anonymous));
        let session = Self { state, client: Client::new(lost) };
        provide_context(session);
        leptos::task::spawn_local(async move {
            if session.client.renew().await {
                session.reload().await;
            } else {
                session.state.set(SessionState::Anonymous);
            }
        });
    }

    pub fn state(self) -> SessionState {
        self.state.get()
    }

    pub fn is_open(self) -> bool {
        self.state.with(|state| matches!(state, SessionState::Open(_)))
    }

    /// The memberships of the person.
    pub fn memberships(self) -> Vec<MyMembership> {
        self.state.with(|state| match state {
            SessionState::Open(me) => me.memberships.clone(),
            _ => Vec::new(),
        })
    }

    pub async fn sign_in(self, credentials: &Credentials) -> Result<(), ApiError> {
        self.client.login(credentials).await?;
        let me = self.client.me().await?;
        self.state.set(SessionState::Open(me));
        Ok(())
    }

    pub async fn sign_out(self) {
        self.client.logout().await;
        self.state.set(SessionState::Anonymous);
    }

    /// Reads the person and the memberships again.
    pub async fn reload(self) {
        let state = match self.client.me().await {
            Ok(me) => SessionState::Open(me),
            Err(_) => SessionState::Anonymous,
        };
        self.state.set(state);
    }
}

/// The session of the application.
pub fn use_session() -> Session {
    expect_context()
}

/// The client of the session.
pub fn use_client() -> Client {
    use_session().client
}
