// From a drawing (JSON of the application) to ECharts options. The only file that knows both.

const BAR_WIDTH = 14;
const BAR_GAP = "20%";
// Part of the width that labels on the left may take, and the most they need.
const LABEL_SHARE = 0.36;
const LABEL_WIDTH = 168;

const numbers = new Intl.NumberFormat("fr-FR");

// `colour(name)` resolves a colour of the style sheet; `width` is that of the chart in pixels.
export function options({ bars, unit, labels, series, levels, breaks }, { colour, font, width }) {
  const ink = colour("--chart-text");
  const faint = colour("--chart-line");
  const ground = colour("--chart-ground");
  // The last series is the present one.
  const tint = (rank) => colour(rank === series.length - 1 ? "--chart-main" : "--chart-past");
  const several = series.length > 1;

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
    nameTextStyle: { color: ink, align: "left" },
    axisLabel: { color: ink, hideOverlap: true, formatter: (value) => numbers.format(value) },
    splitLine: { lineStyle: { color: faint } },
  };
  const marks = [
    ...levels.map(({ at, text }) => ({ [bars ? "xAxis" : "yAxis"]: at, name: text })),
    // Above the chart, on the side with more room.
    ...breaks.map(({ at, text }) => ({
      xAxis: at,
      name: text,
      label: { position: "end", rotate: 0, align: at < labels.length / 2 ? "left" : "right" },
    })),
  ];

  // A line stops where the figures before and after do not compare.
  const stops = bars ? [] : breaks.map(({ at }) => at);
  const pieces = series.flatMap(({ name, points }, rank) =>
    [0, ...stops].map((from, piece) => {
      const inside = (at) => at >= from && at < (stops[piece] ?? points.length);
      return { name, rank, piece, data: points.map((point, at) => (inside(at) ? point : null)) };
    }),
  );
  const values = pieces.map(({ name, rank, piece, data }) => ({
    type: bars ? "bar" : "line",
    name,
    data,
    symbolSize: 9,
    barMaxWidth: BAR_WIDTH,
    barGap: BAR_GAP,
    itemStyle: { color: tint(rank) },
    lineStyle: { color: tint(rank), width: 2.5 },
    markLine: {
      silent: true,
      symbol: "none",
      lineStyle: { color: ink, type: "dashed" },
      label: { formatter: "{b}", position: bars ? "start" : "insideEndTop", color: ink },
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
    data: points.flatMap((point, at) => (point?.low == null ? [] : [[at, point.low, point.high]])),
  }));

  return {
    animation: false,
    // The past is hatched, so that colour is not alone.
    aria: {
      enabled: true,
      label: { enabled: false },
      decal: {
        show: several,
        decals: [
          { color: ground, rotation: -0.8, symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 5] },
          { symbol: "none" },
        ],
      },
    },
    textStyle: { color: ink, fontFamily: font },
    grid: { left: 8, right: 24, top: 40, bottom: 8, containLabel: true },
    tooltip: {
      trigger: "axis",
      confine: true,
      axisPointer: { type: "shadow" },
      backgroundColor: ground,
      textStyle: { color: ink },
      formatter: tooltip,
    },
    legend: {
      show: several,
      right: 8,
      top: 0,
      data: series.map(({ name }) => name),
      textStyle: { color: ink },
    },
    xAxis: bars ? valueAxis : labelAxis,
    yAxis: bars ? labelAxis : valueAxis,
    dataZoom: [{ type: "inside", zoomOnMouseWheel: "ctrl" }],
    series: [...values, ...intervals],
  };
}

function tooltip(items) {
  const shown = items.filter(({ data }) => data?.text);
  const box = document.createElement("div");
  box.appendChild(document.createElement("strong")).textContent = items[0].name;
  for (const { seriesName, data } of shown) {
    box.appendChild(document.createElement("div")).textContent =
      shown.length > 1 ? `${seriesName}\u00a0: ${data.text}` : data.text;
  }
  return box;
}

// Low and high bounds joined by a line, over its bar when bars stand side by side.
function whisker(bar, stroke) {
  const line = (x1, y1, x2, y2) => ({
    type: "line",
    shape: { x1, y1, x2, y2 },
    style: { stroke, lineWidth: 1.25 },
  });
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
