"""A million transfers through `sangam import transfers`: progress is told, a pause ends the command,
the same command goes on after it, memory stays bounded, and the books are those of an independent
model. Takes minutes: only with SANGAM_TEST_LONG."""

import json
import os
import re
import subprocess
import sys
import threading
import time
import urllib.request

import pytest

from test_bank_day import GENERATOR, import_command, server, wait_for_lines  # noqa: F401

LINES = 1_000_000
MEBIBYTE = 1024 * 1024
# More than this, and something holds the file instead of letting it pass.
MOST_OF_COMMAND = 50 * MEBIBYTE
MOST_OF_SERVER = 150 * MEBIBYTE

pytestmark = pytest.mark.skipif(not os.environ.get("SANGAM_TEST_LONG"), reason="takes minutes")


def resident(process):
    """The memory of a process, or 0 when it has ended."""
    try:
        with open(f"/proc/{process.pid}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE")
    except (OSError, IndexError):
        return 0


class MemoryWatch:
    """The most that processes had while they were watched, by what they are called."""

    def __init__(self, **processes):
        self.processes = processes
        self.most = dict.fromkeys(processes, 0)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def _watch(self):
        while not self._ended.wait(0.2):
            for name, process in self.processes.items():
                self.most[name] = max(self.most[name], resident(process))

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._ended.set()
        self._thread.join()


def move(server, import_id, to):
    demo = json.loads(server.demo_path.read_text())
    request = urllib.request.Request(
        f"http://127.0.0.1:{server.port}/api/v1/ledger/imports/{import_id}/{to}", method="POST",
        data=b"{}", headers={"Authorization": "Bearer " + demo["api_key"],
                             "Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as reply:
        return json.loads(reply.read())


def only_import(server):
    record, = json.loads(server.get("/ledger/imports"))["items"]
    return record


def at_rest(server):
    """How many lines are done once nothing gets on any more."""
    before = -1
    while (now := only_import(server)["lines_done"]) != before:
        before = now
        time.sleep(1)
    return before


def percentages(told):
    return [int(percent) for percent in re.findall(r"^Importing .* (\d+)%", told, re.MULTILINE)]


def test_a_million_transfers(server, tmp_path):
    subprocess.run([sys.executable, GENERATOR, "--out", tmp_path, "--lines", str(LINES)], check=True)
    expected = json.loads((tmp_path / "expected.json").read_text())
    command = import_command(server, "transfers", tmp_path / "transfers.ndjson",
                             "--setup", tmp_path / "setup.json")

    before = resident(server.process)
    started = time.monotonic()
    first = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with MemoryWatch(command=first, server=server.process) as memory:
        wait_for_lines(server, LINES // 4)
        assert move(server, only_import(server)["id"], "pause")["state"] == "paused"
        _, told = first.communicate(timeout=30)
        assert first.returncode == 1 and "the import is paused" in told
        assert percentages(told) == sorted(percentages(told)) and len(percentages(told)) > 1
        rest = at_rest(server)
        assert LINES // 4 <= rest < LINES
        time.sleep(5)
        assert only_import(server)["lines_done"] == rest
        rested = time.monotonic() - started

        assert move(server, only_import(server)["id"], "resume")["state"] == "running"
        resumed = time.monotonic()
        again = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds = time.monotonic() - resumed
    counts = (f"{expected['created']} created, {expected['exists']} existed, "
              f"{expected['refused']} refused of {LINES} lines")
    assert counts in again.stdout, again.stdout
    record = only_import(server)
    assert record["state"] == "done" and record["lines_done"] == LINES
    assert record["created"] + record["exists"] + record["refused"] == LINES
    rejected = (tmp_path / "transfers.ndjson.rejected.ndjson").read_text().splitlines()
    assert [json.loads(line)["line"] for line in rejected] == [
        entry["line"] for entry in expected["rejected"]]

    for ledger in server.items("/ledger/ledgers?sort=name"):
        key = ledger["asset"].lower()
        if ledger["name"] != f"Demo Bank {ledger['asset']}":
            continue
        balance = json.loads(server.get(f"/ledger/ledgers/{ledger['id']}/trial-balance"))
        assert balance["balanced"]
        for name, amount in expected["trial_balance"].pop(key).items():
            assert balance["totals"][name]["amount"] == amount, (key, name)
    assert not expected["trial_balance"], "a ledger is missing"

    most = {name: round(size / MEBIBYTE) for name, size in memory.most.items()}
    print(f"{LINES} lines: {rest} in {rested:.0f} s with the upload and a pause, {LINES - rest} in "
          f"{seconds:.0f} s, {(LINES - rest) / seconds:.0f}/s; MiB at the highest: {most}, the "
          f"server before {round(before / MEBIBYTE)}")
    assert memory.most["command"] < MOST_OF_COMMAND
    assert memory.most["server"] - before < MOST_OF_SERVER
