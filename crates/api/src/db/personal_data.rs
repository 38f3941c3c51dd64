//! What the tables hold of one person, to hand it out; [`super::erasure`] erases it.
//!
//! A table that names people has its place here; a test compares with the foreign keys.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use domain::dto::{
    KeptAccount, KeptAcknowledgement, KeptAlertDecision, KeptAnomaly, KeptCampaign, KeptClosing,
    KeptIdentity, KeptImport, KeptInvitation, KeptIsolateExport, KeptLogin, KeptMailLink,
    KeptMembership, KeptOpening, KeptReport, KeptScope, KeptSignature, KeptSnapshot,
    KeptSynonymDecision, KeptTicket, KeptTicketMessage,
};

use super::{
    AnyConn,
    codes::decode,
    schema::{
        acknowledgements, alert_decisions, anomaly_judgements as judgements, campaigns,
        charter_signatures, closures, establishments, grants, identities, imports, invitations,
        isolate_exports, mail_links, memberships, open_choices, open_editions, recovery_codes,
        reports, second_factors, sessions, snapshots, synonym_decisions, ticket_messages, tickets,
        tokens, users,
    },
    tokens::Token,
};
use crate::clock;

/// The account, when it may log in.
pub fn account(conn: &mut AnyConn, user_id: i32) -> QueryResult<KeptAccount> {
    type Row = (
        (String, String, String, NaiveDateTime),
        (Option<NaiveDateTime>, Option<NaiveDateTime>),
        (String, NaiveDateTime),
    );
    let ((email, full_name, state, created_at), (verified, seen), terms): Row = users::table
        .find(user_id)
        .select((
            (users::email, users::full_name, users::state, users::created_at),
            (users::email_verified_at, users::last_seen_at),
            (users::terms_version, users::terms_accepted_at),
        ))
        .first(conn)?;
    let second_factor: Option<Option<NaiveDateTime>> = second_factors::table
        .find(user_id)
        .select(second_factors::confirmed_at)
        .first(conn)
        .optional()?;
    let codes = recovery_codes::table.filter(recovery_codes::user_id.eq(user_id));
    Ok(KeptAccount {
        id: user_id,
        email,
        full_name,
        state,
        created_at: clock::iso(created_at),
        email_verified_at: verified.map(clock::iso),
        last_seen_at: seen.map(clock::iso),
        terms_version: terms.0,
        terms_accepted_at: clock::iso(terms.1),
        second_factor_since: second_factor.flatten().map(clock::iso),
        recovery_codes_left: codes.count().get_result(conn)?,
    })
}

/// The memberships, those that are over too.
pub fn memberships(conn: &mut AnyConn, user_id: i32) -> QueryResult<Vec<KeptMembership>> {
    let rows: Vec<(String, String, String, String, NaiveDateTime)> = memberships::table
        .inner_join(establishments::table)
        .filter(memberships::user_id.eq(user_id))
        .order((memberships::created_at.asc(), memberships::finess.asc()))
        .select((
            memberships::finess,
            establishments::name,
            memberships::role,
            memberships::state,
            memberships::created_at,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(finess, establishment, role, state, since)| {
            let (role, since) = (decode(&role)?, clock::iso(since));
            Ok(KeptMembership { finess, establishment, role, state, since })
        })
        .collect()
}

/// The rights beyond one establishment.
pub fn scopes(conn: &mut AnyConn, user_id: i32) -> QueryResult<Vec<KeptScope>> {
    let rows: Vec<(String, NaiveDateTime)> = grants::table
        .filter(grants::user_id.eq(user_id))
        .order(grants::scope.asc())
        .select((grants::scope, grants::granted_at))
        .load(conn)?;
    let kept = |(scope, at)| KeptScope { scope, granted_at: clock::iso(at) };
    Ok(rows.into_iter().map(kept).collect())
}

/// The logins, open or ended, the first one first.
pub fn logins(conn: &mut AnyConn, user_id: i32) -> QueryResult<Vec<KeptLogin>> {
    type Row = (String, String, NaiveDateTime, NaiveDateTime, Option<NaiveDateTime>);
    let rows: Vec<Row> = sessions::table
        .filter(sessions::user_id.eq(user_id))
        .order(sessions::id.asc())
        .select((
            sessions::family,
            sessions::agent,
            sessions::created_at,
            sessions::expires_at,
            sessions::revoked_at,
        ))
        .load(conn)?;
    let mut logins: Vec<(String, KeptLogin)> = Vec::new();
    for (family, agent, at, expires_at, revoked_at) in rows {
        let (at, expires_at) = (clock::iso(at), clock::iso(expires_at));
        let ended_at = revoked_at.map(clock::iso);
        if let Some((_, login)) = logins.iter_mut().find(|(known, _)| *known == family) {
            *login = KeptLogin { seen_at: at, expires_at, ended_at, ..login.clone() };
        } else {
            let (started_at, seen_at) = (at.clone(), at);
            logins.push((family, KeptLogin { agent, started_at, seen_at, expires_at, ended_at }));
        }
    }
    Ok(logins.into_iter().map(|(_, login)| login).collect())
}

/// The accounts at identity providers.
pub fn identities(conn: &mut AnyConn, user_id: i32) -> QueryResult<Vec<KeptIdentity>> {
    let rows: Vec<(String, String, NaiveDateTime)> = identities::table
        .filter(identities::user_id.eq(user_id))
        .order(identities::linked_at.asc())
        .select((identities::issuer, identities::subject, identities::linked_at))
        .load(conn)?;
    let kept = |(issuer, subject, at)| KeptIdentity { issuer, subject, linked_at: clock::iso(at) };
    Ok(rows.into_iter().map(kept).collect())
}

/// The tokens for scripts that the person made.
pub fn tokens(conn: &mut AnyConn, user_id: i32) -> QueryResult<Vec<Token>> {
    tokens::table
        .filter(tokens::user_id.eq(user_id))
        .order(tokens::id.asc())
        .select(Token::as_select())
        .load(conn)
}

/// The signatures of the charter.
pub fn signatures(conn: &mut AnyConn, user_id: i32) -> QueryResult<Vec<KeptSignature>> {
    let rows: Vec<(String, String, NaiveDateTime)> = charter_signatures::table
        .filter(charter_signatures::user_id.eq(user_id))
        .order(charter_signatures::signed_at.asc())
        .select((
            charter_signatures::finess,
            charter_signatures::version,
            charter_signatures::signed_at,
        ))
        .load(conn)?;
    let kept = |(finess, version, at)| KeptSignature { finess, version, signed_at: clock::iso(at) };
    Ok(rows.into_iter().map(kept).collect())
}

/// The files that the person delivered.
pub fn imports(conn: &mut AnyConn, user_id: i32) -> QueryResult<Vec<KeptImport>> {
    type Row = (i32, String, String, String, String, String, NaiveDateTime);
    let rows: Vec<Row> = imports::table
        .filter(imports::created_by.eq(user_id))
        .order(imports::id.asc())
        .select((
            imports::id,
            imports::finess,
            imports::kind,
            imports::period,
            imports::state,
            imports::file_name,
            imports::created_at,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, finess, kind, period, state, file_name, at)| {
            let (kind, state, created_at) = (decode(&kind)?, decode(&state)?, clock::iso(at));
            Ok(KeptImport { id, finess, kind, period, state, file_name, created_at })
        })
        .collect()
}

/// The findings of imports that the person acknowledged.
pub fn acknowledgements(conn: &mut AnyConn, user_id: i32) -> QueryResult<Vec<KeptAcknowledgement>> {
    type Row = (i32, String, String, Option<String>, NaiveDateTime);
    let rows: Vec<Row> = acknowledgements::table
        .filter(acknowledgements::user_id.eq(user_id))
        .order((acknowledgements::import_id.asc(), acknowledgements::code.asc()))
        .select((
            acknowledgements::import_id,
            acknowledgements::code,
            acknowledgements::reason,
            acknowledgements::comment,
            acknowledgements::created_at,
        ))
        .load(conn)?;
    let kept = |(import_id, code, reason, comment, at): Row| KeptAcknowledgement {
        import_id,
        code,
        reason,
        comment,
        at: clock::iso(at),
    };
    Ok(rows.into_iter().map(kept).collect())
}

/// What the person did about closings.
pub fn closings(conn: &mut AnyConn, user_id: i32) -> QueryResult<Vec<KeptClosing>> {
    type By = (i32, Option<i32>, Option<i32>);
    type At = (NaiveDateTime, Option<NaiveDateTime>, Option<NaiveDateTime>);
    let of_person = closures::closed_by
        .eq(user_id)
        .or(closures::asked_by.assume_not_null().eq(user_id))
        .or(closures::reopened_by.assume_not_null().eq(user_id));
    let rows: Vec<(String, i32, Option<String>, By, At)> = closures::table
        .filter(of_person)
        .order(closures::id.asc())
        .select((
            closures::finess,
            closures::year,
            closures::reopening_reason,
            (closures::closed_by, closures::asked_by, closures::reopened_by),
            (closures::closed_at, closures::asked_at, closures::reopened_at),
        ))
        .load(conn)?;
    let own = |by: Option<i32>, at: Option<NaiveDateTime>| {
        at.filter(|_| by == Some(user_id)).map(clock::iso)
    };
    let kept = |(finess, year, reason, by, at): (String, i32, Option<String>, By, At)| {
        let asked_at = own(by.1, at.1);
        KeptClosing {
            finess,
            year,
            closed_at: own(Some(by.0), Some(at.0)),
            reason: reason.filter(|_| asked_at.is_some()),
            asked_at,
            reopened_at: own(by.2, at.2),
        }
    };
    Ok(rows.into_iter().map(kept).collect())
}

/// The campaigns that the person set last.
pub fn campaigns(conn: &mut AnyConn, user_id: i32) -> QueryResult<Vec<KeptCampaign>> {
    let rows: Vec<(i32, NaiveDateTime)> = campaigns::table
        .filter(campaigns::updated_by.eq(user_id))
        .order(campaigns::year.asc())
        .select((campaigns::year, campaigns::updated_at))
        .load(conn)?;
    Ok(rows.into_iter().map(|(year, at)| KeptCampaign { year, at: clock::iso(at) }).collect())
}

/// The frozen bases that the person took.
pub fn snapshots(conn: &mut AnyConn, user_id: i32) -> QueryResult<Vec<KeptSnapshot>> {
    let rows: Vec<(i32, String, NaiveDateTime)> = snapshots::table
        .filter(snapshots::taken_by.eq(user_id))
        .order(snapshots::id.asc())
        .select((snapshots::id, snapshots::name, snapshots::taken_at))
        .load(conn)?;
    let kept = |(snapshot, name, at)| KeptSnapshot { snapshot, name, at: clock::iso(at) };
    Ok(rows.into_iter().map(kept).collect())
}

/// The editions that the person published, and the choices of what is open.
pub fn openings(conn: &mut AnyConn, user_id: i32) -> QueryResult<Vec<KeptOpening>> {
    let published: Vec<(i32, NaiveDateTime)> = open_editions::table
        .filter(open_editions::published_by.eq(user_id))
        .order(open_editions::snapshot_id.asc())
        .select((open_editions::snapshot_id, open_editions::published_at))
        .load(conn)?;
    let chosen: Vec<NaiveDateTime> = open_choices::table
        .filter(open_choices::chosen_by.eq(user_id))
        .order(open_choices::id.asc())
        .select(open_choices::chosen_at)
        .load(conn)?;
    let published = published.into_iter().map(|(snapshot, at)| (Some(snapshot), at));
    let all = published.chain(chosen.into_iter().map(|at| (None, at)));
    Ok(all.map(|(snapshot, at)| KeptOpening { snapshot, at: clock::iso(at) }).collect())
}

/// The reports that the person made.
pub fn reports(conn: &mut AnyConn, user_id: i32) -> QueryResult<Vec<KeptReport>> {
    let rows: Vec<(i32, String, i32, NaiveDateTime)> = reports::table
        .filter(reports::made_by.eq(user_id))
        .order(reports::id.asc())
        .select((reports::id, reports::scope, reports::year, reports::made_at))
        .load(conn)?;
    let kept = |(report, scope, year, at)| KeptReport { report, scope, year, at: clock::iso(at) };
    Ok(rows.into_iter().map(kept).collect())
}

/// The files of isolates for others that the person made.
pub fn isolate_exports(conn: &mut AnyConn, user_id: i32) -> QueryResult<Vec<KeptIsolateExport>> {
    let rows: Vec<(i32, String, i32, Option<String>, NaiveDateTime)> = isolate_exports::table
        .filter(isolate_exports::made_by.eq(user_id))
        .order(isolate_exports::id.asc())
        .select((
            isolate_exports::id,
            isolate_exports::recipient,
            isolate_exports::year,
            isolate_exports::study,
            isolate_exports::made_at,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(export, recipient, year, study, at)| {
            let (recipient, at) = (decode(&recipient)?, clock::iso(at));
            Ok(KeptIsolateExport { export, recipient, year, study, at })
        })
        .collect()
}

/// The anomalies that the person spoke about or takes care of.
pub fn anomalies(conn: &mut AnyConn, user_id: i32) -> QueryResult<Vec<KeptAnomaly>> {
    type Row = (String, i32, String, String, Option<i32>, i32, NaiveDateTime);
    let said = judgements::said_by.eq(user_id).or(judgements::owner.eq(user_id));
    let rows: Vec<Row> = judgements::table
        .filter(said.assume_not_null())
        .order((judgements::said_at, judgements::finess))
        .select((
            judgements::finess,
            judgements::year,
            judgements::message,
            judgements::note,
            judgements::owner,
            judgements::said_by,
            judgements::said_at,
        ))
        .load(conn)?;
    let kept = |(finess, year, message, note, owner, said_by, at): Row| KeptAnomaly {
        finess,
        year,
        message,
        note: (said_by == user_id).then_some(note),
        is_owner: owner == Some(user_id),
        at: clock::iso(at),
    };
    Ok(rows.into_iter().map(kept).collect())
}

/// The alerts that the person decided about.
pub fn alert_decisions(conn: &mut AnyConn, user_id: i32) -> QueryResult<Vec<KeptAlertDecision>> {
    type Row = (i32, String, Option<String>, Option<NaiveDate>, NaiveDateTime);
    let rows: Vec<Row> = alert_decisions::table
        .filter(alert_decisions::user_id.eq(user_id))
        .order(alert_decisions::id.asc())
        .select((
            alert_decisions::alert_id,
            alert_decisions::state,
            alert_decisions::note,
            alert_decisions::reported_on,
            alert_decisions::created_at,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(alert, state, note, reported_on, at)| {
            let (state, at) = (decode(&state)?, clock::iso(at));
            let reported_on = reported_on.map(|day| day.to_string());
            Ok(KeptAlertDecision { alert, state, note, reported_on, at })
        })
        .collect()
}

/// The synonyms that the person decided on.
pub fn synonym_decisions(
    conn: &mut AnyConn,
    user_id: i32,
) -> QueryResult<Vec<KeptSynonymDecision>> {
    type Row = (String, String, Option<String>, bool, NaiveDateTime);
    let rows: Vec<Row> = synonym_decisions::table
        .filter(synonym_decisions::user_id.eq(user_id))
        .order(synonym_decisions::id.asc())
        .select((
            synonym_decisions::field,
            synonym_decisions::label,
            synonym_decisions::code,
            synonym_decisions::accepted,
            synonym_decisions::created_at,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(field, label, code, accepted, at)| {
            let (field, at) = (decode(&field)?, clock::iso(at));
            Ok(KeptSynonymDecision { field, label, code, accepted, at })
        })
        .collect()
}

/// The requests for help of the person.
pub fn tickets(conn: &mut AnyConn, user_id: i32) -> QueryResult<Vec<KeptTicket>> {
    type Context = (Option<String>, Option<String>, Option<i32>, Option<i32>);
    let rows: Vec<(i32, String, String, Context, NaiveDateTime)> = tickets::table
        .filter(tickets::asked_by.eq(user_id))
        .order(tickets::id.asc())
        .select((
            tickets::id,
            tickets::subject,
            tickets::state,
            (tickets::screen, tickets::finess, tickets::year, tickets::import_id),
            tickets::asked_at,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(ticket, subject, state, (screen, finess, year, import_id), at)| {
            let (state, screen) = (decode(&state)?, screen.as_deref().map(decode).transpose()?);
            let at = clock::iso(at);
            Ok(KeptTicket { ticket, subject, state, screen, finess, year, import_id, at })
        })
        .collect()
}

/// What the person wrote in requests for help.
pub fn ticket_messages(conn: &mut AnyConn, user_id: i32) -> QueryResult<Vec<KeptTicketMessage>> {
    let rows: Vec<(i32, String, NaiveDateTime)> = ticket_messages::table
        .filter(ticket_messages::written_by.eq(user_id))
        .order(ticket_messages::id.asc())
        .select((ticket_messages::ticket_id, ticket_messages::text, ticket_messages::written_at))
        .load(conn)?;
    let kept = |(ticket, text, at)| KeptTicketMessage { ticket, text, at: clock::iso(at) };
    Ok(rows.into_iter().map(kept).collect())
}

/// The links sent by mail that have not served.
pub fn mail_links(conn: &mut AnyConn, user_id: i32) -> QueryResult<Vec<KeptMailLink>> {
    let rows: Vec<(String, NaiveDateTime, NaiveDateTime)> = mail_links::table
        .filter(mail_links::user_id.eq(user_id))
        .order(mail_links::created_at.asc())
        .select((mail_links::purpose, mail_links::created_at, mail_links::expires_at))
        .load(conn)?;
    let kept = |(purpose, created, expires)| KeptMailLink {
        purpose,
        created_at: clock::iso(created),
        expires_at: clock::iso(expires),
    };
    Ok(rows.into_iter().map(kept).collect())
}

/// The invitations that the person sent, and those sent to their mail, when it is verified.
pub fn invitations(
    conn: &mut AnyConn,
    user_id: i32,
    verified_email: Option<&str>,
) -> QueryResult<Vec<KeptInvitation>> {
    let rows: Vec<(String, String, i32, NaiveDateTime, NaiveDateTime)> = invitations::table
        .filter(
            invitations::invited_by
                .eq(user_id)
                .or(invitations::email.nullable().eq(verified_email)),
        )
        .order(invitations::id.asc())
        .select((
            invitations::finess,
            invitations::role,
            invitations::invited_by,
            invitations::created_at,
            invitations::expires_at,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(finess, role, invited_by, created, expires)| {
            Ok(KeptInvitation {
                finess,
                role: decode(&role)?,
                sent: invited_by == user_id,
                created_at: clock::iso(created),
                expires_at: clock::iso(expires),
            })
        })
        .collect()
}
