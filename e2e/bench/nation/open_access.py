"""Open access: how long an edition takes to publish, and its cached answers beside a bare handler."""

import json
import os
import statistics
import subprocess
import urllib.request

from server import Asker, Server, timed

CONNECTIONS = 16
SECONDS = 3
ROUNDS = 3
# Named in the campaign that has no files: the years before it count as they are.
CAMPAIGN = 2025


def publish(asker: Asker, snapshot: int) -> dict:
    """Publishes a definitive base; gives seconds, numbers shown and hidden."""
    try:
        seconds, _ = timed(lambda: asker.bytes("POST", "open-access/editions", {"snapshot": snapshot}))
    except (RuntimeError, TimeoutError) as error:
        return {"failed": str(error)}
    edition = asker.json("GET", "open/edition")
    keys = ("years", "numbers", "hidden", "version")
    return {"seconds": seconds, "hidden_share": edition["hidden"] / edition["numbers"]} | {
        key: edition[key] for key in keys
    }


def answers(first: int, last: int) -> dict[str, str]:
    """Addresses that people ask for."""
    years = f"{first}..{last}"
    return {
        "consumption of the nation by year": f"/api/v1/open/analyses/consumption?years={years}&by=year",
        "consumption of a region by family": f"/api/v1/open/analyses/consumption?region=93&years={last}&by=family",
        "indicators of the nation": f"/api/v1/open/indicators?year={last}",
    }


def beside_bare(server: Server, programs: str, folder: str, paths: dict[str, str], workers: int) -> list[dict]:
    """Each cached answer as it is, compressed, and as unchanged."""
    rows = []
    for name, path in paths.items():
        with urllib.request.urlopen(f"http://127.0.0.1:{server.port}{path}", timeout=60) as answer:
            body, tag = answer.read(), answer.headers["etag"]
        bytes_path = os.path.join(folder, "answer.json")
        with open(bytes_path, "wb") as file:
            file.write(body)
        words = [os.path.join(programs, "bare_answers"), f"127.0.0.1:{server.port + 1}", str(workers), bytes_path]
        with Server(words, {}, server.port + 1, "/") as bare:
            kinds = {"200": [], "200, br asked": ["accept-encoding: br, gzip"], "304": [f"if-none-match: {tag}"]}
            for kind, headers in kinds.items():
                ours, theirs = [], []
                for _ in range(ROUNDS):
                    ours.append(loaded(server, programs, path, headers))
                    theirs.append(loaded(bare, programs, path, headers))
                rows.append({"answer": name, "kind": kind, "bytes": len(body)} | ratios(ours, theirs))
    return rows


def loaded(server: Server, programs: str, path: str, headers: list[str]) -> dict:
    """Answers a second, and microseconds of processor time of the server for each."""
    words = [
        os.path.join(programs, "ask_again"),
        f"127.0.0.1:{server.port}",
        str(CONNECTIONS),
        str(SECONDS),
        path,
        *headers,
    ]
    before = server.cpu()
    told = json.loads(subprocess.run(words, check=True, capture_output=True, text=True, timeout=60).stdout)
    wanted = 304 if any("if-none-match" in header for header in headers) else 200
    if told["status"] != wanted:
        raise RuntimeError(f"{path}: {told['status']}")
    return {"per_second": told["answers"] / told["seconds"], "cpu_us": 1e6 * (server.cpu() - before) / told["answers"]}


def ratios(ours: list[dict], theirs: list[dict]) -> dict:
    def median(of: list[dict], key: str) -> float:
        return statistics.median(one[key] for one in of)

    told = {}
    for key in ("per_second", "cpu_us"):
        our, their = median(ours, key), median(theirs, key)
        told |= {key: our, f"bare_{key}": their, f"{key}_ratio": our / their}
    return told
