"""DuckDB as a peer: the same facts in its own tables, the same questions as plain SQL."""

import csv
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import duckdb

from facts import Facts, families, table
from questions import GRASSE, YEAR
from server import spread, timed

BATCH = 500_000
# How far two sums of the same facts may lie apart: they add in another order.
CLOSE = 1e-9

TABLES = {
    "establishments": "finess TEXT, region TEXT, kind TEXT",
    "lines": "finess TEXT, year INTEGER, sector TEXT, atc TEXT, route TEXT, ddj DOUBLE",
    "days": "finess TEXT, year INTEGER, sector TEXT, days DOUBLE",
    "isolates": "finess TEXT, year INTEGER, part TEXT, organism TEXT, isolates INTEGER",
    "tests": "finess TEXT, year INTEGER, part TEXT, organism TEXT, measure TEXT, s INTEGER, i INTEGER, r INTEGER",
}


@dataclass(frozen=True)
class Peer:
    """A question in SQL: columns of the key, then the numbers; and how the same is read from an answer of the API."""

    keys: int
    sql: str
    read: Callable[[dict], Iterator[tuple]]


def use(by: str, where: str = "true", days_by: str | None = None, family: str = "= 'TOTAL'") -> str:
    """DDJ and patient-days of a selection by some columns."""
    shared = by if days_by is None else days_by
    over = f"USING ({shared})" if shared else "ON true"
    both = "JOIN establishments USING (finess)"
    grouped = f"GROUP BY {shared}" if shared else ""
    columns = f"{shared}, " if shared else ""
    molecules = by.replace("family", "f.family")
    return f"""WITH used AS (
            SELECT {by}, sum(ddj) AS ddj FROM lines {both} JOIN families f USING (atc, route)
            WHERE f.family {family} AND {where} GROUP BY {molecules}),
        stayed AS (SELECT {columns}sum(days) AS days FROM days {both} WHERE {where} {grouped})
        SELECT {by}, ddj, days FROM used JOIN stayed {over}"""


def resistance(by: str, where: str, measure: str) -> str:
    """Isolates, those tested, those resistant."""
    return f"""WITH tested AS (
            SELECT {by}, sum(s + i + r) AS tested, sum(r) AS resistant FROM tests JOIN establishments USING (finess)
            WHERE {where} AND measure = '{measure}' GROUP BY {by}),
        kept AS (
            SELECT {by}, sum(isolates) AS isolates FROM isolates JOIN establishments USING (finess)
            WHERE {where} GROUP BY {by})
        SELECT {by}, isolates, tested, resistant FROM kept JOIN tested USING ({by})"""


def of_groups(*axes: str) -> Callable[[dict], Iterator[tuple]]:
    def read(answer: dict) -> Iterator[tuple]:
        for group in answer["groups"]:
            key = tuple(group["key"][axis] for axis in axes)
            yield key, (group["ddd"], group["patient_days"])

    return read


def of_isolates(axis: str) -> Callable[[dict], Iterator[tuple]]:
    def read(answer: dict) -> Iterator[tuple]:
        for group in answer["groups"]:
            yield (group["key"][axis],), (group["isolates"], group["tested"], group["resistant"])

    return read


def of_indicators(answer: dict) -> Iterator[tuple]:
    for item in answer["items"]:
        if item["id"] in (
            "CONSO_DDJ",
            "ECDC_LARGE_SPECTRE",
            "SARM_HEMOC_PCT",
            "ERV_FAECIUM_HEMOC_PCT",
            "KP_CARBA_R_HEMOC_PCT",
        ):
            yield (item["id"],), (item["figure"]["numerator"], item["figure"]["denominator"])


def of_panel(answer: dict) -> Iterator[tuple]:
    wanted = {row["id"] for row in panels()}
    for item in answer["items"]:
        if item["id"] in wanted:
            yield (item["id"],), (item["tested"], item["resistant"])


def panels() -> list[dict[str, str]]:
    """Items of the panel that are sums over an organism: not groups, nor phenotypes, which are told of all isolates."""
    rows = table("resistance_panels")
    return [row for row in rows if row["taxon_kind"] == "organism" and row["test"] not in ("BLSE", "EPC")]


def of_members(answer: dict) -> Iterator[tuple]:
    for member in answer["members"]:
        if member["figure"]:
            yield (member["finess"],), (member["figure"]["numerator"], member["figure"]["denominator"])


SPECIMENS = f"region = '93' AND year = {YEAR} AND organism = 'ESCCOL' AND part LIKE 'specimen:%'"
INDICATORS = f"""
    SELECT 'CONSO_DDJ' AS id,
        (SELECT sum(ddj) FROM lines JOIN families USING (atc, route) WHERE family = 'TOTAL' AND year = {YEAR}),
        (SELECT sum(days) FROM days WHERE year = {YEAR})
    UNION ALL SELECT 'ECDC_LARGE_SPECTRE', sum(ddj) FILTER (family = 'ECDC_LARGE'), sum(ddj) FILTER (family = 'J01')
        FROM lines JOIN families USING (atc, route) WHERE year = {YEAR} AND family IN ('ECDC_LARGE', 'J01')
    UNION ALL SELECT CASE organism WHEN 'STAAUR' THEN 'SARM_HEMOC_PCT' WHEN 'ENCFAI' THEN 'ERV_FAECIUM_HEMOC_PCT'
            ELSE 'KP_CARBA_R_HEMOC_PCT' END, sum(r), sum(s + i + r)
        FROM tests WHERE year = {YEAR} AND part = 'specimen:1'
            AND (organism, measure) IN (('STAAUR', 'METI'), ('ENCFAI', 'VAN'), ('KLEPNE', 'CARBA')) GROUP BY organism"""
PANEL = f"""
    SELECT p.id, sum(s + i + r), sum(r) FROM tests t
        JOIN panels p ON p.organism = t.organism AND p.measure = t.measure AND p.part = t.part
        WHERE year = {YEAR} GROUP BY p.id"""

PEERS = {
    "DDJ/1000 JH of the nation by year": Peer(1, use("year"), of_groups("year")),
    "nation by sector": Peer(1, use("sector", f"year = {YEAR}"), of_groups("sector")),
    "nation by family": Peer(1, use("family", f"year = {YEAR}", "", "IS NOT NULL"), of_groups("family")),
    "carbapenems in intensive care of a region by year": Peer(
        1, use("year", "region = '93' AND sector = 'REA'", family="= 'CARBA'"), of_groups("year")
    ),
    "a region by sector and year": Peer(2, use("sector, year", "region = '93'"), of_groups("sector", "year")),
    "molecules of a hospital": Peer(
        2, use("atc, route", f"finess = '{GRASSE}' AND year = {YEAR}", ""), of_groups("atc", "route")
    ),
    "MRSA of the nation by year": Peer(
        1, resistance("year", "organism = 'STAAUR' AND part = 'all'", "METI"), of_isolates("year")
    ),
    "E. coli and C3G of a region by specimen": Peer(1, resistance("part", SPECIMENS, "C3G"), of_isolates("specimen")),
    "national indicators": Peer(1, INDICATORS, of_indicators),
    "panel of the nation": Peer(1, PANEL, of_panel),
    "hospitals among their peers": Peer(1, use("finess", f"kind = 'CH' AND year = {YEAR}"), of_members),
}


class Duck:
    """A base of DuckDB in a folder."""

    def __init__(self, folder: str):
        self.folder, self.path = folder, os.path.join(folder, "peer.duckdb")
        self.connection = duckdb.connect(self.path)

    def load(self, facts: Facts) -> dict:
        """Fills it; gives the rows, the seconds of its own loading, and its size."""
        rows, seconds = {}, 0.0
        for name, columns in TABLES.items():
            self.connection.execute(f"CREATE TABLE {name} ({columns})")
            given = iter(getattr(facts, name)())
            rows[name] = 0
            while batch := list(islice(given, BATCH)):
                rows[name] += len(batch)
                seconds += self.copy(name, batch)
        self.connection.execute("CREATE TABLE starts (family TEXT, atc TEXT, route TEXT)")
        self.copy("starts", families())
        self.connection.execute(
            """CREATE TABLE families AS SELECT DISTINCT s.family, m.atc, m.route FROM starts s
            JOIN (SELECT DISTINCT atc, route FROM lines) m
            ON starts_with(m.atc, s.atc) AND (s.route IS NULL OR s.route = m.route)"""
        )
        self.connection.execute("CREATE TABLE panels (id TEXT, organism TEXT, measure TEXT, part TEXT)")
        self.copy("panels", ((row["id"], row["taxon"], row["test"], row["part"]) for row in panels()))
        self.connection.execute("CHECKPOINT")
        return {"rows": rows, "load_s": seconds, "bytes": os.path.getsize(self.path)}

    def copy(self, name: str, rows: Iterable[tuple]) -> float:
        path = os.path.join(self.folder, "batch.csv")
        with open(path, "w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
        start = time.perf_counter()
        self.connection.execute(
            f"COPY {name} FROM '{path}' (FORMAT csv, HEADER false, DELIMITER ',', QUOTE '\"', ESCAPE '\"')"
        )
        os.remove(path)
        return time.perf_counter() - start

    def ask(self, name: str, answer: dict, rounds: int) -> dict:
        """Times of a question, and how far its numbers lie from those of an answer of the API."""
        peer = PEERS[name]

        def run() -> list[tuple]:
            return self.connection.execute(peer.sql).fetchall()

        rows = run()
        times = [timed(run)[0] for _ in range(rounds)]
        theirs = {
            tuple(str(one).removeprefix("specimen:") for one in row[: peer.keys]): row[peer.keys :] for row in rows
        }
        return spread(times) | compared(dict(peer.read(answer)), theirs)


def compared(ours: dict[tuple, tuple], theirs: dict[tuple, tuple]) -> dict:
    """The largest relative difference, and the keys that only one of the two has with a number that is not nothing."""
    largest, missing = 0.0, []
    for key in ours.keys() | theirs.keys():
        pair = [side.get(key) for side in (ours, theirs)]
        if None in pair:
            only = next(values for values in pair if values is not None)
            if only[0]:
                missing.append("/".join(key))
            continue
        for our, their in zip(*pair, strict=True):
            scale = max(abs(our or 0), abs(their or 0))
            if scale:
                largest = max(largest, abs((our or 0) - (their or 0)) / scale)
    return {
        "numbers": sum(len(values) for values in ours.values()),
        "difference": largest,
        "missing": sorted(missing),
        "equal": not missing and largest <= CLOSE,
    }
