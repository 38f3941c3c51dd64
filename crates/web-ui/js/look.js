// What the kinds of charts have in common: axes, tooltips, marks, colours.

const numbers = new Intl.NumberFormat("fr-FR");

// Below this width, in pixels, labels go above what they name.
const NARROW = 560;
export const LETTER = 6.6;
export const LINE = 15;
const LEGEND_GAP = 14;
const LEGEND_ROW = 14 + LEGEND_GAP;

export const isNarrow = ({ width }) => width < NARROW;

export const number = (value) => numbers.format(value);

// Lines that a text takes, roughly, where it may be so wide.
export const linesOf = (text, width) => Math.max(1, Math.ceil((text.length * LETTER) / width));

// A text in lines that may be so wide: names of axes break nowhere by themselves.
export function broken(text, width) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (lines.at(-1) && longer.length * LETTER > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines.join("\n");
}

// The colours that every kind uses.
export function palette({ colour }) {
  return {
    ink: colour("--chart-text"),
    faint: colour("--chart-line"),
    ground: colour("--chart-ground"),
    main: colour("--chart-main"),
    past: colour("--chart-past"),
    own: colour("--chart-own"),
    signal: colour("--chart-signal"),
  };
}

export const scaleOf = ({ colour }, length) => {
  const steps = [0, 1, 2, 3, 4, 5].map((step) => colour(`--chart-scale-${step}`));
  // Few classes take steps that are far apart.
  return Array.from({ length }, (_, rank) => steps[Math.round((rank * (steps.length - 1)) / Math.max(length - 1, 1))]);
};

export const partsOf = ({ colour }) => [1, 2, 3, 4, 5, 6, 7, 8].map((rank) => colour(`--chart-part-${rank}`));

// Black or white, whichever is easier to read on a colour.
export function inkOn(fill) {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => parseInt(fill.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return 1.05 / (light + 0.05) > (light + 0.05) / 0.05 ? "#ffffff" : "#000000";
}

// Stripes over a fill, so that colour is not alone.
export const hatch = (color) => ({ color, rotation: -0.8, symbol: "rect", dashArrayX: [1, 0], dashArrayY: [1.5, 5] });

// The patterns of stacked parts, of the colour of the ground.
export const decals = (color) => [
  { symbol: "none" },
  hatch(color),
  { color, symbol: "circle", dashArrayX: [[5, 5], [0, 5, 5, 0]], dashArrayY: [5, 0], symbolSize: 0.5 },
  { color, rotation: 0.8, symbol: "rect", dashArrayX: [1, 0], dashArrayY: [1.5, 5] },
  { color, symbol: "rect", dashArrayX: [1, 0], dashArrayY: [1.5, 5] },
  { color, rotation: Math.PI / 2, symbol: "rect", dashArrayX: [1, 0], dashArrayY: [1.5, 5] },
  { color, symbol: "triangle", dashArrayX: [7, 5], dashArrayY: [7, 5], symbolSize: 0.7 },
  { color, rotation: -0.8, symbol: "rect", dashArrayX: [1, 0], dashArrayY: [4, 4] },
];

// Nothing moves, texts have the font of the page, tooltips are boxes of the page.
export function base(look, patterns = [{ symbol: "none" }]) {
  const { ink, ground } = palette(look);
  return {
    animation: false,
    aria: { enabled: true, label: { enabled: false }, decal: { show: patterns.length > 1, decals: patterns } },
    textStyle: { color: ink, fontFamily: look.font },
    tooltip: { confine: true, backgroundColor: ground, textStyle: { color: ink } },
  };
}

export const grid = (more) => ({ left: 8, right: 24, top: 40, bottom: 8, containLabel: true, ...more });

export function legend(look, data, more) {
  const { ink } = palette(look);
  return { show: true, type: "plain", left: "center", bottom: 0, itemGap: LEGEND_GAP, textStyle: { color: ink }, data, ...more };
}

// What a legend at the bottom takes: its entries, one after another, in lines.
export function legendHeight(names, width) {
  let [rows, filled] = [1, 0];
  for (const name of names) {
    const entry = name.length * LETTER + 52;
    if (filled > 0 && filled + entry > width - 16) [rows, filled] = [rows + 1, 0];
    filled += entry;
  }
  return 14 + LEGEND_ROW * rows;
}

// The entry of a line in a legend: a stroke, or three.
export const lineEntry = (name, dashed) => ({
  name,
  icon: dashed ? "path://M0 5h8v2h-8zM11 5h8v2h-8zM22 5h8v2h-8z" : "path://M0 5h30v2h-30z",
});

export function valueAxis(look, more) {
  const { ink, faint } = palette(look);
  return {
    type: "value",
    nameTextStyle: { color: ink },
    axisLabel: { color: ink, hideOverlap: true, formatter: number },
    splitLine: { lineStyle: { color: faint } },
    axisLine: { show: false },
    ...more,
  };
}

export function labelAxis(look, data, more) {
  const { ink, faint } = palette(look);
  return {
    type: "category",
    data,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: faint } },
    ...more,
    axisLabel: { color: ink, hideOverlap: true, ...more?.axisLabel },
  };
}

// The axis of bars that lie under one another, with the height of a row and what the first name needs above it.
// Names are whole, broken where they are long: on the left of their bars, or above them where there is little room.
export function nameAxis(look, names) {
  const narrow = isNarrow(look);
  const width = narrow ? look.width - 40 : Math.min(280, look.width * 0.42);
  const lines = Math.max(...names.map((name) => linesOf(name, width)));
  const whole = { interval: 0, hideOverlap: false, width, overflow: "break", lineHeight: LINE };
  if (!narrow) {
    const axis = labelAxis(look, names, { inverse: true, axisLabel: whole });
    return { axis, row: Math.max(24, lines * LINE + 8), above: 0 };
  }
  const inside = { ...whole, inside: true, margin: 0, verticalAlign: "bottom", padding: [0, 0, 9, 0] };
  const axis = labelAxis(look, names, { inverse: true, axisLine: { show: false }, axisLabel: inside, z: 3 });
  return { axis, row: lines * LINE + 28, above: (lines * LINE) / 2 };
}

// A tooltip with a heading and lines under it.
export function box(heading, lines) {
  const element = document.createElement("div");
  // Long texts are broken: a telephone is narrow.
  element.style.cssText = "white-space: normal; max-width: 18rem";
  element.appendChild(document.createElement("strong")).textContent = heading;
  for (const line of lines) element.appendChild(document.createElement("div")).textContent = line;
  return element;
}

// The tooltip of a mark that holds its own text.
export const told = ({ data, name }) => box(data.name ?? name, [data.text]);

export const stroke = (x1, y1, x2, y2, style) => ({ type: "line", shape: { x1, y1, x2, y2 }, style });
