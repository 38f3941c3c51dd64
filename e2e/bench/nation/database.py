"""The two databases: their size, what still waits in them, and how long the statements of a question take.

PostgreSQL tells the duration of each statement in its log. SQLite runs inside the server and tells nothing: the same
statements, with the same parameters, are run by Python's sqlite3 until their last row.
"""

import csv
import os
import re
import sqlite3
import subprocess
import time
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from server import timed

ENTRY = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+ \S+ \[\d+\] (LOG|DETAIL):  ", re.MULTILINE)
DURATION = re.compile(r"duration: ([\d.]+) ms")
EXECUTED = re.compile(r"duration: [\d.]+ ms  execute [^:]*: (.*)", re.DOTALL)
PARAMETER = re.compile(r"\$(\d+) = ('(?:[^']|'')*'|NULL)")
WAITING = "SELECT count(*) FROM population_changes"


@dataclass(frozen=True)
class Statement:
    text: str
    parameters: dict[int, str | None]


class Sqlite:
    name = "SQLite"

    def __init__(self, folder: str):
        self.path = os.path.join(folder, "consores.db")
        self.url = f"sqlite://{self.path}"

    def size(self) -> int:
        return sum(os.path.getsize(self.path + end) for end in ("", "-wal") if os.path.exists(self.path + end))

    def waiting(self) -> int:
        connection = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=60)
        try:
            return connection.execute(WAITING).fetchone()[0]
        finally:
            connection.close()

    def replay(self, statements: list[Statement], rounds: int) -> tuple[list[float], int]:
        """Seconds that the statements take together, round by round, and how many could not be said here."""
        connection = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=60)
        said = [translated(statement) for statement in statements]
        left_out = set()

        def run():
            for number, (text, values) in enumerate(said):
                try:
                    connection.execute(text, values).fetchall()
                except sqlite3.OperationalError:
                    left_out.add(number)

        run()
        times = [timed(run)[0] for _ in range(rounds)]
        connection.close()
        return times, len(left_out)


class Postgres:
    name = "PostgreSQL"

    def __init__(self, url: str):
        self.url = url
        self.log = os.path.join(parse_qs(urlsplit(url).query).get("host", [""])[0], "log")

    def ask(self, *statements: str) -> str:
        words = ["psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", self.url]
        for statement in statements:
            words += ["--command", statement]
        return subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()

    def size(self) -> int:
        return int(self.ask("CHECKPOINT", "SELECT pg_database_size(current_database())"))

    def waiting(self) -> int:
        return int(self.ask(WAITING))

    def tells(self) -> bool:
        """Whether its log can be read here."""
        return os.access(self.log, os.R_OK)

    def tell(self, tells: bool):
        """Has it write the duration of each statement into its log, or not."""
        least = 0 if tells else -1
        self.ask(f"ALTER SYSTEM SET log_min_duration_statement = {least}", "SELECT pg_reload_conf()")
        time.sleep(0.5)

    def told(self, ask) -> tuple[float, list[Statement]]:
        """Seconds in the database while something is asked, and the statements that read."""
        before = os.path.getsize(self.log)
        ask()
        with open(self.log, encoding="utf-8", errors="replace") as log:
            log.seek(before)
            text = log.read()
        return sum(float(found) for found in DURATION.findall(text)) / 1000, statements(text)


def statements(log: str) -> list[Statement]:
    """The statements that a log tells, with their parameters."""
    entries = ENTRY.split(log)[1:]
    found: list[Statement] = []
    is_read = False
    for kind, text in zip(entries[::2], entries[1::2], strict=True):
        executed = EXECUTED.match(text)
        if kind == "LOG":
            is_read = executed is not None and executed[1].startswith(("SELECT", "WITH"))
            if is_read:
                found.append(Statement(executed[1].strip(), {}))
        elif is_read and text.startswith("parameters: "):
            given = {int(number): value for number, value in PARAMETER.findall(text)}
            found[-1] = Statement(found[-1].text, {number: plain(value) for number, value in given.items()})
    return found


def plain(value: str) -> str | None:
    return None if value == "NULL" else value[1:-1].replace("''", "'")


def translated(statement: Statement) -> tuple[str, list]:
    """A statement of PostgreSQL as SQLite says it: arrays become lists; columns give parameters their type."""
    values: list = []

    def bind(value) -> str:
        values.append(value)
        return f"?{len(values)}"

    def one(found: re.Match) -> str:
        value = statement.parameters.get(int(found[3]))
        if found[1]:
            items = next(csv.reader([(value or "{}")[1:-1]], escapechar="\\"), [])
            return f"IN ({', '.join(bind(item) for item in items)})"
        is_bound = found[2] is not None
        return (found[2] or "") + bind(int(value) if is_bound and value is not None else value)

    text = re.sub(r"(= ANY\()?((?:LIMIT|OFFSET) )?\$(\d+)(?(1)\))", one, statement.text)
    return text, values
