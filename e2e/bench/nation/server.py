"""A server of one's own, and asking it on a connection that stays open."""

import http.client
import json
import os
import subprocess
import time

LOGIN = {"email": "equipe@nationale.example", "password": "essai-antibiotiques-2024"}
# No answer may take longer than the server lets it.
LONGEST = 420
# The server closes connections that rest for 15 seconds.
RESTING = 10


class Server:
    """A program that listens on a port of this machine; ended with the block."""

    def __init__(self, words: list[str], environment: dict[str, str], port: int, ready: str):
        self.words, self.environment, self.port, self.ready = words, environment, port, ready

    def __enter__(self):
        self.process = subprocess.Popen(self.words, env=os.environ | self.environment)
        for _ in range(300):
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.words[0]} ended with {self.process.returncode}")
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                connection.request("GET", self.ready)
                if connection.getresponse().status == 200:
                    return self
            except OSError:
                pass
            time.sleep(0.1)
        self.__exit__()
        raise RuntimeError(f"{self.words[0]} does not answer")

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(40)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def cpu(self) -> float:
        """Seconds of processor time so far, which other work on the machine does not lengthen."""
        with open(f"/proc/{self.process.pid}/stat") as told:
            fields = told.read().rpartition(") ")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def forget_memory(self):
        """From now on `most_memory` is told."""
        with open(f"/proc/{self.process.pid}/clear_refs", "w") as kept:
            kept.write("5")

    def most_memory(self) -> int:
        """Most bytes that were in memory at once."""
        with open(f"/proc/{self.process.pid}/status") as told:
            line = next(line for line in told if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024


class Asker:
    """The national team, on one connection."""

    def __init__(self, port: int):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST)
        self.used = time.monotonic()
        self.headers = {}
        token = self.json("POST", "auth/login", LOGIN)["access_token"]
        self.headers = {"authorization": f"Bearer {token}"}

    def bytes(self, method: str, path: str, body: dict | None = None) -> bytes:
        if time.monotonic() - self.used > RESTING:
            self.connection.close()  # and opened again with the request
        content = {} if body is None else {"content-type": "application/json"}
        sent = None if body is None else json.dumps(body)
        self.connection.request(method, f"/api/v1/{path}", sent, self.headers | content)
        answer = self.connection.getresponse()
        read = answer.read()
        self.used = time.monotonic()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {read.decode()}")
        return read

    def json(self, method: str, path: str, body: dict | None = None):
        return json.loads(self.bytes(method, path, body))


def timed(act) -> tuple[float, object]:
    """Seconds that something took, and what it gave."""
    start = time.perf_counter()
    given = act()
    return time.perf_counter() - start, given


def at(times: list[float], share: float) -> float:
    """The value below which a share of the times is."""
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def spread(times: list[float]) -> dict[str, float]:
    """Median and 95th percentile in milliseconds."""
    return {"p50_ms": 1000 * at(times, 0.5), "p95_ms": 1000 * at(times, 0.95)}
