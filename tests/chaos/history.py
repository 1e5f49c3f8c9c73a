"""What clients did and were told, and what arrived at their webhooks, as JSON lines.

    invoked    call, client, operation, request: an attempt begins; repetitions have the same call
    answered   call, status, reply
    unknown    call, why: no answer, or one that says nothing (503, 504)
    arrived    message, type, data, sent: a webhook came
    fault      what: written by the test, for whoever reads the file

Every line has `at`, seconds of one monotonic clock. Nothing here talks to a server.
"""

import json
import threading
import time
from dataclasses import dataclass, field


class Recorder:
    def __init__(self, path):
        self.path = path
        self._lock = threading.Lock()
        self._file = open(path, "w", encoding="utf-8")

    def write(self, kind, **fields):
        with self._lock:
            line = {"at": time.monotonic(), "kind": kind, **fields}
            self._file.write(json.dumps(line) + "\n")

    def flush(self):
        with self._lock:
            self._file.flush()

    def close(self):
        with self._lock:
            self._file.close()


def read(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


@dataclass
class Call:
    """One thing that a client wanted, however often it had to ask."""

    name: str
    client: int
    operation: str
    request: dict
    began: float  # of the first attempt
    ended: float = float("inf")  # of the answer that settled it
    attempts: int = 0
    status: int = 0  # 0: nobody knows
    reply: dict = field(default_factory=dict)

    @property
    def acknowledged(self):
        return 200 <= self.status < 300

    @property
    def refused(self):
        return 400 <= self.status < 500


def calls_of(records):
    calls = {}
    for record in records:
        name = record.get("call")
        if record["kind"] == "invoked":
            call = calls.setdefault(name, Call(name, record["client"], record["operation"],
                                               record["request"], record["at"]))
            call.attempts += 1
        elif record["kind"] == "answered":
            call = calls[name]
            call.status, call.reply, call.ended = record["status"], record["reply"], record["at"]
    return list(calls.values())


def arrivals_of(records):
    return [record for record in records if record["kind"] == "arrived"]
