"""A ledger with accounts and history to measure on, made once and kept if asked to."""

import http.client
import json
import pathlib

from harness.figures import note
from harness.machine import BENCHMARKS, read_json
from harness.sangam import Sangam

ACCOUNTS = 10_000
LEDGERS = "/api/v1/ledger/ledgers"
ACCOUNTS_PATH = "/api/v1/ledger/accounts"
CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


def hex_of(identifier):
    """The UUID inside a prefixed identifier, as PostgreSQL writes it."""
    bits = 0
    for character in identifier.partition("_")[2]:
        bits = bits << 5 | CROCKFORD.index(character)
    digits = f"{bits:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


class LedgerData:
    """What is in a data directory: the ledger's id, and a file with its accounts' ids."""

    def __init__(self, data):
        self.data = pathlib.Path(data)
        self.description = self.data.with_suffix(".json")
        self.accounts_file = self.data.with_suffix(".accounts")
        self.ledger = None

    def make(self, rows):
        """Makes ledger, accounts and `rows` transfers, unless an earlier run left just these."""
        if self.description.exists() and read_json(self.description)["rows"] == rows:
            self.ledger = read_json(self.description)["ledger"]
            return
        with Sangam(self.data) as server:
            self.ledger = server.must("POST", LEDGERS, {"name": "Bench", "asset": "INR"})["id"]
            self._open_accounts(server)
            if rows:
                note(f"preloading {rows} transfers")
                server.psql("-v", f"rows={rows}", "-v", f"ledger={hex_of(self.ledger)}", "-f",
                            BENCHMARKS / "ledger" / "seed_transfers.sql")
        self.description.write_text(json.dumps({"ledger": self.ledger, "rows": rows}))

    def _open_accounts(self, server):
        """Over one connection: a second or so a thousand."""
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        headers = {"Authorization": f"Bearer {server.api_key}", "Content-Type": "application/json"}
        with open(self.accounts_file, "w", encoding="ascii") as ids:
            for number in range(ACCOUNTS):
                body = json.dumps({"ledger": self.ledger, "name": f"Account {number + 1}"})
                connection.request("POST", ACCOUNTS_PATH, body, headers)
                answer = connection.getresponse()
                account = json.loads(answer.read())
                if answer.status != 201:
                    raise RuntimeError(f"POST {ACCOUNTS_PATH}: {answer.status} {account}")
                ids.write(account["id"] + "\n")
        connection.close()

    def transfer_template(self):
        """One transfer between two of the accounts, as bench_load fills it in."""
        return ('{"id":"trf_{{id}}","debit_account":"{{pick FILE}}","credit_account":'
                '"{{other FILE}}","amount":{"amount":"{{int 1 9999}}","asset":"INR"}}'
                ).replace("FILE", str(self.accounts_file))

    def batch_template(self, size):
        return f'{{"transfers":[{{{{repeat {size}}}}}{self.transfer_template()}{{{{end}}}}]}}'

    def add_accounts(self, count):
        with Sangam(self.data) as server:
            server.psql("-v", f"accounts={count}", "-v", f"ledger={hex_of(self.ledger)}", "-f",
                        BENCHMARKS / "ledger" / "seed_accounts.sql")
