// Values against what they were counted on, within curves.

import { base, grid, isNarrow, legend, legendHeight, lineEntry, number, palette, told, valueAxis } from "../look.js";
import { spots } from "./plane.js";

const ZONES = { within: "Entre les seuils", outside: "Au-delà du seuil de vigilance", far_outside: "Au-delà du seuil d’alarme" };

export default function draw({ unit, exposure, logarithmic, target, limits, points }, look) {
  const { ink, main, signal } = palette(look);
  const shared = base(look);
  const symbols = { within: ["circle", main], outside: ["triangle", ink], far_outside: ["rect", signal] };
  const zones = Object.keys(ZONES).map((zone) => ({ zone, inside: points.filter((point) => point.zone === zone) }));
  // What comes last lies over the others.
  for (const { inside } of zones) inside.sort((one, other) => one.own - other.own);
  const shown = zones.filter(({ inside }) => inside.length > 0);
  const clouds = shown.map(({ zone, inside }) => spots(look, ZONES[zone], ...symbols[zone], inside));
  const curve = (name, data, rank) => ({
    type: "line",
    name,
    data,
    silent: true,
    symbol: "none",
    lineStyle: { color: ink, width: 1.5, type: rank === 0 ? "dashed" : "solid" },
    itemStyle: { color: ink },
  });
  const curves = limits.flatMap(({ name, low, high }, rank) => [curve(name, low, rank), curve(name, high, rank)]);
  const lines = [lineEntry(target.text), ...limits.map(({ name }, rank) => lineEntry(name, rank === 0))];
  const entries = [...shown.map(({ zone }) => ({ name: ZONES[zone] })), ...lines];
  const below = legendHeight(entries.map(({ name }) => name), look.width);
  const first = limits[0].low;
  const [from, to] = [first[0][0], first[first.length - 1][0]];
  return {
    height: (isNarrow(look) ? 300 : 360) + below,
    // From the smallest exposure to the largest.
    stops: shown
      .flatMap(({ inside }, seriesIndex) =>
        inside.map(({ x, label, text }, dataIndex) => ({ x, seriesIndex, dataIndex, text: `${label}. ${text}` })),
      )
      .sort((one, other) => one.x - other.x),
    option: {
      ...shared,
      tooltip: { ...shared.tooltip, trigger: "item", formatter: told },
      grid: grid({ bottom: below + 24, right: 20 }),
      legend: legend(look, entries),
      xAxis: valueAxis(look, {
        type: logarithmic ? "log" : "value",
        min: from,
        max: to,
        name: exposure,
        nameLocation: "middle",
        nameGap: 28,
        splitLine: { show: false },
        axisLine: { show: true, lineStyle: { color: ink } },
        // The ends are where the curves end: no round numbers.
        axisLabel: { color: ink, hideOverlap: true, showMinLabel: false, showMaxLabel: false, formatter: number },
      }),
      yAxis: valueAxis(look, { min: 0, name: unit, nameTextStyle: { color: ink, align: "left" } }),
      series: [
        ...clouds,
        ...curves,
        {
          type: "line",
          name: target.text,
          silent: true,
          symbol: "none",
          lineStyle: { color: main, width: 1.5 },
          itemStyle: { color: main },
          data: [
            [from, target.at],
            [to, target.at],
          ],
        },
      ],
    },
  };
}
