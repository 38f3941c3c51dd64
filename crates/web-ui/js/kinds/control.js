// A series with its centre and its limits; points that end a pattern are marked.

import { base, box, grid, isNarrow, labelAxis, legend, legendHeight, lineEntry, palette, valueAxis } from "../look.js";

const NAMES = { values: "Valeurs", signal: "Signal", limits: "Limites à trois écarts types" };

export default function draw({ unit, labels, center, points }, look) {
  const { ink, main, signal, ground } = palette(look);
  const shared = base(look);
  const signals = points.some(({ signal: found }) => found);
  const entries = [
    { name: NAMES.values },
    ...(signals ? [{ name: NAMES.signal }] : []),
    lineEntry(center.text),
    lineEntry(NAMES.limits, true),
  ];
  const below = legendHeight(entries.map(({ name }) => name), look.width);
  const limit = (side) => ({
    type: "line",
    name: NAMES.limits,
    step: "middle",
    silent: true,
    symbol: "none",
    lineStyle: { color: ink, width: 1.25, type: "dashed" },
    itemStyle: { color: ink },
    data: points.map((point) => point[side]),
  });
  return {
    height: (isNarrow(look) ? 280 : 340) + below,
    stops: labels.map((label, at) => ({ seriesIndex: 0, dataIndex: at, text: `${label}. ${points[at].text}` })),
    option: {
      ...shared,
      tooltip: {
        ...shared.tooltip,
        trigger: "axis",
        formatter: ([{ dataIndex }]) => box(labels[dataIndex], [points[dataIndex].text]),
      },
      grid: grid({ bottom: below, right: 12 }),
      legend: legend(look, entries),
      xAxis: labelAxis(look, labels),
      yAxis: valueAxis(look, {
        name: unit,
        nameTextStyle: { color: ink, align: "left" },
        // Limits are near one another: from 0 they would be one line.
        scale: Math.min(...points.map(({ low }) => low)) > 0,
      }),
      series: [
        {
          type: "line",
          name: NAMES.values,
          symbol: "circle",
          symbolSize: isNarrow(look) ? 5 : 8,
          showAllSymbol: true,
          lineStyle: { color: main, width: 2.5 },
          itemStyle: { color: main },
          data: points.map(({ value }) => value),
        },
        {
          type: "scatter",
          name: NAMES.signal,
          symbol: "diamond",
          symbolSize: isNarrow(look) ? 12 : 17,
          z: 5,
          silent: true,
          itemStyle: { color: signal, borderColor: ground, borderWidth: 1.5, opacity: 1 },
          data: points.flatMap((point, at) => (point.signal ? [[at, point.value]] : [])),
        },
        {
          type: "line",
          name: center.text,
          silent: true,
          symbol: "none",
          lineStyle: { color: main, width: 1 },
          itemStyle: { color: main },
          data: points.map(() => center.at),
        },
        limit("low"),
        limit("high"),
      ],
    },
  };
}
