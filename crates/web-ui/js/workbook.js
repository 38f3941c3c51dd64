// The numbers of a chart as a workbook (ECMA-376): numbers stay numbers, texts stay texts whatever they begin with.
//
// `rows` of a sheet hold nothing (`null`), texts and numbers. The archive is made here and now: a worker of the
// library would need a policy that lets scripts of its own run.

import { strToU8, zipSync } from "fflate";

const KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const PROPERTIES = "application/vnd.openxmlformats-package.core-properties+xml";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

// The first day that a ZIP can hold: the same chart gives the same file.
const WHEN = "1980-01-01T12:00:00";
// Widths of columns, in letters.
const [LEAST, MOST, SENTENCE] = [10, 44, 110];
// Ranks in the styles below.
const STYLES = { usual: 0, heading: 1, wrapped: 2 };

// What XML cannot hold is left out.
const clean = (text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
const escaped = (text) => clean(text).replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

// `A`, `Z`, `AA` for 0, 25, 26.
function letters(column) {
  const before = Math.floor(column / 26) - 1;
  return (before < 0 ? "" : letters(before)) + String.fromCharCode(65 + (column % 26));
}

function cell(value, at, style) {
  if (value === null) return "";
  const place = `r="${at}"${style ? ` s="${style}"` : ""}`;
  if (typeof value === "number") return `<c ${place}><v>${value}</v></c>`;
  return `<c ${place} t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
}

const lines = (rows, styleOf) =>
  rows
    .map((row, at) => {
      const cells = row.map((value, column) => cell(value, letters(column) + (at + 1), styleOf(at, column)));
      return `<row r="${at + 1}">${cells.join("")}</row>`;
    })
    .join("");

const columns = (widths) =>
  `<cols>${widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join("")}</cols>`;

const sheet = (view, widths, rows, more = "") =>
  `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"${view}</sheetViews>` +
  `${columns(widths)}<sheetData>${rows}</sheetData>${more}</worksheet>`;

// Under a header that stays.
function numbers({ rows }) {
  const length = (value) => (value === null ? 0 : String(value).length);
  const widths = rows[0].map((_, column) => {
    const longest = rows.reduce((most, row) => Math.max(most, length(row[column] ?? null)), 0);
    return Math.min(MOST, Math.max(LEAST, longest + 2));
  });
  const view = ' tabSelected="1"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>';
  // A year that names its row is no number that somebody forgot.
  const meant = `<ignoredErrors><ignoredError sqref="A1:A${rows.length}" numberStoredAsText="1"/></ignoredErrors>`;
  return sheet(view, widths, lines(rows, (at) => (at === 0 ? STYLES.heading : STYLES.usual)), meant);
}

// Headings on the left of sentences.
const reading = ({ rows }) =>
  sheet("/>", [24, SENTENCE], lines(rows, (_, column) => (column === 0 ? STYLES.heading : STYLES.wrapped)));

const styles =
  `${HEAD}<styleSheet xmlns="${MAIN}">` +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>' +
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

function types() {
  const parts = [
    ["xl/workbook.xml", `${SPREADSHEET}.sheet.main+xml`],
    ["xl/worksheets/sheet1.xml", `${SPREADSHEET}.worksheet+xml`],
    ["xl/worksheets/sheet2.xml", `${SPREADSHEET}.worksheet+xml`],
    ["xl/styles.xml", `${SPREADSHEET}.styles+xml`],
    ["docProps/core.xml", PROPERTIES],
  ];
  const each = parts.map(([part, type]) => `<Override PartName="/${part}" ContentType="${type}"/>`);
  return (
    `${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Default Extension="xml" ContentType="application/xml"/>${each.join("")}</Types>`
  );
}

function relations(all) {
  const each = all.map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${type}" Target="${target}"/>`);
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each.join("")}</Relationships>`;
}

// The bytes of a workbook: its title, its numbers and how they are read.
export function workbook({ title, numbers: first, reading: second }) {
  const named = [first, second].map(({ name }, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
  const parts = {
    "[Content_Types].xml": types(),
    "_rels/.rels": relations([
      [`${OFFICE}/officeDocument`, "xl/workbook.xml"],
      [`${PACKAGE}/relationships/metadata/core-properties`, "docProps/core.xml"],
    ]),
    "docProps/core.xml":
      `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
      `<dc:title>${escaped(title)}</dc:title><dc:creator>ConsoRes</dc:creator></cp:coreProperties>`,
    "xl/workbook.xml": `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${named.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations([
      [`${OFFICE}/worksheet`, "worksheets/sheet1.xml"],
      [`${OFFICE}/worksheet`, "worksheets/sheet2.xml"],
      [`${OFFICE}/styles`, "styles.xml"],
    ]),
    "xl/styles.xml": styles,
    "xl/worksheets/sheet1.xml": numbers(first),
    "xl/worksheets/sheet2.xml": reading(second),
  };
  const files = Object.entries(parts).map(([name, text]) => [name, strToU8(text)]);
  return zipSync(Object.fromEntries(files), { mtime: WHEN });
}

// Saves that of the application (JSON) as a file of the person.
export function save(file, json) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([workbook(JSON.parse(json))], { type: KIND }));
  link.download = file;
  link.click();
  URL.revokeObjectURL(link.href);
}
