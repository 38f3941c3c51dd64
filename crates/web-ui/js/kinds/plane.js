// Points on a plane: their look by what they are.

import { palette } from "../look.js";

// The reader's own stands out by size, colour, shape and name.
export function spots(look, name, symbol, colour, points, label) {
  // A name at the right end would leave the chart.
  const middle = (Math.min(...points.map(({ x }) => x)) + 2 * Math.max(...points.map(({ x }) => x))) / 3;
  const { ink, own, ground } = palette(look);
  return {
    type: "scatter",
    name,
    symbol,
    symbolSize: 11,
    z: 4,
    itemStyle: { color: colour, borderColor: ground, borderWidth: 1, opacity: 0.9 },
    label: { show: Boolean(label), position: label ?? "right", color: ink, formatter: ({ data }) => data.name },
    labelLayout: { hideOverlap: true, moveOverlap: "shiftY" },
    data: points.map((point) => ({
      value: [point.x, point.y],
      name: point.label,
      text: point.text,
      ...(label === "right" && point.x > middle && { label: { position: "left" } }),
      ...(point.own && {
        symbol: "diamond",
        symbolSize: 18,
        itemStyle: { color: own, borderColor: ground, borderWidth: 1.5, opacity: 1 },
        label: { show: true, fontWeight: "bold", color: ink, position: "top" },
      }),
    })),
  };
}
