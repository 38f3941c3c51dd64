//! A sheet for a chart: the numbers it is drawn from, and the chart beside them.

use domain::chart::Shape;
use domain::report::{Chart as ReportChart, Strip};
use rust_xlsxwriter::{
    Chart, ChartFormat, ChartLegendPosition, ChartLine, ChartLineDashType, ChartMarker,
    ChartMarkerType, ChartType, Color, Worksheet, XlsxError,
};

use super::formats::Formats;
use super::sheet::{Frame, HEADER, head, set_up, text, width};

const COLOURS: [u32; 3] = [0x0B_55_63, 0x8A_4B_14, 0x3F_5A_8A];
const PAST: u32 = 0x9D_B8_C0;
const BOUND: u32 = 0x7A_8C_93;

/// What a sheet of a chart holds.
pub struct Drawing {
    pub title: String,
    alt: String,
    unit: String,
    axis: String,
    labels: Vec<String>,
    columns: Vec<Column>,
    shape: Shape,
    decimals: usize,
    breaks: Vec<String>,
}

/// A column of numbers.
struct Column {
    name: String,
    values: Vec<Option<f64>>,
    role: Role,
}

#[derive(PartialEq, Eq)]
enum Role {
    Series,
    /// A bound of an interval: drawn with lines alone.
    Bound,
    Level,
}

impl Drawing {
    pub fn of_chart(chart: &ReportChart) -> Self {
        let spec = &chart.spec;
        let mut columns = Vec::new();
        for series in &spec.series {
            let of = |take: fn(&domain::chart::Point) -> Option<f64>| {
                series.points.iter().map(|point| point.as_ref().and_then(take)).collect::<Vec<_>>()
            };
            columns.push(Column {
                name: series.name.clone(),
                values: of(|point| Some(point.value)),
                role: Role::Series,
            });
            let bounds = [
                ("IC\u{a0}95\u{a0}% bas", of(|point| point.interval.map(|(low, _)| low))),
                ("IC\u{a0}95\u{a0}% haut", of(|point| point.interval.map(|(_, high)| high))),
            ];
            for (name, values) in
                bounds.into_iter().filter(|(_, values)| values.iter().any(Option::is_some))
            {
                columns.push(Column {
                    name: format!("{}, {name}", series.name),
                    values,
                    role: Role::Bound,
                });
            }
        }
        columns.extend(spec.levels.iter().map(|level| Column {
            name: level.label.clone(),
            values: vec![Some(level.value); spec.labels.len()],
            role: Role::Level,
        }));
        let told = |one: &domain::chart::Break| {
            format!(
                "Rupture avant {}\u{a0}: {}",
                spec.labels.get(one.before).map_or("", String::as_str),
                one.label
            )
        };
        Self {
            title: spec.title.clone(),
            alt: chart.alt.clone(),
            unit: spec.unit.clone(),
            axis: spec.axis.clone(),
            labels: spec.labels.clone(),
            columns,
            shape: spec.shape,
            decimals: chart.decimals,
            breaks: spec.breaks.iter().map(told).collect(),
        }
    }

    pub fn of_strip(strip: &Strip) -> Self {
        let names = ["P10", "P25", "Médiane", "P75", "P90"];
        let own = strip.own.map(|own| ("Établissement", own));
        let (labels, values): (Vec<String>, Vec<Option<f64>>) = names
            .into_iter()
            .zip(strip.percentiles)
            .chain(own)
            .map(|(name, value)| (name.to_owned(), Some(value)))
            .unzip();
        Self {
            title: strip.title.clone(),
            alt: strip.alt.clone(),
            unit: strip.unit.clone(),
            axis: "Position".to_owned(),
            labels,
            columns: vec![Column { name: strip.title.clone(), values, role: Role::Series }],
            shape: Shape::Bars,
            decimals: strip.decimals,
            breaks: Vec::new(),
        }
    }
}

/// Writes the numbers and the chart into an empty sheet called `name`.
pub fn write(
    sheet: &mut Worksheet,
    name: &str,
    drawing: &Drawing,
    frame: &Frame,
    formats: &Formats,
) -> Result<(), XlsxError> {
    head(sheet, &drawing.title, frame, formats)?;
    set_up(sheet, frame);
    sheet.write_string_with_format(HEADER, 0, text(&drawing.axis), &formats.header)?;
    let mut line = HEADER;
    for label in &drawing.labels {
        line += 1;
        sheet.write_string_with_format(line, 0, text(label), &formats.text)?;
    }
    for (at, column) in (1_u16..).zip(&drawing.columns) {
        let header = format!("{} ({})", column.name, drawing.unit);
        sheet.write_string_with_format(HEADER, at, text(&header), &formats.header_right)?;
        sheet.set_column_width(at, width(14))?;
        for (row, value) in (HEADER + 1..).zip(&column.values) {
            if let Some(value) = value {
                sheet.write_number_with_format(
                    row,
                    at,
                    *value,
                    formats.number(drawing.decimals, false, false),
                )?;
            }
        }
    }
    for told in &drawing.breaks {
        line += 1;
        sheet.write_string_with_format(line + 1, 0, text(told), &formats.note)?;
    }
    sheet.set_column_width(0, width(18))?;
    let last = HEADER + u32::try_from(drawing.labels.len()).unwrap_or_default();
    let beside = u16::try_from(drawing.columns.len() + 2).unwrap_or(2);
    sheet.insert_chart(HEADER, beside, &chart(name, drawing, last))?;
    Ok(())
}

fn chart(sheet: &str, drawing: &Drawing, last: u32) -> Chart {
    let is_bars = drawing.shape == Shape::Bars;
    let mut chart = Chart::new(if is_bars { ChartType::Column } else { ChartType::Line });
    chart.title().set_name(caption(&drawing.title).as_str());
    chart.x_axis().set_name(caption(&drawing.axis).as_str());
    chart
        .y_axis()
        .set_name(caption(&drawing.unit).as_str())
        .set_num_format(axis_format(drawing.decimals))
        .set_min(0);
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart
        .set_width(760)
        .set_height(400)
        .set_alt_text(text(&drawing.alt).chars().take(250).collect::<String>());
    let (first, mut drawn) = (HEADER + 1, 0);
    let many = drawing.columns.iter().filter(|column| column.role == Role::Series).count();
    let mut levels = Chart::new(ChartType::Line);
    let mut has_levels = false;
    for (at, column) in (1_u16..).zip(&drawing.columns) {
        if is_bars && column.role == Role::Bound {
            continue;
        }
        let target = if is_bars && column.role == Role::Level { &mut levels } else { &mut chart };
        has_levels |= is_bars && column.role == Role::Level;
        let series = target.add_series();
        series
            .set_categories((sheet, first, 0, last, 0))
            .set_values((sheet, first, at, last, at))
            .set_name((sheet, HEADER, at));
        let colour = match column.role {
            Role::Level => COLOURS[1],
            Role::Bound => BOUND,
            Role::Series => {
                drawn += 1;
                if is_bars && many > 1 && drawn == 1 {
                    PAST
                } else {
                    COLOURS[(drawn - 1) % COLOURS.len()]
                }
            }
        };
        if is_bars && column.role == Role::Series {
            series.set_format(ChartFormat::new().set_solid_fill(
                rust_xlsxwriter::ChartSolidFill::new().set_color(Color::RGB(colour)),
            ));
            continue;
        }
        let mut line = ChartLine::new();
        line.set_color(Color::RGB(colour));
        match column.role {
            Role::Series => line.set_width(2.25),
            Role::Bound => line.set_width(0.75).set_dash_type(ChartLineDashType::RoundDot),
            Role::Level => line.set_width(1.25).set_dash_type(ChartLineDashType::Dash),
        };
        series.set_format(ChartFormat::new().set_line(&line));
        if column.role == Role::Series {
            series.set_marker(ChartMarker::new().set_type(ChartMarkerType::Circle).set_size(6));
        }
    }
    if has_levels {
        chart.combine(&levels);
    }
    chart
}

/// A text that the writer does not take for a range of cells.
fn caption(words: &str) -> String {
    text(words).replace(['=', '!'], " ")
}

fn axis_format(decimals: usize) -> String {
    if decimals == 0 { "#,##0".to_owned() } else { format!("#,##0.{}", "0".repeat(decimals)) }
}
