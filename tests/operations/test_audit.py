"""The audit as operators and auditors deal with it: the guide, tampering, a server that is killed."""

import concurrent.futures
import json
import os
import re
import signal
import subprocess

import pytest
from bank import Bank, money, sign_in
from check_evidence import check
from client import Problem
from server import PROGRAM, ROOT


def bank_on(server):
    operator = server.demo["operator"]
    return Bank(sign_in(server.url, operator["email"], operator["password"]))


def move(client, server):
    """The same client at another server."""
    client.url = server.url
    return client.copy()


def superuser(server, sql):
    """Past every rule, as somebody who owns the machine."""
    subprocess.run(["psql", "--host", os.path.join(server.data, "postgres", "socket"), "--username",
                    "sangam_root", "--dbname", "sangam", "--quiet", "--set", "ON_ERROR_STOP=1",
                    "--command", sql], check=True, capture_output=True)


def export(installation, bank, name="evidence.jsonl"):
    bank.api.audit_checkpoints_create()
    path = installation.path(name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(bank.api.audit_export_evidence().text)
    return path


def test_the_guide_works_as_it_stands(installation):
    server = installation.serve()
    with open(os.path.join(ROOT, "docs", "guides", "audit.md"), encoding="utf-8") as file:
        script = re.search(r"```sh\n(.*?)```", file.read(), re.DOTALL).group(1)
    assert len(script.splitlines()) < 40
    environment = os.environ | {"SANGAM_URL": server.url, "SANGAM_DATA": server.data,
                                "SANGAM_API_KEY": server.demo["api_key"],
                                "PATH": os.path.dirname(PROGRAM) + ":" + os.environ["PATH"]}
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", script], env=environment, text=True,
                          cwd=installation.folder, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert '"operation":"ledger.ledgers.open"' in done.stdout
    assert done.stdout.count(": whole\n") == 2
    assert '"complete":true,"whole":true' in done.stdout
    assert "CEF:0|Sangam|sangam|1|" in done.stdout
    last = json.loads(done.stdout.splitlines()[-1])
    assert (last["class_uid"], last["status_id"]) == (6003, 1)


def test_evidence_convinces_a_reader_that_shares_no_code(installation):
    server = installation.serve()
    bank = bank_on(server)
    for number in range(20):
        bank.fund(bank.cash, f"{number + 1}.00")
    path = export(installation, bank)
    key = os.path.join(server.data, "audit.key.pub")
    check(path, key)
    assert "whole" in installation.run("audit", "verify", "--file", path, "--key", key)
    # From the middle on: the tree before is in the heading.
    with open(path, "w", encoding="utf-8") as file:
        file.write(bank.api.audit_export_evidence(after=7).text)
    check(path, key)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace('"outcome":"done"', '"outcome":"dune"', 1))
    with pytest.raises(AssertionError, match="entry 8 is not"):
        check(path, key)
    failed = installation.try_to("audit", "verify", "--file", path, "--key", key)
    assert failed.returncode == 1
    assert "altered at 8 evt_" in failed.stdout


def test_tampering_is_named(installation):
    server = installation.serve()
    bank = bank_on(server)
    bank.fund(bank.cash, "1.00")
    bank.api.audit_checkpoints_create()
    assert "NOT" not in installation.run("audit", "verify", "--data", server.data)
    entry = bank.owner.audit_list(operation="ledger.transfers.create")["items"][0]
    superuser(server, "update kernel.audit set actor = 'nobody'"
                      f" where request_id = '{entry['request_id']}'")
    failed = installation.try_to("audit", "verify", "--data", server.data, "--tenant", bank.slug)
    assert failed.returncode == 1
    assert f"altered at {bank.api.audit_get(id=entry['id'])['seal']['number']} {entry['id']}" \
        in failed.stdout
    answer = bank.api.audit_verify()
    assert answer["complete"] and not answer["whole"]
    assert [finding["entry"] for finding in answer["findings"]] == [entry["id"]]


def pay(bank):
    client = bank.api.copy()  # one a thread
    return client.ledger_transfers_create(debit_account=bank.source, credit_account=bank.cash,
                                          amount=money("1.00"))


def test_a_killed_server_repeats_and_loses_nothing(installation):
    server = installation.serve()
    bank = bank_on(server)
    for number in range(4):
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            posts = [pool.submit(pay, bank) for _ in range(200)]
            posts[60 + 30 * number].result()
            server.process.send_signal(signal.SIGKILL)
            server.process.wait()
        posted = sum(not post.exception() for post in posts)
        assert posted >= 60
        server = installation.serve(demo=False)
        bank.api = move(bank.api, server)
        bank.fund(bank.cash, "1.00")
        bank.api.audit_checkpoints_create()
    server.stop()
    assert "NOT" not in installation.run("audit", "verify", "--data", server.data)


def test_a_server_that_stops_leaves_everything_signed(installation):
    server = installation.serve()
    bank = bank_on(server)
    bank.fund(bank.cash, "1.00")
    assert server.stop() == 0
    lines = installation.run("audit", "verify", "--data", server.data).splitlines()
    for line in lines:
        entries, signed = re.search(r": (\d+) entries, (\d+) of them signed", line).groups()
        assert entries == signed


def test_refused_writes_are_recorded_and_do_not_flood(installation):
    server = installation.serve()
    bank = bank_on(server)
    reader, key = bank.key_client(scopes=["ledger.accounts:read"])
    for _ in range(30):
        with pytest.raises(Problem):
            reader.users_add(email="x@y.example", name="X", password="a password for tests",
                             role="member")
    refused = bank.owner.audit_list(outcome="refused", actor=key["id"])["items"]
    assert len(refused) == 10
    assert {entry["operation"] for entry in refused} == {"users.add"}
    # The others are counted, and written when the minute is over or the server stops.
    assert server.stop() == 0
    again = installation.serve(demo=False)
    entries = move(bank.owner, again).audit_list(outcome="refused", actor=key["id"])["items"]
    assert len(entries) == 11
    assert json.loads(next(entry["detail"] for entry in entries if "detail" in entry))[
        "attempts"] == 20


def test_a_wrong_key_proves_nothing(installation):
    server = installation.serve()
    bank = bank_on(server)
    path = export(installation, bank)
    key = "sangam-audit+00000000+AQ=="
    assert installation.try_to("audit", "verify", "--file", path, "--key", key).returncode == 1
    assert installation.try_to("audit", "verify", "--file", path).returncode != 0
