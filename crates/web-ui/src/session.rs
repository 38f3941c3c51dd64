//! Who is signed in, for the whole application.

use domain::dto::{Credentials, Me, MyMembership};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::api::{ApiError, Client, Door, Hurdle};
use crate::{rights, routes};

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
    door: Door,
}

impl Session {
    /// Starts with the refresh cookie, if the browser has one.
    pub fn provide() {
        let door = Door::new();
        let state = RwSignal::new(SessionState::Opening);
        let session = Self { state, client: Client::new(door), door };
        provide_context(session);
        leptos::task::spawn_local(async move {
            let opened = match session.client.renew().await {
                Ok(true) => session.read().await.is_ok(),
                Ok(false) | Err(_) => false,
            };
            if !opened {
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

    /// The person, once signed in.
    pub fn me(self) -> Option<Me> {
        self.read_me(Me::clone)
    }

    /// The memberships of the person.
    pub fn memberships(self) -> Vec<MyMembership> {
        self.read_me(|me| me.memberships.clone()).unwrap_or_default()
    }

    /// Whether the person decides about people, tokens and structure of an establishment.
    pub fn manages(self, finess: &str) -> bool {
        self.read_me(|me| rights::manages(me, finess)).unwrap_or_default()
    }

    /// Whether the person delivers the files of an establishment.
    pub fn delivers(self, finess: &str) -> bool {
        self.read_me(|me| rights::delivers(me, finess)).unwrap_or_default()
    }

    /// Whether the person decides about the alerts of an establishment.
    pub fn decides(self, finess: &str) -> bool {
        self.read_me(|me| rights::decides(me, finess)).unwrap_or_default()
    }

    /// Whether the person is of the national team.
    pub fn is_national(self) -> bool {
        self.read_me(rights::is_national).unwrap_or_default()
    }

    /// INSEE codes of the regions that the person follows.
    pub fn followed_regions(self) -> Vec<String> {
        self.read_me(rights::followed_regions).unwrap_or_default()
    }

    /// What keeps requests waiting: the page stays, the person has something to do first.
    pub fn hurdle(self) -> Option<Hurdle> {
        self.door.hurdle()
    }

    pub async fn sign_in(self, credentials: &Credentials) -> Result<(), ApiError> {
        self.client.login(credentials).await?;
        self.read().await
    }

    /// Gives the code of the second factor to a login that began at a provider.
    pub async fn confirm_login(self, code: String) -> Result<(), ApiError> {
        self.client.confirm_login(code).await?;
        self.read().await
    }

    /// Signs in over the page that is shown; the requests that waited go on.
    pub async fn sign_in_again(self, credentials: &Credentials) -> Result<(), ApiError> {
        self.sign_in(credentials).await?;
        self.door.release(true);
        Ok(())
    }

    /// Goes on with a login that was made in another tab, if there is one of the same person.
    pub async fn resume(self) -> bool {
        let renewed = self.client.renew().await == Ok(true);
        if renewed {
            self.door.release(true);
        }
        renewed
    }

    /// Accepts the terms of use in force; the requests that waited go on.
    pub async fn accept_terms(self, version: &str) -> Result<(), ApiError> {
        self.client.accept_terms(version).await?;
        self.read().await?;
        self.door.release(true);
        Ok(())
    }

    /// Closes what is asked without doing it: the requests come back refused, the page stays.
    pub fn postpone(self) {
        self.door.release(false);
    }

    pub async fn sign_out(self) {
        self.client.logout().await;
        self.forget();
    }

    /// Nobody is signed in any more.
    pub fn forget(self) {
        self.client.set_token(None);
        self.state.set(SessionState::Anonymous);
        self.door.release(false);
    }

    /// Reads the person and the memberships again; what is known stays when the server is away.
    pub async fn reload(self) {
        if self.read().await.is_err() {
            leptos::logging::warn!("the account could not be read again");
        }
    }

    async fn read(self) -> Result<(), ApiError> {
        let read = SessionState::Open(self.client.me().await?);
        if self.state.with_untracked(|known| *known != read) {
            self.state.set(read);
        }
        Ok(())
    }

    fn read_me<T>(self, read: impl FnOnce(&Me) -> T) -> Option<T> {
        self.state.with(|state| match state {
            SessionState::Open(me) => Some(read(me)),
            SessionState::Opening | SessionState::Anonymous => None,
        })
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

/// Leads to the front door, then signs out: a private page would ask to sign in again.
pub fn use_sign_out() -> Callback<()> {
    let session = use_session();
    let navigate = use_navigate();
    Callback::new(move |()| {
        navigate(routes::HOME, NavigateOptions::default());
        leptos::task::spawn_local(session.sign_out());
    })
}
