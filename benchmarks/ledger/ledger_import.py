"""An import that keeps the lane busy while something else is measured."""

import random
import secrets
import time

from harness.figures import note
from ledger_data import CROCKFORD

IMPORTS = "/api/v1/ledger/imports"
LINES = 500_000


def write_lines(accounts, file):
    ids = accounts.read_text().split()
    start = time.time_ns() // 1_000_000
    with open(file, "w", encoding="ascii") as lines:
        for number in range(LINES):
            bits = (start + number // 100) << 80 | 7 << 76 | 2 << 62 | secrets.randbits(62)
            identifier = "".join(CROCKFORD[bits >> shift & 31] for shift in range(125, -1, -5))
            debit, credit = random.sample(ids, 2)
            lines.write(f'{{"id":"trf_{identifier}","debit_account":"{debit}","credit_account":'
                        f'"{credit}","amount":"{number % 9999 + 1}","asset":"INR","code":1}}\n')


class ImportMeanwhile:
    """Starts an import and waits until it runs; says so if it ended before the block did."""

    def __init__(self, server, data, directory):
        self.server = server
        file = directory / "import.ndjson"
        write_lines(data.accounts_file, file)
        self.body = file.read_bytes()
        self.identifier = None

    def __enter__(self):
        self.identifier = self.server.must("POST", IMPORTS + "?name=bench", self.body,
                                           content_type="application/x-ndjson")["id"]
        if self._state() != "running":
            raise RuntimeError(f"the import does not run: {self._state()}")
        return self

    def _state(self):
        return self.server.must("GET", f"{IMPORTS}/{self.identifier}")["state"]

    def __exit__(self, *_):
        if self._state() != "running":
            note("the import ended before the measurement did: raise LINES in ledger_import.py")
