//! Requests for help.

use domain::dto::{NewTicket, NewTicketMessage, Page, Ticket, TicketDetail, TicketState};
use gloo_net::http::Method;

use super::{ApiError, Client};
use crate::routes::with_query;

const fn code(state: TicketState) -> &'static str {
    match state {
        TicketState::Open => "open",
        TicketState::Answered => "answered",
        TicketState::Closed => "closed",
    }
}

impl Client {
    pub async fn tickets(
        self,
        state: Option<TicketState>,
        cursor: Option<&str>,
    ) -> Result<Page<Ticket>, ApiError> {
        let pairs = [("state", state.map(code)), ("cursor", cursor)];
        self.get(&with_query("/tickets", pairs)).await
    }

    /// How many requests wait for an answer.
    pub async fn waiting_tickets(self) -> Result<i64, ApiError> {
        let pairs = [("state", Some(code(TicketState::Open))), ("limit", Some("1"))];
        let page: Page<Ticket> = self.get(&with_query("/tickets", pairs)).await?;
        Ok(page.total)
    }

    pub async fn ticket(self, id: i32) -> Result<TicketDetail, ApiError> {
        self.get(&format!("/tickets/{id}")).await
    }

    pub async fn ask_for_help(self, new: &NewTicket) -> Result<TicketDetail, ApiError> {
        self.send_json(Method::POST, "/tickets", new).await
    }

    pub async fn write_in_ticket(self, id: i32, text: String) -> Result<(), ApiError> {
        let new = NewTicketMessage { text };
        self.tell(Method::POST, &format!("/tickets/{id}/messages"), &new).await
    }

    pub async fn close_ticket(self, id: i32) -> Result<(), ApiError> {
        self.send_empty(Method::POST, &format!("/tickets/{id}/closure")).await
    }
}
