// The box of the middle half, whiskers to P10 and P90, the values over it where they may be seen, the reader's own.

import { base, grid, isNarrow, palette, stroke, told, valueAxis } from "../look.js";

// Heights of the box and of the values over it, on an axis from 0 to 1 that is not shown. Where there is little room a
// figure stands under its name, and the box higher.
const heights = (narrow) => (narrow ? { box: 0.45, strip: 0.7 } : { box: 0.3, strip: 0.58 });

export default function draw({ unit, quantiles, values, own, own_name: name }, look) {
  const { ink, main, past, own: tint, ground } = palette(look);
  const narrow = isNarrow(look);
  const { box, strip } = heights(narrow);
  const shared = base(look);
  const marks = quantiles.map(({ at, text }) => ({ value: [at, box], name: text, text: unit }));
  const high = Math.max(quantiles[4].at, own?.at ?? 0, ...values);
  const low = Math.min(quantiles[0].at, own?.at ?? high, ...values);
  return {
    height: (values.length > 0 ? 300 : 230) + (narrow ? 60 : 0),
    stops: [
      ...marks.map(({ name: text }, at) => ({ seriesIndex: 0, dataIndex: at, text })),
      ...(own ? [{ seriesIndex: 1, dataIndex: 0, text: own.text }] : []),
    ],
    option: {
      ...shared,
      tooltip: { ...shared.tooltip, trigger: "item", formatter: told },
      grid: grid({ top: 16, bottom: 24, right: 16 }),
      xAxis: valueAxis(look, {
        min: low > 0.4 * high ? undefined : 0,
        scale: low > 0.4 * high,
        name: unit,
        nameLocation: "middle",
        nameGap: 28,
      }),
      yAxis: { type: "value", min: 0, max: 1, show: false },
      series: [
        {
          type: "custom",
          data: marks,
          renderItem: part(quantiles, { ink, fill: past, main, narrow, box }),
        },
        {
          type: "scatter",
          symbol: "diamond",
          symbolSize: 20,
          z: 10,
          itemStyle: { color: tint, borderColor: ground, borderWidth: 1.5, opacity: 1 },
          // Above the box.
          label: { show: true, position: "top", distance: 17, color: ink, fontWeight: "bold", formatter: name },
          // Near an end the name would leave the chart.
          data: own
            ? [{ value: [own.at, box], name, text: own.text, label: { align: side(own.at, low, high) } }]
            : [],
        },
        {
          type: "scatter",
          silent: true,
          symbolSize: narrow ? 5 : 7,
          itemStyle: { color: main, opacity: 0.65 },
          data: heap(values, Math.max(look.width / 9, 10), strip),
        },
      ],
    },
  };
}

function side(at, low, high) {
  const share = (at - low) / Math.max(high - low, Number.EPSILON);
  return share < 0.15 ? "left" : share > 0.85 ? "right" : "center";
}

// Values that are close stand on one another.
function heap(values, bins, strip) {
  const low = Math.min(...values);
  const width = (Math.max(...values) - low) / bins || 1;
  const counts = new Map();
  const most = Math.max(6, ...counted(values, low, width));
  return values.map((value) => {
    const bin = Math.floor((value - low) / width);
    const count = counts.get(bin) ?? 0;
    counts.set(bin, count + 1);
    return [value, strip + (count * (1 - strip)) / (most + 1)];
  });
}

function counted(values, low, width) {
  const counts = new Map();
  for (const value of values) {
    const bin = Math.floor((value - low) / width);
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  return counts.values();
}

// One quantile with what reaches from it to the next: a whisker, or a side of the box.
function part(quantiles, { ink, fill, main, narrow, box }) {
  return ({ dataIndex: rank }, api) => {
    const [x, y] = api.coord([quantiles[rank].at, box]);
    const [next] = api.coord([(quantiles[rank + 1] ?? quantiles[rank]).at, box]);
    const half = 22;
    const style = { stroke: ink, lineWidth: rank === 2 ? 3 : 1.5 };
    const tall = rank === 0 || rank === 4 ? half / 2 : half;
    const inBox = rank === 1 || rank === 2;
    const text = quantiles[rank].text;
    // Every other one lies on a line further down, so that neighbours keep apart.
    const below = y + half + 6 + (rank % 2) * (narrow ? 32 : 16);
    return {
      type: "group",
      children: [
        ...(inBox ? [{ type: "rect", shape: { x, y: y - half, width: next - x, height: 2 * half }, style: { fill, stroke: main } }] : []),
        ...(rank === 0 || rank === 3 ? [stroke(x, y, next, y, { stroke: ink, lineWidth: 1.5 })] : []),
        stroke(x, y - tall, x, y + tall, style),
        {
          type: "text",
          style: { x, y: below, text: narrow ? text.replace("\u00a0: ", "\n") : text, fill: ink, fontSize: 12, lineHeight: 15, align: "center" },
        },
      ],
    };
  };
}
