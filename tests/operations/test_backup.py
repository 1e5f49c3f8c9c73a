"""A backup beside the running server, and the way back to a moment."""

import concurrent.futures
import datetime
import os
import time

from bank import Bank, sign_in
from client import Client


def moment():
    return datetime.datetime.now(datetime.timezone.utc).isoformat().replace("+00:00", "Z")


def bank_on(server):
    operator = server.demo["operator"]
    return Bank(sign_in(server.url, operator["email"], operator["password"]))


def test_a_moment_comes_back(installation):
    server = installation.serve()
    bank = bank_on(server)
    bank.fund(bank.payroll, "1000.00")
    for _ in range(10):
        bank.transfer(bank.payroll, bank.cash, "10.00")

    # Money moves all the while.
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        made = pool.submit(installation.run, "backup", "--data", server.data,
                           "--backups", installation.path("backups"))
        during = 0
        while not made.done():
            bank.transfer(bank.payroll, bank.cash, "0.01")
            during += 1
    base = made.result().split()[1]
    assert os.path.dirname(base) == installation.path("backups")
    assert during > 0

    bank.transfer(bank.payroll, bank.cash, "50.00")
    good = {account: bank.balance(account) for account in (bank.source, bank.payroll, bank.cash)}
    time.sleep(0.05)
    before = moment()
    time.sleep(0.05)
    bank.transfer(bank.payroll, bank.cash, "500.00")
    assert bank.balance(bank.cash) != good[bank.cash]
    assert server.stop() == 0

    restored = installation.path("second", "data")
    os.makedirs(installation.path("second"), mode=0o711)
    assert base in installation.run("restore", "--backups", installation.path("backups"),
                                    "--data", restored, "--to", before)
    chains = installation.run("ledger", "verify", "--data", restored)
    assert f"{bank.ledger} Main: {12 + during} rows, chain whole\n" in chains
    second = installation.serve("second", demo=False)
    client = Client(second.url, api_key=bank.key["secret"])
    for account, balance in good.items():
        assert client.ledger_accounts_get(id=account)["balance"]["amount"] == balance

    # Life goes on there.
    client.ledger_transfers_create(debit_account=bank.payroll, credit_account=bank.cash,
                                   amount={"amount": "1.00", "asset": "INR"})
    assert "BROKEN" not in installation.run("ledger", "verify", "--data", second.data)


def test_without_a_moment_everything_comes_back(installation):
    server = installation.serve()
    bank = bank_on(server)
    bank.fund(bank.payroll, "1000.00")
    backups = installation.path("backups")
    installation.run("backup", "--data", server.data, "--backups", backups)
    bank.transfer(bank.payroll, bank.cash, "250.00")
    assert server.stop() == 0
    # With the server stopped it works as well, and shortens the way.
    last = installation.run("backup", "--data", server.data, "--backups", backups).split()[1]

    restored = installation.path("second", "data")
    os.makedirs(installation.path("second"), mode=0o711)
    assert last in installation.run("restore", "--backups", backups, "--data", restored)
    second = installation.serve("second", demo=False)
    client = Client(second.url, api_key=bank.key["secret"])
    assert client.ledger_accounts_get(id=bank.cash)["balance"]["amount"] == "250.00"


def test_what_cannot_work_is_refused(installation):
    backups = installation.path("backups")
    nothing = installation.try_to("restore", "--backups", backups, "--data", installation.path("x"))
    assert nothing.returncode == 1
    assert "no base backup" in nothing.stderr
    server = installation.serve()
    installation.run("backup", "--data", server.data, "--backups", backups)
    onto_itself = installation.try_to("restore", "--backups", backups, "--data", server.data)
    assert onto_itself.returncode == 1
    assert "restore to a new folder" in onto_itself.stderr
    early = installation.try_to("restore", "--backups", backups, "--data", installation.path("x"),
                                "--to", "2020-01-01T00:00:00Z")
    assert early.returncode == 1
    assert "old enough" in early.stderr
