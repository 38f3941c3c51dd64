// Consumption and resistance on one plane; in time a line leads from each point to the next.

import { base, grid, isNarrow, palette, told, valueAxis } from "../look.js";
import { spots } from "./plane.js";

export default function draw({ x, y, in_time: inTime, points }, look) {
  const { ink, main, past } = palette(look);
  const shared = base(look);
  const named = ({ name, unit }) => `${name} (${unit})`;
  return {
    height: isNarrow(look) ? 340 : 420,
    stops: points.map(({ label, text }, dataIndex) => ({ seriesIndex: 0, dataIndex, text: `${label}. ${text}` })),
    option: {
      ...shared,
      tooltip: { ...shared.tooltip, trigger: "item", formatter: told },
      grid: grid({ top: isNarrow(look) ? 64 : 48, bottom: 28, right: 28 }),
      xAxis: valueAxis(look, {
        scale: true,
        name: named(x),
        nameLocation: "middle",
        nameGap: 28,
        nameTextStyle: { color: ink, width: look.width - 60, overflow: "truncate" },
      }),
      yAxis: valueAxis(look, {
        scale: true,
        name: named(y),
        nameTextStyle: { color: ink, align: "left", width: look.width - 40, overflow: "break", lineHeight: 15, padding: [0, 0, 4, -20] },
      }),
      series: [
        spots(look, y.name, "circle", main, points, inTime ? "top" : isNarrow(look) ? undefined : "right"),
        ...(inTime
          ? [
              {
                type: "line",
                silent: true,
                showSymbol: false,
                lineStyle: { color: past, width: 1.75 },
                z: 2,
                data: points.map((point) => [point.x, point.y]),
              },
            ]
          : []),
      ],
    },
  };
}
