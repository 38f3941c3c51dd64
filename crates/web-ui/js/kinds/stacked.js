// A total and its parts: columns side by side in time, bars under one another else.

import { base, box, decals, grid, isNarrow, labelAxis, legend, legendHeight, nameAxis, palette, partsOf, valueAxis } from "../look.js";

export default function draw({ unit, labels, upright, parts, totals }, look) {
  const { ink, ground } = palette(look);
  const names = parts.map(({ name }) => name);
  const below = legendHeight(names, look.width);
  const side = nameAxis(look, labels);
  const values = valueAxis(look, { min: 0, name: upright ? unit : "", nameTextStyle: { color: ink, align: "left" } });
  const tints = partsOf(look);
  const bars = parts.map(({ name, points }, rank) => ({
    type: "bar",
    stack: "total",
    name,
    barMaxWidth: upright ? 56 : isNarrow(look) ? 14 : 22,
    itemStyle: { color: tints[rank], borderColor: ground, borderWidth: 1 },
    data: points.map((point) => point && { value: point.at, text: point.text }),
  }));
  // Written at the end of the bar: a part of no size.
  const ends = {
    type: "bar",
    stack: "total",
    silent: true,
    itemStyle: { color: "transparent", decal: { symbol: "none" } },
    label: {
      show: !(upright && isNarrow(look) && labels.length > 6),
      position: upright ? "top" : "right",
      color: ink,
      fontWeight: "bold",
      formatter: ({ dataIndex }) => totals[dataIndex].text,
    },
    data: totals.map(() => 0),
  };
  const lines = (at) => [
    ...parts.map(({ name, points }) => `${name}\u00a0: ${points[at]?.text ?? "pas de valeur"}`),
    `Total\u00a0: ${totals[at].text}`,
  ];
  const shared = base(look, decals(ground));
  return {
    height: upright ? 340 + below : 64 + below + side.above + labels.length * Math.max(side.row, 34),
    stops: labels.map((label, at) => ({ seriesIndex: 0, dataIndex: at, text: [label, ...lines(at)].join(". ") })),
    option: {
      ...shared,
      tooltip: {
        ...shared.tooltip,
        trigger: "axis",
        axisPointer: { type: "shadow" },
        formatter: ([{ dataIndex }]) => box(labels[dataIndex], lines(dataIndex)),
      },
      grid: grid({ top: upright ? 40 : 24 + side.above, right: upright ? 8 : 56, bottom: below }),
      legend: legend(look, names),
      xAxis: upright ? labelAxis(look, labels) : values,
      yAxis: upright ? values : side.axis,
      series: [...bars, ends],
    },
  };
}
