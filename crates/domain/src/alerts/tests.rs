//! Alerts from small files, one case a line.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::dto::{Alert, AlertContent, AlertState, Establishment, Level};
use crate::import::testing::table;
use crate::import::{Layout, Period, Unit, read_isolates, resolve};
use crate::pseudonym::PseudonymSecret;
use crate::resistance::{Delivered, ResistanceFacts, evaluate};

const HEADER: [&str; 12] = [
    "UF",
    "IPP",
    "Date de prélèvement",
    "Nature",
    "Germe",
    "Carbapénémase",
    "Type de carbapénémase",
    "Imipénème",
    "Ertapénème",
    "Vancomycine",
    "Amoxicilline",
    "Âge",
];

/// A row from `710, 8001, 04/03/2024, ECBU, E. coli`, then what is told of it: `carba=O`, `IPM=R`.
fn row(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split(", ").collect();
    let mut cells: Vec<String> = words[..5].iter().map(|word| (*word).to_owned()).collect();
    cells.resize(HEADER.len(), String::new());
    "67".clone_into(&mut cells[11]);
    for mark in &words[5..] {
        let (column, mark) = match mark.split_once('=') {
            Some(("carba", mark)) => (5, mark),
            Some(("type", mark)) => (6, mark),
            Some(("IPM", mark)) => (7, mark),
            Some(("ETP", mark)) => (8, mark),
            Some(("VAN", mark)) => (9, mark),
            _ => (10, *mark),
        };
        mark.clone_into(&mut cells[column]);
    }
    cells
}

fn facts(rows: &[&str]) -> ResistanceFacts {
    let rows: Vec<Vec<String>> = rows.iter().map(|text| row(text)).collect();
    let rows: Vec<Vec<&str>> =
        rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let all: Vec<&[&str]> =
        std::iter::once(HEADER.as_slice()).chain(rows.iter().map(Vec::as_slice)).collect();
    let sheet = table(&all);
    let mapping = resolve(&sheet, Layout::Resistance, None, None).unwrap();
    let file = read_isolates(&sheet, &mapping, &PseudonymSecret::from([7; 32])).unwrap();
    let unit = |code: &str, label: &str, ta: &str| crate::consumption::Stored {
        import_id: 1,
        line: Unit {
            code: code.to_owned(),
            label: label.to_owned(),
            de_code: Some("104".to_owned()),
            ta_code: Some(ta.to_owned()),
            ..Unit::default()
        },
    };
    let imports = vec![Delivered {
        import_id: 2,
        period: Period::year(2024),
        labels: file.labels,
        isolates: file.isolates,
        codes: BTreeMap::default(),
    }];
    let units = vec![unit("710", "Réanimation", "03"), unit("900", "Consultations", "07")];
    ResistanceFacts { year: 2024, units, imports, ..ResistanceFacts::default() }
}

/// Definition, unit, type, patients and isolates of what rows raise, in words.
fn raised(rows: &[&str]) -> Vec<String> {
    let facts = facts(rows);
    let evaluation = evaluate(&facts);
    let cases = cases_of(&evaluation);
    let raised = settle(&cases, &[], &[]).raised;
    raised.iter().map(|one| told(one.definition, &content_of(&one.found))).collect()
}

fn told(definition: &Definition, content: &AlertContent) -> String {
    let AlertContent { unit_code, patients, isolates, mechanisms, .. } = content;
    let mechanisms = mechanisms.join("+");
    format!("{} {unit_code} {mechanisms} {patients}/{isolates}", definition.id)
}

fn check(row: &str, expected: &[&str]) {
    assert_eq!(raised(&[row]), expected, "{row}");
}

#[test]
fn what_the_definitions_name_raises_an_alert_and_nothing_else() {
    let one = |isolate: &str| format!("710, 8001, 04/03/2024, ECBU, {isolate}");
    for (isolate, expected) in [
        ("Klebsiella pneumoniae, carba=O, type=OXA-48, ETP=R", "EPC 710 OXA-48-like 1/1"),
        ("Klebsiella pneumoniae, carba=O, ETP=R", "EPC 710  1/1"),
        // A type without the mark tells an enzyme, too; "no" wins over a type.
        ("E. coli, type=NDM, ETP=R", "EPC 710 NDM 1/1"),
        ("E. coli, carba=N, type=NDM, ETP=R", ""),
        // A resistance without the enzyme is no EPC.
        ("Enterobacter cloacae, ETP=R", ""),
        ("Enterococcus faecium, VAN=R", "ERG 710  1/1"),
        ("Enterococcus faecium, VAN=S", ""),
        ("Enterococcus faecalis, VAN=R", ""),
        // The organism alone, whatever was tested.
        ("Candida auris", "CAU 710  1/1"),
        ("Candida albicans", ""),
        ("Acinetobacter baumannii, IPM=R", "ABRI 710  1/1"),
        ("Acinetobacter baumannii, carba=O, IPM=S", "ABRI 710  1/1"),
        ("Pseudomonas aeruginosa, carba=O, type=VIM, IPM=R", "PYOC 710 VIM 1/1"),
        ("Pseudomonas aeruginosa, IPM=R", ""),
        ("Staphylococcus aureus, VAN=R", "VRSA 710  1/1"),
    ] {
        let expected: Vec<&str> =
            Some(expected).filter(|text| !text.is_empty()).into_iter().collect();
        check(&one(isolate), &expected);
    }
}

#[test]
fn isolates_that_count_in_no_figure_raise_alerts_and_say_why() {
    let uncounted = |row: &str| {
        let facts = facts(&[row]);
        let evaluation = evaluate(&facts);
        let cases = cases_of(&evaluation);
        let content = content_of(&cases.iter().collect::<Vec<_>>());
        (content.isolates, content.uncounted.into_keys().next().unwrap_or_default())
    };
    for (row, isolates, reason) in [
        ("710, 8001, 04/03/2024, ECBU, E. coli, carba=O, ETP=R", 1, ""),
        ("710, 8001, 04/03/2024, Dépistage BMR, E. coli, carba=O, ETP=R", 1, "screening"),
        ("900, 8001, 04/03/2024, ECBU, E. coli, carba=O, ETP=R", 1, "unit_out_of_perimeter"),
        ("555, 8001, 04/03/2024, ECBU, E. coli, carba=O, ETP=R", 1, "unknown_unit"),
        ("710, 8001, 04/03/2024, ECBU, Candida auris", 1, "no_result"),
        ("710, 8001, 04/03/2024, Liquide étrange, E. coli, carba=O, ETP=R", 1, "specimen_unmapped"),
        ("710, 8001, hier, ECBU, E. coli, carba=O, ETP=R", 1, "bad_date"),
        // Those of another period come with its file; without a patient there is no case.
        ("710, 8001, 04/03/2023, ECBU, E. coli, carba=O, ETP=R", 0, ""),
        ("710, , 04/03/2024, ECBU, E. coli, carba=O, ETP=R", 0, ""),
    ] {
        assert_eq!(uncounted(row), (isolates, reason.to_owned()), "{row}");
    }
}

#[test]
fn patients_of_a_unit_with_the_same_type_are_one_alert() {
    let rows = [
        "710, 8001, 04/03/2024, ECBU, E. coli, carba=O, type=OXA-48, ETP=R",
        "710, 8001, 05/03/2024, ECBU, E. coli, carba=O, type=OXA-48, ETP=R",
        // A row that repeats another one is the same isolate.
        "710, 8001, 05/03/2024, ECBU, E. coli, carba=O, type=OXA-48, ETP=R",
        // Not told: as the type that is told of the same patient.
        "710, 8001, 09/03/2024, ECBU, Klebsiella pneumoniae, carba=O, ETP=R",
        "0710, 8002, 06/03/2024, ECBU, Klebsiella pneumoniae, carba=O, type=OXA-48, ETP=R",
        "710, 8001, 10/10/2024, ECBU, E. coli, carba=O, type=NDM, ETP=R",
        "900, 8001, 11/10/2024, ECBU, E. coli, carba=O, type=NDM, ETP=R",
    ];
    assert_eq!(raised(&rows), ["EPC 710 NDM 1/1", "EPC 710 OXA-48-like 2/4", "EPC 900 NDM 1/1"]);
    let facts = facts(&rows);
    let evaluation = evaluate(&facts);
    let cases = cases_of(&evaluation);
    let outbreak = &settle(&cases, &[], &[]).raised[1].found;
    let content = content_of(outbreak);
    let organisms: Vec<_> =
        content.organisms.iter().map(|one| (one.code.as_str(), one.patients)).collect();
    assert_eq!(organisms, [("KLEPNE", 2), ("ESCCOL", 1)]);
    let days = (content.first_on.as_deref(), content.last_on.as_deref());
    assert_eq!(days, (Some("2024-03-04"), Some("2024-03-09")));
    let isolates = isolates_of(outbreak, false);
    let patients: Vec<u32> = isolates.iter().map(|one| one.patient).collect();
    assert_eq!(patients, [1, 1, 2, 1]);
    assert!(isolates.iter().all(|one| one.pseudonym.is_none()));
    assert!(isolates_of(outbreak, true).iter().all(|one| one.pseudonym.is_some()));
}

/// Alerts as they are stored, changed by one delivery after the other.
#[derive(Default)]
struct Kept {
    alerts: Vec<StoredAlert>,
    next: i32,
}

impl Kept {
    /// The number of alerts that a file raises or adds to, beside those of the year before.
    fn deliver(&mut self, rows: &[&str], before: &Kept) -> usize {
        let facts = facts(rows);
        let evaluation = evaluate(&facts);
        let cases = cases_of(&evaluation);
        let before: Vec<CaseKey> = before.keys().cloned().collect();
        let settled = settle(&cases, &self.alerts, &before);
        let told = settled.raised.len() + settled.kept.iter().filter(|kept| kept.joined).count();
        self.alerts.retain(|one| !settled.dropped.contains(&one.id));
        for kept in settled.kept {
            let alert = self.alerts.iter_mut().find(|one| one.id == kept.id).unwrap();
            alert.cases = kept.cases;
        }
        for raised in settled.raised {
            self.next += 1;
            self.alerts.push(StoredAlert {
                id: self.next,
                touched: false,
                definition: raised.definition.id.to_owned(),
                unit: raised.unit.to_owned(),
                cases: raised.found.iter().map(|case| case.key.clone()).collect(),
            });
        }
        told
    }

    fn keys(&self) -> impl Iterator<Item = &CaseKey> {
        self.alerts.iter().flat_map(|alert| &alert.cases)
    }
}

const KNOWN: &str = "710, 8001, 04/03/2024, ECBU, E. coli, carba=O, type=OXA-48, ETP=R";
const NEXT: &str = "710, 8002, 06/03/2024, ECBU, E. coli, carba=O, type=OXA-48, ETP=R";

#[test]
fn a_case_is_told_once_however_often_it_is_delivered() {
    let (none, mut kept) = (Kept::default(), Kept::default());
    assert_eq!(kept.deliver(&[KNOWN], &none), 1);
    assert_eq!(kept.deliver(&[KNOWN], &none), 0);
    let again = "710, 8001, 09/09/2024, ECBU, Klebsiella pneumoniae, carba=O, ETP=R";
    assert_eq!(kept.deliver(&[KNOWN, again], &none), 0, "the same patient in the same unit");
    let untyped = KNOWN.replace("type=OXA-48, ", "");
    assert_eq!(kept.deliver(&[&untyped], &none), 0, "a type that is not told fits any");
    let other = KNOWN.replace("OXA-48", "NDM");
    assert_eq!(kept.deliver(&[KNOWN, &other], &none), 1, "another type is another case");
}

#[test]
fn a_new_patient_joins_the_alert_that_waits_or_raises_another() {
    let (none, mut kept) = (Kept::default(), Kept::default());
    kept.deliver(&[KNOWN], &none);
    assert_eq!(kept.deliver(&[KNOWN, NEXT], &none), 1);
    assert_eq!(kept.alerts.len(), 1);
    kept.alerts[0].touched = true;
    let third = NEXT.replace("8002", "8003");
    assert_eq!(kept.deliver(&[KNOWN, NEXT, &third], &none), 1);
    assert_eq!(kept.alerts.len(), 2);
}

#[test]
fn a_case_of_the_year_before_is_known() {
    let (none, mut before, mut kept) = (Kept::default(), Kept::default(), Kept::default());
    before.deliver(&[KNOWN], &none);
    assert_eq!(kept.deliver(&[KNOWN], &before), 0);
    assert_eq!(kept.deliver(&[KNOWN], &none), 1, "once the year before has it no more");
}

#[test]
fn what_nobody_touched_goes_with_its_isolates_and_the_rest_stays_and_is_known() {
    let (none, mut kept) = (Kept::default(), Kept::default());
    kept.deliver(&[KNOWN], &none);
    kept.deliver(&[], &none);
    assert!(kept.alerts.is_empty());
    kept.deliver(&[KNOWN], &none);
    kept.alerts[0].touched = true;
    let facts = facts(&[]);
    let evaluation = evaluate(&facts);
    let cases = cases_of(&evaluation);
    let settled = settle(&cases, &kept.alerts, &[]);
    assert!(!settled.let_go && settled.kept[0].found.is_empty());
    assert_eq!(kept.deliver(&[], &none), 0);
    assert_eq!((kept.alerts.len(), kept.deliver(&[KNOWN], &none)), (1, 0));
}

const ROWS: [&str; 12] = [
    KNOWN,
    NEXT,
    "710, 8001, 04/03/2024, ECBU, Klebsiella pneumoniae, carba=O, ETP=R",
    "710, 8001, 04/03/2024, ECBU, E. coli, carba=O, type=NDM, ETP=R",
    "710, 8001, hier, ECBU, E. coli, carba=O, ETP=R",
    "900, 8001, 04/03/2024, Dépistage BMR, E. coli, type=KPC",
    "900, 8003, 04/03/2024, ECBU, Enterococcus faecium, VAN=R",
    "710, 8003, 01/02/2024, Hémoculture, Candida auris",
    "0710, 8003, 01/02/2024, Hémoculture, Candida auris, AMX",
    "710, 8003, 07/02/2024, Hémoculture, Acinetobacter baumannii, IPM=R",
    "710, 8004, 07/02/2024, Hémoculture, Staphylococcus aureus, VAN=R",
    "710, 8004, 07/02/2024, Hémoculture, E. coli, ETP=R",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_rows_changes_no_alert(rows in Just(ROWS.to_vec()).prop_shuffle()) {
        prop_assert_eq!(raised(&rows), raised(&ROWS));
    }

    #[test]
    fn what_was_delivered_raises_nothing_again(
        first in proptest::sample::subsequence(ROWS.to_vec(), 0..=ROWS.len()),
        second in proptest::sample::subsequence(ROWS.to_vec(), 0..=ROWS.len()),
        touched in any::<u8>(),
    ) {
        let (none, mut kept) = (Kept::default(), Kept::default());
        kept.deliver(&first, &none);
        for (place, alert) in kept.alerts.iter_mut().enumerate() {
            alert.touched = touched & (1 << (place % 8)) != 0;
        }
        let written: Vec<i32> = kept.alerts.iter().filter(|a| a.touched).map(|a| a.id).collect();
        kept.deliver(&second, &none);
        prop_assert_eq!(kept.deliver(&second, &none), 0);
        prop_assert!(written.iter().all(|id| kept.alerts.iter().any(|alert| alert.id == *id)));
        let mut keys: Vec<&CaseKey> = kept.keys().collect();
        let all = keys.len();
        keys.sort_unstable();
        keys.dedup();
        prop_assert_eq!(keys.len(), all, "a case is in one alert");
    }
}

fn an_alert(rows: &[&str]) -> Alert {
    let facts = facts(rows);
    let evaluation = evaluate(&facts);
    let cases = cases_of(&evaluation);
    let raised = &settle(&cases, &[], &[]).raised[0];
    Alert {
        id: 1,
        finess: "060000478".to_owned(),
        establishment: "CH (GRASSE)".to_owned(),
        year: 2024,
        definition: raised.definition.id.to_owned(),
        label: raised.definition.label.to_owned(),
        short_label: raised.definition.short_label.to_owned(),
        kind: raised.definition.kind,
        state: AlertState::New,
        content: content_of(&raised.found),
        found: true,
        raised_at: "2025-01-01T00:00:00Z".to_owned(),
        decision: None,
    }
}

fn grasse() -> Establishment {
    Establishment {
        finess: "060000478".to_owned(),
        level: Level::Site,
        finess_legal: "060780897".to_owned(),
        name: "CH".to_owned(),
        city: "GRASSE".to_owned(),
        region: "93".to_owned(),
        region_label: "Provence-Alpes-Côte d’Azur".to_owned(),
        kind: "CH".to_owned(),
        type_label: "Centre hospitalier".to_owned(),
        linked: Vec::new(),
    }
}

#[test]
fn a_draft_says_what_the_data_say_and_leaves_the_rest_to_a_person() {
    let alert =
        an_alert(&[KNOWN, NEXT, "710, 8002, 07/03/2024, Dépistage BMR, E. coli, type=OXA-48"]);
    let completed = BTreeMap::from([("measures".to_owned(), "Précautions contact".to_owned())]);
    let made = draft(&alert, &grasse(), &completed);
    let plain = made.text.replace('\u{a0}', " ");
    for line in [
        "Établissement : CH (GRASSE)",
        "FINESS : 060000478",
        "Date du premier cas : 4 mars 2024",
        "Nombre de cas : 2 patients, 3 isolats dont 1 de dépistage",
        "Micro-organisme : Escherichia coli",
        "Mécanisme de résistance : Carbapénémase OXA-48-like",
        "Unité, secteur : UF 710, Réanimation, secteur Réanimation",
        "Premières mesures : Précautions contact",
        "Infectés, colonisés : « à compléter »",
        "Nom, fonction, coordonnées : « à compléter »",
    ] {
        assert!(plain.lines().any(|one| one == line), "{line}\n{plain}");
    }
    let untyped = an_alert(&["710, 8001, 04/03/2024, ECBU, E. coli, carba=O, ETP=R"]);
    let text = draft(&untyped, &grasse(), &BTreeMap::new()).text.replace('\u{a0}', " ");
    assert!(text.contains("Mécanisme de résistance : « à compléter »"), "{text}");
    assert!(completable("measures") && !completable("finess") && !completable("sender"));
}
