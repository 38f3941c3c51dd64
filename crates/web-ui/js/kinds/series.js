// Lines over time and bars side by side, with intervals, levels and breaks.

import { base, box, broken, grid, hatch, legend, legendHeight, lineEntry, number, palette, stroke } from "../look.js";
import { levelPlace } from "./level.js";

const BAR_WIDTH = 14;
const BAR_GAP = "20%";
// What lines take without their legend.
const HEIGHT = 320;
// Part of the width that labels on the left may take, and the most they need.
const LABEL_SHARE = 0.36;
const LABEL_WIDTH = 168;
const AHEAD = "Projection et son intervalle";

export default function draw({ bars, unit, labels, series, levels, breaks, projected }, look) {
  const { width } = look;
  const { ink, faint, ground, main, past } = palette(look);
  // The last series is the present one.
  const tint = (rank) => (rank === series.length - 1 ? main : past);
  const isPast = (rank) => rank < series.length - 1;
  const several = series.length > 1;
  const names = series.map(({ name }) => name);
  const seen = projected ?? labels.length;
  const isAhead = seen < labels.length;
  const entries = isAhead ? [...names, AHEAD] : names;
  const hasLegend = several || isAhead;
  const below = hasLegend ? legendHeight(entries, width) : 8;

  // What stands above a break is broken, and the unit is above it.
  const room = width / 2;
  const over = 15 * Math.max(0, ...breaks.map(({ text }) => broken(text, room).split("\n").length));

  const labelWidth = Math.min(LABEL_WIDTH, width * LABEL_SHARE);
  const labelAxis = {
    type: "category",
    data: labels,
    inverse: bars,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: faint } },
    axisLabel: {
      color: ink,
      // A bar without its name says nothing; a year may be left out.
      hideOverlap: !bars,
      ...(bars && {
        interval: 0,
        width: labelWidth,
        overflow: "break",
        // Long words are cut at their hyphen rather than anywhere.
        ...(labelWidth < LABEL_WIDTH && { formatter: (label) => label.replace(/(\p{L}{6,}-)(?=\p{L}{6,})/gu, "$1\n") }),
        lineHeight: 15,
      }),
    },
  };
  const valueAxis = {
    type: "value",
    min: 0,
    name: bars ? "" : unit,
    nameGap: 15 + over,
    nameTextStyle: { color: ink, align: "left" },
    axisLabel: { color: ink, hideOverlap: true, formatter: number },
    splitLine: { lineStyle: { color: faint } },
  };
  const marks = [
    ...levels.map(({ at, text }) => ({
      [bars ? "xAxis" : "yAxis"]: at,
      name: bars ? text : broken(text, width * 0.7),
      ...(!bars && { label: { position: levelPlace({ at, text: broken(text, width * 0.7) }, series, labels.length, width) } }),
    })),
    // Above the chart, on the side with more room.
    ...breaks.map(({ at, text }) => ({
      xAxis: at,
      name: text,
      label: { position: "end", rotate: 0, align: at < labels.length / 2 ? "left" : "right", formatter: broken(text, room) },
    })),
  ];

  // A line stops where the figures before and after do not compare.
  const stops = bars ? [] : breaks.map(({ at }) => at);
  const pieces = series.flatMap(({ name, points }, rank) => [
    ...[0, ...stops].map((from, piece) => {
      const inside = (at) => at >= from && at < Math.min(stops[piece] ?? seen, seen);
      return { name, rank, piece, data: points.map((point, at) => (inside(at) ? point : null)) };
    }),
    ...(isAhead ? [{ name: AHEAD, rank, piece: stops.length + 1, ahead: true, data: points.map(carried(seen)) }] : []),
  ]);
  const values = pieces.map(({ name, rank, piece, ahead, data }) => ({
    type: bars ? "bar" : "line",
    name,
    data,
    symbol: isPast(rank) ? "emptyCircle" : "circle",
    symbolSize: 9,
    ...(ahead && { symbol: "diamond" }),
    barMaxWidth: BAR_WIDTH,
    barGap: BAR_GAP,
    itemStyle: { color: tint(rank) },
    lineStyle: { color: tint(rank), width: 2.5, type: ahead || isPast(rank) ? "dashed" : "solid" },
    markLine: {
      silent: true,
      symbol: "none",
      lineStyle: { color: ink, type: "dashed" },
      // Read over what it crosses.
      label: { formatter: "{b}", position: bars ? "start" : "insideEndTop", color: ink, lineHeight: 15, textBorderColor: ground, textBorderWidth: 3 },
      data: rank + piece === 0 ? marks : [],
    },
  }));
  const intervals = series.map(({ name, points }, rank) => ({
    type: "custom",
    name,
    renderItem: whisker(bars && { rank, count: series.length }, ink),
    encode: bars ? { x: [1, 2], y: 0 } : { x: 0, y: [1, 2] },
    itemStyle: { color: ink },
    silent: true,
    z: 5,
    data: points.slice(0, seen).flatMap((point, at) => (point?.low == null ? [] : [[at, point.low, point.high]])),
  }));
  const bands = series.slice(0, isAhead ? undefined : 0).map(({ points }, rank) => ({
    type: "custom",
    name: AHEAD,
    renderItem: band(tint(rank)),
    encode: { x: 0, y: [1, 2] },
    itemStyle: { color: tint(rank) },
    silent: true,
    z: 1,
    data: widening(points, seen),
  }));

  // The past is hatched.
  const shared = base(look, several ? [hatch(ground), { symbol: "none" }] : undefined);
  const shown = (at) => values.findIndex(({ data }) => data[at]);
  return {
    height: hasLegend && !bars ? HEIGHT + below : undefined,
    stops: labels.map((label, at) => ({
      seriesIndex: shown(at),
      dataIndex: at,
      text: [label, ...series.map(({ name, points }) => `${name}\u00a0: ${points[at]?.text ?? "pas de valeur"}`)].join(". "),
    })),
    option: {
      ...shared,
      grid: grid({ top: 40 + over, bottom: below }),
      tooltip: { ...shared.tooltip, trigger: "axis", axisPointer: { type: "shadow" }, formatter: tooltip },
      legend: hasLegend ? legend(look, isAhead ? [...names.map((name) => lineEntry(name)), lineEntry(AHEAD, true)] : names) : { show: false },
      xAxis: bars ? valueAxis : labelAxis,
      yAxis: bars ? labelAxis : valueAxis,
      dataZoom: [{ type: "inside", zoomOnMouseWheel: "ctrl" }],
      series: [...values, ...intervals, ...bands],
    },
  };
}

function tooltip(items) {
  const shown = items.filter(({ data }) => data?.text);
  const line = ({ seriesName, data }) => (shown.length > 1 ? `${seriesName}\u00a0: ${data.text}` : data.text);
  return box(items[0].name, shown.map(line));
}

// What is projected, with the last value seen as the place where its line begins.
function carried(seen) {
  return (point, at) => {
    if (at >= seen) return point;
    return at === seen - 1 && point ? { value: point.value, symbol: "none" } : null;
  };
}

// Where the interval of what is projected goes from one label to the next: from the last value seen it widens.
function widening(points, seen) {
  const bounds = (at) => {
    const point = points[at];
    if (at >= seen) return point?.low == null ? null : [point.low, point.high];
    return point ? [point.value, point.value] : null;
  };
  return points.flatMap((_, at) => {
    const [from, to] = [bounds(at - 1), bounds(at)];
    return at >= seen && from && to ? [[at, ...to, ...from]] : [];
  });
}

function band(color) {
  return (_params, api) => {
    const [at, low, high, lowBefore, highBefore] = [0, 1, 2, 3, 4].map((dimension) => api.value(dimension));
    const corners = [[at - 1, highBefore], [at, high], [at, low], [at - 1, lowBefore]].map((corner) => api.coord(corner));
    const edge = ([x1, y1], [x2, y2]) => stroke(x1, y1, x2, y2, { stroke: color, lineWidth: 1, lineDash: [3, 3] });
    return {
      type: "group",
      children: [
        { type: "polygon", shape: { points: corners }, style: { fill: color, opacity: 0.18 } },
        edge(corners[0], corners[1]),
        edge(corners[3], corners[2]),
      ],
    };
  };
}

// Low and high bounds joined by a line, over its bar when bars stand side by side.
export function whisker(bar, color) {
  const line = (x1, y1, x2, y2) => stroke(x1, y1, x2, y2, { stroke: color, lineWidth: 1.25 });
  return (_params, api) => {
    const [label, low, high] = [api.value(0), api.value(1), api.value(2)];
    if (bar) {
      const [x1, middle] = api.coord([low, label]);
      const [x2] = api.coord([high, label]);
      const layout = { barMaxWidth: BAR_WIDTH, barGap: BAR_GAP, count: bar.count };
      const y = middle + api.barLayout(layout)[bar.rank].offsetCenter;
      return {
        type: "group",
        children: [line(x1, y, x2, y), line(x1, y - 3, x1, y + 3), line(x2, y - 3, x2, y + 3)],
      };
    }
    const [x, y1] = api.coord([label, low]);
    const [, y2] = api.coord([label, high]);
    return {
      type: "group",
      children: [line(x, y1, x, y2), line(x - 4, y1, x + 4, y1), line(x - 4, y2, x + 4, y2)],
    };
  };
}
