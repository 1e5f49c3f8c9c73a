"""A bank day: generated transfers through `sangam import transfers`, the command killed in the
middle, the server killed with -9 in the middle, and everything started again. Then every balance must
be what an independent model says, and hledger must agree on the exported journal. 40,000 transfers,
100,000 with SANGAM_TEST_LONG."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from decimal import Decimal
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "api"))
from server import free_port  # noqa: E402

SANGAM = Path(os.environ.get("SANGAM_PROGRAM", ROOT / "build" / "dev" / "sangam"))
GENERATOR = ROOT / "benchmarks" / "data" / "bank_day.py"
LINES = 100_000 if os.environ.get("SANGAM_TEST_LONG") else 40_000


class Server:
    """A server on its own data folder, that can be killed and started again."""

    def __init__(self, folder):
        self.folder = folder
        self.port = free_port()
        self.process = None

    def start(self):
        log = open(self.folder / "server.log", "ab")
        self.process = subprocess.Popen(
            [SANGAM, "serve", "--data", self.folder / "data", "--demo",
             "--listen", f"127.0.0.1:{self.port}"], stdout=log, stderr=log)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            assert self.process.poll() is None, "the server stopped"
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/ready", timeout=2):
                    if self.demo_path.exists():
                        return
            except OSError:
                pass
            time.sleep(0.1)
        raise AssertionError("the server is not ready")

    @property
    def demo_path(self):
        return self.folder / "data" / "demo.json"

    def get(self, path):
        demo = json.loads(self.demo_path.read_text())
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/api/v1{path}",
                                         headers={"Authorization": "Bearer " + demo["api_key"]})
        with urllib.request.urlopen(request, timeout=120) as reply:
            return reply.read().decode()

    def items(self, path):
        cursor = ""
        while True:
            page = json.loads(self.get(f"{path}&limit=1000{cursor}"))
            yield from page["items"]
            if "next" not in page:
                return
            cursor = "&cursor=" + page["next"]

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=60)


@contextlib.contextmanager
def fresh_server():
    folder = Path(tempfile.mkdtemp(prefix="sangam-bank-"))
    folder.chmod(0o755)  # PostgreSQL runs as a user of its own and must reach its data
    server = Server(folder)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def server():
    with fresh_server() as server:
        yield server


def import_command(server, *arguments):
    return [SANGAM, "import", *arguments, "--url", f"http://127.0.0.1:{server.port}",
            "--data", server.folder / "data"]


def lines_done(server):
    imports = json.loads(server.get("/ledger/imports"))["items"]
    return imports[0]["lines_done"] if imports else 0


def wait_for_lines(server, count):
    deadline = time.monotonic() + 120
    while lines_done(server) < count:
        assert time.monotonic() < deadline, "the import does not get on"
        time.sleep(0.02)


def expected_balance(balances):
    return Decimal(balances["credits_posted"]) - Decimal(balances["debits_posted"])


def hledger_balances(journal):
    report = subprocess.run(
        ["hledger", "-f", journal, "balance", "--flat", "--no-total", "--empty",
         "--output-format", "csv"], check=True, capture_output=True, text=True).stdout
    balances = {}
    for line in report.splitlines()[1:]:
        account, amount = line.replace('""', "").strip('"').split('","')
        balances[account] = Decimal(amount.split(" ")[0].strip('"').replace(",", "") or "0")
    return balances


def test_bank_day(server, tmp_path):
    subprocess.run([sys.executable, GENERATOR, "--out", tmp_path, "--lines", str(LINES)], check=True)
    expected = json.loads((tmp_path / "expected.json").read_text())
    arguments = ["transfers", tmp_path / "transfers.ndjson", "--setup", tmp_path / "setup.json"]

    first = subprocess.Popen(import_command(server, *arguments), stderr=subprocess.DEVNULL)
    wait_for_lines(server, LINES // 10)
    first.kill()
    first.wait()
    wait_for_lines(server, LINES // 5)
    server.kill()
    server.start()
    wait_for_lines(server, LINES // 5 * 2)
    server.kill()
    server.start()

    again = subprocess.run(import_command(server, *arguments), check=True, capture_output=True,
                           text=True)
    rejected = [json.loads(line) for line in
                (tmp_path / "transfers.ndjson.rejected.ndjson").read_text().splitlines()]
    meant = {r["line"] for r in expected["rejected"]}
    surprises = [r for r in rejected if r["line"] not in meant]
    assert not surprises, [(r["line"], r["status"]) for r in surprises][:40]
    assert (f"{expected['created']} created, {expected['exists']} existed, "
            f"{expected['refused']} refused of {expected['lines']} lines") in again.stdout, again.stdout
    assert [r["line"] for r in rejected] == [r["line"] for r in expected["rejected"]]
    for got, want in zip(rejected, expected["rejected"]):
        assert got["status"] in want["statuses"] or "malformed" in want["statuses"], (got, want)
        assert got["reason"]

    references = {}
    for account in server.items("/ledger/accounts?sort=name"):
        if "reference" not in account:
            continue
        references[account["id"]] = account["reference"]
        want = expected["balances"][account["reference"]]
        for name in ("debits_pending", "debits_posted", "credits_pending", "credits_posted"):
            got = account["balances"][name]["amount"]
            assert Decimal(got) == Decimal(want[name]), (account["reference"], name)
    assert len(references) == len(expected["balances"])

    checked = 0
    for ledger in server.items("/ledger/ledgers?sort=name"):
        balance = json.loads(server.get(f"/ledger/ledgers/{ledger['id']}/trial-balance"))
        assert balance["balanced"]
        journal = tmp_path / f"{ledger['id']}.journal"
        journal.write_text(server.get(f"/ledger/ledgers/{ledger['id']}/export.hledger"))
        for account, amount in hledger_balances(journal).items():
            if account in references:
                assert amount == expected_balance(expected["balances"][references[account]])
                checked += 1
    assert checked > len(references) // 2, "hledger saw too few accounts"

    server.stop()
    verified = subprocess.run([SANGAM, "ledger", "verify", "--data", server.folder / "data"],
                              check=True, capture_output=True, text=True).stdout
    assert verified.count("chain whole") >= 3, verified
