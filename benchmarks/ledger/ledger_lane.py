"""Running bench_lane: transfers through the lane in the same process, without HTTP."""

import json
import subprocess

from harness.machine import program
from ledger_data import hex_of


def run_lane(data, case, batch, seconds):
    """One run on a data directory that no server uses; `case` is uniform or hot (one account is
    always the debit side). Returns {per_second, p50_ms, p99_ms} of whole batches.

    The program prints these as one JSON object on its last line."""
    output = subprocess.run(
        [program("bench_lane"), "--data", data.data, "--ledger", hex_of(data.ledger),
         "--case", case, "--batch", str(batch), "--seconds", str(seconds)],
        check=True, text=True, stdout=subprocess.PIPE).stdout
    return json.loads(output.strip().splitlines()[-1])
