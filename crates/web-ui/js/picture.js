// A chart as a picture to keep: its title above, where it comes from below, on the light look whatever the page has.

const WIDTH = 960;
const HEIGHT = 420;
const MARGIN = 24;
const LINE = 22;
const LETTERS = 84;
// A drawing is enlarged, so that a printed page is sharp.
const SHARP = 2;

const escaped = (text) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

// Words in lines of so many letters.
function lines(text) {
  const found = [""];
  for (const word of text.split(" ")) {
    const longer = `${found.at(-1)} ${word}`.trim();
    if (longer.length > LETTERS && found.at(-1)) found.push(word);
    else found[found.length - 1] = longer;
  }
  return found;
}

// The colours of the light look, which stand on an element of its own.
function lightLook() {
  const host = document.body.appendChild(document.createElement("div"));
  host.dataset.theme = "clair";
  host.hidden = true;
  const style = getComputedStyle(host);
  const known = new Map();
  const colour = (name) => {
    if (!known.has(name)) known.set(name, style.getPropertyValue(name).trim());
    return known.get(name);
  };
  // ECharts writes the names of fonts into an attribute as they are.
  const font = getComputedStyle(document.body).fontFamily.replaceAll('"', "'");
  return { look: { colour, font, width: WIDTH - 2 * MARGIN }, end: () => host.remove() };
}

// The picture as SVG; `draw(look, height)` gives the chart as SVG with what it needs.
function svg({ title, source }, draw) {
  const { look, end } = lightLook();
  try {
    const chart = draw(look, HEIGHT);
    const [above, below] = [lines(title), lines(source)];
    const top = MARGIN + above.length * LINE + 8;
    const foot = top + chart.height + 28;
    const height = foot + below.length * LINE;
    const width = Math.max(WIDTH, chart.width + 2 * MARGIN);
    const text = (rows, y, style) =>
      rows.map((row, at) => `<text x="${MARGIN}" y="${y + at * LINE}" fill="${look.colour("--chart-text")}" ${style}>${escaped(row)}</text>`).join("");
    const font = `font-family="${look.font}"`;
    const drawn = chart.svg.replace("<svg ", `<svg x="${MARGIN}" y="${top}" `);
    const picture =
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
      `<title>${escaped(title)}</title><rect width="${width}" height="${height}" fill="${look.colour("--chart-ground")}"/>` +
      text(above, MARGIN + 14, `${font} font-size="17" font-weight="bold"`) +
      drawn +
      text(below, foot, `${font} font-size="13"`) +
      "</svg>";
    return { picture, width, height };
  } finally {
    end();
  }
}

async function png({ picture, width, height }) {
  const address = URL.createObjectURL(new Blob([picture], { type: "image/svg+xml" }));
  try {
    const image = new Image(width * SHARP, height * SHARP);
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width * SHARP, height * SHARP];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => {
      canvas.toBlob(resolve, "image/png");
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

// Saves the picture as a file of the person.
export async function save(format, words, draw) {
  const made = svg(words, draw);
  const blob = format === "png" ? await png(made) : new Blob([made.picture], { type: "image/svg+xml" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${words.file}.${format}`;
  link.click();
  URL.revokeObjectURL(link.href);
}
