"""`sangam call`: any operation from the command line."""

import json
import os
import subprocess

import pytest

from bank import new_id
from server import PROGRAM


@pytest.fixture
def call(bank):
    """Runs the program against the server as the bank; returns (exit code, output, errors)."""

    def run(*words, key=bank.key["secret"], url=bank.api.url, command="call"):
        environment = {"PATH": os.environ["PATH"], "SANGAM_URL": url, "SANGAM_API_KEY": key}
        done = subprocess.run([PROGRAM, command, *words], env=environment, capture_output=True,
                              text=True, timeout=60)
        return done.returncode, done.stdout, done.stderr

    return run


def test_an_operation_with_amounts_and_lists(bank, call):
    code, output, errors = call("ledger.transfers.create", "--debit_account", bank.source,
                                "--credit_account", bank.cash, "--amount", "1234.50 INR",
                                "--flags", "pending", "--user_data.number=-7",
                                "--timeout_seconds", "60", "--output", "json")
    assert (code, errors) == (0, "")
    reply = json.loads(output)
    assert (reply["kind"], reply["timeout_seconds"]) == ("hold", 60)
    assert reply["amount"] == {"amount": "1234.50", "asset": "INR"}


def test_lists_are_tables_with_numbers_to_the_right(bank, call):
    bank.fund(bank.cash, "1234.50")
    code, output, errors = call("ledger.accounts.list", "--sort", "name", "--limit", "2")
    assert code == 0
    heading, first, second = output.splitlines()
    column = heading.index(" balance") + len(" balance")
    assert first[:column].endswith(" 1234.50 INR") and second[:column].endswith(" 0.00 INR")
    assert "--cursor" in errors
    cursor = errors.split("--cursor ")[1].split()[0]
    code, output, _ = call("ledger.accounts.list", "--sort", "name", "--cursor", cursor)
    assert code == 0 and "Source" in output and "Cash" not in output


def test_single_things_are_fields_and_values(bank, call):
    code, output, _ = call("ledger.accounts.get", "--id", bank.cash)
    assert code == 0
    assert f"id                        {bank.cash}" in output
    assert "balances.debits_posted    0.00 INR" in output


def test_problems_name_their_fields(bank, call):
    code, output, errors = call("ledger.accounts.open", "--ledger", "ledg_1", "--name", "")
    assert (code, output) == (4, "")
    assert "400 Some fields are not valid (invalid)" in errors
    assert "--ledger  must be ledg_ and 26 characters" in errors
    assert "--name    must have 1 to 120 characters" in errors
    assert "trace " in errors and "request req_" in errors
    assert "sangam call ledger.accounts.open --help" in errors
    code, _, errors = call("ledger.transfers.create", "--debit_account", bank.cash,
                           "--credit_account", bank.payroll, "--amount", "5.00 INR")
    assert code == 8 and "422 " in errors and "(refused)" in errors and "exceeds_credits" in errors


def test_wrong_usage_sends_nothing(bank, call):
    for words, reason in ((("ledger.accounts.open", "--colour", "red"), "is not a field"),
                          (("ledger.accounts.get",), "--id is required"),
                          (("ledger.accounts.opne",), "do you mean ledger.accounts.open"),
                          (("ledger.accounts.open", "--nmae", "x"), "do you mean name"),
                          (("tenant.get", "--take", "3"), "is not for tenant.get"),
                          (("ledger.accounts.list", "--query", "items"), "JSON pointer"),
                          (("tenant.get", "--output", "xml"), "csv"), ((), "--list")):
        code, output, errors = call(*words)
        assert (code, output) == (2, ""), words
        assert reason in errors


def test_without_a_server_or_a_key(call):
    assert call("tenant.get", url="http://127.0.0.1:1")[0] == 3
    code, _, errors = call("tenant.get", key="")
    assert code == 5 and "401 " in errors and "(unauthenticated)" in errors


def test_the_data_directory_of_a_demo_names_its_server(server):
    done = subprocess.run([PROGRAM, "call", "tenant.get", "--data", server.data, "--output", "json"],
                          env={"PATH": os.environ["PATH"]}, capture_output=True, text=True)
    assert json.loads(done.stdout)["slug"] == "demo-bank", done.stderr


def test_downloads_and_uploads(bank, call, tmp_path):
    bank.fund(bank.cash, "1.00")
    code, output, _ = call("ledger.accounts.statement_csv", "--id", bank.cash)
    assert code == 0 and output.startswith("timestamp,transfer") and len(output.splitlines()) == 2
    lines = tmp_path / "lines.ndjson"
    lines.write_text(json.dumps({"debit_account": bank.source, "credit_account": bank.cash,
                                 "amount": "2.00", "asset": "INR"}) + "\n")
    code, output, errors = call("ledger.imports.upload_transfers", "--name", "day", "--file",
                                str(lines), "--output", "json")
    assert code == 0, errors
    assert json.loads(output)["id"].startswith("imp_")
    assert call("ledger.imports.upload_transfers", "--name", "day", "--file", "/nowhere")[0] == 2


def test_repeating_with_a_key(bank, call):
    words = ("ledger.transfers.create", "--debit_account", bank.source, "--credit_account",
             bank.cash, "--amount", "5 INR", "--idempotency-key", "once")
    assert call(*words)[0] == call(*words)[0] == 0
    assert bank.balance(bank.cash) == "5.00"


def test_help_and_completion(call):
    code, output, _ = call("--list")
    assert code == 0 and "ledger.accounts.open " in output
    code, output, _ = call("ledger.accounts.open", "--help")
    assert code == 0 and "--overdraft_limit" in output and "POST /api/v1/ledger/accounts" in output
    assert max(map(len, output.splitlines())) < 200

    def words(*typed):
        return call("words", *typed, command="completion")[1].split()

    assert {"serve", "call", "api"} <= set(words())
    assert "ledger.accounts.open" in words("call")
    assert "--overdraft_limit" in words("call", "ledger.accounts.open")
    assert "none" in words("call", "ledger.accounts.open", "--limit")
    assert "--key-stdin" in words("profile", "add")
    script = call("bash", command="completion")[1]
    checked = subprocess.run(["bash", "-n"], input=script, text=True, capture_output=True)
    assert checked.returncode == 0 and "complete" in script


def test_completing_a_word_in_bash(call):
    script = call("bash", command="completion")[1]
    folder = os.path.dirname(PROGRAM)
    typed = (f"{script}\nCOMP_WORDS=(sangam call ledger.accounts.o)\nCOMP_CWORD=2\n_sangam\n"
             'printf "%s\\n" "${COMPREPLY[@]}"')
    done = subprocess.run(["bash", "-c", typed], capture_output=True, text=True,
                          env={"PATH": folder + os.pathsep + os.environ["PATH"]})
    assert done.stdout.split() == ["ledger.accounts.open"]


def test_an_unknown_id_is_not_found(call):
    code, _, errors = call("ledger.accounts.get", "--id", new_id("acct"))
    assert code == 7 and "404 " in errors and "(not_found)" in errors
