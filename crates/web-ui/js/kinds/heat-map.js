// Cells in rows and columns: a colour by class and the figure in it; what cannot be said is hatched.

import { LETTER, base, grid, hatch, inkOn, isNarrow, labelAxis, legend, legendHeight, palette, scaleOf, told } from "../look.js";

const ROW = 34;
const COLUMN = 46;
const TILT = (40 * Math.PI) / 180;
const STATES = { too_few: "Trop peu de souches", intrinsic: "Résistance naturelle (RN)", untested: "Pas de résultat", unknown: "Pas de valeur" };

export default function draw({ rows, columns, classes, cells, species }, look) {
  const { ink, faint, ground } = palette(look);
  const tints = scaleOf(look, classes.length);
  const narrow = isNarrow(look);
  const names = narrow ? 120 : 220;
  const kinds = [
    ...classes.map((name, rank) => ({ name, fill: tints[rank], is: ({ state }) => state.class === rank })),
    ...Object.entries(STATES).map(([state, name]) => ({
      name,
      fill: state === "intrinsic" ? faint : ground,
      decal: state === "too_few" ? hatch(ink) : undefined,
      is: (cell) => cell.state === state,
    })),
  ].map((kind) => ({ ...kind, inside: cells.filter(kind.is) }));
  const shown = kinds.filter(({ inside }) => inside.length > 0);
  const entries = shown.map(({ name }) => name);
  const series = shown.map(({ name, fill, decal, inside }) => ({
    type: "custom",
    name,
    itemStyle: { color: fill, borderColor: faint, borderWidth: 1, decal: decal ?? { symbol: "none" } },
    data: inside.map((cell) => ({
      value: [cell.column, cell.row],
      name: `${rows[cell.row]}, ${columns[cell.column]}`,
      text: cell.text,
    })),
    renderItem: tile(inside, fill, decal && { ...decal, color: faint }, { faint, ink, ground }),
  }));
  // Names of columns lean to the right, and are whole: the last ones may reach beyond their column.
  const lean = Math.max(...columns.map(({ length }) => length)) * LETTER;
  const head = lean * Math.sin(TILT) + 24;
  const beyond = Math.max(16, ...columns.map(({ length }, at) => length * LETTER * Math.cos(TILT) - (columns.length - at - 0.5) * COLUMN));
  const minWidth = names + 8 + columns.length * COLUMN + beyond;
  // The legend stays where it is seen without scrolling.
  const below = legendHeight(entries, look.width);
  const place = new Map(
    shown.flatMap(({ inside }, seriesIndex) => inside.map((cell, dataIndex) => [cell, { seriesIndex, dataIndex }])),
  );
  const shared = base(look);
  return {
    height: head + rows.length * ROW + below + 8,
    minWidth,
    columns: columns.length,
    stops: cells.map((cell) => ({ ...place.get(cell), text: `${rows[cell.row]}, ${columns[cell.column]}. ${cell.text}` })),
    option: {
      ...shared,
      tooltip: { ...shared.tooltip, trigger: "item", formatter: told },
      grid: grid({ containLabel: false, left: names + 8, right: beyond, top: head, bottom: below + 8 }),
      legend: legend(look, entries, { left: 0, width: look.width }),
      xAxis: labelAxis(look, columns, {
        position: "top",
        axisLine: { show: false },
        axisLabel: { interval: 0, hideOverlap: false, rotate: -40 },
      }),
      yAxis: labelAxis(look, rows, {
        inverse: true,
        axisLine: { show: false },
        axisLabel: { interval: 0, hideOverlap: false, width: names, overflow: "break", lineHeight: 14, ...(species && { fontStyle: "italic" }) },
      }),
      series,
    },
  };
}

function tile(inside, fill, decal, { faint, ink, ground }) {
  return ({ dataIndex }, api) => {
    const { column, row, mark } = inside[dataIndex];
    const [x, y] = api.coord([column, row]);
    const [width, height] = api.size([1, 1]);
    const shape = { x: x - width / 2 + 1, y: y - height / 2 + 1, width: width - 2, height: height - 2, r: 3 };
    const text = { x, y, text: mark, fill: decal || fill === ground || fill === faint ? ink : inkOn(fill), align: "center", verticalAlign: "middle", fontSize: 12 };
    return {
      type: "group",
      children: [
        { type: "rect", shape, style: { fill, stroke: faint, lineWidth: 1, decal } },
        { type: "text", silent: true, style: text },
      ],
    };
  };
}
