// Charts side by side on one scale.

import { base, box, hatch, labelAxis, palette, valueAxis } from "../look.js";
import { whisker } from "./series.js";

const HEIGHT = 200;
const GAP = 20;

export default function draw({ unit, panels, most }, look) {
  const { ink, main, past, ground } = palette(look);
  const across = Math.min(panels.length, look.width >= 900 ? 3 : look.width >= 560 ? 2 : 1);
  const width = (look.width - GAP * (across - 1)) / across;
  const max = rounded(most);
  const place = (at) => ({ left: (at % across) * (width + GAP), top: Math.floor(at / across) * HEIGHT });
  const tint = (panel, rank) => (rank === panel.series.length - 1 ? main : past);
  const drawn = panels.flatMap((panel, at) =>
    panel.series.map(({ name, points }, rank) => ({
      type: panel.bars ? "bar" : "line",
      name,
      xAxisIndex: at,
      yAxisIndex: at,
      symbolSize: 7,
      barMaxWidth: 18,
      lineStyle: { color: tint(panel, rank), width: 2.25 },
      itemStyle: { color: tint(panel, rank), ...(panel.bars && rank < panel.series.length - 1 && { decal: hatch(ground) }) },
      data: points,
    })),
  );
  const intervals = panels.flatMap((panel, at) =>
    panel.bars
      ? []
      : panel.series.map(({ points }) => ({
          type: "custom",
          xAxisIndex: at,
          yAxisIndex: at,
          silent: true,
          z: 5,
          encode: { x: 0, y: [1, 2] },
          renderItem: whisker(false, ink),
          data: points.flatMap((point, index) => (point?.low == null ? [] : [[index, point.low, point.high]])),
        })),
  );
  const lines = (panel, index) =>
    panel.series.map(({ name, points }) => {
      const text = points[index]?.text ?? "pas de valeur";
      return panel.series.length > 1 ? `${name}\u00a0: ${text}` : text;
    });
  // Where the series of each panel begin.
  const starts = panels.map((_, at) => panels.slice(0, at).reduce((sum, { series }) => sum + series.length, 0));
  const shared = base(look);
  return {
    height: Math.ceil(panels.length / across) * HEIGHT + 8,
    stops: panels.flatMap((panel, at) =>
      panel.labels.map((label, dataIndex) => ({
        seriesIndex: starts[at] + Math.max(0, panel.series.findIndex(({ points }) => points[dataIndex])),
        dataIndex,
        text: [panel.title, label, ...lines(panel, dataIndex)].join(". "),
      })),
    ),
    option: {
      ...shared,
      tooltip: {
        ...shared.tooltip,
        trigger: "axis",
        formatter: ([{ axisIndex, dataIndex }]) => {
          const panel = panels[axisIndex];
          return box(`${panel.title}, ${panel.labels[dataIndex]}`, lines(panel, dataIndex));
        },
      },
      grid: panels.map((_, at) => ({
        left: place(at).left + 44,
        top: place(at).top + 44,
        width: width - 60,
        height: HEIGHT - 80,
      })),
      xAxis: panels.map(({ labels }, gridIndex) => labelAxis(look, labels, { gridIndex })),
      yAxis: panels.map(({ title }, gridIndex) =>
        valueAxis(look, {
          gridIndex,
          min: 0,
          max,
          interval: max / 2,
          name: gridIndex === 0 ? `${title} (${unit})` : title,
          nameTextStyle: { color: ink, align: "left", fontWeight: "bold", padding: [0, 0, 0, -36], width: width - 24, overflow: "truncate" },
        }),
      ),
      series: [...drawn, ...intervals],
    },
  };
}

// The next number that an axis ends well on.
function rounded(most) {
  const step = 10 ** Math.floor(Math.log10(most || 1));
  return [1, 2, 3, 4, 5, 6, 8, 10].map((times) => times * step).find((end) => end >= most);
}
