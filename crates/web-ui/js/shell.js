// Loaded with the page: the chart element, and a notice when the application stops.
//
// The drawing library is a separate file, fetched when the first chart is shown.

class ChartElement extends HTMLElement {
  static observedAttributes = ["drawing"];
  #chart;

  async connectedCallback() {
    const { Chart } = await import("./chart.js");
    if (this.isConnected) {
      this.#chart = new Chart(this);
      this.#chart.draw(this.getAttribute("drawing"));
    }
  }

  attributeChangedCallback(_name, _before, drawing) {
    this.#chart?.draw(drawing);
  }

  disconnectedCallback() {
    this.#chart?.dispose();
    this.#chart = undefined;
  }
}

customElements.define("conso-chart", ChartElement);

addEventListener("error", (event) => {
  if (event.error instanceof WebAssembly.RuntimeError) {
    document.getElementById("crash").hidden = false;
  }
});
