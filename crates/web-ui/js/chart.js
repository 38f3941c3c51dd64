// Keeps one chart drawn: its size, its theme, its keyboard.

import { BarChart, CustomChart, LineChart } from "echarts/charts";
import {
  AriaComponent,
  DataZoomInsideComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
} from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

import { options } from "./options.js";

use([
  AriaComponent,
  BarChart,
  CustomChart,
  DataZoomInsideComponent,
  GridComponent,
  LegendComponent,
  LineChart,
  MarkLineComponent,
  SVGRenderer,
  TooltipComponent,
]);

export class Chart {
  #chart;
  #element;
  #drawing;
  #spoken;
  #at = -1;
  #watchers = [];

  constructor(element) {
    this.#element = element;
    const canvas = element.appendChild(document.createElement("div"));
    canvas.className = "h-full w-full";
    this.#chart = init(canvas, null, { renderer: "svg" });
    this.#spoken = element.appendChild(document.createElement("p"));
    this.#spoken.className = "sr-only";
    this.#spoken.setAttribute("aria-live", "polite");
    element.addEventListener("keydown", this.#walk);

    const size = new ResizeObserver(() => {
      this.#chart.resize();
      this.#paint();
    });
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
    this.#chart.setOption(options(this.#drawing, look), { notMerge: true });
  }

  // Arrow keys move from label to label; the values are shown and spoken.
  #walk = (event) => {
    const { labels, series } = this.#drawing;
    const last = labels.length - 1;
    const before = Math.max(this.#at - 1, 0);
    const after = Math.min(this.#at + 1, last);
    const moves = {
      ArrowLeft: before,
      ArrowUp: before,
      ArrowRight: after,
      ArrowDown: after,
      Home: 0,
      End: last,
    };
    if (event.key === "Escape") this.#chart.dispatchAction({ type: "hideTip" });
    if (!(event.key in moves)) return;
    event.preventDefault();
    this.#at = moves[event.key];
    const drawn = this.#chart.getOption().series;
    const shown = drawn.findIndex(({ type, data }) => type !== "custom" && data[this.#at]);
    if (shown >= 0) {
      this.#chart.dispatchAction({ type: "showTip", seriesIndex: shown, dataIndex: this.#at });
    }
    const values = series.map(
      ({ name, points }) => `${name}\u00a0: ${points[this.#at]?.text ?? "pas de valeur"}`,
    );
    this.#spoken.textContent = `${labels[this.#at]}. ${values.join(". ")}`;
  };
}
