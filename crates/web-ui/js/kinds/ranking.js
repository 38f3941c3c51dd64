// Bars from the lowest to the highest, the reader's own marked by its colour, its pattern and an arrow.

import { base, grid, hatch, isNarrow, nameAxis, palette, told, valueAxis } from "../look.js";
import { whisker } from "./series.js";

const ARROW = "▶\u00a0";

export default function draw({ unit, bars, level }, look) {
  const { ink, ground, main, own } = palette(look);
  const narrow = isNarrow(look);
  const names = bars.map((bar) => (bar.own ? ARROW + bar.label : bar.label));
  const { axis, row, above } = nameAxis(look, names);
  const shared = base(look);
  const ranged = bars.flatMap(({ low, high }, at) => (low == null ? [] : [[at, low, high]]));
  const end = Math.max(...bars.map(({ value, high }) => high ?? value), level?.at ?? 0);
  const top = (narrow ? (level ? 30 : 12) : 28) + above;
  const height = (level ? 90 : 56) + above + bars.length * row;
  return {
    height,
    stops: bars.map(({ label, text }, at) => ({ seriesIndex: 0, dataIndex: at, text: `${label}. ${text}` })),
    option: {
      ...shared,
      tooltip: { ...shared.tooltip, trigger: "item", formatter: told },
      grid: grid({ left: narrow ? 4 : 8, top, right: 40, bottom: level && !narrow ? 24 : 8 }),
      xAxis: valueAxis(look, { min: 0, position: narrow ? "bottom" : "top" }),
      yAxis: axis,
      series: [
        {
          type: "bar",
          barWidth: narrow ? 9 : 13,
          ...(narrow && { barCategoryGap: 0 }),
          data: bars.map((bar, at) => ({
            value: [bar.value, at],
            name: bar.label,
            text: bar.text,
            itemStyle: bar.own ? { color: own, decal: hatch(ground) } : { color: main },
          })),
          label: { show: ranged.length === 0, position: "right", color: ink, formatter: ({ data }) => data.text.split(",\u0020")[0] },
          markLine: level && {
            silent: true,
            symbol: "none",
            lineStyle: { color: ink, type: "dashed" },
            label: { formatter: level.text, position: narrow ? "start" : "end", distance: narrow ? above + 4 : 5, align: level.at > end / 2 ? "right" : "left", color: ink },
            data: [{ xAxis: level.at }],
          },
        },
        {
          type: "custom",
          silent: true,
          z: 5,
          encode: { x: [1, 2], y: 0 },
          renderItem: whisker({ rank: 0, count: 1 }, ink),
          data: ranged,
        },
      ],
    },
  };
}
