//! Figures of resistance, the national indicators, and the isolates behind them.

use std::collections::BTreeSet;

use actix_web::{
    get,
    web::{Data, Json, Query},
};
use domain::{
    dto::{
        Deduplication, Indicators, IsolateEntry, Page, PeerDistribution, Problem, ProblemCode,
        ResistanceAnalysis,
    },
    nomenclature::specimen,
    resistance::{
        Axis, Category, Measure, Measures, Method, Onset, Part, Parts, Question, SectorId, Taxa,
        is_intermediate,
    },
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    figures::YearQuery,
    query::{AcrossQuery, BaseQuery, PopulationQuery, asked_year, years},
};
use crate::{
    auth::{Authenticated, Observer},
    cursor,
    db::Db,
    error::ApiError,
    services::{
        isolates::{self, IsolateFilter, Selection},
        peers, resistance_figures,
    },
};

/// What the analysis splits by.
const AXES: [&str; 6] = ["organism", "antibiotic", "specimen", "sector", "quarter", "year"];

/// Which isolates.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct IsolatesQuery {
    /// Code of an organism, or a group of organisms: `ESCCOL`, `Enterobacterales`.
    organism: Option<String>,
    /// Nature of the specimen, 1 to 15, or `invasive` for blood and cerebrospinal fluid.
    specimen: Option<String>,
    /// Code of a sector: `REA`. Specimen and sector are not crossed.
    sector: Option<String>,
    /// `spares` (default), `first_isolate` or `none`; for one establishment also `episode_30`,
    /// `episode_365` and `glass`.
    dedup: Option<String>,
}

impl IsolatesQuery {
    pub(super) fn taxa(&self) -> Result<Taxa, ApiError> {
        match filled(self.organism.as_ref()) {
            None => Ok(Taxa::All),
            Some(code) => Taxa::of(code).ok_or_else(|| {
                invalid("Ce micro-organisme n’existe pas. Donnez son code, par exemple ESCCOL.")
            }),
        }
    }

    pub(super) fn part(&self) -> Result<Part, ApiError> {
        match (filled(self.specimen.as_ref()), filled(self.sector.as_ref())) {
            (None, None) => Ok(Part::All),
            (Some("invasive"), None) => Ok(Part::Invasive),
            (Some(code), None) => {
                let known = specimen(code).and_then(|one| one.code.parse().ok());
                known.map(Part::Specimen).ok_or_else(|| {
                    invalid("La nature de prélèvement est un nombre de 1 à 15, ou «\u{a0}invasive\u{a0}».")
                })
            }
            (None, Some(code)) => SectorId::of(code).map(Part::Sector).ok_or_else(|| {
                invalid("Ce secteur n’existe pas. Donnez son code, par exemple REA.")
            }),
            (Some(_), Some(_)) => {
                Err(invalid("Donnez une nature de prélèvement ou un secteur, pas les deux."))
            }
        }
    }

    pub(super) fn method(&self) -> Result<Method, ApiError> {
        let Some(text) = filled(self.dedup.as_ref()) else { return Ok(Method::Spares) };
        Method::parse(text).ok_or_else(|| {
            let known = Method::ALL.map(Method::as_str).join(", ");
            invalid(&format!("«\u{a0}dedup\u{a0}» vaut {known}."))
        })
    }
}

/// Over which years, of which antibiotic, split by what.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ResistanceQuery {
    /// `2024`, `2022..2024` or `2022,2024`.
    years: String,
    /// A molecule, a class or a phenotype: `CTX`, `C3G`, `METI`, `BLSE`, `EPC`, `EPC:KPC`, and `EPC:unknown`
    /// for those whose type is not told. Each of them when absent.
    antibiotic: Option<String>,
    /// Axes separated by commas: `organism, antibiotic, specimen, sector, quarter, year`.
    #[serde(default)]
    by: String,
}

impl ResistanceQuery {
    pub(super) fn question(&self, isolates: &IsolatesQuery) -> Result<Question, ApiError> {
        let mut by = BTreeSet::new();
        let mut parts = None;
        for axis in self.by.split(',').map(str::trim).filter(|axis| !axis.is_empty()) {
            match axis {
                "organism" => drop(by.insert(Axis::Organism)),
                "quarter" => drop(by.insert(Axis::Quarter)),
                "year" => drop(by.insert(Axis::Year)),
                "antibiotic" => {}
                "specimen" if parts.is_none() => parts = Some(Parts::EachSpecimen),
                "sector" if parts.is_none() => parts = Some(Parts::EachSector),
                "specimen" | "sector" => {
                    return Err(invalid(
                        "La nature de prélèvement et le secteur ne se croisent pas.",
                    ));
                }
                other => {
                    let known = AXES.join(", ");
                    return Err(invalid(&format!(
                        "«\u{a0}{other}\u{a0}» n’est pas un axe. Axes possibles\u{a0}: {known}."
                    )));
                }
            }
        }
        let part = isolates.part()?;
        let parts = match parts {
            None => Parts::One(part),
            Some(each) if part == Part::All => each,
            Some(_) => {
                return Err(invalid(
                    "Un axe par prélèvement ou par secteur va sans filtre de prélèvement ou de secteur.",
                ));
            }
        };
        let of_quarters = matches!(parts, Parts::One(Part::All | Part::BLOOD_CULTURES));
        if by.contains(&Axis::Quarter) && !of_quarters {
            return Err(invalid(
                "Par trimestre, demandez tous les isolats ou les hémocultures (specimen=1)\u{a0}: ailleurs les \
                 nombres sont trop petits.",
            ));
        }
        let measures = measure(self.antibiotic.as_ref())?.map_or(Measures::Each, Measures::One);
        let years = years(&self.years)?;
        let question = Question { years, by, parts, taxa: isolates.taxa()?, measures };
        if question.mixes_categories() {
            return Err(invalid(
                "Avant 2020 les chiffres comptent I + R, depuis 2020 R\u{a0}: ils ne s’additionnent pas. Demandez-les \
                 par année (by=year).",
            ));
        }
        Ok(question)
    }
}

/// The measure of a code; each of them without.
pub(super) fn measure(code: Option<&String>) -> Result<Option<Measure>, ApiError> {
    let Some(code) = code.filter(|code| !code.is_empty()) else { return Ok(None) };
    Measure::of(code).map(Some).ok_or_else(|| {
        invalid(
            "Cet antibiotique n’existe pas. Donnez un code tel que CTX, C3G, METI, BLSE ou EPC.",
        )
    })
}

fn filled(text: Option<&String>) -> Option<&str> {
    text.map(String::as_str).filter(|text| !text.is_empty())
}

fn invalid(detail: &str) -> ApiError {
    ApiError::rule(ProblemCode::Invalid, detail)
}

/// Analyse resistance.
///
/// Isolates counted once by a rule of deduplication, of each group: tested, resistant, proportion with
/// Wilson's interval, density per 1000 patient-days with the exact Poisson interval. Each specimen, sector
/// and quarter is deduplicated by itself: none is an addend. Quarters are those of all isolates or of blood
/// cultures. Before 2020
/// intermediate isolates count with the resistant ones; `breaks` tells where a series changes. Sums over fewer
/// than three establishments have no value, as those of consumption.
#[utoipa::path(
    tag = "figures",
    params(PopulationQuery, AcrossQuery, BaseQuery, ResistanceQuery, IsolatesQuery),
    responses(
        (status = 200, body = ResistanceAnalysis),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/analyses/resistance")]
pub async fn analyse_resistance(
    Authenticated(who): Authenticated,
    db: Data<Db>,
    whose: Query<PopulationQuery>,
    across: Query<AcrossQuery>,
    base: Query<BaseQuery>,
    query: Query<ResistanceQuery>,
    isolates: Query<IsolatesQuery>,
) -> Result<Json<ResistanceAnalysis>, ApiError> {
    let (base, population) = (base.base(), whose.population()?);
    let (method, across) = (isolates.method()?, across.across()?);
    let question = query.question(&isolates)?;
    let analysis = db
        .read(move |conn| {
            let (of, asked) = ((base, &population), &question);
            match across {
                None => resistance_figures::analyse(conn, &who, of, (asked, method)),
                Some(across) => {
                    resistance_figures::analyse_across(conn, &who, of, (across, asked, method))
                }
            }
        })
        .await?;
    Ok(Json(analysis))
}

/// Compare the resistance of establishments.
///
/// Percentiles of the proportions of a region, a type or the nation, of one antibiotic over the years asked for.
/// Members of an establishment see their own place; the centre that follows them sees each of them.
#[utoipa::path(
    tag = "figures",
    params(PopulationQuery, BaseQuery, ResistanceQuery, IsolatesQuery),
    responses(
        (status = 200, body = PeerDistribution),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/analyses/resistance/peers")]
pub async fn compare_resistance(
    Authenticated(who): Authenticated,
    db: Data<Db>,
    whose: Query<PopulationQuery>,
    base: Query<BaseQuery>,
    query: Query<ResistanceQuery>,
    isolates: Query<IsolatesQuery>,
) -> Result<Json<PeerDistribution>, ApiError> {
    let (base, population) = (base.base(), whose.population()?);
    let method = isolates.method()?;
    let question = query.question(&isolates)?;
    let one = question.by.is_empty() && matches!(question.parts, Parts::One(_));
    if !one || question.measures == Measures::Each {
        return Err(invalid("Comparez un antibiotique à la fois, sans axe."));
    }
    let peers = db
        .read(move |conn| peers::resistance(conn, &who, (base, &population), (&question, method)))
        .await?;
    Ok(Json(peers))
}

/// Read the national indicators.
///
/// The ten of the national strategy and beside it, each with its target, published national values and
/// the distance to the target.
#[utoipa::path(
    tag = "figures",
    params(PopulationQuery, BaseQuery, YearQuery),
    responses(
        (status = 200, body = Indicators),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/indicators")]
pub async fn find_indicators(
    Authenticated(who): Authenticated,
    db: Data<Db>,
    whose: Query<PopulationQuery>,
    base: Query<BaseQuery>,
    query: Query<YearQuery>,
) -> Result<Json<Indicators>, ApiError> {
    let (base, population) = (base.base(), whose.population()?);
    let year = asked_year(query.year)?;
    let found = db
        .read(move |conn| resistance_figures::indicators(conn, &who, (base, &population), year))
        .await?;
    Ok(Json(found))
}

/// Which isolates of a selection.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct IsolateListQuery {
    year: i32,
    /// Pseudonym of a patient.
    patient: Option<String>,
    /// Code of a unit.
    unit: Option<String>,
    /// `community`, `hospital` (sampled on the third day of the stay or later) or `unknown`.
    onset: Option<String>,
    /// Only those counted, or only those that another stands for.
    kept: Option<bool>,
    /// Only those tested for this antibiotic, class or phenotype.
    antibiotic: Option<String>,
    /// And with one of these results, separated by commas: `S`, `SFP`, `R`, and `I` in the years before
    /// 2020.
    result: Option<String>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Items of a page, at most 200.
    limit: Option<usize>,
}

impl IsolateListQuery {
    fn filter(&self) -> Result<IsolateFilter, ApiError> {
        let category = |code: &str| {
            let asked = (code == "I" && is_intermediate(self.year)).then_some(Category::Increased);
            asked
                .or_else(|| Category::of(code))
                .ok_or_else(|| invalid("Un résultat est S, SFP ou R\u{a0}; avant 2020, S, I ou R."))
        };
        let results = filled(self.result.as_ref()).into_iter().flat_map(|text| text.split(','));
        let categories = results.map(category).collect::<Result<Vec<_>, _>>()?;
        let onset = |name: &str| {
            let known = Onset::ALL.map(Onset::as_str).join(", ");
            Onset::named(name).ok_or_else(|| invalid(&format!("«\u{a0}onset\u{a0}» vaut {known}.")))
        };
        Ok(IsolateFilter {
            onset: filled(self.onset.as_ref()).map(onset).transpose()?,
            patient: filled(self.patient.as_ref()).map(str::to_owned),
            unit: filled(self.unit.as_ref()).map(str::to_owned),
            kept: self.kept,
            measure: measure(self.antibiotic.as_ref())?.map(|measure| (measure, categories)),
        })
    }
}

/// List isolates.
///
/// Those that count in a year, in the order of time, each with its results and with what the rule of
/// deduplication decides about it. Patients are pseudonyms.
#[utoipa::path(
    tag = "figures",
    params(("finess" = String, Path, description = "FINESS number"), IsolateListQuery, IsolatesQuery),
    responses(
        (status = 200, body = Page<IsolateEntry>),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/establishments/{finess}/isolates")]
pub async fn list_isolates(
    Observer(who): Observer,
    db: Data<Db>,
    query: Query<IsolateListQuery>,
    isolates: Query<IsolatesQuery>,
) -> Result<Json<Page<IsolateEntry>>, ApiError> {
    let selection =
        Selection { year: asked_year(query.year)?, taxa: isolates.taxa()?, part: isolates.part()? };
    let (method, filter) = (isolates.method()?, query.filter()?);
    let page = db
        .read(move |conn| {
            let place = (query.cursor.as_deref(), cursor::limit(query.limit));
            isolates::list(conn, &who.finess, (&selection, method), &filter, place)
        })
        .await?;
    Ok(Json(page))
}

/// What is compared.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DeduplicationQuery {
    year: i32,
    /// A molecule, a class or a phenotype.
    antibiotic: String,
}

/// Compare the rules of deduplication.
///
/// One figure of a year under each of them, and without the isolates whose phenotype is implausible. The
/// isolates that count by the rule of SPARES are told by their origin too, community or hospital.
#[utoipa::path(
    tag = "figures",
    params(("finess" = String, Path, description = "FINESS number"), DeduplicationQuery, IsolatesQuery),
    responses(
        (status = 200, body = Deduplication),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/establishments/{finess}/deduplication")]
pub async fn compare_deduplication(
    Observer(who): Observer,
    db: Data<Db>,
    query: Query<DeduplicationQuery>,
    isolates: Query<IsolatesQuery>,
) -> Result<Json<Deduplication>, ApiError> {
    let selection =
        Selection { year: asked_year(query.year)?, taxa: isolates.taxa()?, part: isolates.part()? };
    let measure = measure(Some(&query.antibiotic))?
        .ok_or_else(|| invalid("Donnez «\u{a0}antibiotic\u{a0}», par exemple METI."))?;
    let found = db
        .read(move |conn| isolates::deduplication(conn, &who.finess, &selection, measure))
        .await?;
    Ok(Json(found))
}
