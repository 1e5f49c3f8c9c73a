"""Everything of a tenant that the rules of check_history.py look at, read over the API once all is
quiet, and what the two programs that verify say."""

import json
import subprocess
import time

from recount import pages
from victim import PROGRAM

SETTLING_SECONDS = 60


def settle(client, arrivals):
    """Waits until nothing is under way: no job, saga or delivery, and every note has arrived."""
    deadline = time.monotonic() + SETTLING_SECONDS
    while under_way := first_under_way(client, arrivals):
        assert time.monotonic() < deadline, f"still under way: {under_way}"
        time.sleep(0.1)


def first_under_way(client, arrivals):
    for state in ("scheduled", "waiting", "running"):
        for job in pages(client, f"/jobs?limit=1&state={state}"):
            return job
    for status in ("running", "waiting", "compensating"):
        for saga in pages(client, f"/sagas?limit=1&status={status}"):
            return saga
    for delivery in pages(client, "/webhooks/deliveries?limit=1&state=waiting"):
        return delivery
    notes = sum(1 for _ in pages(client, "/events?limit=1000&type=bench.note.written"))
    came = len(arrivals())
    return None if came >= notes else f"{came} webhooks of {notes} came"


def read_state(victim, client, ledger):
    transfers = f"/ledger/transfers?limit=1000&ledger={ledger}"
    accounts = f"/ledger/accounts?limit=1000&ledger={ledger}"
    trial = client.definite("GET", f"/ledger/ledgers/{ledger}/trial-balance")[1]
    return {
        "transfers": list(pages(client, transfers)),
        "accounts": list(pages(client, accounts)),
        "balanced": {ledger: trial["balanced"]},
        "events": list(pages(client, "/events?limit=1000")),
        "jobs": [client.definite("GET", f"/jobs/{job['id']}")[1]
                 for job in pages(client, "/jobs?limit=1000")],
        "sagas": list(pages(client, "/sagas?limit=1000&definition=ledger.payout")),
        "deliveries": list(pages(client, "/webhooks/deliveries?limit=1000")),
        "dead_letters": list(pages(client, "/dead-letters?limit=1000")),
        "audit": {"entries": list(pages(client, "/audit?limit=1000&kind=change")),
                  **verify("audit", victim.data)},
        "ledger": verify("ledger", victim.data)}


def verify(what, data):
    done = subprocess.run([PROGRAM, what, "verify", "--data", data], capture_output=True, text=True,
                          check=False, timeout=120)
    return {"verified": done.returncode == 0, "output": (done.stdout + done.stderr)[-4000:]}


def keep(path, state):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(state, file, indent=1)
