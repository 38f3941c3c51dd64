// The regions of France, each in the colour of its class with its value in it.

import { LETTER, base, hatch, inkOn, isNarrow, legend, legendHeight, palette, scaleOf, told } from "../look.js";

const MARGIN = 6;
const UNKNOWN = "Pas de valeur";
const TALLEST = 640;
// What the names of the overseas regions take, below them, and the size of letters that LETTER is the width of.
const NAMES = 22;
const SIZE = 13;

export default function draw({ size: [wide, high], classes, regions }, look) {
  const { ink, faint, ground, own } = palette(look);
  const tints = scaleOf(look, classes.length);
  const kinds = [
    ...classes.map((name, rank) => ({ name, fill: tints[rank], is: (area) => area.class === rank })),
    { name: UNKNOWN, fill: ground, decal: hatch(faint), is: (area) => area.class == null },
  ].map((kind) => ({ ...kind, inside: regions.filter(kind.is) }));
  const shown = kinds.filter(({ inside }) => inside.length > 0);
  const names = shown.map(({ name }) => name);
  const below = legendHeight(names, look.width);
  const scale = Math.min((look.width - 2 * MARGIN) / wide, TALLEST / high);
  const left = (look.width - wide * scale) / 2;
  const font = isNarrow(look) ? 10 : SIZE;
  const frame = { scale, left, bottom: MARGIN + high * scale, faint, ink, own, font };
  const shared = base(look);
  return {
    height: Math.ceil(high * scale) + 2 * MARGIN + NAMES + below,
    stops: shown.flatMap(({ inside }, seriesIndex) =>
      inside.map(({ label, text }, dataIndex) => ({ seriesIndex, dataIndex, text: `${label}. ${text}` })),
    ),
    option: {
      ...shared,
      tooltip: { ...shared.tooltip, trigger: "item", formatter: told },
      legend: legend(look, names),
      series: shown.map(({ name, fill, decal, inside }) => ({
        type: "custom",
        coordinateSystem: "none",
        name,
        itemStyle: { color: fill, borderColor: ink, borderWidth: 1, decal: decal ?? { symbol: "none" } },
        data: inside.map(({ label, text, own: mine }) => ({ value: 0, name: mine ? `▶\u00a0${label}` : label, text })),
        renderItem: area(inside, fill, decal, frame),
      })),
    },
  };
}

function area(inside, fill, decal, { scale, left, bottom, ink, own, font }) {
  return ({ dataIndex }) => {
    const { label, path, x, y, mark, own: mine, is_overseas: overseas } = inside[dataIndex];
    const [at, down] = [left + x * scale, MARGIN + y * scale];
    return {
      type: "group",
      // The outline of the reader's own lies over its neighbours.
      z2: mine ? 2 : 0,
      children: [
        {
          type: "path",
          x: left,
          y: MARGIN,
          scaleX: scale,
          scaleY: scale,
          shape: { pathData: path },
          z2: mine ? 2 : 0,
          style: { fill, decal, stroke: mine ? own : ink, lineWidth: mine ? 4 : 0.75, strokeNoScale: true, lineJoin: "round" },
        },
        {
          type: "text",
          silent: true,
          z2: 3,
          style: { x: at, y: down, text: mark, fill: decal ? ink : inkOn(fill), fontSize: font, fontWeight: mine ? "bold" : "normal", align: "center", verticalAlign: "middle" },
        },
        ...(overseas
          ? [{ type: "text", silent: true, style: { x: Math.max(at, (label.length * LETTER * font) / SIZE / 2), y: bottom + 4, text: label, fill: ink, fontSize: font, align: "center", verticalAlign: "top" } }]
          : []),
      ],
    };
  };
}
