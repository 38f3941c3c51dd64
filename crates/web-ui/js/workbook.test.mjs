// What a spreadsheet finds in a workbook: `node --test js`.

import assert from "node:assert/strict";
import { test } from "node:test";

import { strFromU8, unzipSync } from "fflate";

import { workbook } from "./workbook.js";

const content = (rows) => ({
  title: "Résistance & co",
  numbers: { name: "Données", rows },
  reading: { name: "Lecture", rows: [["Titre", "Résistance & co"], [null, "Une phrase."]] },
});

// Texts of the parts of the file.
function parts(rows) {
  const files = Object.entries(unzipSync(workbook(content(rows))));
  return Object.fromEntries(files.map(([name, bytes]) => [name, strFromU8(bytes)]));
}

const CELL = /<c r="([A-Z]+\d+)"[^>]*?(?: t="(\w+)")?>(?:<v>|<is><t xml:space="preserve">)(.*?)<\/(?:v|t)>/gs;

// The cells of a sheet: place, kind, what is in it.
const cells = (sheet) => [...sheet.matchAll(CELL)].map(([, at, kind, value]) => [at, kind ?? "n", value]);

test("numbers are numbers and what is empty has no cell", () => {
  const found = cells(parts([["Année", "Taux"], ["2024", 1234.5678], ["2025", null]])["xl/worksheets/sheet1.xml"]);
  assert.deepEqual(found, [
    ["A1", "inlineStr", "Année"],
    ["B1", "inlineStr", "Taux"],
    ["A2", "inlineStr", "2024"],
    ["B2", "n", "1234.5678"],
    ["A3", "inlineStr", "2025"],
  ]);
});

test("no text becomes a formula, and none is changed", () => {
  for (const text of ["=1+2", "+33", "-2", "@somme", "\t=1"]) {
    const sheet = parts([["A"], [text]])["xl/worksheets/sheet1.xml"];
    assert.deepEqual(cells(sheet)[1], ["A2", "inlineStr", text]);
    assert.doesNotMatch(sheet, /<f>/);
  }
});

test("texts are escaped, and what XML cannot hold is left out", () => {
  const sheet = parts([["A"], ['<a> & "b"\u0000']])["xl/worksheets/sheet1.xml"];
  assert.equal(cells(sheet)[1][2], "&#60;a&#62; &#38; &#34;b&#34;");
});

test("columns after Z have two letters", () => {
  const row = Array.from({ length: 54 }, (_, at) => at);
  const found = cells(parts([row])["xl/worksheets/sheet1.xml"]).map(([at]) => at);
  assert.deepEqual([found[25], found[26], found[51], found[52]], ["Z1", "AA1", "AZ1", "BA1"]);
});

test("the same chart gives the same bytes", () => {
  assert.deepEqual(workbook(content([["A"], [1]])), workbook(content([["A"], [1]])));
});

test("every part is named and typed", () => {
  const found = parts([["A"]]);
  for (const name of Object.keys(found).filter((name) => /^(xl\/[^_]|docProps)/.test(name))) {
    assert.ok(found["[Content_Types].xml"].includes(`"/${name}"`), name);
  }
  assert.match(found["xl/workbook.xml"], /name="Données".*name="Lecture"/);
});
