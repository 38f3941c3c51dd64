//! Where the establishments of a region or of the nation stand in a campaign, and writing to some of them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;
use domain::{
    cockpit::{Done, participation, step},
    dto::{
        Cockpit, CockpitRow, ImportKind, NewReminders, ProblemCode, RemindersSent, StepState,
        YearState,
    },
    import::Period,
};

use super::{
    campaigns,
    imports::lock,
    journal::{self, Event},
    reminders,
    year::from_json,
};
use crate::{
    auth::{Caller, require_centre},
    clock,
    db::{
        AnyConn, campaigns as stored_campaigns, cockpit,
        establishments::{self, Entry},
    },
    error::ApiError,
    mail::Post,
    text::{BOM, cell},
};

/// Most establishments of one request of reminders.
const MOST: usize = 2_000;

/// The matrix of a region, or of the nation, for those who follow it.
pub fn of_year(
    conn: &mut AnyConn,
    caller: &Caller,
    region: Option<&str>,
    year: i32,
) -> Result<Cockpit, ApiError> {
    require_centre(conn, caller, region)?;
    let delivered = cockpit::delivered(conn, year)?;
    let known = Known {
        year,
        earlier_structure: cockpit::with_earlier_structure(conn, year)?,
        beds: cockpit::with_beds(conn, year)?,
        closed: cockpit::closed(conn, year)?,
        extended: cockpit::extended(conn, year)?,
        reminded: reminded(conn, year)?,
        delivered,
    };
    let mut shown = cockpit::joined(conn)?;
    shown.extend(known.delivered.keys().map(|(finess, _)| finess.clone()));
    shown.extend(known.closed.keys().cloned());
    let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
    let mut entries = establishments::find_all(conn, &shown)?;
    entries.retain(|one| region.is_none_or(|region| one.region == region));
    entries.sort_by(|a, b| (&a.name, &a.finess).cmp(&(&b.name, &b.finess)));
    let mut referents = cockpit::referents(conn)?;
    let items: Vec<CockpitRow> = entries
        .into_iter()
        .map(|entry| {
            let referent = referents.remove(&entry.finess).map(|(_, contact)| contact);
            CockpitRow { referent, ..known.row(entry) }
        })
        .collect();
    let done = known.done();
    Ok(Cockpit {
        year,
        region: region.map(str::to_owned),
        deadline: stored_campaigns::find(conn, year)?.map(|campaign| campaign.deadline),
        participation: participation(&cockpit::sites(conn, region)?, &done),
        items,
    })
}

/// When each establishment was last reminded of a campaign.
fn reminded(conn: &mut AnyConn, year: i32) -> Result<BTreeMap<String, NaiveDateTime>, ApiError> {
    let since = campaigns::opening(conn, year)?;
    let mut last = BTreeMap::new();
    for (finess, at, detail) in cockpit::reminders(conn, since)? {
        if from_json::<Event>(&detail)? == (Event::Reminded { year }) {
            last.insert(finess, at);
        }
    }
    Ok(last)
}

/// What is known of a year, by establishment.
struct Known {
    year: i32,
    delivered: BTreeMap<(String, ImportKind), Vec<Period>>,
    earlier_structure: BTreeSet<String>,
    beds: BTreeSet<String>,
    /// When, and whether somebody asked to open it again.
    closed: BTreeMap<String, (NaiveDateTime, bool)>,
    extended: BTreeMap<String, String>,
    reminded: BTreeMap<String, NaiveDateTime>,
}

impl Known {
    fn step(&self, finess: &str, kind: ImportKind) -> StepState {
        let periods = self.delivered.get(&(finess.to_owned(), kind));
        step(self.year, periods.map_or(&[], Vec::as_slice))
    }

    fn row(&self, entry: Entry) -> CockpitRow {
        let finess = entry.finess.as_str();
        let structure = match self.step(finess, ImportKind::Structure) {
            StepState::Missing if self.earlier_structure.contains(finess) => StepState::Partial,
            own => own,
        };
        let closed = self.closed.get(finess);
        let state = match closed {
            None => YearState::Open,
            Some((_, true)) => YearState::ReopeningAsked,
            Some((_, false)) => YearState::Closed,
        };
        let has_beds = self.beds.contains(finess);
        CockpitRow {
            structure,
            beds: if has_beds { StepState::Done } else { StepState::Missing },
            patient_days: self.step(finess, ImportKind::PatientDays),
            consumption: self.step(finess, ImportKind::Consumption),
            resistance: self.step(finess, ImportKind::Resistance),
            state,
            closed_at: closed.map(|(at, _)| clock::iso(*at)),
            extended_until: self.extended.get(finess).cloned(),
            referent: None,
            reminded_at: self.reminded.get(finess).map(|at| clock::iso(*at)),
            finess: entry.finess,
            name: entry.name,
            city: entry.city,
            region: entry.region,
            kind: entry.kind,
        }
    }

    fn done(&self) -> Done {
        let delivering = |kind| -> BTreeSet<String> {
            let of_kind = self.delivered.keys().filter(|(_, of)| *of == kind);
            of_kind.map(|(finess, _)| finess.clone()).collect()
        };
        let days = delivering(ImportKind::PatientDays);
        let consumption = delivering(ImportKind::Consumption);
        Done {
            consumption: consumption.intersection(&days).cloned().collect(),
            resistance: delivering(ImportKind::Resistance),
            closed: self.closed.keys().cloned().collect(),
        }
    }
}

/// The matrix as a file for spreadsheets.
pub fn export(cockpit: &Cockpit) -> Result<Vec<u8>, ApiError> {
    let unexpected = |error: csv::Error| ApiError::Unexpected(error.into());
    let mut file = csv::WriterBuilder::new().delimiter(b';').from_writer(BOM.to_vec());
    file.write_record(HEADER).map_err(unexpected)?;
    for row in &cockpit.items {
        let steps = [row.structure, row.beds, row.patient_days, row.consumption, row.resistance];
        let mut record = vec![row.finess.clone(), cell(&row.name), cell(&row.city)];
        record.extend([row.region.clone(), row.kind.clone()]);
        record.extend(steps.map(|step| word(step).to_owned()));
        let state = match row.state {
            YearState::Open => "ouverte",
            YearState::Closed => "clôturée",
            YearState::ReopeningAsked => "réouverture demandée",
        };
        record.push(state.to_owned());
        record.push(row.closed_at.clone().unwrap_or_default());
        let referent = row.referent.as_ref();
        record.push(referent.map(|one| cell(&one.full_name)).unwrap_or_default());
        record.push(referent.map(|one| cell(&one.email)).unwrap_or_default());
        record.push(row.reminded_at.clone().unwrap_or_default());
        file.write_record(&record).map_err(unexpected)?;
    }
    file.into_inner().map_err(|error| ApiError::Unexpected(error.into_error().into()))
}

const HEADER: [&str; 15] = [
    "FINESS",
    "Nom",
    "Ville",
    "Région",
    "Type",
    "Structure",
    "Lits",
    "JH",
    "Consommations",
    "Résistances",
    "Année",
    "Clôturée le",
    "Référent",
    "Adresse",
    "Relancé le",
];

const fn word(step: StepState) -> &'static str {
    match step {
        StepState::Missing => "absent",
        StepState::Partial => "partiel",
        StepState::Done => "fait",
    }
}

/// Queues one mail for each référent of these establishments whose year is still open. Each establishment is one
/// that the caller follows.
pub fn remind(
    conn: &mut AnyConn,
    post: &Post,
    caller: &Caller,
    (year, asked): (i32, &NewReminders),
    now: NaiveDateTime,
) -> Result<RemindersSent, ApiError> {
    if asked.establishments.is_empty() || asked.establishments.len() > MOST {
        let detail = format!("Choisissez de 1 à {MOST} établissements.");
        return Err(ApiError::rule(ProblemCode::Invalid, detail));
    }
    let wanted: BTreeSet<&str> = asked.establishments.iter().map(String::as_str).collect();
    let numbers: Vec<&str> = wanted.iter().copied().collect();
    let entries = establishments::find_all(conn, &numbers)?;
    if entries.len() < numbers.len() {
        return Err(ApiError::not_found());
    }
    for entry in &entries {
        require_centre(conn, caller, Some(&entry.region))?;
    }
    let referents = cockpit::referents(conn)?;
    let closed = cockpit::closed(conn, year)?;
    let writable =
        |one: &&Entry| referents.contains_key(&one.finess) && !closed.contains_key(&one.finess);
    let (written, others): (Vec<&Entry>, Vec<&Entry>) =
        entries.iter().partition(|one| writable(one));
    let people = reminders::of_campaign(conn, post, (year, &written), &referents, now)?;
    for entry in written {
        lock(conn, &entry.finess)?;
        let by = (caller.user_id, entry.finess.as_str());
        journal::record(conn, by, now, None, &Event::Reminded { year })?;
    }
    let left_out = others.into_iter().map(|one| one.finess.clone()).collect();
    Ok(RemindersSent { people: u32::try_from(people).unwrap_or(u32::MAX), left_out })
}
