// Consumption and resistance on one plane; a line leads from each point to the next.

import { LINE, base, broken, grid, isNarrow, palette, stroke, told, valueAxis } from "../look.js";
import { spots } from "./plane.js";

export default function draw({ x, y, points }, look) {
  const { ink, main, past } = palette(look);
  const shared = base(look);
  // Names are whole, in as many lines as they need.
  const [across, up] = [look.width - 72, look.width - 24];
  const named = ({ name, unit }, width) => broken(`${name} (${unit})`, width);
  const [nameX, nameY] = [named(x, across), named(y, up)];
  const [under, above] = [nameX, nameY].map((name) => LINE * name.split("\n").length);
  return {
    height: (isNarrow(look) ? 280 : 370) + under + above,
    stops: points.map(({ label, text }, dataIndex) => ({ seriesIndex: 1, dataIndex, text: `${label}. ${text}` })),
    option: {
      ...shared,
      tooltip: { ...shared.tooltip, trigger: "item", formatter: told },
      grid: grid({ top: 34 + above, bottom: 16 + under, right: 28 }),
      xAxis: valueAxis(look, {
        scale: true,
        name: nameX,
        nameLocation: "middle",
        nameGap: 28,
        nameTextStyle: { color: ink, lineHeight: LINE, verticalAlign: "top" },
      }),
      yAxis: valueAxis(look, {
        scale: true,
        name: nameY,
        nameTextStyle: { color: ink, align: "left", lineHeight: LINE, padding: [0, 0, 4, -28] },
      }),
      series: [
        {
          type: "custom",
          silent: true,
          z: 3,
          data: points.map((point) => [...(point.x_interval ?? [point.x, point.x]), ...(point.y_interval ?? [point.y, point.y])]),
          encode: { x: [0, 1], y: [2, 3] },
          renderItem: cross(points, ink),
        },
        spots(look, y.name, "circle", main, points, "top"),
        {
          type: "line",
          silent: true,
          showSymbol: false,
          lineStyle: { color: past, width: 1.75 },
          z: 2,
          data: points.map((point) => [point.x, point.y]),
        },
      ],
    },
  };
}

// The intervals of a point, across and up.
function cross(points, ink) {
  return ({ dataIndex }, api) => {
    const { x, y } = points[dataIndex];
    const [low, high] = [api.coord([api.value(0), y]), api.coord([api.value(1), y])];
    const [under, over] = [api.coord([x, api.value(2)]), api.coord([x, api.value(3)])];
    const style = { stroke: ink, lineWidth: 1.25, opacity: 0.6 };
    return { type: "group", children: [stroke(...low, ...high, style), stroke(...under, ...over, style)] };
  };
}
