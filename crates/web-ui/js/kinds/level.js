// Where the text of a level stands: over or under its line, at either end, where the fewest marks are.

import { LETTER, LINE } from "../look.js";

// What axes take of a chart, roughly, and the height of what they leave.
const [BESIDE, HEIGHT] = [70, 230];
// As ECharts names the places, those that are preferred first.
const PLACES = ["insideEndTop", "insideEndBottom", "insideStartTop", "insideStartBottom"];

// `text` is broken in lines; `count` is how many labels the chart has, `width` how wide it is.
export function levelPlace({ at, text }, series, count, width) {
  const rows = text.split("\n");
  const letters = Math.max(...rows.map((row) => row.length));
  const most = Math.max(at, ...series.flatMap(({ points }) => points.map((point) => point?.high ?? point?.value ?? 0)));
  const room = Math.max(width - BESIDE, 1);
  const [wide, high] = [(letters * LETTER) / room, ((rows.length * LINE + 8) / HEIGHT) * most];
  const marks = series.flatMap(({ points }) => marksOf(points)).map((mark) => ({ ...mark, x: (mark.x + 0.5) / count }));
  const crossed = PLACES.map((place) => {
    const near = ({ x }) => (place.includes("End") ? x > 1 - wide : x < wide);
    const [from, to] = place.includes("Top") ? [at, at + high] : [at - high, at];
    return marks.filter((mark) => near(mark) && mark.low < to && mark.high > from).length;
  });
  return PLACES[crossed.indexOf(Math.min(...crossed))];
}

// What each value covers, and the line halfway to the next.
function marksOf(points) {
  return points.flatMap((point, x) => {
    if (!point) return [];
    const { value, low, high } = point;
    const next = points[x + 1];
    const half = next && (value + next.value) / 2;
    const between = next ? [{ x: x + 0.5, low: half, high: half }] : [];
    return [{ x, low: low ?? value, high: high ?? value }, ...between];
  });
}
