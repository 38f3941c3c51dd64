"""What was measured, as one table."""

from collections.abc import Iterator

# Goals: 95th percentile over HTTP, and of that the part in the database.
GOAL_HTTP_MS = 25
GOAL_DATABASE_MS = 10


def number(value: float | None, width: int = 8, digits: int = 1) -> str:
    return f"{'–' if value is None else f'{value:.{digits}f}':>{width}}"


def size(of: int) -> str:
    return f"{of / 1e6:.0f} MB"


def table(told: dict) -> str:
    return "\n".join(lines(told))


def lines(told: dict) -> Iterator[str]:
    bases = told["databases"]
    yield f"A nation of {told['establishments']} establishments over {told['years']} years"
    yield ""
    yield f"{'':42}" + "".join(f"{name:>14}" for name in bases)
    for label, key, shown in ROWS:
        values = [shown(base[key]) if key in base else "–" for base in bases.values()]
        yield f"{label:42}" + "".join(f"{value:>14}" for value in values)
    digests = {base["provisional_digest"] for base in bases.values()}
    yield f"{'digest of the provisional base':42}{'the same in both' if len(digests) == 1 else 'NOT the same':>28}"
    for name, base in bases.items():
        yield from questions(name, base)
    if "duckdb" in told:
        yield from duckdb(told)
    if "open" in told:
        yield from open_access(told["open"])


def seconds(value: float) -> str:
    return f"{value:.1f} s"


ROWS = [
    ("loading", "load_s", seconds),
    ("until its sums are settled", "settled_s", seconds),
    ("size of the base", "bytes", size),
    ("definitive base frozen", "definitive_s", seconds),
    ("until its sums are settled", "definitive_settled_s", seconds),
    ("edition published", "publish_s", seconds),
    ("most memory meanwhile", "publish_memory", size),
    ("provisional base frozen", "provisional_s", seconds),
    ("until its sums are settled", "provisional_settled_s", seconds),
]


def questions(name: str, base: dict) -> Iterator[str]:
    yield ""
    way = base["database_way"]
    yield f"{name}: over HTTP, and in the database ({way})"
    yield f"{'typical question':52} {'p50 ms':>8} {'p95 ms':>8} {'cpu ms':>8} {'db p50':>8} {'db p95':>8}"
    for one in base["typical"]:
        marks = "" if one["p95_ms"] <= GOAL_HTTP_MS else "  over HTTP beyond the goal"
        if (one.get("database_p95_ms") or 0) > GOAL_DATABASE_MS:
            marks += "  in the database beyond the goal"
        numbers = [one["p50_ms"], one["p95_ms"], one["cpu_ms"], one.get("database_p50_ms"), one.get("database_p95_ms")]
        yield f"{one['name']:52} " + " ".join(number(value) for value in numbers) + marks
    told = "not measured"
    if inside := [one["database_p95_ms"] for one in base["typical"] if "database_p95_ms" in one]:
        told = f"{sum(value <= GOAL_DATABASE_MS for value in inside)} of {len(inside)}"
    within = sum(one["p95_ms"] <= GOAL_HTTP_MS for one in base["typical"])
    yield f"p95 within {GOAL_HTTP_MS} ms over HTTP: {within} of {len(base['typical'])}"
    yield f"p95 within {GOAL_DATABASE_MS} ms in the database: {told}"
    yield f"{'other':52}"
    for one in base["others"]:
        numbers = [one["p50_ms"], one["p95_ms"], one["cpu_ms"]]
        yield f"{one['name']:52} " + " ".join(number(value) for value in numbers)


def duckdb(told: dict) -> Iterator[str]:
    peer = told["duckdb"]
    yield ""
    yield (
        f"DuckDB {peer['version']}: {sum(peer['rows'].values())} rows ({size(peer['bytes'])}); "
        "ratio of its time in the process to that of SQLite's server over HTTP"
    )
    yield f"{'typical question':52} {'p50 ms':>8} {'p95 ms':>8} {'ratio':>8} {'numbers':>8}  agree"
    for one in peer["questions"]:
        agree = f"to {one['difference']:.0e}" if one["equal"] else f"NO: {one['difference']:.0e}, {one['missing'][:3]}"
        numbers = f"{number(one['p50_ms'])} {number(one['p95_ms'])} {number(one['ratio'], digits=2)}"
        yield f"{one['name']:52} {numbers} {one['numbers']:>8}  {agree}"


def open_access(told: dict) -> Iterator[str]:
    yield ""
    if "failed" in told:
        yield f"Edition NOT published: {told['failed']}"
        return
    yield (
        f"Edition of {len(told['years'])} years: {told['numbers']} numbers, "
        f"{100 * told['hidden_share']:.1f} % hidden, {told['withheld']} taken along without a proof"
    )
    yield "Cached answers beside a bare actix handler with the same bytes (same load, same threads)"
    rates = f"{'/s':>8} {'bare /s':>8} {'ratio':>6}"
    yield f"{'answer':36} {'kind':14} {'bytes':>7} {rates} {'cpu µs':>8} {'bare µs':>8} {'ratio':>6}"
    for one in told["answers"]:
        rates = [number(one[key], digits=0) for key in ("per_second", "bare_per_second")]
        rates.append(number(one["per_second_ratio"], 6, 2))
        work = [number(one[key]) for key in ("cpu_us", "bare_cpu_us")]
        work.append(number(one["cpu_us_ratio"], 6, 2))
        yield f"{one['answer']:36} {one['kind']:14} {one['bytes']:>7} " + " ".join(rates + work)
