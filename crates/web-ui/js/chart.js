// Keeps one chart drawn: its size, its theme, its keyboard, its picture.

import { BarChart, CustomChart, LineChart, ScatterChart } from "echarts/charts";
import {
  AriaComponent,
  DataZoomInsideComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
} from "echarts/components";
import { init, use } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";

import { options } from "./options.js";
import { save } from "./picture.js";

use([
  AriaComponent,
  BarChart,
  CustomChart,
  DataZoomInsideComponent,
  GridComponent,
  LabelLayout,
  LegendComponent,
  LineChart,
  MarkLineComponent,
  ScatterChart,
  SVGRenderer,
  TooltipComponent,
]);

export class Chart {
  #chart;
  #element;
  #canvas;
  #drawing;
  #spoken;
  #stops = [];
  #columns;
  #at = -1;
  #watchers = [];

  constructor(element) {
    this.#element = element;
    this.#canvas = element.appendChild(document.createElement("div"));
    this.#canvas.className = "h-full w-full";
    this.#chart = init(this.#canvas, null, { renderer: "svg" });
    this.#spoken = element.appendChild(document.createElement("p"));
    this.#spoken.className = "sr-only";
    this.#spoken.setAttribute("aria-live", "polite");
    element.addEventListener("keydown", this.#walk);

    const size = new ResizeObserver(() => this.#paint());
    size.observe(element);
    const repaint = () => this.#paint();
    const theme = new MutationObserver(repaint);
    theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    const system = matchMedia("(prefers-color-scheme: dark)");
    system.addEventListener("change", repaint);
    this.#watchers = [
      () => size.disconnect(),
      () => theme.disconnect(),
      () => system.removeEventListener("change", repaint),
    ];
  }

  draw(json) {
    this.#drawing = JSON.parse(json);
    this.#at = -1;
    this.#paint();
  }

  // Saves the chart as a picture, `svg` or `png`; `words` are its title, source and file name.
  save(format, words) {
    return save(format, words, (look, usual) => {
      const { option, height = usual, minWidth = 0 } = options(this.#drawing, look);
      const width = Math.max(look.width, minWidth);
      const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
      chart.setOption(option);
      const svg = chart.renderToSVGString();
      chart.dispose();
      return { svg, width, height };
    });
  }

  dispose() {
    this.#element.removeEventListener("keydown", this.#walk);
    for (const stop of this.#watchers) stop();
    this.#chart.dispose();
    this.#element.replaceChildren();
  }

  #paint() {
    if (!this.#drawing) return;
    const style = getComputedStyle(this.#element);
    const look = {
      colour: (name) => style.getPropertyValue(name).trim(),
      font: style.fontFamily,
      width: this.#element.clientWidth,
    };
    const { option, stops, columns, height, minWidth = 0 } = options(this.#drawing, look);
    this.#stops = stops;
    this.#columns = columns ?? 1;
    if (height) this.#element.style.height = `${height}px`;
    this.#canvas.style.minWidth = `${minWidth}px`;
    this.#chart.resize();
    this.#chart.setOption(option, { notMerge: true });
  }

  // Arrow keys move from stop to stop; what is there is shown and spoken.
  #walk = (event) => {
    const last = this.#stops.length - 1;
    const by = (step) => Math.min(Math.max(this.#at + step, 0), last);
    // Before the first stop every key leads to it, or to the last.
    const moves = {
      ArrowLeft: by(-1),
      ArrowUp: by(-this.#columns),
      ArrowRight: by(1),
      ArrowDown: this.#at < 0 ? 0 : by(this.#columns),
      Home: 0,
      End: last,
    };
    if (event.key === "Escape") this.#chart.dispatchAction({ type: "hideTip" });
    if (!(event.key in moves) || last < 0) return;
    event.preventDefault();
    this.#at = moves[event.key];
    const { seriesIndex, dataIndex, text } = this.#stops[this.#at];
    if (seriesIndex >= 0) this.#chart.dispatchAction({ type: "showTip", seriesIndex, dataIndex });
    this.#spoken.textContent = text;
  };
}
