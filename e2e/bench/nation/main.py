"""Makes a nation on both databases, measures on it, and sets the figures beside those of named peers.

Called by `scripts/bench-nation`, which builds what is measured and brings PostgreSQL and DuckDB.
"""

import argparse
import json
import os
import subprocess
import tempfile
import time
from functools import partial

import duckdb

import open_access
from database import Postgres, Sqlite, Statement
from duck import PEERS, Duck
from facts import Facts
from questions import COCKPIT, REPORTS, YEAR, Question, report, typical
from report import table
from server import Asker, Server, spread, timed

ROUNDS = 40
REPORT_ROUNDS = 5
DUCK_ROUNDS = 20
# Nothing of the background may take longer.
SETTLING_SECONDS = 600
PORT = 8094
SECRET = "a base that lives for minutes and is read by nobody else"


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--establishments", type=int, default=1700)
    options.add_argument("--years", type=int, default=5)
    options.add_argument("--programs", required=True, help="folder of consores, bare_answers and ask_again")
    options.add_argument("--into", required=True, help="the JSON file")
    asked = options.parse_args()
    told = {"establishments": asked.establishments, "years": asked.years, "databases": {}}
    with tempfile.TemporaryDirectory(prefix="consores-bench-") as folder:
        of_questions: dict[str, list[Statement]] = {}
        for database in (Postgres(os.environ["TEST_POSTGRES_URL"]), Sqlite(folder)):
            Nation(asked, database, folder, told, of_questions).measure()
    with open(asked.into, "w", encoding="utf-8") as file:
        json.dump(told, file, ensure_ascii=False, indent=1)
    print(table(told))
    print(f"\nAlso in {asked.into}")


def say(text: str):
    print(f"» {text}", flush=True)


class Nation:
    """A nation in one database, and what is measured on it."""

    def __init__(self, asked: argparse.Namespace, database, folder: str, told: dict, of_questions: dict):
        self.asked, self.database, self.folder, self.told = asked, database, folder, told
        self.of_questions = of_questions
        self.here = told["databases"].setdefault(database.name, {})
        self.workers = os.cpu_count() or 1
        self.environment = {
            "DATABASE_URL": database.url,
            "CONSORES_DATA_DIR": folder,
            "CONSORES_SPA_DIR": folder,
            "CONSORES_SECRET": SECRET,
            "CONSORES_LOG_LEVEL": "warn",
            "CONSORES_LISTEN": f"127.0.0.1:{PORT}",
            "CONSORES_WORKERS": str(self.workers),
            "CONSORES_OPEN_PER_MINUTE": "100000000",
        }

    def measure(self):
        program = os.path.join(self.asked.programs, "consores")
        say(f"{self.database.name}: loading")
        size = ["--national", str(self.asked.establishments), "--years", str(self.asked.years)]
        load = [program, "demo", *size]
        environment = os.environ | self.environment
        self.here["load_s"], _ = timed(
            lambda: subprocess.run(load, check=True, env=environment, stdout=subprocess.DEVNULL)
        )
        with Server([program, "serve"], self.environment, PORT, "/readyz") as self.server:
            self.here["settled_s"] = self.settle()
            self.here["bytes"] = self.database.size()
            self.asker = Asker(PORT)
            say(f"{self.database.name}: typical questions")
            questions = typical(YEAR - self.asked.years + 1)
            self.here["typical"] = [self.ask(question) for question in questions]
            self.in_the_database(questions)
            self.here["others"] = self.reports()
            if isinstance(self.database, Sqlite):
                say("DuckDB: the same facts, the same questions")
                self.told["duckdb"] = self.beside_duckdb(questions)
            say(f"{self.database.name}: freezing and publishing")
            self.open_to_everybody()
            self.close_to_cockpit()

    def settle(self) -> float:
        """Seconds until nothing waits to be summed."""
        start = time.perf_counter()
        while self.database.waiting() > 0:
            if time.perf_counter() - start > SETTLING_SECONDS:
                raise RuntimeError("sums did not settle")
            time.sleep(0.1)
        return time.perf_counter() - start

    def times(self, name: str, rounds: int, act) -> dict:
        act()
        before = self.server.cpu()
        times = [timed(act)[0] for _ in range(rounds)]
        each = 1000 * (self.server.cpu() - before) / rounds
        return {"name": name} | spread(times) | {"cpu_ms": each}

    def ask(self, question: Question) -> dict:
        return self.times(question.name, ROUNDS, partial(self.asker.bytes, "GET", question.path))

    def reports(self) -> list[dict]:
        def make(scope: str):
            self.asker.bytes("POST", "reports", report(scope))

        return [self.times(name, REPORT_ROUNDS, partial(make, scope)) for scope, name in REPORTS]

    def in_the_database(self, questions: list[Question]):
        """Adds the part of the time that is spent in the database."""
        rows = {row["name"]: row for row in self.here["typical"]}
        self.here["database_way"] = "not measured"
        if isinstance(self.database, Postgres):
            if not self.database.tells():
                return
            self.here["database_way"] = "durations of its log"
            self.database.tell(True)
            for question in questions:
                ask = partial(self.asker.bytes, "GET", question.path)
                told = [self.database.told(ask) for _ in range(ROUNDS)]
                self.of_questions[question.name] = told[-1][1]
                of_database(rows[question.name], [seconds for seconds, _ in told])
            self.database.tell(False)
        elif self.of_questions:
            left_out = 0
            for name, statements in self.of_questions.items():
                times, skipped = self.database.replay(statements, ROUNDS)
                left_out += skipped
                of_database(rows[name], times)
            many = sum(len(statements) for statements in self.of_questions.values())
            self.here["database_way"] = f"the same statements through sqlite3, {left_out} of {many} left out"

    def beside_duckdb(self, questions: list[Question]) -> dict:
        assert isinstance(self.database, Sqlite)
        duck = Duck(self.folder)
        peer = {"version": duckdb.__version__} | duck.load(Facts(self.database.path))
        medians = {row["name"]: row["p50_ms"] for row in self.here["typical"]}
        peer["questions"] = []
        for question in questions:
            if question.name in PEERS:
                row = duck.ask(question.name, self.asker.json("GET", question.path), DUCK_ROUNDS)
                row["ratio"] = row["p50_ms"] / medians[question.name]
                peer["questions"].append({"name": question.name} | row)
        duck.connection.close()
        return peer

    def open_to_everybody(self):
        """A campaign without files yet: the years before it had none and count as they are."""
        snapshot = self.freeze(open_access.CAMPAIGN, "definitive")
        self.server.forget_memory()
        edition = open_access.publish(self.asker, snapshot)
        self.here["publish_memory"] = self.server.most_memory()
        if "failed" not in edition:
            self.here["publish_s"] = edition["seconds"]
            bases = self.asker.json("GET", "open-access")["bases"]
            edition["withheld"] = next(base["withheld"] for base in bases if base["snapshot"] == snapshot)
        if not isinstance(self.database, Sqlite):
            return
        self.told["open"] = edition
        if "failed" not in edition:
            say("open access: cached answers beside a bare handler")
            paths = open_access.answers(edition["years"][0], YEAR)
            edition["answers"] = open_access.beside_bare(
                self.server, self.asked.programs, self.folder, paths, self.workers
            )

    def close_to_cockpit(self):
        """Last: with a campaign of its own, the year of the files would count only where it is closed."""
        self.freeze(YEAR, "provisional")
        self.here["others"].append(self.ask(COCKPIT))

    def freeze(self, year: int, kind: str) -> int:
        self.asker = Asker(PORT)  # A login serves for a quarter of an hour.
        campaign = {"opens_on": "2026-01-15", "deadline": "2999-12-31"}
        self.asker.bytes("PUT", f"campaigns/{year}", campaign)
        new = {"kind": kind, "name": f"Base {year}"}
        taken = partial(self.asker.json, "POST", f"campaigns/{year}/snapshots", new)
        self.here[f"{kind}_s"], snapshot = timed(taken)
        self.here[f"{kind}_settled_s"] = self.settle()
        self.here[f"{kind}_digest"] = snapshot["digest"]
        return snapshot["id"]


def of_database(row: dict, times: list[float]):
    row |= {f"database_{key}": value for key, value in spread(times).items()}


main()
