//! A request for help in words.

use domain::dto::{Ticket, TicketState};

use crate::browser;
use crate::components::Tone;

pub const fn state(ticket: &Ticket) -> &'static str {
    match ticket.state {
        TicketState::Open if ticket.own => "En attente d’une réponse",
        TicketState::Open => "À traiter",
        TicketState::Answered => "Répondue",
        TicketState::Closed => "Close",
    }
}

pub const fn tone(state: TicketState) -> Tone {
    match state {
        TicketState::Open => Tone::Warning,
        TicketState::Answered => Tone::Success,
        TicketState::Closed => Tone::Neutral,
    }
}

/// Who wrote last, and since when nothing has moved.
pub fn last_word(ticket: &Ticket) -> String {
    let at = browser::local_date_time(&ticket.last_at);
    format!("Dernier mot\u{a0}: {}, le {at}", last_writer(ticket))
}

fn last_writer(ticket: &Ticket) -> String {
    match (ticket.last_by_asker, ticket.own) {
        (true, true) => "vous".to_owned(),
        (true, false) => ticket.last_by.clone(),
        (false, _) => format!("{} (équipe nationale)", ticket.last_by),
    }
}

/// Who asked, from where.
pub fn asker(ticket: &Ticket) -> String {
    match &ticket.context.establishment {
        Some(establishment) => format!("{} · {establishment}", ticket.asked_by),
        None => ticket.asked_by.clone(),
    }
}

#[cfg(test)]
mod tests {
    use domain::dto::TicketContext;

    use super::*;

    #[test]
    fn state_and_last_word_are_told_to_whoever_reads() {
        let mut ticket = Ticket {
            id: 1,
            subject: "x".to_owned(),
            state: TicketState::Open,
            asked_by: "Claire".to_owned(),
            own: true,
            asked_at: String::new(),
            last_by: "Claire".to_owned(),
            last_by_asker: true,
            last_at: String::new(),
            context: TicketContext {
                screen: None,
                finess: None,
                establishment: Some("CH DE GRASSE (GRASSE)".to_owned()),
                year: None,
                import_id: None,
                rules: Vec::new(),
            },
        };
        assert_eq!((state(&ticket), &*last_writer(&ticket)), ("En attente d’une réponse", "vous"));
        assert_eq!(asker(&ticket), "Claire · CH DE GRASSE (GRASSE)");
        ticket.own = false;
        assert_eq!((state(&ticket), &*last_writer(&ticket)), ("À traiter", "Claire"));
        (ticket.last_by, ticket.last_by_asker) = ("Nadia".to_owned(), false);
        assert_eq!(last_writer(&ticket), "Nadia (équipe nationale)");
    }
}
