// From a drawing (JSON of the application) to what is drawn, by its kind.
//
// `look` has `colour(name)`, which resolves a colour of the style sheet, the `font`, and the `width` of the
// chart in pixels. What comes back: the `option` of ECharts; the `stops` that arrow keys walk along, each with
// its place (`seriesIndex`, `dataIndex`) and the `text` that is spoken; `columns` where stops lie in rows; the
// `height` where the kind decides it, and the `minWidth` below which the chart is scrolled sideways.

import control from "./kinds/control.js";
import coupling from "./kinds/coupling.js";
import distribution from "./kinds/distribution.js";
import funnel from "./kinds/funnel.js";
import heatMap from "./kinds/heat-map.js";
import multiples from "./kinds/multiples.js";
import ranking from "./kinds/ranking.js";
import regions from "./kinds/regions.js";
import series from "./kinds/series.js";
import stacked from "./kinds/stacked.js";

const KINDS = {
  control,
  coupling,
  distribution,
  funnel,
  heat_map: heatMap,
  multiples,
  ranking,
  regions,
  series,
  stacked,
};

export function options(drawing, look) {
  return KINDS[drawing.kind](drawing, look);
}
