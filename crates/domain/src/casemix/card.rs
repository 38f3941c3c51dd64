//! The card of a model: what it is for, what it is made of, and what it must not be used for (after Mitchell et al.
//! 2019, Model cards for model reporting).

use super::factor::{Axis, Factor};
use super::{LeftOut, Model};
use crate::dto::{ModelCard, ModelFact, ModelRatio, ModelTerm};
use crate::french::{self, typeset};
use crate::nomenclature::table_version;

const PURPOSE: &str = "Dire ce qu’un établissement consommerait s’il était comme ceux de son type, secteur par \
                       secteur, pour lire son écart : un point de départ pour une analyse locale.";

const FORMULA: &str = "ln(DDJ attendues) = ln(JH) + constante + secteur + type d’établissement";

const METHOD: &str = "Modèle log-linéaire, quasi-Poisson, par moindres carrés repondérés (McCullagh et Nelder 1989). \
                      Les intervalles des rapports de taux sont élargis de la dispersion entre lignes ; celui de \
                      l’observé sur attendu, de la dispersion entre établissements.";

const LIMITS: [&str; 7] = [
    "Jamais pour classer des établissements : deux rapports dont les intervalles se recouvrent ne se distinguent pas.",
    "Le secteur et le type ne disent ni la gravité des patients, ni leurs infections, ni les spécialités : un écart \
     peut venir de ce que le modèle ne connaît pas.",
    "Modèle écologique : il porte sur des services et des établissements, et ne dit rien d’un patient ni d’une \
     prescription.",
    "Un rapport de 1 n’est pas un bon usage : l’attendu est la moyenne de ce qui est consommé, non ce qui devrait \
     l’être.",
    "Un coefficient décrit, il n’explique pas : changer de type ne changerait pas la consommation.",
    "Effets sans interaction : l’écart entre deux secteurs est supposé le même dans tous les types.",
    "L’attendu est tenu pour connu, et l’établissement est lui-même dans la base : le rapport d’un très grand \
     établissement est tiré vers 1.",
];

impl Model {
    /// What a page shows of the model.
    pub fn card(&self) -> ModelCard {
        let terms = [(Axis::Sector, &self.sectors), (Axis::Kind, &self.kinds)];
        ModelCard {
            title: typeset("Modèle de case-mix : DDJ attendues par secteur et par type"),
            base: self.base.clone(),
            purpose: typeset(PURPOSE),
            population: self.population(),
            formula: FORMULA.to_owned(),
            method: typeset(METHOD),
            terms: terms.into_iter().flat_map(|(axis, factor)| self.terms(axis, factor)).collect(),
            fit: self.facts(),
            limits: LIMITS.iter().map(|text| typeset(text)).collect(),
            left_out: self.told_left_out(),
            versions: self.versions.clone(),
            rules: table_version("casemix").to_owned(),
        }
    }

    fn population(&self) -> String {
        typeset(&format!(
            "{} : {}, {} (un secteur d’un établissement).",
            self.base,
            french::count(self.establishments as f64, "établissement", "établissements"),
            french::count(self.rows as f64, "ligne", "lignes"),
        ))
    }

    fn terms(&self, axis: Axis, factor: &Factor) -> Vec<ModelTerm> {
        let ratio = |place| {
            let effect = self.effect(axis, place)?;
            let (low, high) = effect.interval;
            Some(ModelRatio { value: effect.ratio, low, high, level: self.level })
        };
        let term = match axis {
            Axis::Sector => "Secteur",
            Axis::Kind => "Type d’établissement",
        };
        let told = factor.levels.iter().enumerate().map(|(place, level)| ModelTerm {
            term: term.to_owned(),
            label: level.label.clone(),
            establishments: u32::try_from(level.establishments).unwrap_or(u32::MAX),
            ratio: ratio(place),
        });
        told.collect()
    }

    fn facts(&self) -> Vec<ModelFact> {
        let facts = [
            ("Établissements", french::whole(self.establishments as f64)),
            ("Lignes", french::whole(self.rows as f64)),
            ("Coefficients", french::whole(self.fitted.coefficients.len() as f64)),
            (
                "Niveau de référence",
                format!("{} ; {}", self.sectors.reference_label(), self.kinds.reference_label()),
            ),
            ("Déviance expliquée", french::percent(100.0 * self.explained)),
            ("Dispersion entre lignes (Pearson)", french::significant(self.fitted.dispersion, 3)),
            ("Dispersion entre établissements", french::significant(self.between, 3)),
        ];
        let fact = |(label, value): (&str, String)| ModelFact {
            label: label.to_owned(),
            value: typeset(&value),
        };
        facts.into_iter().map(fact).collect()
    }

    fn told_left_out(&self) -> Vec<String> {
        let reason = |(reason, rows): &(LeftOut, usize)| {
            let rows = french::count(*rows as f64, "ligne", "lignes");
            let why = match reason {
                LeftOut::PartOfSector => "parties d’un secteur qui y comptent déjà",
                LeftOut::UnknownSector => "secteur inconnu",
                LeftOut::NoDays => "sans journées, ou avec des nombres impossibles",
            };
            format!("{rows} : {why}.")
        };
        let joined = [(Axis::Sector, &self.sectors), (Axis::Kind, &self.kinds)];
        let joined = joined.into_iter().filter_map(|(axis, factor)| {
            let level = factor.levels.get(factor.other?)?;
            let names: Vec<String> =
                level.codes.iter().map(|code| axis.label(code).to_owned()).collect();
            Some(format!("{} : {}.", level.label, french::listed(&names)))
        });
        let all = self.left_out.iter().map(reason).chain(joined);
        all.map(|text| typeset(&text)).collect()
    }
}
