//! A file of the figures of establishments one by one: whose they are, its name, and each of its parts.

use std::collections::BTreeSet;

use domain::{consumption::Question, dto::ProblemCode};

use super::{
    consumption, resistance,
    table::{Cell, OF_ESTABLISHMENT, Table},
};
use crate::{
    auth::{Caller, Sums},
    db::{
        AnyConn,
        bases::{Base, Group, Population},
        establishments, exports, snapshots,
    },
    error::ApiError,
    services::analyses::sums_for,
    text::BOM,
};

/// An establishment as the base of a file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    pub finess: String,
    pub name: String,
    /// INSEE code.
    pub region: String,
    /// Code of the type.
    pub kind: String,
}

/// What a file holds.
#[derive(Debug, Clone)]
pub enum Content {
    Consumption(Question),
    Resistance(resistance::Selection),
}

impl Content {
    /// First word of the name of the file.
    const fn word(&self) -> &'static str {
        match self {
            Self::Consumption(_) => "consommations",
            Self::Resistance(_) => "resistances",
        }
    }

    const fn columns(&self) -> &'static [&'static str] {
        match self {
            Self::Consumption(_) => &consumption::COLUMNS,
            Self::Resistance(_) => &resistance::COLUMNS,
        }
    }

    /// The line of the names of columns, after what spreadsheets know UTF-8 by.
    pub fn header(&self) -> Result<Vec<u8>, ApiError> {
        let mut table = Table::new();
        let names = OF_ESTABLISHMENT.iter().chain(self.columns());
        let names: Vec<Cell> = names.map(|name| Cell::of(name)).collect();
        table.row(&names)?;
        Ok([BOM, &table.bytes()?].concat())
    }

    /// The lines of one year of an establishment.
    pub fn part(
        &self,
        conn: &mut AnyConn,
        of: (Base, &Exported, i32),
    ) -> Result<Vec<u8>, ApiError> {
        let mut table = Table::new();
        match self {
            Self::Consumption(question) => consumption::write(&mut table, conn, of, question)?,
            Self::Resistance(selection) => resistance::write(&mut table, conn, of, selection)?,
        }
        table.bytes()
    }
}

/// A file that its reader may have: it is made part by part.
#[derive(Debug, Clone)]
pub struct FigureFile {
    pub name: String,
    pub base: Base,
    pub years: Vec<i32>,
    /// By FINESS.
    pub establishments: Vec<Exported>,
    pub content: Content,
}

/// The file of a population, for whoever may see its establishments one by one.
pub fn file_of_figures(
    conn: &mut AnyConn,
    caller: &Caller,
    (base, population): (Base, &Population),
    (years, content): (&BTreeSet<i32>, Content),
) -> Result<FigureFile, ApiError> {
    if sums_for(conn, caller, base, population)? != Sums::All {
        let detail = "Les établissements un par un sont exportés par le centre de leur région et par l’équipe \
                      nationale. Donnez votre région, ou votre établissement.";
        return Err(ApiError::rule(ProblemCode::Forbidden, detail));
    }
    let name = file_name(content.word(), (base, population), years);
    let years: Vec<i32> = years.iter().copied().collect();
    let of = (base, population);
    let whose = match content {
        Content::Consumption(_) => exports::with_consumption(conn, of, &years)?,
        Content::Resistance(_) => exports::with_isolates(conn, of, &years)?,
    };
    let establishments = described(conn, base, &whose)?;
    Ok(FigureFile { name, base, years, establishments, content })
}

/// The establishments as the base has them, by FINESS.
fn described(
    conn: &mut AnyConn,
    base: Base,
    whose: &BTreeSet<String>,
) -> Result<Vec<Exported>, ApiError> {
    let mut all: Vec<Exported> = match base {
        Base::Snapshot(id) => {
            let members = snapshots::stored_members(conn, id)?.into_iter();
            let members = members.filter(|one| whose.contains(&one.finess)).map(|one| Exported {
                finess: one.finess,
                name: one.name,
                region: one.region,
                kind: one.kind,
            });
            members.collect()
        }
        Base::Live => {
            let whose: Vec<&str> = whose.iter().map(String::as_str).collect();
            let entries = establishments::find_all(conn, &whose)?.into_iter().map(|one| Exported {
                finess: one.finess,
                name: one.name,
                region: one.region,
                kind: one.kind,
            });
            entries.collect()
        }
    };
    all.sort_by(|a, b| a.finess.cmp(&b.finess));
    Ok(all)
}

/// What, whose, which years, of which base: `consommations_region-93_2022-2024_base-vivante.csv`.
fn file_name(what: &str, (base, population): (Base, &Population), years: &BTreeSet<i32>) -> String {
    let whose = match population {
        Population::Establishment(finess) | Population::LegalEntity(finess) => {
            finess.chars().filter(char::is_ascii_alphanumeric).collect()
        }
        Population::Department(department) => format!("departement-{}", department.code),
        Population::Many(Group { region: None, kind: None }) => "nation".to_owned(),
        Population::Many(Group { region, kind }) => {
            let region = region.iter().map(|code| format!("region-{code}"));
            let kind = kind.iter().map(|code| format!("type-{code}"));
            region.chain(kind).collect::<Vec<_>>().join("-")
        }
    };
    let range = years.first().zip(years.last()).filter(|(first, last)| {
        first < last && (**first..=**last).all(|year| years.contains(&year))
    });
    let years = match range {
        Some((first, last)) => format!("{first}-{last}"),
        None => years.iter().map(i32::to_string).collect::<Vec<_>>().join("+"),
    };
    let base = match base {
        Base::Live => "base-vivante".to_owned(),
        Base::Snapshot(id) => format!("base-{id}"),
    };
    format!("{what}_{whose}_{years}_{base}.csv")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_whose_which_years_and_which_base() {
        let group = |region: Option<&str>, kind: Option<&str>| {
            let [region, kind] = [region, kind].map(|one| one.map(str::to_owned));
            Population::Many(Group { region, kind })
        };
        for (base, population, years, expected) in [
            (Base::Live, group(None, None), vec![2024], "nation_2024_base-vivante"),
            (
                Base::Snapshot(3),
                group(Some("93"), None),
                vec![2022, 2023],
                "region-93_2022-2023_base-3",
            ),
            (
                Base::Live,
                group(Some("93"), Some("CH")),
                vec![2022, 2024],
                "region-93-type-CH_2022+2024_base-vivante",
            ),
            (
                Base::Live,
                Population::Establishment("060\"000478".to_owned()),
                vec![2024],
                "060000478_2024_base-vivante",
            ),
        ] {
            let found =
                file_name("consommations", (base, &population), &years.into_iter().collect());
            assert_eq!(found, format!("consommations_{expected}.csv"));
        }
    }
}
