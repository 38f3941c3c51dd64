//! An inquiry as the query of an address.

use super::{Inquiry, Scope, Subject};
use crate::dto::ResistanceMetric;
use crate::nomenclature::{family, sector, specimen};
use crate::resistance::{Measure, Taxa};

/// Years that can be asked.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;
/// Most years of one answer.
const MOST_YEARS: i32 = 20;

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
        put("avec", self.compared.as_ref().map(Scope::slug));
        put("de", Some(self.first.to_string()));
        put("a", Some(self.last.to_string()));
        if self.subject != Subject::Resistance {
            put("secteur", self.sector.clone());
            put("famille", self.family.clone());
        }
        if self.subject != Subject::Consumption {
            put("germe", self.organism.clone());
            put("antibiotique", self.antibiotic.clone());
            put("prelevement", self.specimen.clone());
            let density = self.metric == ResistanceMetric::Density;
            put("mesure", density.then(|| "densite".to_owned()));
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
        let density = query("mesure") == Some("densite");
        Self {
            subject,
            view: view.copied().unwrap_or(subject.views()[0]),
            scope: query("qui").and_then(Scope::parse).unwrap_or_else(|| usual.scope.clone()),
            compared: query("avec").and_then(Scope::parse),
            first,
            last,
            sector: known("secteur", |code| sector(code).is_some()),
            family: known("famille", |code| family(code).is_some()),
            organism: known("germe", |code| Taxa::of(code).is_some()),
            antibiotic: known("antibiotique", |code| Measure::of(code).is_some()),
            specimen: known("prelevement", |code| code == "invasive" || specimen(code).is_some()),
            metric: if density { ResistanceMetric::Density } else { ResistanceMetric::Proportion },
        }
        .settled()
    }
}
