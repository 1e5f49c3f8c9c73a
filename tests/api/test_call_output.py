"""What `sangam call` and `sangam tail` write: pages, forms, streams, files, terminals."""

import csv
import io
import json
import os
import select
import shutil
import subprocess
import time

import pytest

from patience import wait_for
from server import PROGRAM
from shell import Shell


@pytest.fixture
def shell(bank, tmp_path):
    """A shell with the bank's API key."""
    return Shell(tmp_path, SANGAM_URL=bank.api.url, SANGAM_API_KEY=bank.key["secret"])


@pytest.fixture
def crowd(bank):
    """Names of the accounts of a ledger with more of them than fit one small page."""
    for number in range(7):
        bank.open(f"Account, \"{number}\"")
    return bank


def items(output):
    return json.loads(output)["items"]


def test_every_page_of_a_list(crowd, shell):
    words = ("call", "ledger.accounts.list", "--ledger", crowd.ledger, "--sort", "name",
             "--limit", "3")
    first = shell.run(*words, "--output", "json")
    assert len(items(first[1])) == 3 and "--all" in first[2]
    code, output, errors = shell.run(*words, "--all", "--output", "json")
    assert (code, errors) == (0, "")
    names = [item["name"] for item in items(output)]
    assert len(names) == 10 and names == sorted(names)
    assert len(items(shell.run(*words[:-2], "--all", "--output", "json")[1])) == 10
    lines = shell.run(*words, "--all", "--output", "ndjson")[1].splitlines()
    assert [json.loads(line)["name"] for line in lines] == names
    table = shell.run(*words, "--all", "--output", "csv")[1]
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert [row["name"] for row in rows] == names
    assert {row["balance.amount"] + row["balance.asset"] for row in rows} == {"0.00INR"}
    picked = shell.run(*words, "--all", "--query", "/items/*/name")[1].splitlines()
    assert picked == names
    assert shell.run("call", "tenant.get", "--all")[0] == 2


def test_a_value_for_a_script(bank, shell):
    words = ("call", "ledger.accounts.get", "--id", bank.cash, "--query")
    assert shell.run(*words, "/name")[1] == "Cash\n"
    assert shell.run(*words, "/balance")[1] == '{"amount":"0.00","asset":"INR"}\n'
    assert shell.run(*words, "/name", "--output", "json")[1] == '"Cash"\n'
    assert shell.run(*words, "/none")[:2] == (0, "")


def test_a_field_of_the_name_of_an_option(shell, bank):
    """--url is the server's address, but a field where the operation has one."""
    code, _, errors = shell.run("call", "webhooks.endpoints.create", "--url", "nonsense")
    assert code in (2, 4) and bank.api.url not in errors
    code, _, errors = shell.run("call", "--url", "http://127.0.0.1:1", "webhooks.endpoints.create", "--url",
                                "https://receiver.example")
    assert code == 3, errors


def test_a_stream_to_a_pipe_is_lines(bank, shell):
    bank.fund(bank.cash, "1.00")
    bank.fund(bank.cash, "2.00")
    code, output, errors = shell.run("call", "events.tail", "--after", "0", "--take", "2")
    assert code == 0, errors
    first, second = map(json.loads, output.splitlines())
    assert second["position"] > first["position"]
    code, output, _ = shell.run("call", "events.tail", "--last-event-id", str(first["position"]),
                                "--take", "1")
    assert code == 0 and json.loads(output) == second


def test_tail_follows_what_happens(bank, shell):
    tail = shell.start("tail", "--type", "ledger.transfers.posted", "--take", "2",
                       "--output", "ndjson")
    shown, deadline = [], time.monotonic() + 30
    while len(shown) < 2 and time.monotonic() < deadline:
        bank.fund(bank.cash, "1.00")
        while select.select([tail.stdout], [], [], 0.3)[0]:
            line = tail.stdout.readline()
            if not line:
                break
            shown.append(json.loads(line))
    _, errors = tail.communicate(timeout=30)
    assert tail.returncode == 0, errors
    assert {event["type"] for event in shown} == {"ledger.transfers.posted"}


def test_tail_since_a_while_ago(bank, shell):
    bank.fund(bank.cash, "1.00")
    last = wait_for(lambda: bank.api.events_list(limit=1)["items"])[0]
    for since in ("1h", str(last["position"] - 1)):
        code, output, errors = shell.run("tail", "--since", since, "--take", "1")
        assert code == 0, errors
        assert json.loads(output)["position"] <= last["position"]
    code, _, errors = shell.run("tail", "--since", "soon")
    assert code == 2 and "--since" in errors


def test_tail_at_a_terminal_has_colours_and_no_commands(bank, shell):
    bank.fund(bank.cash, "1.00")
    wait_for(lambda: bank.api.events_list(limit=1)["items"])
    code, shown = shell.at_terminal("tail", "--since", "1h", "--take", "1")
    assert code == 0 and "\033[" in shown and not shown.lstrip("\033[2m").startswith("{")
    shell.environment["NO_COLOR"] = "1"
    assert "\033[" not in shell.at_terminal("tail", "--since", "1h", "--take", "1")[1]


def test_a_download_never_writes_over_a_file_unasked(bank, shell, tmp_path):
    bank.fund(bank.cash, "1.00")
    path = tmp_path / "statement.csv"
    words = ("call", "ledger.accounts.statement_csv", "--id", bank.cash, "--out", str(path))
    code, output, errors = shell.run(*words)
    assert (code, output) == (0, "") and str(path) in errors
    assert path.read_text().startswith("timestamp,transfer")
    path.write_text("mine")
    code, _, errors = shell.run(*words)
    assert code == 2 and "--force" in errors and path.read_text() == "mine"
    assert shell.run(*words, "--force")[0] == 0
    assert path.read_text().startswith("timestamp,transfer")
    refused = tmp_path / "refused.csv"
    assert shell.run("call", "ledger.accounts.statement_csv", "--id", bank.ledger, "--out",
                     str(refused))[0] in (4, 7)
    assert sorted(os.listdir(tmp_path)) == ["statement.csv"], "nothing is left of what failed"


def test_an_upload_shows_how_far_it_is(bank, shell, tmp_path):
    lines = tmp_path / "lines.ndjson"
    line = json.dumps({"debit_account": bank.source, "credit_account": bank.cash,
                       "amount": "2.00", "asset": "INR"}) + "\n"
    lines.write_text(line * 5_000)
    words = ("call", "ledger.imports.upload_transfers", "--name", "day", "--file", str(lines))
    code, shown = shell.at_terminal(*words)
    assert code == 0, shown
    assert "\rSending [" in shown and "100%" in shown
    code, output, errors = shell.run("call", "ledger.imports.upload_transfers", "--name", "again",
                                     "--file", "-", "--output", "json", stdin=line)
    assert (code, errors) == (0, ""), "no bar where nobody looks"
    assert json.loads(output)["id"].startswith("imp_")


def test_unknown_commands_are_answered_with_near_ones(shell):
    code, output, errors = shell.run("profle")
    assert (code, output) == (2, "") and "do you mean profile?" in errors
    shown = shell.run("--help")[1]
    for group in ("Working with a server:", "Running a server:", "This program:"):
        assert group in shown


def test_the_manual_page_has_no_faults(shell):
    code, page, errors = shell.run("man")
    assert (code, errors) == (0, "")
    if shutil.which("man") is None:
        pytest.skip("man is not installed")
    checked = subprocess.run(["man", "--warnings", "--local-file", "-"], input=page, text=True,
                             capture_output=True, timeout=60,
                             env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8",
                                  "MANWIDTH": "100"})
    assert (checked.returncode, checked.stderr) == (0, "")
    for part in ("sangam login", "--idempotency-key", "ledger.accounts.open", "SANGAM_PROFILE"):
        assert part in checked.stdout, part
    if shutil.which("mandoc"):
        found = subprocess.run(["mandoc", "-Tlint", "-Wwarning"], input=page, text=True,
                               capture_output=True, timeout=60).stdout
        # A date would change the page with the day it is written.
        assert not [line for line in found.splitlines() if "missing date" not in line], found


def at(shell):
    """The environment in which a shell finds the program."""
    return shell.environment | {"PATH": os.path.dirname(PROGRAM) + os.pathsep + os.environ["PATH"],
                                "LC_ALL": "C.UTF-8"}


def complete(shell, line, words):
    """What bash offers for the last of the words on a line."""
    script = shell.run("completion", "bash")[1]
    typed = " ".join(f'"{word}"' for word in words)
    done = subprocess.run(
        ["bash", "-c", f"{script}\nCOMP_WORDS=({typed})\nCOMP_CWORD={len(words) - 1}\n_sangam\n"
                       'printf "%s\\n" "${COMPREPLY[@]}"'],
        capture_output=True, text=True,
        env=at(shell))
    assert done.stderr == "", line
    return done.stdout.split()


def test_bash_completes_what_is_declared(shell):
    shell.run("profile", "add", "work", "--url", "http://127.0.0.1:1")
    for line, offered in (("sangam prof", {"profile"}),
                          ("sangam profile use ", {"work"}),
                          ("sangam profile add --k", {"--key-stdin"}),
                          ("sangam call ledger.accounts.o", {"ledger.accounts.open"}),
                          ("sangam call ledger.accounts.open --over", {"--overdraft_limit"}),
                          ("sangam call tenant.get --output nd", {"ndjson"}),
                          ("sangam call --profile w", {"work"}),
                          ("sangam completion ", {"bash", "zsh", "fish", "--help"}),
                          ("sangam api lock --ch", {"--check"})):
        assert set(complete(shell, line, line.split(" "))) == offered, line
    assert "none" in complete(shell, "", ["sangam", "call", "ledger.accounts.open", "--limit", ""])


def test_fish_completes_too(shell, tmp_path):
    if shutil.which("fish") is None:
        pytest.skip("fish is not installed")
    script = tmp_path / "completion.fish"
    script.write_text(shell.run("completion", "fish")[1])
    for line, offered in (("sangam call ledger.accounts.o", "ledger.accounts.open\tOpen an account"),
                          ("sangam call tenant.get --output nd", "ndjson"),
                          ("sangam prof", "profile\tServers and credentials by name")):
        done = subprocess.run(["fish", "--no-config", "--command",
                               f"source {script}; complete --do-complete '{line}'"],
                              env=at(shell), capture_output=True, text=True, timeout=60)
        assert (done.stdout.strip(), done.stderr) == (offered, ""), line


def test_zsh_completes_too(shell, tmp_path):
    """The completion system itself wants a terminal: what it calls is put in its place."""
    if shutil.which("zsh") is None:
        pytest.skip("zsh is not installed")
    script = tmp_path / "completion.zsh"
    script.write_text(shell.run("completion", "zsh")[1])
    for words, offered in ((("call", "x"), "ledger.accounts.open:Open an account"),
                           (("call", "tenant.get", "--output", ""), "ndjson:ndjson"),
                           (("call", "tenant.get", "--out", ""), "files"),
                           (("x",), "profile:Servers and credentials by name")):
        typed = " ".join(f"'{word}'" for word in ("sangam", *words))
        done = subprocess.run(
            ["zsh", "-f", "-c", "compdef() {}; _files() { print files }\n"
             "_describe() { print -l -- ${(P)@[-1]} }\n"
             f"source {script}\nwords=({typed}); CURRENT=${{#words}}; _sangam"],
            env=at(shell), capture_output=True, text=True, timeout=60)
        assert done.stderr == "", words
        assert offered in done.stdout.splitlines(), words
