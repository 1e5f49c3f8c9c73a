"""Makes one transfer between two accounts of the demo tenant over HTTP and prints what happened.

first_transfer.py DEMO_JSON URL: exits 0 only when the server created the transfer and both balances
moved by its amount. It is what a person would do with curl, and ./run --check runs it.
"""

import json
import sys
import urllib.error
import urllib.request
from decimal import Decimal
from itertools import permutations

AMOUNT = "1.00"


def call(url, key, body=None):
    """One request; returns (HTTP status, decoded reply)."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    request = urllib.request.Request(url, data=data, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as reply:
            return reply.status, json.load(reply)
    except urllib.error.HTTPError as refusal:
        return refusal.code, json.load(refusal)


def balance(api, key, account):
    status, reply = call(f"{api}/ledger/accounts/{account['id']}", key)
    if status != 200:
        raise SystemExit(f"reading an account: {status} {reply}")
    return Decimal(reply["balance"]["amount"])


def transfer_once(api, key, accounts):
    """Tries pairs of one ledger until one has the funds; returns (debited, credited, transfer)."""
    refusal = "no two accounts of one ledger"
    for debited, credited in permutations(accounts, 2):
        if debited["ledger"] != credited["ledger"]:
            continue
        before = balance(api, key, debited), balance(api, key, credited)
        status, reply = call(
            f"{api}/ledger/transfers",
            key,
            {
                "debit_account": debited["id"],
                "credit_account": credited["id"],
                "amount": {"amount": AMOUNT, "asset": debited["asset"]},
                "reference": "first transfer",
            },
        )
        if status == 201:
            after = balance(api, key, debited), balance(api, key, credited)
            moved = before[0] - after[0], after[1] - before[1]
            if moved != (Decimal(AMOUNT), Decimal(AMOUNT)):
                raise SystemExit(f"the balances moved by {moved}, not by {AMOUNT}")
            return debited, credited, reply
        refusal = f"{status} {reply}"
        if status != 422:
            break
    raise SystemExit(f"no transfer was made: {refusal}")


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        key = json.load(file)["api_key"]
    api = f"{sys.argv[2]}/api/v1"
    status, reply = call(f"{api}/ledger/accounts?limit=20", key)
    if status != 200:
        raise SystemExit(f"listing accounts: {status} {reply}")
    debited, credited, transfer = transfer_once(api, key, reply["items"])
    print(
        f"Transferred {transfer['amount']['amount']} {transfer['amount']['asset']} "
        f"from {debited['name']} to {credited['name']}: {transfer['id']}"
    )


if __name__ == "__main__":
    main()
