"""The facts of a base for another database: lines of medicines with their DDJ, patient-days, tests of isolates.

Lines of the invented establishments are the delivered ones, coded here from the tables of `crates/domain/data` by
a reading of the rules of its own. The two sample hospitals, whose files are quarterly and corrected by hand, come in by
their evaluated totals. Patient-days are those that the rule on units without dispensation leaves. Isolates are
deduplicated, as the product stores them of each establishment: the rule of deduplication is no SQL.
"""

import csv
import json
import os
import sqlite3
from collections.abc import Iterator

DATA = os.path.join(os.path.dirname(__file__), "../../../crates/domain/data")
SAMPLES = ("060000478", "050000256")
# Grams, or the unit itself.
UNITS = {
    "g": (1.0, "g"),
    "mg": (0.001, "g"),
    "µg": (0.000001, "g"),
    "mu": (1.0, "MU"),
    "m ui": (1.0, "MU"),
    "ui": (0.000001, "MU"),
}


def table(name: str) -> list[dict[str, str]]:
    with open(os.path.join(DATA, f"{name}.csv"), encoding="utf-8") as file:
        return list(csv.DictReader(file))


def families() -> Iterator[tuple[str, str, str]]:
    """Family, start of an ATC code, and the route that it is counted for alone, or nothing."""
    for row in table("antibiotic_families"):
        parenteral = row["parenteral_only"].split("|")
        for atc in row["atc"].split("|"):
            yield row["code"], atc, "P" if atc in parenteral else ""


class Medicines:
    """Gives a drug of an establishment its molecule, route and DDJ per unit."""

    def __init__(self):
        normal = table("atc_ddd") + table("atc_ddd_combinations")
        self.doses = {
            (row["atc"], row["route"]): amount(float(row["ddd"]), row["unit"]) for row in normal if row["ddd"]
        }
        self.variants = [
            (row["atc"], row["route"], row["keywords"].split("|"), amount(float(row["ddd"]), row["unit"]))
            for row in table("ddd_variants")
        ]
        self.reference = {row["ucd"]: row for row in table("drugs_ucd")}

    def code(self, code: str, own: dict | None) -> tuple[str, str, float] | None:
        known = self.reference.get(code)
        drug = known or own
        if drug is None:
            return None
        strength = known if known and known["strength"] else own
        if strength is None or not strength["strength"] or not strength["unit"]:
            return None
        atc, route = drug["atc"], drug["route"]
        dose = self.doses.get((atc, route))
        for of_atc, of_route, keywords, variant in self.variants:
            if (of_atc, of_route) == (atc, route) and any(word in drug["label"].upper() for word in keywords):
                dose = variant
        held = amount(float(strength["strength"]), strength["unit"])
        if dose is None or dose[1] != held[1]:
            return None
        return atc, route, held[0] / dose[0]


def amount(number: float, unit: str) -> tuple[float, str]:
    factor, base = UNITS.get(unit.lower(), (1.0, unit.lower()))
    return number * factor, base


class Facts:
    """Reads a base of SQLite, never more than one establishment's rows at a time."""

    def __init__(self, path: str):
        self.connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=60)
        self.connection.row_factory = sqlite3.Row

    def rows(self, sql: str, *values) -> sqlite3.Cursor:
        return self.connection.execute(sql, values)

    def establishments(self) -> Iterator[tuple]:
        sql = "SELECT finess, region, kind FROM establishments WHERE finess IN (SELECT DISTINCT finess FROM imports)"
        return (tuple(row) for row in self.rows(sql))

    def lines(self) -> Iterator[tuple]:
        """Establishment, year, sector, molecule, route, DDJ."""
        totals = """SELECT finess, year, sector, atc, route, ddj FROM consumption_totals
            WHERE base = 0 AND scope = 'spares' AND period = year AND finess = ?"""
        for finess in SAMPLES:
            yield from (tuple(row) for row in self.rows(totals, finess))
        medicines, sectors = Medicines(), placed()
        invented = "SELECT DISTINCT finess FROM imports WHERE finess NOT IN (?, ?)"
        for (finess,) in self.rows(invented, *SAMPLES).fetchall():
            yield from self.lines_of(finess, medicines, sectors)

    def lines_of(self, finess: str, medicines: Medicines, sectors: dict) -> Iterator[tuple]:
        own = {row["code"]: dict(row) for row in self.rows("SELECT * FROM own_drugs WHERE finess = ?", finess)}
        units = """SELECT i.year, u.code, u.de_code, u.ta_code FROM structure_units u
            JOIN imports i ON i.id = u.import_id WHERE i.finess = ? AND i.state = 'stored'"""
        places = {
            (row["year"], row["code"]): sectors.get((row["de_code"], row["ta_code"]))
            for row in self.rows(units, finess)
        }
        coded: dict[str, tuple | None] = {}
        lines = """SELECT i.year, l.unit_code, l.drug_code, l.quantity FROM consumption_lines l
            JOIN imports i ON i.id = l.import_id WHERE i.finess = ? AND i.state = 'stored'"""
        for year, unit, drug, quantity in self.rows(lines, finess):
            if drug not in coded:
                coded[drug] = medicines.code(drug, own.get(drug))
            sector = places.get((year, unit))
            if coded[drug] is not None and sector is not None:
                atc, route, per_unit = coded[drug]
                yield finess, year, sector, atc, route, quantity * per_unit

    def days(self) -> Iterator[tuple]:
        """Establishment, year, sector, patient-days."""
        sql = """SELECT finess, year, sector, days FROM patient_day_totals
            WHERE base = 0 AND scope = 'spares' AND period = year"""
        return (tuple(row) for row in self.rows(sql))

    def isolates(self) -> Iterator[tuple]:
        """Establishment, year, part, organism, deduplicated isolates."""
        for finess, year, part, organism, (_, kept, _) in self.cells():
            yield finess, year, part, organism, kept

    def tests(self) -> Iterator[tuple]:
        """Establishment, year, part, organism, what was tested; susceptible, at increased exposure, resistant."""
        for finess, year, part, organism, (_, _, measures) in self.cells():
            for measure, counts in measures.items():
                yield finess, year, part, organism, measure, *counts

    def cells(self) -> Iterator[tuple]:
        sql = """SELECT finess, year, part, cells FROM resistance_cells WHERE base = 0 AND method = 'spares'
            AND period = year AND (part IN ('all', 'invasive') OR part LIKE 'specimen:%') ORDER BY year, part, finess"""
        for finess, year, part, cells in self.rows(sql):
            for organism, counts in json.loads(cells).items():
                yield finess, year, part, organism, counts


def placed() -> dict[tuple[str, str], str]:
    """The sector of the perimeter for an equipment discipline and a type of activity."""
    domains = {row["code"]: row["domain"] for row in table("equipment_disciplines") if row["domain"]}
    sectors = {(row["domain"], row["ta"]): row["sector"] for row in table("perimeters") if row["perimeter"] == "spares"}
    return {
        (code, ta): sector for code, domain in domains.items() for (of, ta), sector in sectors.items() if of == domain
    }
