#!/usr/bin/env python3
"""Writes a bank day: transfers.ndjson, setup.json (the accounts to open first) and expected.json
(what an independent model says must come out). The same seed writes the same bytes.

    bank_day.py --out DIR [--lines 100000] [--customers 1000] [--bad 0.01] [--seed 1]
"""

import argparse
import json
import pathlib
from collections import Counter

from bank_model import to_text
from day_writer import DayWriter
from malformed_lines import MalformedLines
from ordinary_lines import ASSET_OF, OrdinaryLines, open_branches
from refused_lines import RefusedLines

OPEN_CHAIN = 2  # lines at the end of the file that leave a chain unfinished
LONGEST_UNIT = 8  # lines written by one maker at most: a chain of eight


def shuffled_forever(random, makers):
    while True:
        for maker in random.sample(makers, len(makers)):
            yield maker


def write_day(arguments):
    """Writes all lines into a DayWriter; returns it."""
    writer = DayWriter(arguments.seed)
    ordinary = OrdinaryLines(writer, open_branches(writer.model, arguments.customers))
    bad = RefusedLines(writer, ordinary).makers + MalformedLines(writer, ordinary).makers
    next_bad = shuffled_forever(writer.random, bad)
    for event in ordinary.funding():
        writer.write(event)
    shares = {ordinary.write_single: 58, ordinary.write_hold: 11, ordinary.write_resolution: 10,
              ordinary.write_salary: 12, ordinary.write_repayment: 1, ordinary.write_sweep: 1,
              ordinary.write_duplicate: 3}
    makers, weights = list(shares), list(shares.values())
    while (left := arguments.lines - OPEN_CHAIN - len(writer.lines)) > 0:
        if left > LONGEST_UNIT and writer.bad_lines() < arguments.bad * len(writer.lines):
            next(next_bad)()
        elif left > LONGEST_UNIT and writer.random.random() < 0.04:
            ordinary.write_chain(left)
        else:
            writer.random.choices(makers, weights)[0]()
    branch = ordinary.branches["inr"]
    writer.write_open_chain([writer.transfer(branch.treasury, branch.fees, 1)
                             for _ in range(OPEN_CHAIN)])
    return writer


def name_of(account):
    kind, _, rest = account.reference.partition("-")
    return f"Customer {rest}" if kind == "acct" else f"{kind.capitalize()} {rest.upper()}"


def setup_of(model):
    return {
        "ledgers": [{"key": key, "name": f"Demo Bank {asset}", "asset": asset}
                    for key, asset in ASSET_OF.items()],
        "accounts": [{"ledger": account.ledger, "reference": account.reference,
                      "name": name_of(account),
                      "limit": account.limit} for account in model.accounts.values()]}


def balances_of(account):
    return {name: to_text(getattr(account, name), account.asset)
            for name in ("debits_pending", "debits_posted", "credits_pending", "credits_posted")}


def trial_balance(model):
    totals = {}
    for account in model.accounts.values():
        sums = totals.setdefault(account.ledger, Counter())
        for name in ("debits_pending", "debits_posted", "credits_pending", "credits_posted"):
            sums[name] += getattr(account, name)
    for ledger, sums in totals.items():
        assert sums["debits_posted"] == sums["credits_posted"], ledger
        assert sums["debits_pending"] == sums["credits_pending"], ledger
    return {ledger: {name: to_text(minor, ASSET_OF[ledger]) for name, minor in sums.items()}
            for ledger, sums in totals.items()}


def expected_of(writer, seed):
    model = writer.model
    return {
        "seed": seed,
        "lines": len(writer.lines),
        **{name: writer.counts[name] for name in ("created", "exists", "refused")},
        "created_by_kind": dict(sorted(writer.created_by_kind.items())),
        "refused_by_status": dict(sorted(Counter(
            entry["statuses"][0] for entry in writer.rejected).items())),
        "trial_balance": trial_balance(model),
        "balances": {account.reference: {"ledger": account.ledger} | balances_of(account)
                     for account in model.accounts.values()},
        "rejected": writer.rejected}


def write_json(path, value):
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--customers", type=int, default=1_000)
    parser.add_argument("--bad", type=float, default=0.01, help="share of bad lines")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    writer = write_day(arguments)
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "transfers.ndjson").write_bytes(b"\n".join(writer.lines) + b"\n")
    write_json(arguments.out / "setup.json", setup_of(writer.model))
    expected = expected_of(writer, arguments.seed)
    write_json(arguments.out / "expected.json", expected)
    print(f"{expected['lines']} lines: {expected['created']} created, {expected['exists']} exist, "
          f"{expected['refused']} refused; in {arguments.out}")


if __name__ == "__main__":
    main()
