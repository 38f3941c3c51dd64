// Loaded with the page: the chart element, workbooks, and a notice when the application stops.
//
// The drawing library is a separate file, fetched when the first chart comes near the screen, or when the person does
// anything at all: charts out of sight are drawn as well before somebody prints them. What writes a workbook is fetched
// when somebody asks for one.

const person = new Promise((resolve) => {
  for (const sign of ["beforeprint", "keydown", "pointerdown", "pointermove", "scroll"]) {
    addEventListener(sign, resolve, { capture: true, once: true, passive: true });
  }
});

class ChartElement extends HTMLElement {
  static observedAttributes = ["drawing"];
  #chart;
  #sight;

  constructor() {
    super();
    // How the application asks for a picture.
    this.addEventListener("picture-svg", () => this.save("svg"));
    this.addEventListener("picture-png", () => this.save("png"));
  }

  connectedCallback() {
    const near = new Promise((resolve) => {
      const seen = (entries) => entries.some((entry) => entry.isIntersecting) && resolve();
      this.#sight = new IntersectionObserver(seen, { rootMargin: "25%" });
      this.#sight.observe(this);
    });
    Promise.race([near, person]).then(() => this.#begin());
  }

  async #begin() {
    this.#sight.disconnect();
    const { Chart } = await import("./chart.js");
    if (this.isConnected && !this.#chart) {
      this.#chart = new Chart(this);
      this.#chart.draw(this.getAttribute("drawing"));
    }
  }

  attributeChangedCallback(_name, _before, drawing) {
    this.#chart?.draw(drawing);
  }

  // Saves the chart as a picture: `svg` or `png`.
  async save(format) {
    await this.#begin();
    const { title, source, file } = this.dataset;
    await this.#chart?.save(format, { title, source, file });
  }

  disconnectedCallback() {
    this.#sight.disconnect();
    this.#chart?.dispose();
    this.#chart = undefined;
  }
}

customElements.define("conso-chart", ChartElement);

// How the application asks for a workbook.
globalThis.saveWorkbook = async (file, json) => {
  const { save } = await import("./workbook.js");
  save(file, json);
};

addEventListener("error", (event) => {
  if (event.error instanceof WebAssembly.RuntimeError) {
    document.getElementById("crash").hidden = false;
  }
});
