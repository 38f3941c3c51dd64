// Loaded with the page: the chart element, workbooks, and a notice when the application stops.
//
// The drawing library is a separate file, fetched when the first chart is shown; so is what writes a workbook,
// fetched when somebody asks for one.

class ChartElement extends HTMLElement {
  static observedAttributes = ["drawing"];
  #chart;

  async connectedCallback() {
    const { Chart } = await import("./chart.js");
    if (this.isConnected) {
      this.#chart = new Chart(this);
      this.#chart.draw(this.getAttribute("drawing"));
      // How the application asks for a picture.
      this.addEventListener("picture-svg", () => this.save("svg"));
      this.addEventListener("picture-png", () => this.save("png"));
    }
  }

  attributeChangedCallback(_name, _before, drawing) {
    this.#chart?.draw(drawing);
  }

  // Saves the chart as a picture: `svg` or `png`.
  async save(format) {
    const { title, source, file } = this.dataset;
    await this.#chart?.save(format, { title, source, file });
  }

  disconnectedCallback() {
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
