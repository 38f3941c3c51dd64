//! An inquiry as the query of an address.

use std::collections::BTreeMap;

use super::{Amount, Beside, Inquiry, Metric, Scope, Step, Subject};
use crate::dto::Perimeter;
use crate::nomenclature::{Aware, family, is_molecule, sector, specimen};
use crate::resistance::{Measure, Method, Taxa};

/// Years that can be asked.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;
/// Most years of one answer.
const MOST_YEARS: i32 = 20;
/// The year of a query that says none: the last one that was published.
const USUAL_YEAR: i32 = 2024;
/// Routes of administration.
pub const ROUTES: [&str; 4] = ["O", "P", "I", "R"];
/// Perimeters, the usual one first, by what they are called in an address.
const PERIMETERS: [(Perimeter, &str); 3] =
    [(Perimeter::Spares, ""), (Perimeter::Ehpad, "ehpad"), (Perimeter::All, "tout")];
/// Rules of deduplication that sums of several establishments have, the usual one first, in the same way.
const METHODS: [(Method, &str); 3] =
    [(Method::Spares, ""), (Method::FirstIsolate, "premier-isolat"), (Method::None, "aucun")];

impl Inquiry {
    /// Names and values of the query, in French; what is as usual leaves no trace.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = vec![("sujet", self.subject.slug().to_owned())];
        let mut put = |name, value: Option<String>| {
            if let Some(value) = value {
                pairs.push((name, value));
            }
        };
        put("vue", Some(self.view.slug().to_owned()));
        put("qui", Some(self.scope.slug()));
        put("avec", self.compared.as_ref().map(Beside::slug));
        put("de", Some(self.first.to_string()));
        put("a", Some(self.last.to_string()));
        let filled = |slug: &str| Some(slug.to_owned()).filter(|slug| !slug.is_empty());
        put("pas", filled(self.step.slug()));
        if self.subject != Subject::Resistance {
            put("perimetre", filled(slug_of(&PERIMETERS, self.perimeter)));
            put("secteur", self.sector.clone());
            put("famille", self.family.clone());
            put("molecule", self.molecule.clone());
            put("voie", self.route.clone());
            put("aware", self.aware.map(|class| class.as_str().to_owned()));
            put("quantite", filled(self.amount.slug()));
        }
        if self.subject != Subject::Consumption {
            put("germe", self.organism.clone());
            put("antibiotique", self.antibiotic.clone());
            put("prelevement", self.specimen.clone());
            put("dedoublonnage", filled(slug_of(&METHODS, self.method)));
            put("mesure", filled(self.metric.slug()));
        }
        pairs
    }

    /// Reads a query; what it does not say, or says of things that there are not, is as in `usual`.
    pub fn read<'a>(query: impl Fn(&str) -> Option<&'a str>, usual: &Self) -> Self {
        let subject = Subject::ALL.into_iter().find(|one| query("sujet") == Some(one.slug()));
        let subject = subject.unwrap_or(usual.subject);
        let view = subject.views().iter().find(|one| query("vue") == Some(one.slug()));
        let year = |name| query(name)?.parse::<i32>().ok().filter(|year| YEARS.contains(year));
        let known = |name, exists: fn(&str) -> bool| {
            query(name).filter(|code| exists(code)).map(str::to_owned)
        };
        let last = year("a").unwrap_or(usual.last);
        let first = year("de").unwrap_or(usual.first).max(last - MOST_YEARS + 1);
        let among = |name: &str, slug: &str| query(name) == Some(slug);
        Self {
            subject,
            view: view.copied().unwrap_or(subject.views()[0]),
            scope: query("qui").and_then(Scope::parse).unwrap_or_else(|| usual.scope.clone()),
            compared: query("avec").and_then(Beside::parse),
            first,
            last,
            step: named(Step::ALL, |one| among("pas", one.slug())),
            perimeter: of_slug(&PERIMETERS, query("perimetre")),
            sector: known("secteur", |code| sector(code).is_some()),
            family: known("famille", |code| family(code).is_some()),
            molecule: known("molecule", is_molecule),
            route: known("voie", |code| ROUTES.contains(&code)),
            aware: query("aware").and_then(Aware::parse),
            amount: named(Amount::ALL, |one| among("quantite", one.slug())),
            organism: known("germe", |code| Taxa::of(code).is_some()),
            antibiotic: known("antibiotique", |code| Measure::of(code).is_some()),
            specimen: known("prelevement", |code| code == "invasive" || specimen(code).is_some()),
            method: of_slug(&METHODS, query("dedoublonnage")),
            metric: named(Metric::ALL, |one| among("mesure", one.slug())),
        }
        .settled()
    }

    /// The query as one text: `sujet=consommation&vue=evolution`. Its values are codes, which need no escape.
    pub fn query(&self) -> String {
        let pairs = self.pairs().into_iter().map(|(name, value)| format!("{name}={value}"));
        pairs.collect::<Vec<_>>().join("&")
    }

    /// Reads what [`Inquiry::query`] writes; nothing without a subject. What it does not say is of the nation.
    pub fn of_query(text: &str) -> Option<Self> {
        let pairs: BTreeMap<&str, &str> =
            text.split('&').filter_map(|pair| pair.split_once('=')).collect();
        let usual = Self::of(Scope::NATION, USUAL_YEAR);
        let has_subject = Subject::ALL.iter().any(|one| pairs.get("sujet") == Some(&one.slug()));
        has_subject.then(|| Self::read(|name| pairs.get(name).copied(), &usual))
    }

    /// Perimeters with what they are called in an address.
    pub const fn perimeters() -> [(Perimeter, &'static str); 3] {
        PERIMETERS
    }

    /// Rules of deduplication with what they are called in an address.
    pub const fn methods() -> [(Method, &'static str); 3] {
        METHODS
    }
}

/// The one that an address names, or the usual one.
fn named<T: Default, const N: usize>(all: [T; N], is_named: impl Fn(&T) -> bool) -> T {
    all.into_iter().find(is_named).unwrap_or_default()
}

pub(super) fn slug_of<T: Copy + PartialEq>(all: &[(T, &'static str)], one: T) -> &'static str {
    all.iter().find(|(other, _)| *other == one).map_or("", |(_, slug)| slug)
}

fn of_slug<T: Copy + Default>(all: &[(T, &'static str)], slug: Option<&str>) -> T {
    all.iter().find(|(_, known)| Some(*known) == slug).map_or_else(T::default, |(one, _)| *one)
}
