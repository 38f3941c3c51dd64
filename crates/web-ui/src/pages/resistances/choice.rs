//! The organism, the antibiotic and the specimen of the address, or those that people look at first.

use std::collections::BTreeMap;

use domain::dto::ResistanceGroup;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::matrix::{code, label};
use crate::subject::Subject;

/// Query parameters.
pub const ORGANISM: &str = "organisme";
pub const ANTIBIOTIC: &str = "antibiotique";
pub const SPECIMEN: &str = "prelevement";

/// Measures that people look at first, where an organism has them.
const FIRST: [&str; 5] = ["METI", "C3G", "CARBA_IM", "VAN", "FLU"];

/// What is chosen among the groups of a year.
#[derive(Clone, Copy)]
pub struct Choice {
    pub organism: Memo<String>,
    pub antibiotic: Memo<String>,
    pub specimen: Memo<Option<String>>,
}

impl Choice {
    /// That of the address among these groups.
    pub fn of(groups: StoredValue<Vec<ResistanceGroup>>) -> Self {
        let query = use_location().query;
        let named = move |name: &str| query.with(|query| query.get_str(name).map(str::to_owned));
        let organism = Memo::new(move |_| {
            let most = || groups.with_value(|groups| most_frequent(groups));
            named(ORGANISM).or_else(most).unwrap_or_default()
        });
        let antibiotic = Memo::new(move |_| {
            let chosen = organism.get();
            groups.with_value(|groups| {
                let of_organism = of_organism(groups, &chosen);
                let is_tested = |wanted: &String| {
                    of_organism.iter().any(|group| code(group, "antibiotic") == *wanted)
                };
                named(ANTIBIOTIC)
                    .filter(is_tested)
                    .or_else(|| first(&of_organism))
                    .unwrap_or_default()
            })
        });
        Self { organism, antibiotic, specimen: Memo::new(move |_| named(SPECIMEN)) }
    }

    /// Organism, antibiotic and specimen together.
    pub fn subject(self) -> Subject {
        Subject::new(&self.organism.get(), &self.antibiotic.get()).of_specimen(self.specimen.get())
    }
}

/// The groups of one organism.
pub fn of_organism<'a>(groups: &'a [ResistanceGroup], organism: &str) -> Vec<&'a ResistanceGroup> {
    groups.iter().filter(|group| code(group, "organism") == organism).collect()
}

/// The organisms with their names and isolates, by their codes.
pub fn organisms(groups: &[ResistanceGroup]) -> BTreeMap<String, (String, u32)> {
    let told = groups.iter().map(|group| {
        let isolates = group.isolates.unwrap_or_default();
        (code(group, "organism"), (label(group, "organism"), isolates))
    });
    told.collect()
}

fn most_frequent(groups: &[ResistanceGroup]) -> Option<String> {
    let organisms = organisms(groups);
    let most = organisms.into_iter().max_by_key(|(_, (_, isolates))| *isolates);
    most.map(|(code, _)| code)
}

/// A measure that people look at first, else that with most isolates tested.
fn first(groups: &[&ResistanceGroup]) -> Option<String> {
    let has = |wanted: &&str| groups.iter().any(|group| code(group, "antibiotic") == **wanted);
    let known = FIRST.iter().find(|wanted| has(wanted)).map(|code| (*code).to_owned());
    known.or_else(|| {
        let most = groups.iter().max_by_key(|group| group.tested.unwrap_or_default());
        most.map(|group| code(group, "antibiotic"))
    })
}
