"""The reckoning: what the clients were told, what the server now shows, and what the rows add up
to, each worked out without the others."""

import hashlib
import struct
from collections import defaultdict

SIDES = ("debits_pending", "debits_posted", "credits_pending", "credits_posted")


def pages(client, path):
    cursor = ""
    while cursor is not None:
        status, document, _ = client.definite("GET", path + (f"&cursor={cursor}" if cursor else ""))
        assert status == 200, document
        yield from document["items"]
        cursor = document.get("next")


def read_transfers(client, book):
    rows = []
    for ledger in book.ledgers.values():
        rows += pages(client, f"/ledger/transfers?limit=1000&ledger={ledger}")
    transfers = {row["id"]: row for row in rows}
    assert len(transfers) == len(rows), "a list shows a transfer twice"
    return transfers


def check_what_was_told(workers, transfers):
    expected = set()
    for worker in workers:
        for wanted, told in worker.present.items():
            assert wanted in transfers, f"acknowledged and lost: {wanted}"
            for field in ("kind", "debit_account", "credit_account", "amount", "timestamp"):
                if told:
                    assert told[field] == transfers[wanted][field], (field, told, transfers[wanted])
        for wanted, why in worker.absent.items():
            assert wanted not in worker.present, f"told both ways: {wanted}"
            assert wanted not in transfers, f"refused with {why} and there: {wanted}"
        for chain in worker.chains:
            there = sum(member in transfers for member in chain)
            assert there in (0, len(chain)), f"half a chain: {chain}"
        expected.update(worker.present)
    for identifier, row in transfers.items():
        # Only time makes transfers of its own.
        assert identifier in expected or row["kind"] == "expiry", f"nobody asked for {row}"


def units(amount):
    return int(amount["amount"].replace(".", ""))


def add_up(transfers):
    """Balances of every account by adding rows, each row's own balances checked on the way."""
    balances = defaultdict(lambda: dict.fromkeys(SIDES, 0))
    holds = {}
    for row in sorted(transfers.values(), key=lambda row: nanoseconds(row["timestamp"])):
        debit, credit = balances[row["debit_account"]], balances[row["credit_account"]]
        amount = units(row["amount"])
        if row["kind"] == "hold":
            holds[row["id"]] = amount
            debit["debits_pending"] += amount
            credit["credits_pending"] += amount
        if row["kind"] in ("post", "void", "expiry"):
            held = holds.pop(row["pending_id"])  # a KeyError: resolved twice, or never held
            debit["debits_pending"] -= held
            credit["credits_pending"] -= held
        if row["kind"] in ("transfer", "post"):
            debit["debits_posted"] += amount
            credit["credits_posted"] += amount
        for side, account in (("debit_balances", debit), ("credit_balances", credit)):
            assert {name: units(row[side][name]) for name in SIDES} == account, row
    return balances, holds


def nanoseconds(timestamp):
    whole, _, fraction = timestamp.removesuffix("Z").partition(".")
    return whole, fraction.ljust(9, "0")


def check_accounts(client, book, workers, balances):
    shown = {}
    for ledger in book.ledgers.values():
        for account in pages(client, f"/ledger/accounts?limit=1000&ledger={ledger}"):
            shown[account["id"]] = account
        trial = client.definite("GET", f"/ledger/ledgers/{ledger}/trial-balance")[1]
        assert trial["balanced"], trial["totals"]
        for line in trial["lines"]:
            assert line["balances"] == shown[line["account"]]["balances"], line
    for worker in workers:
        for opened in worker.opened:
            assert opened in shown, f"account acknowledged and lost: {opened}"
    assert set(balances) <= set(shown)
    for identifier, account in shown.items():
        added = balances.get(identifier, dict.fromkeys(SIDES, 0))
        assert {name: units(account["balances"][name]) for name in SIDES} == added, account


# What the chain hashes (engines/ledger/chain.h), read from the table.
COLUMNS = """t.tenant_id, t.ledger, replace(t.id::text, '-', ''), t.kind, t.debit_account,
 t.credit_account, t.amount, replace(coalesce(t.pending_id::text, repeat('0', 32)), '-', ''),
 replace(coalesce(t.user_data_128::text, repeat('0', 32)), '-', ''), t.user_data_64, t.user_data_32,
 t.timeout, t.code, t.flags, t."timestamp", t.debit_debits_pending, t.debit_debits_posted,
 t.debit_credits_pending, t.debit_credits_posted, t.credit_debits_pending, t.credit_debits_posted,
 t.credit_credits_pending, t.credit_credits_posted, encode(t.hash, 'hex'),
 encode(convert_to(coalesce(t.reference, ''), 'UTF8'), 'hex')"""


def chain_hash(previous, row):
    numbers = [int(value) for value in row[9:23]]
    reference = bytes.fromhex(row[24])
    content = (previous + struct.pack("<iq", int(row[0]), int(row[1])) + bytes.fromhex(row[2]) +
               struct.pack("<Bqqq", *map(int, row[3:7])) + bytes.fromhex(row[7]) +
               bytes.fromhex(row[8]) + struct.pack("<qiIHHq8q", *numbers) +
               struct.pack("<H", len(reference)) + reference)
    return hashlib.sha256(content).digest()


def check_chains(victim):
    """Returns how many rows hold together."""
    chains = defaultdict(lambda: [bytes(32)])
    for row in victim.query(f'select {COLUMNS} from ledger.transfers t order by t."timestamp"'):
        chain = chains[row[0], row[1]]
        link = chain_hash(chain[-1], row)
        assert link.hex() == row[23], f"the chain of ledger {row[1]} breaks at row {len(chain)}"
        chain.append(link)
    for tenant, number, rows, head in victim.query(
            "select tenant_id, number, rows, encode(head, 'hex') from ledger.ledgers"):
        chain = chains[tenant, number]
        assert int(rows) < len(chain) and chain[int(rows)].hex() == head, (tenant, number, rows)
    return sum(len(chain) - 1 for chain in chains.values())


def check_open_holds(victim, holds):
    listed = int(victim.query("select count(*) from ledger.open_holds")[0][0])
    unresolved = int(victim.query(
        "select count(*) from ledger.transfers h where kind = 1 and not exists (select from"
        " ledger.transfers r where r.tenant_id = h.tenant_id and r.pending_id = h.id)")[0][0])
    assert listed == unresolved >= len(holds)
