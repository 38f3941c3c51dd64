//! The blocks of an answer key, one after the other.

use std::collections::{BTreeMap, BTreeSet};

use domain::dto::Versions;
use domain::import::rules;
use domain::resistance::{
    Axis, CARBAPENEMASES, Group, Measure, Measures, Part, Parts, Question, SectorId, Subject, Taxa,
    Taxon, analyse, figure, national_indicators, resistance_panels,
};
use serde_json::Value;

use crate::compared::Compared;
use crate::sample::Opened;

const ENTEROBACTERALES: Taxa = Taxa::Group("Enterobacterales");

/// The organisms that blocks by specimen tell.
const OF_SPECIMENS: [&str; 8] =
    ["STAAUR", "ESCCOL", "KLEPNE", "ENBCLX", "ENCFAE", "ENCFAI", "PSEAER", "ACIBAU"];

/// What keys tell beside molecules and classes, and its measure.
const PHENOTYPES: [(&str, &str); 3] = [("SARM", "METI"), ("BLSE", "BLSE"), ("EPC", "EPC")];

/// The classes that keys tell of every organism.
const CLASSES: [&str; 4] = ["C3G", "FQ", "CARBA", "FOSFO"];

pub fn compare(opened: &Opened, key: &Value, compared: &mut Compared) {
    let resistance = &key["resistance"];
    kept(opened, &resistance["kept"], compared);
    summary(opened, Part::All, &resistance["summary"], compared);
    summary(opened, Part::BLOOD_CULTURES, &resistance["summary_blood_cultures"], compared);
    species(opened, &resistance["species"], compared);
    by_specimen(opened, &resistance["by_specimen"], compared);
    panels(opened, &resistance["panels"], compared);
    by_sector(opened, &resistance["by_sector"], compared);
    quarters(opened, &resistance["quarters"], compared);
    plausibility(opened, &resistance["plausibility_before_dedup"], compared);
    indicators(opened, &key["indicators"], compared);
}

pub fn compare_unanswered(opened: &Opened, key: &Value, compared: &mut Compared) {
    kept(opened, &key["isolates_kept"], compared);
    indicators(opened, &key["indicators"], compared);
}

/// Densities of SARM, EBLSE and EPC.
pub fn main_densities(opened: &Opened) -> BTreeMap<&'static str, f64> {
    let density = |name| {
        let (taxa, measure) = named(name);
        (name, one(opened, Part::All, taxa, measure).density.value.unwrap())
    };
    ["SARM", "EBLSE", "EPC"].map(density).into()
}

/// The keys take the change from densities already rounded to six decimals: unrounded ones give
/// −5.9151 % where the key of Grasse has −5.9154 % for SARM.
pub fn compare_change(
    before: &BTreeMap<&str, f64>,
    now: &BTreeMap<&str, f64>,
    key: &Value,
    compared: &mut Compared,
) {
    let rounded = |density: f64| (density * 1e6).round() / 1e6;
    for (name, value) in now {
        let before = before.get(name).copied().map(rounded);
        let change = domain::consumption::change(before, Some(rounded(*value)));
        compared.value(&format!("change of {name}"), change, &key["density_pct"][name]);
    }
}

fn measure(code: &str) -> Measure {
    Measure::of(code).unwrap()
}

fn taxon(code: &str) -> Taxa {
    Taxa::One(Taxon::of(code).unwrap())
}

/// What a name of the key stands for.
fn named(name: &str) -> (Taxa, Measure) {
    match name {
        "SARM" => (taxon("STAAUR"), measure("METI")),
        "EBLSE" => (ENTEROBACTERALES, measure("BLSE")),
        "EPC" => (ENTEROBACTERALES, measure("EPC")),
        "ENTEROB_CARBA_R" => (ENTEROBACTERALES, measure("CARBA")),
        _ => {
            let (organism, what) = name.split_once('_').unwrap();
            let code = match what {
                "ERV" => "VAN",
                // Ertapenem is not read for those that resist it by nature.
                "CARBA_R" => "CARBA_IM",
                other => other,
            };
            (taxon(organism), measure(code))
        }
    }
}

fn one(opened: &Opened, part: Part, taxa: Taxa, measure: Measure) -> Group {
    let subject = Subject { taxa, measure, part };
    figure(&opened.sums, opened.year, subject, &Versions::default())
}

fn groups(opened: &Opened, parts: Parts, by: &[Axis], measures: Measures) -> Vec<Group> {
    let question = Question {
        years: BTreeSet::from([opened.year]),
        by: by.iter().copied().collect(),
        parts,
        taxa: Taxa::All,
        measures,
    };
    analyse(&opened.sums, &question, &Versions::default())
}

/// A numerator, a denominator and their quotient, the same where it may not be shown.
fn ratio(compared: &mut Compared, what: &str, group: &Group, key: &Value) {
    compared.count(&format!("{what} n"), group.resistant, &key["n"]);
    compared.count(&format!("{what} N"), group.tested, &key["N"]);
    let (resistant, tested) = (f64::from(group.resistant), f64::from(group.tested));
    let value = (group.tested > 0).then(|| 100.0 * resistant / tested);
    compared.value(what, group.proportion.value.or(value), &key["value"]);
}

fn density(compared: &mut Compared, what: &str, figure: &domain::dto::Figure, key: &Value) {
    compared.value(&format!("{what} n"), Some(figure.numerator), &key["n"]);
    compared.value(&format!("{what} N"), Some(figure.denominator), &key["N"]);
    compared.value(what, figure.value, &key["value"]);
}

/// `pct`, `density` and, of carbapenemases, `by_type`.
fn both(opened: &Opened, part: Part, (what, name): (&str, &str), key: &Value, c: &mut Compared) {
    let (taxa, measured) = named(name);
    let group = one(opened, part, taxa, measured);
    ratio(c, what, &group, &key["pct"]);
    density(c, &format!("{what} density"), &group.density, &key["density"]);
    if let Some(types) = key.get("by_type") {
        let of_type =
            |kind: &str| one(opened, part, taxa, measure(&format!("EPC:{kind}"))).resistant;
        let found = CARBAPENEMASES.iter().map(|kind| (*kind, of_type(kind)));
        let found: BTreeMap<&str, u32> = found.filter(|(_, isolates)| *isolates > 0).collect();
        c.names(&format!("{what} types"), &names(found.keys()), types);
        for (kind, isolates) in found {
            c.count(&format!("{what} {kind}"), isolates, &types[kind]);
        }
    }
}

fn kept(opened: &Opened, key: &Value, compared: &mut Compared) {
    let before = u32::try_from(opened.isolates.all.len()).unwrap();
    compared.count("before", before, &key["before"]);
    let all = one(opened, Part::All, Taxa::All, measure("BLSE")).isolates;
    compared.count("kept", all, &key["global"]);
    let specimens = groups(opened, Parts::EachSpecimen, &[], Measures::One(measure("BLSE")));
    by_code(compared, "kept by specimen", &specimens, &key["by_specimen"]);
}

/// Isolates by code of specimen.
fn by_code(compared: &mut Compared, what: &str, groups: &[Group], key: &Value) {
    let code = |group: &Group| match group.key.part {
        Some(Part::Specimen(code)) => code.to_string(),
        other => panic!("{other:?} is no specimen"),
    };
    compared.names(what, &groups.iter().map(code).collect::<Vec<_>>(), key);
    for group in groups {
        compared.count(&format!("{what} {}", code(group)), group.isolates, &key[code(group)]);
    }
}

fn summary(opened: &Opened, part: Part, key: &Value, compared: &mut Compared) {
    for (name, expected) in key.as_object().unwrap() {
        both(opened, part, (&format!("{part} {name}"), name), expected, compared);
    }
}

fn species(opened: &Opened, key: &Value, compared: &mut Compared) {
    let by_organism = groups(opened, Parts::One(Part::All), &[Axis::Organism], Measures::Each);
    let mut results: BTreeMap<&str, BTreeMap<&str, &Group>> = BTreeMap::new();
    for group in &by_organism {
        let of_organism = results.entry(organism_of(group)).or_default();
        of_organism.insert(group.key.measure.code(), group);
    }
    compared.names("species", &names(results.keys()), key);
    let by = [Axis::Organism];
    let specimens = groups(opened, Parts::EachSpecimen, &by, Measures::One(measure("BLSE")));
    for (organism, expected) in key.as_object().unwrap() {
        let found = &results[organism.as_str()];
        let all = one(opened, Part::All, taxon(organism), measure("BLSE"));
        let before = opened.isolates.all.iter().filter(|one| one.taxon.code() == organism).count();
        compared.count(organism, u32::try_from(before).unwrap(), &expected["before"]);
        compared.count(organism, all.isolates, &expected["kept"]);
        density(compared, organism, &all.isolates_density, &expected["density"]);
        let of_organism = |group: &&Group| organism_of(group) == organism;
        let here: Vec<Group> = specimens.iter().filter(of_organism).cloned().collect();
        by_code(compared, organism, &here, &expected["kept_by_specimen"]);
        let molecules = found.keys().filter(|code| is_molecule(code));
        compared.names(organism, &names(molecules), &expected["antibiotics"]);
        for (code, expected) in expected["antibiotics"].as_object().unwrap() {
            let what = format!("{organism} {code}");
            ratio(compared, &what, found[code.as_str()], expected);
            compared.count(&what, found[code.as_str()].increased, &expected["sfp"]);
        }
        let classes = found.keys().filter(|code| CLASSES.contains(code));
        compared.names(organism, &names(classes), &expected["classes"]);
        for (code, expected) in expected["classes"].as_object().unwrap() {
            ratio(compared, &format!("{organism} {code}"), found[code.as_str()], expected);
        }
        for (name, code) in PHENOTYPES {
            if let Some(expected) = expected.get(name) {
                let group = one(opened, Part::All, taxon(organism), measure(code));
                ratio(compared, &format!("{organism} {name}"), &group, expected);
            }
        }
    }
}

fn is_molecule(code: &str) -> bool {
    domain::nomenclature::tested_antibiotic(code).is_some()
}

fn by_specimen(opened: &Opened, key: &Value, compared: &mut Compared) {
    let phenotype = Measures::One(measure("BLSE"));
    let specimens = groups(opened, Parts::EachSpecimen, &[], phenotype);
    let organisms = groups(opened, Parts::EachSpecimen, &[Axis::Organism], phenotype);
    let results = groups(opened, Parts::EachSpecimen, &[Axis::Organism], Measures::Each);
    for (code, expected) in key.as_object().unwrap() {
        let part = Part::Specimen(code.parse().unwrap());
        let here = |group: &&Group| group.key.part == Some(part);
        let all = specimens.iter().find(here).unwrap();
        compared.count(&format!("{part}"), all.isolates, &expected["kept"]);
        let told = organisms.iter().filter(here).map(|group| (organism_of(group), group.isolates));
        let told: BTreeMap<&str, u32> =
            told.filter(|(name, _)| OF_SPECIMENS.contains(name)).collect();
        compared.names(&format!("{part}"), &names(told.keys()), &expected["species"]);
        for (organism, isolates) in told {
            let expected = &expected["species"][organism];
            let what = format!("{part} {organism}");
            compared.count(&what, isolates, &expected["kept"]);
            let of_organism =
                results.iter().filter(here).filter(|one| organism_of(one) == organism);
            let told: BTreeMap<&str, &Group> = of_organism
                .map(|group| (group.key.measure.code(), group))
                .filter(|(code, _)| is_molecule(code) || CLASSES.contains(code))
                .collect();
            compared.names(&what, &names(told.keys()), &expected["R_over_tested"]);
            for (code, group) in told {
                let pair = (group.resistant, group.tested);
                compared.pair(&format!("{what} {code}"), pair, &expected["R_over_tested"][code]);
            }
            for (name, code) in PHENOTYPES {
                if let Some(expected) = expected.get(name) {
                    let group = one(opened, part, taxon(organism), measure(code));
                    let pair = (group.resistant, group.tested);
                    compared.pair(&format!("{what} {name}"), pair, expected);
                }
            }
        }
    }
}

fn organism_of(group: &Group) -> &'static str {
    group.key.taxon.unwrap().code()
}

fn names<T: ToString>(names: impl Iterator<Item = T>) -> Vec<String> {
    names.map(|name| name.to_string()).collect()
}

fn panels(opened: &Opened, key: &Value, compared: &mut Compared) {
    let national = resistance_panels().iter().filter(|panel| panel.subject.part != Part::Invasive);
    let asked: Vec<_> = national
        .map(|panel| {
            let Subject { taxa, measure, part } = panel.subject;
            (panel, one(opened, part, taxa, measure))
        })
        .filter(|(_, group)| group.tested > 0)
        .collect();
    compared.names("panels", &names(asked.iter().map(|(panel, _)| panel.id)), key);
    for (panel, group) in asked {
        let expected = &key[panel.id];
        compared.pair(panel.id, (group.resistant, group.tested), &expected["global"]);
        if panel.density {
            compared.value(panel.id, group.density.value, &expected["density"]);
        }
        let by_specimen = (1..=15).filter(|_| panel.by_specimen).map(|code| {
            (code, one(opened, Part::Specimen(code), panel.subject.taxa, panel.subject.measure))
        });
        let by_specimen: BTreeMap<u8, Group> =
            by_specimen.filter(|(_, group)| group.tested > 0).collect();
        compared.names(panel.id, &names(by_specimen.keys()), &expected["by_specimen"]);
        for (code, group) in by_specimen {
            let pair = (group.resistant, group.tested);
            let expected = &expected["by_specimen"][code.to_string()];
            compared.pair(&format!("{} {code}", panel.id), pair, expected);
        }
    }
}

fn by_sector(opened: &Opened, key: &Value, compared: &mut Compared) {
    for (code, expected) in key.as_object().unwrap() {
        let sector = SectorId::of(code).unwrap();
        let part = Part::Sector(sector);
        let before = opened.isolates.all.iter().filter(|one| one.sector == sector).count();
        compared.count(code, u32::try_from(before).unwrap(), &expected["before"]);
        let kept = one(opened, part, Taxa::All, measure("BLSE")).isolates;
        compared.count(code, kept, &expected["kept"]);
        for name in ["SARM", "EBLSE", "EPC"] {
            both(opened, part, (&format!("{code} {name}"), name), &expected[name], compared);
        }
    }
}

fn quarters(opened: &Opened, key: &Value, compared: &mut Compared) {
    let one_part = Parts::One(Part::All);
    for (quarter, expected) in key.as_object().unwrap() {
        let here = |group: &&Group| {
            group.key.period.unwrap().to_string() == format!("{}-{quarter}", opened.year)
        };
        let by = [Axis::Quarter, Axis::Organism];
        let organisms = groups(opened, one_part, &by, Measures::One(measure("BLSE")));
        let organisms: BTreeMap<&str, u32> = organisms
            .iter()
            .filter(here)
            .map(|group| (group.key.taxon.unwrap().code(), group.isolates))
            .collect();
        compared.count(quarter, organisms.values().sum(), &expected["kept"]);
        compared.names(quarter, &names(organisms.keys()), &expected["kept_by_species"]);
        for (organism, isolates) in organisms {
            let expected = &expected["kept_by_species"][organism];
            compared.count(&format!("{quarter} {organism}"), isolates, expected);
        }
        for name in ["SARM", "EBLSE", "EPC"] {
            let (taxa, measured) = named(name);
            let subject = Subject { taxa, measure: measured, part: Part::All };
            let by = BTreeSet::from([Axis::Quarter]);
            let question = Question { by, ..Question::of(opened.year, subject) };
            let answer = analyse(&opened.sums, &question, &Versions::default());
            let group = answer.iter().find(here).unwrap();
            ratio(compared, &format!("{quarter} {name}"), group, &expected[name]);
        }
    }
}

fn plausibility(opened: &Opened, key: &Value, compared: &mut Compared) {
    let controls: Vec<_> = rules().filter(|rule| rule.code.starts_with("PH")).collect();
    for (number, expected) in key.as_object().unwrap() {
        let control = controls.iter().find(|rule| rule.code == format!("PH{number}")).unwrap();
        let found = opened.plausibility.phenotypes.get(control.reason.as_str());
        compared.count(&control.code, found.copied().unwrap_or_default(), expected);
    }
}

fn indicators(opened: &Opened, key: &Value, compared: &mut Compared) {
    compared.names("indicators", &names(national_indicators().iter().map(|one| one.id)), key);
    for indicator in national_indicators() {
        let sums = (&opened.totals, &opened.sums);
        let figure = indicator.figure(opened.year, sums, &Versions::default());
        let expected = &key[indicator.id];
        compared.value(indicator.id, Some(figure.numerator), &expected["n"]);
        compared.value(indicator.id, Some(figure.denominator), &expected["N"]);
        let percent = 100.0 * figure.numerator / figure.denominator;
        let hidden = (figure.unit == "%" && figure.denominator > 0.0).then_some(percent);
        compared.value(indicator.id, figure.value.or(hidden), &expected["value"]);
        assert_eq!(Some(indicator.unit), expected["unit"].as_str());
    }
}
