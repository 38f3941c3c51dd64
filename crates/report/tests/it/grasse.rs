//! The report of the sample hospital of Grasse, from its files.

use std::collections::{BTreeMap, BTreeSet};

use domain::consumption::{Axis, Molecules, Question, Totals, analyse, broad_spectrum, change};
use domain::dto::{
    Anomaly, AnomalyState, AnomalyStep, ClosingCode, ClosingPoint, ConsumptionGroup, FamilyRow,
    Figure, ImportKind, Indicator, IndicatorCard, IndicatorTarget, Indicators, LeftOut, PanelEntry,
    PanelSpecimen, Perimeter, PeriodPoint, ReferenceValue, ResistanceAnalysis, ResistancePanel,
    RowCounts, SectorRow, Severity,
};
use domain::nomenclature::{FamilyKind, family, sector, specimen};
use domain::report::{
    Base, ConsumptionFigures, Identity, Kind, Level, NationalConsumption, Parameter, Peers,
    Quality, ReportInput, ResistanceFigures, resistance_questions,
};
use domain::resistance::{
    self, Panel, PanelSums, Part, Sums, breaks, national_indicators, resistance_panels, targets,
    tell, year_notes,
};
use domain::verdict::versions;

use crate::sample::{Hospital, Layout};

const YEAR: i32 = 2024;
const YEARS: [i32; 2] = [YEAR - 1, YEAR];

/// What both years become together.
pub struct Years {
    totals: Totals,
    sums: Sums,
}

impl Years {
    pub fn open() -> Self {
        let mut both = Self { totals: Totals::default(), sums: Sums::default() };
        for year in YEARS {
            let opened = Hospital { folder: "ch-grasse", year }.open(Layout::Wide, true);
            both.totals.days.extend(opened.totals.days);
            both.totals.consumption.extend(opened.totals.consumption);
            both.sums.add(&opened.sums);
        }
        both
    }

    fn groups(&self, year: i32, axes: &[Axis]) -> Vec<ConsumptionGroup> {
        analyse(&self.totals, &Question::year(year, Perimeter::Spares).by(axes), &versions(year))
            .groups
    }

    fn by(&self, year: i32, axis: Axis) -> BTreeMap<String, ConsumptionGroup> {
        let groups = self.groups(year, &[axis]).into_iter();
        groups.map(|group| (group.key[axis.as_str()].clone(), group)).collect()
    }

    fn card(id: &str, label: &str, compute: impl Fn(i32) -> Figure) -> IndicatorCard {
        let (figure, previous) = (compute(YEAR), compute(YEAR - 1));
        IndicatorCard {
            id: id.to_owned(),
            label: label.to_owned(),
            change: change(previous.value, figure.value),
            previous: Some(previous),
            figure,
        }
    }

    fn cards(&self) -> Vec<IndicatorCard> {
        let question = |year| Question::year(year, Perimeter::Spares);
        let rate = |year, molecules| {
            analyse(&self.totals, &Question { molecules, ..question(year) }, &versions(year))
                .totals
                .rate
        };
        vec![
            Self::card("CONSO_DDJ", "Consommation d’antibiotiques", |year| {
                rate(year, Molecules::Antibiotics)
            }),
            Self::card("ECDC_LARGE_SPECTRE", "Part des antibiotiques à large spectre", |year| {
                broad_spectrum(&self.totals, &question(year), &versions(year))
            }),
            Self::card("ATF_DDJ", "Consommation d’antifongiques", |year| {
                rate(year, Molecules::Antifungals)
            }),
        ]
    }

    fn sectors(&self) -> Vec<SectorRow> {
        let rows = |axis| {
            let (mut now, mut before) = (self.by(YEAR, axis), self.by(YEAR - 1, axis));
            let codes: BTreeSet<String> = now.keys().chain(before.keys()).cloned().collect();
            let row = move |code: String| {
                let (current, previous) =
                    (now.remove(&code).map(|g| g.rate), before.remove(&code).map(|g| g.rate));
                SectorRow {
                    label: axis.label(&code),
                    inside: sector(&code).and_then(|one| one.parent).map(str::to_owned),
                    change: change(
                        previous.as_ref().and_then(|f| f.value),
                        current.as_ref().and_then(|f| f.value),
                    ),
                    sector: code,
                    current,
                    previous,
                }
            };
            codes.into_iter().map(row)
        };
        rows(Axis::Sector).chain(rows(Axis::Subsector)).collect()
    }

    fn families(&self) -> Vec<FamilyRow> {
        let mut before = self.by(YEAR - 1, Axis::Family);
        let rows = self.by(YEAR, Axis::Family).into_iter().filter_map(|(code, group)| {
            let known = family(&code).filter(|one| one.kind != FamilyKind::Grouping)?;
            let previous = before.remove(&code).map(|group| group.rate);
            let row = FamilyRow {
                family: code.clone(),
                label: known.label.to_owned(),
                change: change(previous.as_ref().and_then(|f| f.value), group.rate.value),
                share: group.share,
                current: Some(group.rate),
                previous,
            };
            Some((known.order, row))
        });
        let mut rows: Vec<(u8, FamilyRow)> = rows.collect();
        rows.sort_by_key(|(order, _)| *order);
        rows.into_iter().map(|(_, row)| row).collect()
    }

    fn molecules(&self, molecules: Molecules) -> Vec<ConsumptionGroup> {
        let question = Question { molecules, ..Question::year(YEAR, Perimeter::Spares) };
        analyse(&self.totals, &question.by(&[Axis::Atc, Axis::Route]), &versions(YEAR)).groups
    }

    fn points(&self) -> Vec<PeriodPoint> {
        let point = |year| PeriodPoint {
            period: i32::to_string(&year),
            figure: analyse(
                &self.totals,
                &Question::year(year, Perimeter::Spares),
                &versions(year),
            )
            .totals
            .rate,
        };
        YEARS.into_iter().map(point).collect()
    }

    fn indicators(&self) -> Indicators {
        let told = |one: &domain::resistance::NationalIndicator| {
            let figure = |year| one.figure(year, (&self.totals, &self.sums), &versions(year));
            let (current, previous) = (figure(YEAR), figure(YEAR - 1));
            let distance = one.distance(&current);
            Indicator {
                id: one.id.to_owned(),
                label: one.label.to_owned(),
                numerator: one.numerator.to_owned(),
                denominator: one.denominator.to_owned(),
                change: change(previous.value, current.value),
                figure: current,
                previous: Some(previous).filter(|previous| previous.value.is_some()),
                target: one.target.map(|target| IndicatorTarget {
                    value: target.value(),
                    label: target.label(one.unit),
                    reached: distance.map(|distance| distance.reached),
                    gap: distance.map(|distance| distance.gap),
                    relative_gap: distance.map(|distance| distance.relative),
                }),
                reference_values: vec![
                    ReferenceValue { year: 2019, value: one.value_2019 },
                    ReferenceValue { year: 2023, value: one.value_2023 },
                ],
                decimals: one.decimals,
                is_strategy: one.is_strategy,
                source: one.source.to_owned(),
            }
        };
        Indicators { year: YEAR, items: national_indicators().iter().map(told).collect() }
    }

    fn panel(&self) -> ResistancePanel {
        let all = || {
            let mut sums = Sums::default();
            sums.add(&self.sums);
            sums
        };
        let sums = PanelSums { specimens: all(), invasive: all() };
        let told = |panel: &Panel| {
            let figures = panel.figures(&sums, YEAR, &versions(YEAR));
            let code = |part| match part {
                Part::Specimen(code) => Some(code.to_string()),
                Part::Invasive => Some("invasive".to_owned()),
                Part::All | Part::Sector(_) => None,
            };
            PanelEntry {
                id: panel.id.to_owned(),
                organism: panel.organism.to_owned(),
                label: panel.label.to_owned(),
                antibiotic: panel.subject.measure.code().to_owned(),
                specimen: code(panel.subject.part),
                isolates: Some(figures.whole.isolates),
                tested: Some(figures.whole.tested),
                resistant: Some(figures.whole.resistant),
                proportion: panel.proportion.then_some(figures.whole.proportion),
                density: panel.density.then_some(figures.whole.density),
                by_specimen: figures
                    .by_specimen
                    .into_iter()
                    .filter_map(|group| {
                        let code = code(group.key.part?)?;
                        Some(PanelSpecimen {
                            label: specimen(&code)?.label.to_owned(),
                            specimen: code,
                            tested: Some(group.tested),
                            resistant: Some(group.resistant),
                            proportion: group.proportion,
                        })
                    })
                    .collect(),
                source: panel.source.to_owned(),
            }
        };
        ResistancePanel { year: YEAR, items: resistance_panels().iter().map(told).collect() }
    }

    fn resistance(&self) -> ResistanceFigures {
        let answers = resistance_questions(YEAR, &YEARS).into_iter().map(|(key, question)| {
            let groups = resistance::analyse(&self.sums, &question, &versions(YEAR));
            let analysis = ResistanceAnalysis {
                groups: groups.into_iter().map(tell).collect(),
                breaks: breaks(&question),
                targets: targets(&question),
            };
            (key, analysis)
        });
        ResistanceFigures {
            notes: year_notes(&self.sums, YEAR),
            panel: Some(self.panel()),
            answers: answers.collect(),
            national: BTreeMap::new(),
            left_out: vec![LeftOut {
                reason: "duplicate".to_owned(),
                label: "Doublons d’une souche déjà comptée".to_owned(),
                rows: 412,
                ddd: None,
            }],
        }
    }

    /// The report of 2024.
    pub fn input(&self, kind: Kind) -> ReportInput {
        let cards = self.cards();
        let total = cards[0].figure.value.unwrap();
        let spread: Vec<f64> =
            (0..36).map(|rank| 190.0 + 9.0 * f64::from(rank)).chain([total]).collect();
        let national = |figure: &Figure, value: f64| Figure {
            value: Some(value),
            interval: None,
            ..figure.clone()
        };
        let by_sector =
            [("MED", 612.4), ("CHIR", 498.9), ("REA", 1180.2), ("SMR", 148.0), ("PSY", 40.6)];
        ReportInput {
            identity: Identity {
                name: "Centre hospitalier de Grasse".to_owned(),
                level: Level::Site,
                finess: Some("060000478".to_owned()),
                city: Some("Grasse".to_owned()),
                type_label: Some("Centre hospitalier".to_owned()),
                region: Some("Provence-Alpes-Côte d’Azur".to_owned()),
            },
            year: YEAR,
            kind,
            perimeter: Perimeter::Spares,
            base: if kind == Kind::Provisional {
                Base::Live { as_of: "2025-11-22T14:05:00Z".to_owned() }
            } else {
                Base::Frozen {
                    id: 3,
                    name: "Campagne 2024".to_owned(),
                    sha256: "b1946ac92492d2347c6235b4d2611184a3f2d7b1c0e9f8a7b6c5d4e3f2a1b0c9"
                        .to_owned(),
                    frozen_on: "2025-07-01T09:30:00Z".to_owned(),
                }
            },
            made_on: "2025-11-22".to_owned(),
            parameters: vec![Parameter {
                label: "Type de période".to_owned(),
                value: "année entière".to_owned(),
            }],
            participants: None,
            indicators: Some(self.indicators()),
            consumption: ConsumptionFigures {
                sectors: self.sectors(),
                families: self.families(),
                years: self.points(),
                quarters: Vec::new(),
                molecules: self.molecules(Molecules::Antibiotics),
                antifungals: self.molecules(Molecules::Antifungals),
                national: NationalConsumption {
                    total: Some(national(&cards[0].figure, 312.0)),
                    by_sector: by_sector
                        .map(|(code, value)| (code.to_owned(), national(&cards[0].figure, value)))
                        .into(),
                    by_family: BTreeMap::new(),
                },
                peers: vec![
                    Peers::of(
                        ("Consommation d’antibiotiques", "DDJ/1000 JH", 1),
                        "Centre hospitalier",
                        &spread,
                        Some(total),
                    ),
                    Peers::of(
                        ("Part à large spectre", "%", 1),
                        "Centre hospitalier",
                        &[31.0, 33.2],
                        Some(33.2),
                    ),
                ],
                left_out: vec![LeftOut {
                    reason: "unit_without_days".to_owned(),
                    label: "UF du périmètre sans journées d’hospitalisation".to_owned(),
                    rows: 61,
                    ddd: Some(412.37),
                }],
                cards,
            },
            resistance: Some(self.resistance()),
            quality: quality(),
        }
    }
}

/// What is known of the files.
fn quality() -> Quality {
    Quality {
        files: vec![(
            ImportKind::Consumption,
            RowCounts { read: 4128, kept: 4002, ignored: 65, rejected: 61, blank: 0 },
        )],
        anomalies: vec![Anomaly {
            code: "CO06".to_owned(),
            reason: "unit_without_days".to_owned(),
            subject: "4210".to_owned(),
            severity: Severity::Warning,
            title: "UF sans journées".to_owned(),
            message: "Deux UF ont des consommations et aucune journée.".to_owned(),
            remedy: "Complétez le fichier des JH, ou corrigez le code des UF.".to_owned(),
            kind: ImportKind::Consumption,
            import_id: None,
            count: 61,
            effect: None,
            step: AnomalyStep::Import,
            state: AnomalyState::ToDo,
            owner: None,
            note: String::new(),
            said_by: None,
            said_at: None,
        }],
        closing_points: vec![ClosingPoint {
            code: ClosingCode::Beds,
            label: "Lits".to_owned(),
            met: true,
            can_be_waived: false,
            detail: "353\u{a0}lits".to_owned(),
        }],
    }
}
